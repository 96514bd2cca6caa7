#include "gis/line_grid.hpp"

#include <cmath>

#include "gis/extent.hpp"

namespace budian {
namespace {

/// Segments over more cells than this a side are cut into parts: the box of a long slanting one
/// would lie in many cells that it never comes through.
constexpr double longest_part_cells = 6;
constexpr double most_cells_a_side = 60000;

}  // namespace

LineGrid::LineGrid(const RoadLines& lines, double margin, std::uint32_t first_line)
    : margin_(margin) {
  if (lines.size() <= first_line) return;
  lay_out(lines, first_line);
  cut_into_parts(lines, first_line);
  fill();
}

void LineGrid::lay_out(const RoadLines& lines, std::uint32_t first_line) {
  Extent extent;
  const std::uint32_t first_row = lines.first(first_line);
  for (std::uint32_t row = first_row; row < lines.point_rows(); ++row) extent.add(lines.point(row));
  origin_ = {extent.low.x - margin_, extent.low.y - margin_};
  const double width = extent.width() + 2 * margin_;
  const double height = extent.height() + 2 * margin_;
  const double segments = lines.point_rows() - first_row - (lines.size() - first_line);
  const double longer = std::max(width, height);
  side_ = std::max(
      {std::sqrt(width * height / segments), longer / segments, longer / most_cells_a_side, 1.0});
  columns_ = static_cast<std::uint32_t>(width / side_) + 1;
  rows_ = static_cast<std::uint32_t>(height / side_) + 1;
}

LineGrid::Range LineGrid::range_of(Point low, Point high) const {
  const auto held = [this](double metres, double start, std::uint32_t count) {
    const double at = std::floor((metres - start) / side_);
    return static_cast<std::uint32_t>(std::clamp(at, 0.0, static_cast<double>(count - 1)));
  };
  return {held(low.x, origin_.x, columns_), held(high.x, origin_.x, columns_),
          held(low.y, origin_.y, rows_), held(high.y, origin_.y, rows_)};
}

void LineGrid::cut_into_parts(const RoadLines& lines, std::uint32_t first_line) {
  const std::uint32_t first_row = lines.first(first_line);
  parts_.reserve(lines.point_rows() - first_row);
  widths_.reserve(lines.point_rows() - first_row);
  heights_.reserve(lines.point_rows() - first_row);
  for (std::uint32_t row = first_row; row + 1 < lines.point_rows(); ++row) {
    if (lines.line_of(row) != lines.line_of(row + 1)) continue;
    const Point a = lines.point(row);
    const Point b = lines.point(row + 1);
    const double extent = std::max(std::abs(a.x - b.x), std::abs(a.y - b.y));
    const double parts = std::ceil(extent / side_ / longest_part_cells);
    Point from = a;
    for (double part = 1; part < parts; ++part) {
      const double share = part / parts;
      const Point to{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
      add_part(row, from, to);
      from = to;
    }
    add_part(row, from, b);
  }
}

void LineGrid::add_part(std::uint32_t segment, Point a, Point b) {
  const Range range = range_of({std::min(a.x, b.x) - margin_, std::min(a.y, b.y) - margin_},
                               {std::max(a.x, b.x) + margin_, std::max(a.y, b.y) + margin_});
  parts_.push_back(
      {segment, static_cast<std::uint16_t>(range.left), static_cast<std::uint16_t>(range.bottom)});
  widths_.push_back(static_cast<std::uint8_t>(range.right - range.left));
  heights_.push_back(static_cast<std::uint8_t>(range.top - range.bottom));
}

void LineGrid::fill() {
  const auto each_entry = [this](const auto& visit) {
    for (std::uint32_t part = 0; part < parts_.size(); ++part) {
      const std::uint32_t top = std::uint32_t{parts_[part].row} + heights_[part];
      const std::uint32_t right = std::uint32_t{parts_[part].column} + widths_[part];
      for (std::uint32_t row = parts_[part].row; row <= top; ++row) {
        for (std::uint32_t column = parts_[part].column; column <= right; ++column)
          visit(cell(column, row), part);
      }
    }
  };
  starts_.assign(cells() + 1, 0);
  each_entry([this](std::size_t cell, std::uint32_t) { ++starts_[cell + 1]; });
  for (std::size_t cell = 0; cell < cells(); ++cell) starts_[cell + 1] += starts_[cell];
  entries_.resize(starts_.back());
  // Each start moves to its end while the lists fill up, and back afterwards.
  each_entry([this](std::size_t cell, std::uint32_t part) { entries_[starts_[cell]++] = part; });
  for (std::size_t cell = cells(); cell > 0; --cell) starts_[cell] = starts_[cell - 1];
  starts_[0] = 0;
}

}  // namespace budian
