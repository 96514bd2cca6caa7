// One function a layer of the county: rows → nouns. Used by read_county only.
#pragma once

#include "gis/county.hpp"
#include "gis/layer_rows.hpp"
#include "gis/plausibility.hpp"

namespace budian {

/// What the readers of the layers share.
struct CountyReading {
  const CountySpec& spec;
  const Plausibility& bounds;
  bool accept = false;  ///< use coordinate systems that were inferred and are beyond doubt
  ProblemList& problems;
  County& county;
};

/// The system in which the county is measured, in PROJ's words.
inline std::string plane_crs(const County& county) {
  return "EPSG:" + std::to_string(county.plane.epsg);
}

/// Every layer of the county file, opened; layers that it does not name are empty.
struct CountyRows {
  LayerRows townships;
  std::vector<std::shared_ptr<LayerRows>> rosters;
  std::optional<LayerRows> township_labels, schools, settlements, roads, water;
};

/// Townships, the plane of the county and nothing else; false when there is nothing to go on with.
/// Border lines become areas, named by `labels`.
bool read_townships(CountyReading reading, LayerRows& rows, LayerRows* labels);
void read_schools(CountyReading reading, LayerRows& rows, const AreaIndex& townships);
void read_settlements(CountyReading reading, LayerRows& rows, const AreaIndex& townships);
void read_population_places(CountyReading reading, const AreaIndex& townships);
void read_roads(CountyReading reading, LayerRows& rows);
void read_water(CountyReading reading, LayerRows& rows);

/// The place of a feature on the plane: a point, or a point inside an area. Empty and reported when
/// there is none.
std::optional<Point> place_of(LayerRows& rows, std::size_t row, const LayerProjection& projection);
/// Township by name or code where the layer has a column for it, else by location. Empty: outside
/// all.
std::optional<TownshipId> township_of(CountyReading reading, LayerRows& rows, std::size_t row,
                                      Point place, const AreaIndex& townships);
/// Empty and reported when neither the file nor the county file names a coordinate system.
std::optional<LayerProjection> projection_of(CountyReading reading, LayerRows& rows);

}  // namespace budian
