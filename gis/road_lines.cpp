#include "gis/road_lines.hpp"

#include <algorithm>
#include <cmath>

namespace budian {
namespace {

bool is_finite(std::span<const Point> line) {
  return std::all_of(line.begin(), line.end(),
                     [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

}  // namespace

RoadLines::RoadLines(const Table<RoadId, Road>& roads, const std::vector<RoadId>& used) {
  std::size_t points = 0;
  for (const RoadId road : used) points += roads[road].line.size();
  points_.reserve(points);
  along_.reserve(points);
  lines_.reserve(points);
  starts_.reserve(used.size() + 1);
  roads_.reserve(used.size());
  levels_.reserve(used.size());
  for (const RoadId road : used) append(road, roads[road].level, roads[road].line);
}

bool RoadLines::append(RoadId road, int level, std::span<const Point> line) {
  if (!is_finite(line)) return false;
  const std::size_t before = points_.size();
  append_points(line);
  if (points_.size() < before + 2 || metres(along_.back()) == Millimetres(0)) {
    points_.resize(before);
    along_.resize(before);
    lines_.resize(before);
    ++dropped_;
    return false;
  }
  starts_.push_back(point_rows());
  roads_.push_back(road);
  levels_.push_back(level);
  return true;
}

void RoadLines::append_points(std::span<const Point> line) {
  const std::uint32_t start = starts_.back();
  for (const Point point : line) {
    const bool begins = point_rows() == start;
    if (!begins && points_.back() == point) continue;
    const double step = begins ? 0 : distance_metres(points_.back(), point);
    along_.push_back(begins ? 0 : along_.back() + step);
    points_.push_back(point);
    lines_.push_back(size());
  }
}

std::uint32_t RoadLines::row_after(std::uint32_t line, double metres) const {
  const auto begin = along_.begin() + first(line);
  const auto end = along_.begin() + last(line) + 1;
  return static_cast<std::uint32_t>(std::upper_bound(begin, end, metres) - along_.begin());
}

Point RoadLines::position(std::uint32_t line, double metres) const {
  if (metres <= 0) return points_[first(line)];
  const std::uint32_t after = row_after(line, metres);
  if (after > last(line)) return points_[last(line)];
  const Point a = points_[after - 1];
  const Point b = points_[after];
  const double share = (metres - along_[after - 1]) / (along_[after] - along_[after - 1]);
  return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

double RoadLines::left_of(std::uint32_t line, double metres, Point place) const {
  constexpr double at_corner_metres = 1e-6;
  const auto left_of_segment = [&](std::uint32_t end, Point point) {
    const Point a = points_[end - 1];
    const Point b = points_[end];
    return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
  };
  const auto segment_end = [&](double at) {
    return std::clamp(row_after(line, at), first(line) + 1, last(line));
  };
  const std::uint32_t before = segment_end(metres - at_corner_metres);
  const std::uint32_t after = segment_end(metres + at_corner_metres);
  const double left = left_of_segment(after, place);
  if (before == after || (left > 0) == (left_of_segment(before, place) > 0)) return left;
  // The outer side of a corner: right of it where the line turns left.
  return -left_of_segment(before, points_[after]);
}

Line RoadLines::piece(std::uint32_t line, double from_metres, double to_metres) const {
  const double low = std::min(from_metres, to_metres);
  const double high = std::max(from_metres, to_metres);
  Line piece{position(line, low)};
  const auto append = [&piece](Point point) {
    if (piece.back() != point) piece.push_back(point);
  };
  for (std::uint32_t row = row_after(line, low); row <= last(line) && along_[row] < high; ++row)
    append(points_[row]);
  append(position(line, high));
  if (from_metres > to_metres) std::reverse(piece.begin(), piece.end());
  return piece;
}

}  // namespace budian
