// Finds the nearest point of every edge around a place.
#pragma once

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
  /// `edges` lie by line, then along it.
  EdgeIndex(const RoadLines& lines, LineGrid grid, const Table<EdgeId, Edge>& edges);

  /// Every edge within `reach_metres`, in no useful order.
  [[nodiscard]] std::vector<NearEdge> within(const RoadLines& lines,
                                             const Table<EdgeId, Edge>& edges, Point place,
                                             double reach_metres) const;
  /// The nearest edge, however far (the lowest of several equally near); none without edges.
  [[nodiscard]] std::optional<NearEdge> nearest(const RoadLines& lines,
                                                const Table<EdgeId, Edge>& edges,
                                                Point place) const;

 private:
  LineGrid grid_;
  std::vector<std::uint32_t> first_edges_;  ///< of each line, and one more
  double extent_ = 0;                       ///< metres, of all lines together
  Point middle_;
};

}  // namespace budian
