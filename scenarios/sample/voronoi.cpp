#include "scenarios/sample/voronoi.hpp"

#include <algorithm>
#include <boost/polygon/voronoi.hpp>

namespace budian::sample {
namespace {

using Diagram = boost::polygon::voronoi_diagram<double>;
constexpr double steps_a_metre = 10.0;  // Boost.Polygon wants whole numbers

void construct(const std::vector<Point>& points, Diagram& diagram) {
  std::vector<boost::polygon::point_data<int>> whole;
  whole.reserve(points.size());
  for (const Point& point : points) {
    whole.emplace_back(static_cast<int>(std::lround(point.x * steps_a_metre)),
                       static_cast<int>(std::lround(point.y * steps_a_metre)));
  }
  boost::polygon::construct_voronoi(whole.begin(), whole.end(), &diagram);
}

Line corners_of(const Diagram::cell_type& cell) {
  Line corners;
  const auto* first = cell.incident_edge();
  const auto* edge = first;
  do {
    corners.push_back({edge->vertex0()->x() / steps_a_metre, edge->vertex0()->y() / steps_a_metre});
    edge = edge->next();
  } while (edge != first);
  return corners;
}

}  // namespace

std::vector<Line> voronoi_cells(const std::vector<Point>& points, std::size_t wanted) {
  Diagram diagram;
  construct(points, diagram);
  std::vector<Line> cells(wanted);
  for (const auto& cell : diagram.cells()) {
    if (cell.source_index() < wanted) cells[cell.source_index()] = corners_of(cell);
  }
  return cells;
}

std::vector<Pair> delaunay_pairs(const std::vector<Point>& points) {
  Diagram diagram;
  construct(points, diagram);
  std::vector<Pair> pairs;
  for (const auto& edge : diagram.edges()) {
    const auto a = static_cast<std::uint32_t>(edge.cell()->source_index());
    const auto b = static_cast<std::uint32_t>(edge.twin()->cell()->source_index());
    if (a < b) pairs.emplace_back(a, b);
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

std::vector<Pair> gabriel_pairs(const std::vector<Point>& points,
                                const std::vector<Pair>& delaunay) {
  std::vector<std::vector<std::uint32_t>> neighbours(points.size());
  for (const auto& [a, b] : delaunay) {
    neighbours[a].push_back(b);
    neighbours[b].push_back(a);
  }
  // A point inside the circle over a Delaunay pair makes an obtuse angle; the nearest such point is
  // a neighbour.
  const auto blocked = [&](Pair pair, std::uint32_t end) {
    const Point a = points[pair.first];
    const Point b = points[pair.second];
    return std::any_of(neighbours[end].begin(), neighbours[end].end(), [&](std::uint32_t other) {
      const Point c = points[other];
      return other != pair.first && other != pair.second &&
             (a.x - c.x) * (b.x - c.x) + (a.y - c.y) * (b.y - c.y) < 0;
    });
  };
  std::vector<Pair> kept;
  for (const Pair& pair : delaunay) {
    if (!blocked(pair, pair.first) && !blocked(pair, pair.second)) kept.push_back(pair);
  }
  return kept;
}

}  // namespace budian::sample
