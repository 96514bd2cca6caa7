// Coordinate systems that the numbers of a layer may be in, before anything else is known.
#pragma once

#include <string>
#include <vector>

#include "gis/geometry.hpp"

namespace budian {

struct CrsCandidate {
  std::string crs;           ///< "EPSG:4548"
  bool north_first = false;  ///< the numbers come in the order north, east
  LonLat centre;             ///< where the layer lies then
  friend bool operator==(const CrsCandidate&, const CrsCandidate&) = default;
};

/// Systems in use in China in which a point of these numbers lies in China: degrees, CGCS2000
/// Gauss-Krüger zones of 3° and 6° with and without prefix, UTM, web Mercator; in either order of
/// axes. Outside China: degrees only. The likeliest come first. Xian 80 and Beijing 54 zones have
/// the same numbers to within some 100 m, so numbers cannot tell them apart: only CGCS2000 is
/// named.
std::vector<CrsCandidate> crs_candidates(Point typical);

/// The CGCS2000 zones, and those of Xian 80 and Beijing 54, that a layer of this zone prefix or
/// central meridian could be in: "EPSG:4527" → "EPSG:2363", "EPSG:2415". Empty for other systems.
std::vector<std::string> older_datums_of(const std::string& crs);

}  // namespace budian
