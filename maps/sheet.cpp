#include "maps/sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "gis/message.hpp"
#include "maps/sheet_parts.hpp"

namespace budian {
namespace {

constexpr double narrowest = 7;
constexpr double widest = 46;
constexpr double widest_narrow = 26;
constexpr double widest_page = 230;  // letters of a landscape A4 page that is still legible
constexpr int a4 = 9;

/// 2000-01-01 00:00 UTC: a fixed date keeps the bytes the same.
constexpr time_t fixed_time = 946684800;

}  // namespace

struct Workbook::State {
  std::filesystem::path file;
  std::filesystem::path aside;
  std::string page_head;
  lxw_workbook* book = nullptr;
  Looks looks{};
  lxw_format* head = nullptr;
  lxw_format* title = nullptr;
  std::vector<std::unique_ptr<Sheet::Parts>> parts;
  std::vector<std::unique_ptr<Sheet>> sheets;
};

std::string cell_name(std::size_t column, std::size_t row) {
  std::array<char, LXW_MAX_CELL_NAME_LENGTH> name{};
  lxw_rowcol_to_cell(name.data(), row_number(row), column_number(column));
  return name.data();
}

void Sheet::widen(std::size_t column, const Cell& value, Look look) {
  if (widths_.size() <= column) widths_.resize(column + 1, narrowest);
  double width = narrowest;
  constexpr double number_width = 11;
  if (const auto* words = std::get_if<std::string>(&value)) {
    width = shown_width(*words) * 1.05 + 2;
  } else if (look == Look::yuan) {
    width = number_width + 5;
  } else if (std::holds_alternative<double>(value)) {
    width = number_width;
  }
  widths_[column] =
      std::max(widths_[column], std::min(width, look == Look::narrow ? widest_narrow : widest));
}

void Sheet::heads(const std::vector<std::string>& names) {
  constexpr double head_height = 34;
  head_row_ = next_row_;
  columns_ = names.size();
  table_open_ = true;
  const auto row = row_number(next_row_);
  worksheet_set_row(parts_->sheet, row, head_height, nullptr);
  for (std::size_t column = 0; column < names.size(); ++column) {
    worksheet_write_string(parts_->sheet, row, column_number(column), names[column].c_str(),
                           parts_->head);
    // A head may break into two lines.
    widen(column, Cell(names[column].substr(0, 0)), Look::words);
    const double half = std::ceil(shown_width(names[column]) / 2) * 1.1 + 4;
    widths_[column] = std::max(widths_[column], half);
  }
  worksheet_freeze_panes(parts_->sheet, row + 1, 1);
  worksheet_repeat_rows(parts_->sheet, row, row);
  ++next_row_;
}

void Sheet::write(std::size_t row, std::size_t column, const SheetCell& cell) {
  lxw_worksheet* sheet = parts_->sheet;
  const auto r = row_number(row);
  const auto c = column_number(column);
  lxw_format* format = (*parts_->looks)[static_cast<std::size_t>(cell.look)];
  double number = 0;
  if (const auto* whole = std::get_if<std::int64_t>(&cell.value)) {
    number = static_cast<double>(*whole);
  } else if (const auto* real = std::get_if<double>(&cell.value)) {
    number = *real;
  }
  if (!cell.formula.empty()) {
    worksheet_write_formula_num(sheet, r, c, cell.formula.c_str(), format, number);
  } else if (const auto* words = std::get_if<std::string>(&cell.value)) {
    worksheet_write_string(sheet, r, c, words->c_str(), format);
  } else if (std::holds_alternative<std::monostate>(cell.value)) {
    worksheet_write_blank(sheet, r, c, format);
  } else {
    worksheet_write_number(sheet, r, c, number, format);
  }
}

void Sheet::row(const std::vector<SheetCell>& cells) {
  double lines = 1;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto& cell = cells[i];
    if (cell.look == Look::none) continue;
    widen(i, cell.value, cell.look);
    write(next_row_, i, cell);
    const auto* words = std::get_if<std::string>(&cell.value);
    if (words && cell.look == Look::wrapped) lines = std::max(lines, line_count(*words, widest));
  }
  if (lines > 1) {
    worksheet_set_row(parts_->sheet, row_number(next_row_), lines * line_height, nullptr);
  }
  ++next_row_;
}

void Sheet::title(const std::string& words) {
  constexpr double title_height = 24;
  const auto row = row_number(next_row_);
  worksheet_set_row(parts_->sheet, row, title_height, nullptr);
  worksheet_write_string(parts_->sheet, row, 0, words.c_str(), parts_->title);
  ++next_row_;
}

void Sheet::remark(const std::string& words) {
  worksheet_write_string(parts_->sheet, row_number(next_row_), 0, words.c_str(),
                         (*parts_->looks)[static_cast<std::size_t>(Look::none)]);
  ++next_row_;
}

void Sheet::end_table() {
  if (!table_open_ || columns_ == 0) return;
  table_open_ = false;
  const std::size_t last = std::max(next_row_, head_row_ + 2) - 1;
  worksheet_autofilter(parts_->sheet, row_number(head_row_), 0, row_number(last),
                       column_number(columns_ - 1));
}

namespace {

/// The low and the high side of a tornado, told apart in print too.
void colour_side(lxw_chart_series* series, bool is_first) {
  lxw_chart_fill fill{};
  fill.color = is_first ? 0x8FB4D9 : 0x1F4E79;
  chart_series_set_fill(series, &fill);
}

void lay_over(lxw_chart* drawn) {
  chart_set_series_overlap(drawn, 100);
  chart_set_series_gap(drawn, 60);
  // Names beside the plot, not over the bars that reach to the left.
  chart_axis_set_label_position(drawn->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
}

}  // namespace

void Sheet::chart(const Chart& chart, std::size_t across) {
  lxw_chart* drawn = workbook_add_chart(
      parts_->book,
      static_cast<std::uint8_t>(chart.stacked ? LXW_CHART_BAR_STACKED : LXW_CHART_BAR));
  for (const auto& entry : chart.series) {
    lxw_chart_series* series = chart_add_series(drawn, nullptr, nullptr);
    const auto first = column_number(chart.first_column);
    const auto last = column_number(chart.last_column);
    chart_series_set_categories(series, name_.c_str(), row_number(chart.head_row), first,
                                row_number(chart.head_row), last);
    chart_series_set_values(series, name_.c_str(), row_number(entry.row), first,
                            row_number(entry.row), last);
    chart_series_set_name(series, entry.name.c_str());
    if (chart.overlapping) colour_side(series, &entry == &chart.series.front());
  }
  if (chart.overlapping) lay_over(drawn);
  chart_title_set_name(drawn, chart.title.c_str());
  lxw_chart_font title_font{};
  title_font.size = font_size + 2;
  title_font.bold = LXW_TRUE;
  chart_title_set_name_font(drawn, &title_font);
  // In a bar chart the library calls the axis of values x, although the bars lie.
  chart_axis_set_name(drawn->x_axis, chart.unit.c_str());
  chart_axis_set_num_format(drawn->x_axis, "#,##0");
  chart_axis_set_reverse(drawn->y_axis);  // in the order of the columns, first on top
  chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
  lxw_chart_options options{};
  constexpr int charts_apart = 460;
  options.x_offset = static_cast<int>(across) * charts_apart;
  options.x_scale = 0.92;
  options.y_scale = 1.2;
  worksheet_insert_chart_opt(parts_->sheet, row_number(next_row_), 0, drawn, &options);
}

void Sheet::print_on_one_page() {
  one_page_ = true;
  worksheet_set_portrait(parts_->sheet);
}

void Sheet::print_one_page_wide() {
  constexpr int a3 = 8;
  one_page_wide_ = true;
  worksheet_set_paper(parts_->sheet, a3);
}

void Sheet::set_widths() {
  if (form_) return set_form();
  double all = 0;
  for (const double width : widths_) all += width;
  const auto pages_across =
      one_page_wide_ ? std::uint16_t{1} : static_cast<std::uint16_t>(std::ceil(all / widest_page));
  if (one_page_) {
    worksheet_fit_to_pages(parts_->sheet, 1, 1);
  } else {
    worksheet_fit_to_pages(parts_->sheet, std::max<std::uint16_t>(pages_across, 1), 0);
  }
  constexpr lxw_col_t last_name_column = 2;  // scenario, code, name
  if (pages_across > 1) worksheet_repeat_columns(parts_->sheet, 0, last_name_column);
  for (std::size_t column = 0; column < widths_.size(); ++column) {
    worksheet_set_column(parts_->sheet, column_number(column), column_number(column),
                         widths_[column], nullptr);
  }
}

Workbook::Workbook(std::filesystem::path file, std::string title, std::string page_head)
    : state_(std::make_unique<State>()) {
  state_->file = std::move(file);
  state_->aside = state_->file;
  state_->aside += ".partial";
  state_->page_head = std::move(page_head);
  state_->book = workbook_new(state_->aside.c_str());
  state_->looks = make_looks(state_->book);
  state_->head = make_head_format(state_->book);
  state_->title = make_title_format(state_->book);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = fixed_time;
  workbook_set_properties(state_->book, &properties);
}

Workbook::~Workbook() {
  if (!state_->book) return;
  workbook_close(state_->book);
  std::error_code ignored;
  std::filesystem::remove(state_->aside, ignored);
}

Sheet& Workbook::sheet(const std::string& name) {
  auto parts = std::make_unique<Sheet::Parts>();
  parts->book = state_->book;
  parts->sheet = workbook_add_worksheet(state_->book, name.c_str());
  parts->looks = &state_->looks;
  parts->head = state_->head;
  parts->title = state_->title;
  worksheet_set_landscape(parts->sheet);
  worksheet_set_paper(parts->sheet, a4);
  worksheet_set_margins(parts->sheet, 0.4, 0.4, 0.6, 0.6);
  worksheet_set_header(parts->sheet, ("&L" + state_->page_head + "&R&A").c_str());
  worksheet_set_footer(parts->sheet, "&C&P / &N");
  state_->sheets.emplace_back(new Sheet(parts.get(), name));
  state_->parts.push_back(std::move(parts));
  return *state_->sheets.back();
}

void Workbook::save() {
  for (const auto& sheet : state_->sheets) {
    sheet->end_table();
    sheet->set_widths();
  }
  const lxw_error error = workbook_close(state_->book);
  state_->book = nullptr;
  if (error != LXW_NO_ERROR) {
    Problem problem;
    problem.message = {"output.cannot_write", {{"detail", std::string(lxw_strerror(error))}}};
    problem.file = state_->file.string();
    throw InputError({std::move(problem)});
  }
  std::filesystem::rename(state_->aside, state_->file);
}

}  // namespace budian
