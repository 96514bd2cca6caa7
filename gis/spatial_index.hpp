// Boxes in an R-tree: shared by the sources that search space. Heavy to compile, so included by
// sources only.
#pragma once

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <cstdint>
#include <utility>

#include "gis/geometry.hpp"

namespace budian {

using BoxCorner = boost::geometry::model::d2::point_xy<double>;
using Box = boost::geometry::model::box<BoxCorner>;
using BoxedRow = std::pair<Box, std::uint32_t>;
/// Built by packing when made from a whole range; reading it is safe from several threads.
using BoxTree = boost::geometry::index::rtree<BoxedRow, boost::geometry::index::rstar<16>>;

inline Box box_around(Point a, Point b) {
  return {BoxCorner(std::min(a.x, b.x), std::min(a.y, b.y)),
          BoxCorner(std::max(a.x, b.x), std::max(a.y, b.y))};
}
inline Box box_around(Point centre, double metres) {
  return {BoxCorner(centre.x - metres, centre.y - metres),
          BoxCorner(centre.x + metres, centre.y + metres)};
}
inline Box widened(const Box& box, double metres) {
  return {BoxCorner(box.min_corner().x() - metres, box.min_corner().y() - metres),
          BoxCorner(box.max_corner().x() + metres, box.max_corner().y() + metres)};
}

/// The nearest point of the segment a-b to a place.
struct Projected {
  double along = 0;     ///< from a, in metres
  double distance = 0;  ///< from the place, in metres
};
inline Projected project(Point place, Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  const double raw = squared > 0 ? ((place.x - a.x) * dx + (place.y - a.y) * dy) / squared : 0;
  const double share = std::clamp(raw, 0.0, 1.0);
  const Point foot{a.x + share * dx, a.y + share * dy};
  const double off_x = place.x - foot.x;
  const double off_y = place.y - foot.y;
  return {share * std::sqrt(squared), std::sqrt(off_x * off_x + off_y * off_y)};
}

}  // namespace budian
