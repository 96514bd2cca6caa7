// Finds the nearest point of every edge around a place.
#pragma once

#include <vector>

#include "gis/network.hpp"
#include "gis/spatial_index.hpp"

namespace budian {

/// The nearest point of one edge.
struct NearEdge {
  EdgeId edge;
  double distance = 0;  ///< straight, in metres
  double along = 0;     ///< on the edge's road, in metres
};

class EdgeIndex {
 public:
  /// The part of a road's line that is this edge.
  void add(EdgeId edge, const Line& line, double start_metres, double end_metres);
  /// To be called once, after the last `add`.
  void pack();

  /// Every edge within `reach_metres`, by edge.
  [[nodiscard]] std::vector<NearEdge> within(Point place, double reach_metres) const;
  /// The nearest edge, however far (the lowest of several equally near); none without edges.
  [[nodiscard]] std::optional<NearEdge> nearest(Point place) const;

 private:
  struct Segment {
    EdgeId edge;
    Point a;
    Point b;
    double along = 0;  ///< of a, on the road
    double start = 0;  ///< of the edge, on the road
    double end = 0;
  };
  [[nodiscard]] static NearEdge near_point(const Segment& segment, Point place);

  std::vector<Segment> segments_;
  BoxTree tree_;
};

}  // namespace budian
