#include "maps/positions.hpp"

#include <fmt/format.h>

#include <cmath>

namespace budian {
namespace {

/// Six decimals are a tenth of a metre.
double rounded(double degrees) { return std::round(degrees * 1e6) / 1e6; }

}  // namespace

Positions::Positions(const County& county)
    : to_degrees_(fmt::format("EPSG:{}", county.plane.epsg), "EPSG:4326") {}

nlohmann::ordered_json Positions::of(Point point) const {
  const Point degrees = to_degrees_(point);
  return nlohmann::ordered_json::array({rounded(degrees.x), rounded(degrees.y)});
}

}  // namespace budian
