#include "gis/spatial_order.hpp"

#include <algorithm>
#include <utility>

#include "gis/extent.hpp"

namespace budian {
namespace {

constexpr std::uint32_t side = 1U << 16U;

/// Place of a cell along the curve. Each level turns its quarter so that the curve stays in one
/// piece.
std::uint32_t along_curve(std::uint32_t x, std::uint32_t y) {
  std::uint32_t along = 0;
  for (std::uint32_t half = side / 2; half > 0; half /= 2) {
    const std::uint32_t right = (x & half) != 0 ? 1 : 0;
    const std::uint32_t upper = (y & half) != 0 ? 1 : 0;
    along = 4 * along + ((3 * right) ^ upper);
    if (upper != 0) continue;
    if (right != 0) {
      x = side - 1 - x;
      y = side - 1 - y;
    }
    std::swap(x, y);
  }
  return along;
}

}  // namespace

std::vector<std::uint32_t> spatial_order(const std::vector<Point>& points) {
  Extent box;
  for (const Point point : points) box.add(point);
  const double extent = std::max({box.width(), box.height(), 1e-3});
  const double scale = (side - 1) / extent;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> keyed(points.size());
  for (std::uint32_t row = 0; row < points.size(); ++row) {
    const auto x = static_cast<std::uint32_t>((points[row].x - box.low.x) * scale);
    const auto y = static_cast<std::uint32_t>((points[row].y - box.low.y) * scale);
    keyed[row] = {along_curve(x, y), row};
  }
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::uint32_t> order;
  order.reserve(points.size());
  for (const auto& [key, row] : keyed) order.push_back(row);
  return order;
}

}  // namespace budian
