// Finds the segments of road lines near a place: square cells over the ground, each with a list of
// the segments that come through it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "gis/road_lines.hpp"

namespace budian {

/// Road segments are short and lie everywhere alike: cells are filled in two passes and asked
/// without a descent, where a tree would have to be sorted and climbed.
class LineGrid {
 public:
  /// Part of a segment whose box is a few cells large; most segments are one part.
  struct Part {
    std::uint32_t segment = 0;
    std::uint16_t column = 0;  ///< of the first cell of its box
    std::uint16_t row = 0;
  };

  LineGrid() = default;
  /// Boxes are `margin` metres wider than the segments. About one cell a segment. Lines before
  /// `first_line` are left out.
  LineGrid(const RoadLines& lines, double margin, std::uint32_t first_line = 0);

  /// Calls visit(segment) for every segment whose box may touch the box between two corners; a long
  /// segment may come more than once.
  template <class Visit>
  void each_near(Point low, Point high, const Visit& visit) const {
    if (starts_.empty()) return;
    const Range range = range_of(low, high);
    for (std::uint32_t row = range.bottom; row <= range.top; ++row) {
      for (std::uint32_t column = range.left; column <= range.right; ++column) {
        for (const std::uint32_t entry : entries_of(cell(column, row))) {
          const Part& part = parts_[entry];
          // Reported in the first cell that both boxes share.
          if (std::max<std::uint32_t>(part.column, range.left) != column) continue;
          if (std::max<std::uint32_t>(part.row, range.bottom) != row) continue;
          visit(part.segment);
        }
      }
    }
  }

  [[nodiscard]] std::size_t cells() const { return std::size_t{columns_} * rows_; }
  /// Calls visit(segment, segment) for every two segments whose boxes may touch, in the cells from
  /// `begin` to `end`.
  template <class Visit>
  void each_pair(std::size_t begin, std::size_t end, const Visit& visit) const {
    for (std::size_t here = begin; here < end; ++here) {
      const auto entries = entries_of(here);
      const auto column = static_cast<std::uint32_t>(here % columns_);
      const auto row = static_cast<std::uint32_t>(here / columns_);
      for (std::size_t i = 0; i < entries.size(); ++i) {
        const Part& a = parts_[entries[i]];
        for (std::size_t j = i + 1; j < entries.size(); ++j) {
          const Part& b = parts_[entries[j]];
          if (a.segment == b.segment) continue;
          if (std::max(a.column, b.column) != column || std::max(a.row, b.row) != row) continue;
          visit(a.segment, b.segment);
        }
      }
    }
  }

 private:
  struct Range {
    std::uint32_t left, right, bottom, top;
  };
  [[nodiscard]] std::size_t cell(std::uint32_t column, std::uint32_t row) const {
    return std::size_t{row} * columns_ + column;
  }
  [[nodiscard]] std::span<const std::uint32_t> entries_of(std::size_t cell) const {
    return {entries_.data() + starts_[cell], entries_.data() + starts_[cell + 1]};
  }
  [[nodiscard]] Range range_of(Point low, Point high) const;
  void lay_out(const RoadLines& lines, std::uint32_t first_line);
  void cut_into_parts(const RoadLines& lines, std::uint32_t first_line);
  void add_part(std::uint32_t segment, Point a, Point b);
  void fill();

  Point origin_;
  double side_ = 1;
  double margin_ = 0;
  std::uint32_t columns_ = 0;
  std::uint32_t rows_ = 0;
  std::vector<Part> parts_;
  std::vector<std::uint8_t> widths_;  ///< cells of each part's box, less one
  std::vector<std::uint8_t> heights_;
  std::vector<std::uint32_t> starts_;  ///< of each cell's entries
  std::vector<std::uint32_t> entries_;
};

}  // namespace budian
