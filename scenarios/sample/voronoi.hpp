// Voronoi cells and Delaunay neighbours of scattered points (Boost.Polygon).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "gis/geometry.hpp"

namespace budian::sample {

/// Corners of the cell of each of the first `wanted` points, counter-clockwise, not closed. The
/// cells must be bounded. Neighbouring cells share their corners to the last bit.
std::vector<Line> voronoi_cells(const std::vector<Point>& points, std::size_t wanted);

using Pair = std::pair<std::uint32_t, std::uint32_t>;
/// Neighbouring points (rows, smaller first), sorted. Points closer than 0.1 m to another have no
/// neighbours.
std::vector<Pair> delaunay_pairs(const std::vector<Point>& points);
/// Those of them whose middle circle holds no other point (Gabriel, Sokal 1969,
/// doi:10.2307/2412323).
std::vector<Pair> gabriel_pairs(const std::vector<Point>& points,
                                const std::vector<Pair>& delaunay);

}  // namespace budian::sample
