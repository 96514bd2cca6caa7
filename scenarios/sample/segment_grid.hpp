// Finds line segments near a place: water that a road must not cross, roads that a village should
// be near.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "gis/geometry.hpp"

namespace budian::sample {

/// Distance of a point from a segment in metres.
double distance_from_segment(Point point, Point a, Point b);
/// Where the segment from `a` to `b` meets the one from `c` to `d`, as a share of the first; -1
/// when it does not.
double meeting_share(Point a, Point b, Point c, Point d);

/// Segments in square buckets. Only looked up, never walked through: its order does not matter.
class SegmentGrid {
 public:
  struct Segment {
    Point a;
    Point b;
    std::uint32_t owner = 0;  ///< row of the line that it belongs to
  };

  void add(const Line& line, std::uint32_t owner);
  /// Segments in the buckets within `reach` metres of the box around two points, each once, in
  /// order of adding.
  [[nodiscard]] std::vector<Segment> near(Point a, Point b, double reach) const;
  /// Distance to the nearest segment, or `limit` where none is nearer.
  [[nodiscard]] double distance_within(Point point, double limit) const;

 private:
  static constexpr double bucket_metres = 800.0;
  std::vector<Segment> segments_;
  std::unordered_map<std::int64_t, std::vector<std::uint32_t>> buckets_;
};

}  // namespace budian::sample
