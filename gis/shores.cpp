#include "gis/shores.hpp"

#include <algorithm>
#include <boost/geometry/geometries/segment.hpp>

#include "gis/spatial_index.hpp"

namespace budian {
namespace {

namespace bg = boost::geometry;
using Segment = bg::model::segment<BoxCorner>;

Segment segment_of(Point a, Point b) { return {BoxCorner(a.x, a.y), BoxCorner(b.x, b.y)}; }

struct ShoreEdge {
  Point a;
  Point b;
  std::size_t water = 0;
};

}  // namespace

struct Shores::Implementation {
  std::vector<ShoreEdge> edges;
  BoxTree tree;
  AreaIndex areas;
};

Shores::Shores(const std::vector<MultiPolygon>& water)
    : implementation_(new Implementation{{}, BoxTree(), AreaIndex(water)}) {
  std::vector<BoxedRow> boxes;
  auto& edges = implementation_->edges;
  for (std::size_t row = 0; row < water.size(); ++row) {
    for (const Polygon& polygon : water[row]) {
      for (const Line& ring : polygon) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
          boxes.emplace_back(box_around(ring[i - 1], ring[i]),
                             static_cast<std::uint32_t>(edges.size()));
          edges.push_back({ring[i - 1], ring[i], row});
        }
      }
    }
  }
  implementation_->tree = BoxTree(boxes);
}
Shores::~Shores() = default;

Shores::Around Shores::around(Point place, double reach_metres) const {
  Around near;
  near.place_ = place;
  std::vector<std::uint32_t> rows;
  const auto& tree = implementation_->tree;
  const auto box = box_around(place, reach_metres);
  for (auto hit = tree.qbegin(bg::index::intersects(box)); hit != tree.qend(); ++hit) {
    rows.push_back(hit->second);
  }
  if (rows.empty()) return near;
  const std::ptrdiff_t holder = implementation_->areas.find(place);
  for (const std::uint32_t row : rows) {
    const ShoreEdge& edge = implementation_->edges[row];
    if (static_cast<std::ptrdiff_t>(edge.water) != holder) near.edges_.emplace_back(edge.a, edge.b);
  }
  return near;
}

bool Shores::Around::bar(Point to) const {
  const Segment way = segment_of(place_, to);
  return std::any_of(edges_.begin(), edges_.end(), [&](const std::pair<Point, Point>& edge) {
    return bg::intersects(way, segment_of(edge.first, edge.second));
  });
}

}  // namespace budian
