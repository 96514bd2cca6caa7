#include "scenarios/sample/segment_grid.hpp"

#include <algorithm>
#include <cmath>

namespace budian::sample {
namespace {

struct BucketRange {
  std::int64_t left, right, bottom, top;
};

BucketRange buckets_of(Point a, Point b, double reach, double size) {
  const auto at = [size](double v) { return static_cast<std::int64_t>(std::floor(v / size)); };
  return {at(std::min(a.x, b.x) - reach), at(std::max(a.x, b.x) + reach),
          at(std::min(a.y, b.y) - reach), at(std::max(a.y, b.y) + reach)};
}

std::int64_t bucket_key(std::int64_t column, std::int64_t row) {
  return column * (std::int64_t{1} << 32) + row;
}

}  // namespace

double distance_from_segment(Point point, Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  const double along = square > 0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / square : 0.0;
  const double t = std::clamp(along, 0.0, 1.0);
  return distance_metres(point, {a.x + t * dx, a.y + t * dy});
}

double meeting_share(Point a, Point b, Point c, Point d) {
  const double ux = b.x - a.x;
  const double uy = b.y - a.y;
  const double vx = d.x - c.x;
  const double vy = d.y - c.y;
  const double cross = ux * vy - uy * vx;
  if (cross == 0.0) return -1.0;
  const double t = ((c.x - a.x) * vy - (c.y - a.y) * vx) / cross;
  const double s = ((c.x - a.x) * uy - (c.y - a.y) * ux) / cross;
  return t >= 0 && t <= 1 && s >= 0 && s <= 1 ? t : -1.0;
}

void SegmentGrid::add(const Line& line, std::uint32_t owner) {
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const auto row = static_cast<std::uint32_t>(segments_.size());
    segments_.push_back({line[i], line[i + 1], owner});
    const auto range = buckets_of(line[i], line[i + 1], 0.0, bucket_metres);
    for (auto x = range.left; x <= range.right; ++x) {
      for (auto y = range.bottom; y <= range.top; ++y) buckets_[bucket_key(x, y)].push_back(row);
    }
  }
}

std::vector<SegmentGrid::Segment> SegmentGrid::near(Point a, Point b, double reach) const {
  std::vector<std::uint32_t> rows;
  const auto range = buckets_of(a, b, reach, bucket_metres);
  for (auto x = range.left; x <= range.right; ++x) {
    for (auto y = range.bottom; y <= range.top; ++y) {
      const auto found = buckets_.find(bucket_key(x, y));
      if (found != buckets_.end()) {
        rows.insert(rows.end(), found->second.begin(), found->second.end());
      }
    }
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::vector<Segment> result;
  result.reserve(rows.size());
  for (const auto row : rows) result.push_back(segments_[row]);
  return result;
}

double SegmentGrid::distance_within(Point point, double limit) const {
  double least = limit;
  const auto range = buckets_of(point, point, limit, bucket_metres);
  for (auto x = range.left; x <= range.right; ++x) {
    for (auto y = range.bottom; y <= range.top; ++y) {
      const auto found = buckets_.find(bucket_key(x, y));
      if (found == buckets_.end()) continue;
      for (const auto row : found->second) {
        least = std::min(least, distance_from_segment(point, segments_[row].a, segments_[row].b));
      }
    }
  }
  return least;
}

}  // namespace budian::sample
