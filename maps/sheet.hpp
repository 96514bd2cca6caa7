// A workbook and its sheets: what libxlsxwriter offers, reduced to tables. Only sheet*.cpp know the
// library.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "gis/layer_file.hpp"

namespace budian {

/// How a cell is shown; `narrow` makes long words smaller to fit, `none` leaves the cell alone.
/// Of forms: `label` names what stands beside or below it, `centred` wraps, `heading` is large,
/// `note` small print.
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
  label,
  centred,
  heading,
  note,
  none
};

/// A value, or a formula with the value it has.
struct SheetCell {
  Cell value;
  std::string formula{};
  Look look = Look::words;
};

/// A cell of a form, over one column or several.
struct FormCell {
  SheetCell cell;
  std::size_t columns = 1;
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
  bool overlapping = false;  ///< bars of a category lie over each other, on either side of nought
};

class Workbook;

/// Rows are written one below the other; columns become as wide as what they hold.
class Sheet {
 public:
  /// The row of column heads: stays in sight, is repeated in print, carries the filter buttons.
  void heads(const std::vector<std::string>& names);
  void row(const std::vector<SheetCell>& cells);
  void title(const std::string& words);
  /// A sentence below a table: over the columns to its right, which stay as wide as they are.
  void remark(const std::string& words);
  void blank() { ++next_row_; }
  /// Closes the filtered table; rows after it stand outside.
  void end_table();
  void chart(const Chart& chart, std::size_t across);
  /// Prints the whole sheet on one upright page: no table or chart is cut in two.
  void print_on_one_page();
  /// Prints all columns beside each other, on A3 lying: a table too wide to be read on A4.
  void print_one_page_wide();
  /// From here on the sheet is a form: blocks of rows over columns of these widths, printed upright
  /// on A4. No block is cut by the end of a page that would fit on one.
  void start_form(const std::vector<double>& widths);
  /// The rows up to the next block belong together.
  void block(bool on_a_new_page);
  /// As high as its longest text needs.
  void form_row(const std::vector<FormCell>& cells, double least_height = 18);
  /// Row that the next call writes, from 0.
  [[nodiscard]] std::size_t next_row() const { return next_row_; }

 private:
  friend class Workbook;
  struct Parts;
  Sheet(Parts* parts, std::string name) : parts_(parts), name_(std::move(name)) {}
  void widen(std::size_t column, const Cell& value, Look look);
  void set_widths();
  void write(std::size_t row, std::size_t column, const SheetCell& cell);
  void set_form();
  /// Points of rows that a page holds when all columns fit on it.
  [[nodiscard]] double form_page() const;
  Parts* parts_;
  std::string name_;
  std::size_t next_row_ = 0;
  std::size_t head_row_ = 0;
  std::size_t columns_ = 0;
  bool table_open_ = false;
  bool one_page_ = false;
  bool one_page_wide_ = false;
  bool form_ = false;
  struct Block {
    std::size_t first_row = 0;
    double height = 0;  ///< points
    bool on_a_new_page = false;
  };
  std::vector<Block> blocks_;
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
