// Coordinate systems. projection.cpp is the only file that knows PROJ.
#pragma once

#include <memory>
#include <string>

#include "gis/county.hpp"
#include "gis/geometry.hpp"

namespace budian {

struct LonLat {
  double longitude = 0;
  double latitude = 0;
};

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
/// Plane of a code the user gave.
Plane plane_of_epsg(int epsg);
/// Is this system degrees? False for an empty or unknown one.
bool is_geographic(const std::string& crs);

}  // namespace budian
