// An order of points in which neighbours on the ground are neighbours in memory.
#pragma once

#include <cstdint>
#include <vector>

#include "gis/geometry.hpp"

namespace budian {

/// Rows of the points along Hilbert's curve (D. Hilbert, 1891, doi:10.1007/BF01199431) over their
/// bounding square, 65,536 cells a side; points of one cell keep their order.
std::vector<std::uint32_t> spatial_order(const std::vector<Point>& points);

}  // namespace budian
