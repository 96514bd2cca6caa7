// Which ground belongs to which destination by road, and how far it is: polygons from the network,
// not hulls of points.
#pragma once

#include <vector>

#include "gis/network.hpp"
#include "gis/travel_matrix.hpp"

namespace budian {

/// A regular grid of ground cells over the county, each with its ways onto the network. Made once,
/// asked often.
struct GroundCells {
  Point origin;  ///< south-west corner
  double cell_metres = 0;
  std::size_t columns = 0;
  std::size_t rows = 0;
  std::vector<TownshipId>
      township;              ///< of each cell, row-major from the south; only where `inside`
  std::vector<char> inside;  ///< centre lies in a township
  std::vector<AttachedPlace> places;  ///< cell centres
  [[nodiscard]] std::size_t size() const { return columns * rows; }
};
/// About `target_cells` square cells over all townships. Without a network the cells have no
/// attachments.
GroundCells make_ground_cells(const County& county, const Network* network,
                              std::size_t target_cells);

inline constexpr std::int32_t nobody = -1;
struct GroundAccess {
  std::vector<std::int32_t> destination;  ///< nearest destination of each cell, or `nobody`
  std::vector<std::int64_t> cost;         ///< to it: mm, or ms where time was made least
};
/// Nearest destination of each cell by road, ties to the lower row; cells further than the limit of
/// what is made least belong to nobody.
GroundAccess nearest_destination(const GroundCells& cells, const Network& network,
                                 const std::vector<AttachedPlace>& destinations, Least least,
                                 TravelLimit limit);
GroundAccess nearest_destination_straight(const GroundCells& cells,
                                          const std::vector<Point>& destinations,
                                          double detour_factor, Millimetres limit);

/// The band of each cell: row of the first bound that its cost does not exceed; `nobody` beyond the
/// last. Bounds rise.
std::vector<std::int32_t> bands_of(const GroundAccess& access,
                                   const std::vector<std::int64_t>& bounds);

struct LabelledArea {
  std::int32_t label = 0;
  MultiPolygon area;
};
/// Merges cells of one label into polygons that partition the labelled ground, smoothed enough to
/// print; cells labelled `nobody` are left out. Sorted by label.
std::vector<LabelledArea> polygons_of(const GroundCells& cells,
                                      const std::vector<std::int32_t>& labels);

}  // namespace budian
