// Finds the nearest point of every edge around a place.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "gis/line_grid.hpp"
#include "gis/network.hpp"

namespace budian {

/// The nearest point of one edge.
struct NearEdge {
  EdgeId edge;
  double distance = 0;  ///< straight, in metres
  double along = 0;     ///< on the edge's road, in metres
};

/// Edges are found over the segments of their roads. Reads tables of the network that owns it.
class EdgeIndex {
 public:
  EdgeIndex(const RoadLines& lines, LineGrid grid, const Table<EdgeId, Edge>& edges);
  /// The same lines and some more, which `added` holds; edges may have been cut.
  EdgeIndex(const EdgeIndex& before, const RoadLines& lines, LineGrid added,
            const Table<EdgeId, Edge>& edges);

  /// Edges of a line, along it.
  [[nodiscard]] std::span<const EdgeId> edges_of(std::uint32_t line) const {
    return {edges_.data() + starts_[line], edges_.data() + starts_[line + 1]};
  }
  /// Calls visit(segment) for every segment whose box may touch the box between two corners.
  template <class Visit>
  void each_segment_near(Point low, Point high, const Visit& visit) const {
    for (const auto& grid : grids_) grid->each_near(low, high, visit);
  }
  /// Every open edge within `reach_metres`, in no useful order.
  [[nodiscard]] std::vector<NearEdge> within(const RoadLines& lines,
                                             const Table<EdgeId, Edge>& edges, Point place,
                                             double reach_metres) const;
  /// The nearest open edge, however far (the lowest of several equally near).
  [[nodiscard]] std::optional<NearEdge> nearest(const RoadLines& lines,
                                                const Table<EdgeId, Edge>& edges,
                                                Point place) const;

 private:
  void list_edges(const RoadLines& lines, const Table<EdgeId, Edge>& edges);
  void measure_extent(const RoadLines& lines);

  std::vector<std::shared_ptr<const LineGrid>> grids_;  ///< each line is in one of them
  std::vector<std::uint32_t> starts_;                   ///< of each line's edges, and one more
  std::vector<EdgeId> edges_;
  double extent_ = 0;  ///< metres, of all lines together
  Point middle_;
};

}  // namespace budian
