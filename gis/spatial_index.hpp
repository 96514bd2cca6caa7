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

}  // namespace budian
