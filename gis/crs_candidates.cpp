#include "gis/crs_candidates.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "gis/projection.hpp"

namespace budian {
namespace {

bool in_china(LonLat place) {
  return place.longitude > 73 && place.longitude < 136 && place.latitude > 3 && place.latitude < 54;
}

std::string epsg(int code) { return "EPSG:" + std::to_string(code); }

/// First and last zone with their codes in the EPSG register: codes are consecutive.
struct Zones {
  int first, last;
  int code;           ///< CGCS2000, of the first zone
  int xian, beijing;  ///< the same zone on the older datums
};
// 3° zones n: central meridian 3n. 6° zones n: central meridian 6n - 3.
constexpr Zones prefixed_3{25, 45, 4513, 2349, 2401};
constexpr Zones plain_3{25, 45, 4534, 2370, 2422};
constexpr Zones prefixed_6{13, 23, 4491, 2327, 21413};
constexpr Zones plain_6{13, 23, 4502, 2338, 21453};
constexpr std::array<Zones, 4> all_zones{prefixed_3, plain_3, prefixed_6, plain_6};

/// Gauss-Krüger northings of China, islands included, in metres.
bool is_northing(double n) { return n > 300e3 && n < 6.1e6; }
bool is_easting(double e) { return e > 100e3 && e < 900e3; }

void add(const std::string& crs, Point point, bool north_first,
         std::vector<CrsCandidate>& candidates) {
  if (north_first) std::swap(point.x, point.y);
  const Point degrees = Projection(crs, "EPSG:4326")(point);
  const LonLat centre{degrees.x, degrees.y};
  if (std::isnan(degrees.x) || !in_china(centre)) return;
  for (const auto& other : candidates) {  // a zone of 3° and one of 6° may share their meridian
    const bool same = other.north_first == north_first &&
                      std::abs(other.centre.longitude - centre.longitude) < 1e-7 &&
                      std::abs(other.centre.latitude - centre.latitude) < 1e-7;
    if (same) return;
  }
  candidates.push_back({crs, north_first, centre});
}

void add_zones(const Zones& zones, Point point, bool north_first,
               std::vector<CrsCandidate>& candidates) {
  for (int zone = zones.first; zone <= zones.last; ++zone) {
    add(epsg(zones.code + zone - zones.first), point, north_first, candidates);
  }
}

void add_planes(Point point, bool north_first, std::vector<CrsCandidate>& candidates) {
  const double e = north_first ? point.y : point.x;
  const double n = north_first ? point.x : point.y;
  if (!is_northing(n)) return;
  const int prefix = static_cast<int>(e / 1e6);
  if (e > 1e6 && is_easting(e - 1e6 * prefix)) {
    for (const Zones& zones : {prefixed_3, prefixed_6}) {
      if (prefix < zones.first || prefix > zones.last) continue;
      add(epsg(zones.code + prefix - zones.first), point, north_first, candidates);
    }
  }
  if (!is_easting(e)) return;
  add_zones(plain_3, point, north_first, candidates);
  add_zones(plain_6, point, north_first, candidates);
  constexpr int first_utm = 43, last_utm = 53;
  for (int zone = first_utm; zone <= last_utm; ++zone) {
    add(epsg(32600 + zone), point, north_first, candidates);
  }
}

}  // namespace

std::vector<CrsCandidate> crs_candidates(Point typical) {
  std::vector<CrsCandidate> candidates;
  if (!std::isfinite(typical.x) || !std::isfinite(typical.y)) return candidates;
  const bool degrees = std::abs(typical.x) <= 180 && std::abs(typical.y) <= 180;
  if (degrees) {
    add("EPSG:4490", typical, false, candidates);
    add("EPSG:4490", typical, true, candidates);
    if (candidates.empty() && std::abs(typical.y) <= 90) {
      candidates.push_back({"EPSG:4326", false, {typical.x, typical.y}});
    }
    return candidates;
  }
  for (const bool north_first : {false, true}) add_planes(typical, north_first, candidates);
  constexpr double end_of_mercator = 20037508.35;  // ±180° of longitude, ±85° of latitude
  if (std::abs(typical.x) < end_of_mercator && std::abs(typical.y) < end_of_mercator) {
    add("EPSG:3857", typical, false, candidates);
  }
  return candidates;
}

std::vector<std::string> older_datums_of(const std::string& crs) {
  int code = 0;
  if (!crs.starts_with("EPSG:")) return {};
  std::from_chars(crs.data() + 5, crs.data() + crs.size(), code);
  if (code == 4490) return {epsg(4610), epsg(4214)};
  for (const Zones& zones : all_zones) {
    const int row = code - zones.code;
    if (row < 0 || row > zones.last - zones.first) continue;
    return {epsg(zones.xian + row), epsg(zones.beijing + row)};
  }
  return {};
}

}  // namespace budian
