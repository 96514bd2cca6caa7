#include "gis/road_distance.hpp"

#include "gis/spatial_index.hpp"

namespace budian {

struct RoadDistance::Implementation {
  std::vector<std::pair<Point, Point>> segments;
  BoxTree tree;
};

RoadDistance::RoadDistance(const std::vector<Line>& lines)
    : implementation_(std::make_unique<Implementation>()) {
  auto& segments = implementation_->segments;
  std::vector<BoxedRow> boxes;
  for (const auto& line : lines) {
    for (std::size_t i = 1; i < line.size(); ++i) {
      boxes.emplace_back(box_around(line[i - 1], line[i]),
                         static_cast<std::uint32_t>(segments.size()));
      segments.emplace_back(line[i - 1], line[i]);
    }
  }
  implementation_->tree = BoxTree(boxes);
}

RoadDistance::~RoadDistance() = default;
RoadDistance::RoadDistance(RoadDistance&&) noexcept = default;
RoadDistance& RoadDistance::operator=(RoadDistance&&) noexcept = default;

double RoadDistance::operator()(Point place) const {
  namespace index = boost::geometry::index;
  const auto& [segments, tree] = *implementation_;
  // What is nearer than the reach touches the box of the reach.
  for (double reach = 50; reach <= farthest; reach *= 4) {
    double nearest = farthest;
    for (auto hit = tree.qbegin(index::intersects(box_around(place, reach))); hit != tree.qend();
         ++hit) {
      const auto& [a, b] = segments[hit->second];
      nearest = std::min(nearest, project(place, a, b).distance);
    }
    if (nearest <= reach) return nearest;
  }
  return farthest;
}

}  // namespace budian
