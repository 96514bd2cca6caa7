// A workbook and its sheets: what libxlsxwriter offers, reduced to tables. Only sheet.cpp knows the
// library.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "gis/layer_file.hpp"

namespace budian {

/// How a cell is shown; `narrow` makes long words smaller to fit, `none` leaves the cell alone.
enum class Look : std::uint8_t {
  words,
  narrow,
  wrapped,
  whole,
  km,
  minutes,
  ratio,
  yuan,
  good,
  bad,
  none
};

/// A value, or a formula with the value it has.
struct SheetCell {
  Cell value;
  std::string formula{};
  Look look = Look::words;
};

struct ChartSeries {
  std::string name;
  std::size_t row = 0;  ///< of the sheet, from 0; values stand in the columns below
};
struct Chart {
  std::string title;
  std::string unit;  ///< of the values
  bool stacked = false;
  std::size_t head_row = 0;  ///< names of the categories
  std::size_t first_column = 0, last_column = 0;
  std::vector<ChartSeries> series;
};

class Workbook;

/// Rows are written one below the other; columns become as wide as what they hold.
class Sheet {
 public:
  /// The row of column heads: stays in sight, is repeated in print, carries the filter buttons.
  void heads(const std::vector<std::string>& names);
  void row(const std::vector<SheetCell>& cells);
  void title(const std::string& words);
  void blank() { ++next_row_; }
  /// Closes the filtered table; rows after it stand outside.
  void end_table();
  void chart(const Chart& chart, std::size_t across);
  /// Prints the whole sheet on one upright page: no table or chart is cut in two.
  void print_on_one_page();
  /// Row that the next call writes, from 0.
  [[nodiscard]] std::size_t next_row() const { return next_row_; }

 private:
  friend class Workbook;
  struct Parts;
  Sheet(Parts* parts, std::string name) : parts_(parts), name_(std::move(name)) {}
  void widen(std::size_t column, const Cell& value, Look look);
  void set_widths();
  Parts* parts_;
  std::string name_;
  std::size_t next_row_ = 0;
  std::size_t head_row_ = 0;
  std::size_t columns_ = 0;
  bool table_open_ = false;
  bool one_page_ = false;
  std::vector<double> widths_;
};

class Workbook {
 public:
  /// `page_head` is printed on top of each page.
  Workbook(std::filesystem::path file, std::string title, std::string page_head);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  Sheet& sheet(const std::string& name);
  /// Writes the file aside and puts it in place. Throws InputError when it cannot be written.
  void save();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// "C5": column and row from 0.
std::string cell_name(std::size_t column, std::size_t row);

}  // namespace budian
