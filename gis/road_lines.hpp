// The lines of many roads in flat arrays, measured along: what noding, attaching and drawing read.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gis/county.hpp"

namespace budian {

/// A line's points are rows of one array; row i and row i + 1 of one line make a segment, called by
/// its first row.
class RoadLines {
 public:
  RoadLines() = default;
  /// Repeated points are left out; lines of no millimetre, or with points that are no numbers, are
  /// dropped.
  RoadLines(const Table<RoadId, Road>& roads, const std::vector<RoadId>& used);
  /// One more line; false where it is dropped.
  bool append(RoadId road, int level, std::span<const Point> line);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(roads_.size()); }
  [[nodiscard]] RoadId road(std::uint32_t line) const { return roads_[line]; }
  [[nodiscard]] int level(std::uint32_t line) const { return levels_[line]; }
  [[nodiscard]] double length(std::uint32_t line) const { return along_[last(line)]; }
  /// Rows of its first and last point.
  [[nodiscard]] std::uint32_t first(std::uint32_t line) const { return starts_[line]; }
  [[nodiscard]] std::uint32_t last(std::uint32_t line) const { return starts_[line + 1] - 1; }
  /// Lines that were left out because they have no length.
  [[nodiscard]] std::int64_t dropped() const { return dropped_; }

  [[nodiscard]] std::uint32_t point_rows() const {
    return static_cast<std::uint32_t>(points_.size());
  }
  [[nodiscard]] Point point(std::uint32_t row) const { return points_[row]; }
  [[nodiscard]] std::span<const Point> points(std::uint32_t line) const {
    return {points_.data() + first(line), points_.data() + last(line) + 1};
  }
  /// Metres from the start of its line.
  [[nodiscard]] double along(std::uint32_t row) const { return along_[row]; }
  [[nodiscard]] std::uint32_t line_of(std::uint32_t row) const { return lines_[row]; }
  [[nodiscard]] bool is_end(std::uint32_t row) const { return is_first(row) || is_last(row); }
  [[nodiscard]] bool is_first(std::uint32_t row) const { return row == first(lines_[row]); }
  [[nodiscard]] bool is_last(std::uint32_t row) const { return row == last(lines_[row]); }

  /// The point so many metres along, held inside the line.
  [[nodiscard]] Point position(std::uint32_t line, double metres) const;
  /// Positive where a place lies left of the line, seen along it from its nearest point, so many
  /// metres along; negative right of it, 0 on it.
  [[nodiscard]] double left_of(std::uint32_t line, double metres, Point place) const;
  /// The part of a line between two lengths along it (from > to gives it reversed).
  [[nodiscard]] Line piece(std::uint32_t line, double from_metres, double to_metres) const;

 private:
  void append_points(std::span<const Point> line);
  /// First row of the line that lies further along.
  [[nodiscard]] std::uint32_t row_after(std::uint32_t line, double metres) const;

  std::vector<Point> points_;
  std::vector<double> along_;
  std::vector<std::uint32_t> lines_;
  std::vector<std::uint32_t> starts_{0};
  std::vector<RoadId> roads_;
  std::vector<std::int32_t> levels_;
  std::int64_t dropped_ = 0;
};

}  // namespace budian
