// Coordinate systems. projection.cpp is the only file that knows PROJ.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "gis/county.hpp"
#include "gis/geometry.hpp"

namespace budian {

/// From one coordinate system to another, always in the order east (longitude), north (latitude).
class Projection {
 public:
  /// `from` and `to` are anything PROJ understands: "EPSG:4548" or WKT. Throws InputError for an
  /// unknown system.
  Projection(const std::string& from, const std::string& to);
  ~Projection();
  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;
  Projection(const Projection&) = delete;
  Projection& operator=(const Projection&) = delete;

  /// A point outside the area of use gives NaN coordinates.
  [[nodiscard]] Point operator()(Point point) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

/// The plane on which a county is measured: inside China the CGCS2000 3-degree Gauss-Krüger zone of
/// the centre (EPSG:4534-4554, false easting 500 km; policy: GB 22021), elsewhere the WGS 84 UTM
/// zone.
Plane plane_for(LonLat centre);
/// Plane of a code the user gave. Throws InputError where lengths near `centre` are not those on
/// the ground to 2 in 1,000: degrees, feet, web Mercator, equal-area grids of a world, a zone far
/// away.
Plane plane_of_epsg(int epsg, LonLat centre);

/// What lies between the datum of a layer and the one of the plane.
struct DatumChange {
  std::string name;            ///< of the layer's datum
  double moved_metres = 0;     ///< how far the change moves a place
  double accuracy_metres = 0;  ///< as PROJ knows it; negative: unknown
  bool ballpark = false;  ///< PROJ knows no transformation and takes the degrees over as they are
};
/// Empty where the datums are the same, or WGS 84 and CGCS2000, which agree to a metre.
std::optional<DatumChange> datum_change(const std::string& from, const std::string& to,
                                        LonLat place);
/// PROJ's name of a system; the word itself where PROJ does not know it.
std::string name_of_crs(const std::string& crs);
/// Is this system degrees? False for an empty or unknown one.
bool is_geographic(const std::string& crs);

}  // namespace budian
