// What sheets keep of libxlsxwriter; only the sources of sheet.hpp know the library.
#pragma once

#include <xlsxwriter.h>

#include <array>
#include <string>

#include "maps/sheet.hpp"

namespace budian {

inline constexpr std::size_t look_count = 15;
using Looks = std::array<lxw_format*, look_count>;
inline constexpr double font_size = 10;
inline constexpr double line_height = 15;  // points

struct Sheet::Parts {
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  const Looks* looks = nullptr;
  lxw_format* head = nullptr;
  lxw_format* title = nullptr;
};

Looks make_looks(lxw_workbook* book);
lxw_format* make_head_format(lxw_workbook* book);
lxw_format* make_title_format(lxw_workbook* book);

inline lxw_row_t row_number(std::size_t row) { return static_cast<lxw_row_t>(row); }
inline lxw_col_t column_number(std::size_t column) { return static_cast<lxw_col_t>(column); }

/// Width in the letters of a Latin font: a Chinese letter takes two.
double shown_width(const std::string& words);
/// Lines that a text takes in a column of that width.
double line_count(const std::string& words, double width);

}  // namespace budian
