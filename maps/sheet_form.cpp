// Forms: blocks over a fixed grid of columns, for print.
#include <algorithm>
#include <cmath>

#include "maps/sheet_parts.hpp"

namespace budian {
namespace {

// A4 upright within the margins of Workbook::sheet, in points.
constexpr double page_width = (8.27 - 0.4 - 0.4) * 72;
constexpr double page_height = (11.69 - 0.6 - 0.6) * 72;
/// Programs lay out rows and columns a little differently.
constexpr double spare = 0.95;

/// Points of a column: seven pixels a letter and five around them, at 96 pixels an inch.
double column_points(double width) { return (width * 7 + 5) * 72 / 96; }

}  // namespace

void Sheet::start_form(const std::vector<double>& widths) {
  form_ = true;
  widths_ = widths;
  worksheet_set_portrait(parts_->sheet);
  worksheet_center_horizontally(parts_->sheet);
  for (std::size_t column = 0; column < widths.size(); ++column) {
    const auto c = column_number(column);
    worksheet_set_column(parts_->sheet, c, c, widths[column], nullptr);
  }
  block(false);
}

void Sheet::block(bool on_a_new_page) { blocks_.push_back({next_row_, 0, on_a_new_page}); }

void Sheet::form_row(const std::vector<FormCell>& cells, double least_height) {
  double height = least_height;
  std::size_t column = 0;
  for (const auto& [cell, columns] : cells) {
    const std::size_t last = column + columns - 1;
    double width = 0;
    for (std::size_t i = column; i <= last; ++i) width += widths_[i];
    if (cell.look != Look::none && columns > 1) {
      worksheet_merge_range(parts_->sheet, row_number(next_row_), column_number(column),
                            row_number(next_row_), column_number(last), "",
                            (*parts_->looks)[static_cast<std::size_t>(cell.look)]);
    }
    if (cell.look != Look::none) write(next_row_, column, cell);
    const auto* words = std::get_if<std::string>(&cell.value);
    if (words && cell.look != Look::heading) {
      height = std::max(height, line_count(*words, width - 1) * line_height);
    }
    column = last + 1;
  }
  worksheet_set_row(parts_->sheet, row_number(next_row_), height, nullptr);
  blocks_.back().height += height;
  ++next_row_;
}

double Sheet::form_page() const {
  double width = 0;
  for (const double column : widths_) width += column_points(column);
  return spare * page_height * std::max(1.0, width / page_width);
}

void Sheet::set_form() {
  const double page = form_page();
  std::vector<lxw_row_t> breaks;
  double used = 0;
  for (const Block& block : blocks_) {
    const bool breaks_here =
        block.first_row > 0 && (block.on_a_new_page || used + block.height > page);
    if (breaks_here) {
      breaks.push_back(row_number(block.first_row));
      used = 0;
    }
    used = std::fmod(used + block.height, page);
  }
  constexpr std::size_t most = 1023;  // that a sheet can have
  if (breaks.size() > most) breaks.resize(most);
  breaks.push_back(0);
  worksheet_fit_to_pages(parts_->sheet, 1, 0);
  worksheet_set_h_pagebreaks(parts_->sheet, breaks.data());
}

}  // namespace budian
