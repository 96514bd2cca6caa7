#include "gis/edge_index.hpp"

#include <algorithm>
#include <boost/iterator/function_output_iterator.hpp>
#include <tuple>

namespace budian {
namespace {

bool nearer(const NearEdge& a, const NearEdge& b) {
  return std::tuple(a.edge, a.distance, a.along) < std::tuple(b.edge, b.distance, b.along);
}

}  // namespace

void EdgeIndex::add(EdgeId edge, const Line& line, double start_metres, double end_metres) {
  double along = 0;
  for (std::size_t i = 1; i < line.size() && along < end_metres; ++i) {
    const double next = along + distance_metres(line[i - 1], line[i]);
    if (next > start_metres) {
      segments_.push_back({edge, line[i - 1], line[i], along, start_metres, end_metres});
    }
    along = next;
  }
}

void EdgeIndex::pack() {
  std::vector<BoxedRow> boxes;
  boxes.reserve(segments_.size());
  for (std::uint32_t row = 0; row < segments_.size(); ++row) {
    boxes.emplace_back(box_around(segments_[row].a, segments_[row].b), row);
  }
  tree_ = BoxTree(boxes);
}

// The projection is made on the whole segment of the road and only then held inside the edge:
// cutting a road somewhere else does not move anyone's nearest point by a millimetre.
NearEdge EdgeIndex::near_point(const Segment& segment, Point place) {
  const Projected foot = project(place, segment.a, segment.b);
  const double along = segment.along + foot.along;
  const double held = std::clamp(along, segment.start, segment.end);
  if (held == along) return {segment.edge, foot.distance, along};
  const double share = (held - segment.along) / distance_metres(segment.a, segment.b);
  const Point end{segment.a.x + share * (segment.b.x - segment.a.x),
                  segment.a.y + share * (segment.b.y - segment.a.y)};
  return {segment.edge, distance_metres(place, end), held};
}

std::vector<NearEdge> EdgeIndex::within(Point place, double reach_metres) const {
  std::vector<NearEdge> found;
  const auto around = boost::geometry::index::intersects(box_around(place, reach_metres));
  tree_.query(around, boost::make_function_output_iterator([&](const BoxedRow& row) {
                const NearEdge near = near_point(segments_[row.second], place);
                if (near.distance <= reach_metres) found.push_back(near);
              }));
  std::sort(found.begin(), found.end(), nearer);
  const auto same = [](const NearEdge& a, const NearEdge& b) { return a.edge == b.edge; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

std::optional<NearEdge> EdgeIndex::nearest(Point place) const {
  std::optional<NearEdge> best;
  const BoxCorner corner(place.x, place.y);
  const auto all = static_cast<unsigned>(tree_.size());
  for (auto row = tree_.qbegin(boost::geometry::index::nearest(corner, all)); row != tree_.qend();
       ++row) {
    if (best && boost::geometry::distance(corner, row->first) > best->distance) break;
    const NearEdge near = near_point(segments_[row->second], place);
    if (!best || std::tuple(near.distance, near.edge) < std::tuple(best->distance, best->edge)) {
      best = near;
    }
  }
  return best;
}

}  // namespace budian
