#include "gis/edge_index.hpp"

#include <algorithm>
#include <tuple>

#include "gis/extent.hpp"
#include "gis/spatial_index.hpp"

namespace budian {
namespace {

/// Keeps the nearest point of each edge; several segments of one edge may be near. One list a
/// thread finds an edge's row without sorting.
class NearestOfEdges {
 public:
  explicit NearestOfEdges(std::size_t edges) : rows_(rows_of_thread()) {
    if (rows_.size() < edges) rows_.resize(edges, none);
  }
  ~NearestOfEdges() {
    for (const NearEdge& near : found_) rows_[near.edge.row()] = none;
  }
  NearestOfEdges(const NearestOfEdges&) = delete;
  NearestOfEdges& operator=(const NearestOfEdges&) = delete;
  NearestOfEdges(NearestOfEdges&&) = delete;
  NearestOfEdges& operator=(NearestOfEdges&&) = delete;

  void offer(const NearEdge& near) {
    std::uint32_t& row = rows_[near.edge.row()];
    if (row == none) {
      found_.push_back(near);
      row = static_cast<std::uint32_t>(found_.size() - 1);
    } else if (std::tie(near.distance, near.along) <
               std::tie(found_[row].distance, found_[row].along)) {
      found_[row] = near;
    }
  }
  [[nodiscard]] std::vector<NearEdge> found() const { return found_; }

 private:
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
  static std::vector<std::uint32_t>& rows_of_thread() {
    thread_local std::vector<std::uint32_t> rows;
    return rows;
  }
  std::vector<std::uint32_t>& rows_;  ///< of each edge in `found_`; all `none` between searches
  std::vector<NearEdge> found_;
};

/// Square of the distance of a place from a segment.
double squared_distance(Point place, Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double share =
      std::clamp(((place.x - a.x) * dx + (place.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
  const double off_x = place.x - a.x - share * dx;
  const double off_y = place.y - a.y - share * dy;
  return off_x * off_x + off_y * off_y;
}

Point corner(Point place, double x, double y) { return {place.x + x, place.y + y}; }

// The projection is made on the whole segment of the road and only then held inside the edge:
// cutting a road somewhere else does not move anyone's nearest point by a millimetre.
NearEdge near_point(const RoadLines& lines, std::uint32_t segment, const Projected& foot, EdgeId id,
                    const Edge& edge, Point place) {
  const double start = lines.along(segment);
  const double along = start + foot.along;
  const double held = std::clamp(along, edge.start_metres, edge.end_metres);
  if (held == along) return {id, foot.distance, along};
  const Point a = lines.point(segment);
  const Point b = lines.point(segment + 1);
  const double share = (held - start) / distance_metres(a, b);
  const Point end{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
  return {id, distance_metres(place, end), held};
}

}  // namespace

EdgeIndex::EdgeIndex(const RoadLines& lines, LineGrid grid, const Table<EdgeId, Edge>& edges)
    : grids_{std::make_shared<const LineGrid>(std::move(grid))} {
  list_edges(lines, edges);
  measure_extent(lines);
}

EdgeIndex::EdgeIndex(const EdgeIndex& before, const RoadLines& lines, LineGrid added,
                     const Table<EdgeId, Edge>& edges)
    : grids_(before.grids_) {
  grids_.push_back(std::make_shared<const LineGrid>(std::move(added)));
  list_edges(lines, edges);
  measure_extent(lines);
}

void EdgeIndex::list_edges(const RoadLines& lines, const Table<EdgeId, Edge>& edges) {
  starts_.assign(lines.size() + 1, 0);
  for (const Edge& edge : edges) ++starts_[edge.line + 1];
  for (std::size_t line = 0; line < lines.size(); ++line) starts_[line + 1] += starts_[line];
  edges_.resize(edges.size());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (std::size_t row = 0; row < edges.size(); ++row) {
    const EdgeId edge(row);
    edges_[next[edges[edge].line]++] = edge;
  }
  // Of an edge that was cut the later pieces have later rows than what follows on the line.
  const auto lies_before = [&](EdgeId a, EdgeId b) {
    return edges[a].start_metres < edges[b].start_metres;
  };
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const auto begin = edges_.begin() + starts_[line];
    const auto end = edges_.begin() + starts_[line + 1];
    if (!std::is_sorted(begin, end, lies_before)) std::sort(begin, end, lies_before);
  }
}

void EdgeIndex::measure_extent(const RoadLines& lines) {
  if (lines.size() == 0) return;
  Extent extent;
  for (std::uint32_t row = 0; row < lines.point_rows(); ++row) extent.add(lines.point(row));
  middle_ = {(extent.low.x + extent.high.x) / 2, (extent.low.y + extent.high.y) / 2};
  extent_ = distance_metres(extent.low, extent.high) + 1;
}

std::vector<NearEdge> EdgeIndex::within(const RoadLines& lines, const Table<EdgeId, Edge>& edges,
                                        Point place, double reach_metres) const {
  NearestOfEdges nearest(edges.size());
  // A little more than the reach: what lies in between is judged with the edge's own distance.
  const double reach_squared = (reach_metres + 0.001) * (reach_metres + 0.001);
  const auto look_at = [&](std::uint32_t segment) {
    const Point a = lines.point(segment);
    const Point b = lines.point(segment + 1);
    if (squared_distance(place, a, b) > reach_squared) return;
    const Projected foot = project(place, a, b);
    const std::uint32_t line = lines.line_of(segment);
    for (const EdgeId id : edges_of(line)) {
      const Edge& edge = edges[id];
      if (edge.end_metres <= lines.along(segment) || !edge.is_open()) continue;
      if (edge.start_metres >= lines.along(segment + 1)) break;
      const NearEdge near = near_point(lines, segment, foot, id, edge, place);
      if (near.distance <= reach_metres) nearest.offer(near);
    }
  };
  each_segment_near(corner(place, -reach_metres, -reach_metres),
                    corner(place, reach_metres, reach_metres), look_at);
  return nearest.found();
}

std::optional<NearEdge> EdgeIndex::nearest(const RoadLines& lines, const Table<EdgeId, Edge>& edges,
                                           Point place) const {
  if (edges.empty()) return std::nullopt;
  const double farthest = distance_metres(place, middle_) + extent_;
  for (double reach = 100;; reach = std::min(4 * reach, farthest)) {
    const auto near = within(lines, edges, place, reach);
    const auto nearest =
        std::min_element(near.begin(), near.end(), [](const NearEdge& a, const NearEdge& b) {
          return std::tie(a.distance, a.edge) < std::tie(b.distance, b.edge);
        });
    if (nearest != near.end()) return *nearest;
    if (reach >= farthest) return std::nullopt;
  }
}

}  // namespace budian
