// The workbook's whole bill: change by line, sums by payer. Every sum is a formula over the lines.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maps/bill_json.hpp"
#include "maps/bill_sheets.hpp"

namespace budian {
namespace {

using money::BillSums;
using money::Nature;
using money::Payer;
using money::Topic;

constexpr std::array<Nature, 4> natures{Nature::operating, Nature::annuity, Nature::one_off,
                                        Nature::time};

constexpr std::size_t today_column = BillTable::today_column, plan_column = BillTable::plan_column;

Fen of_nature(const BillSums& sums, Nature nature) {
  switch (nature) {
    case Nature::operating:
      return sums.operating;
    case Nature::annuity:
      return sums.annuity;
    case Nature::one_off:
      return sums.one_off;
    case Nature::time:
      return sums.time;
  }
  return {};
}

/// Words as a text of a formula.
SheetCell quantity_cell(double quantity) {
  if (quantity == std::floor(quantity)) return {Cell(quantity), "", Look::whole};
  return {Cell(quantity), "", std::abs(quantity) < 100 ? Look::ratio : Look::minutes};
}

class BillBook {
 public:
  explicit BillBook(const Writing& writing)
      : writing_(writing), plans_(plans_of(writing.study)), table_{writing} {}

  BillTable write() {
    write_lines();
    return table_;
  }

 private:
  [[nodiscard]] const money::WholeBill& bill(std::size_t scenario) const {
    return writing_.study.outcomes[scenario].bill;
  }
  [[nodiscard]] std::string word(const std::string& key) const { return writing_.word(key); }

  void write_lines() {
    Sheet& sheet = writing_.sheet("sheet.bill");
    sheet.heads(writing_.heads(
        {"workbook.scenario", "workbook.topic", "workbook.payer", "bill.head.nature",
         "bill.head.counted", "bill.head.today", "bill.head.plan", "bill.head.change",
         "workbook.purpose", "comparison.unit", "bill.head.quantity_today",
         "bill.head.quantity_plan", "workbook.source", "workbook.certainty"}));
    table_.first = sheet.next_row();
    for (const std::size_t plan : plans_) {
      for (const auto& change : bill(plan).lines) write_line(plan, change, sheet);
    }
    table_.last = sheet.next_row() - 1;
    sheet.end_table();
    if (table_.is_empty()) return;
    sheet.blank();
    sheet.title(word("bill.sums"));
    for (const std::size_t plan : plans_) write_sums(plan, sheet);
    sheet.blank();
    for (const auto& note : bill_notes_of(writing_.study, plans_.back())) {
      sheet.remark(writing_.word(note));
    }
  }

  void write_line(std::size_t scenario, const money::LineChange& change, Sheet& sheet) {
    const auto& line = change.line;
    const std::size_t row = sheet.next_row();
    sheet.row({writing_.title(scenario),
               {Cell(word(money::name_key(line.topic)))},
               {Cell(line.payer ? word(money::name_key(*line.payer)) : std::string())},
               {Cell(word(money::name_key(money::nature_of(line.topic))))},
               {Cell(word(counted_key(line.topic)))},
               yuan_cell(change.before),
               yuan_cell(change.after),
               yuan_cell(change.change(), change_formula(row)),
               {Cell(writing_.word(line.text)), "", Look::wrapped},
               {Cell(word(line.unit))},
               quantity_cell(change.quantity_before),
               quantity_cell(change.quantity_after),
               {Cell(writing_.word(line.source.document))},
               {Cell(word(certainty_key(line.source.certainty)))}});
  }

  static std::string change_formula(std::size_t row) {
    return fmt::format("=ROUND({}-{},2)", cell_name(plan_column, row),
                       cell_name(today_column, row));
  }

  void write_sums(std::size_t plan, Sheet& sheet) {
    for (const Nature nature : natures) {
      Fen all_today, all_plan;
      for (const auto& own : bill(plan).by_payer) {
        const Fen today = of_nature(own.today, nature), after = of_nature(own.plan, nature);
        all_today += today;
        all_plan += after;
        if (today != Fen(0) || after != Fen(0)) {
          write_sum({plan, nature, own.payer}, today, after, sheet);
        }
      }
      if (all_today != Fen(0) || all_plan != Fen(0)) {
        write_sum({plan, nature}, all_today, all_plan, sheet);
      }
    }
  }

  void write_sum(const BillTable::Choice& lines, Fen today, Fen after, Sheet& sheet) {
    const std::size_t row = sheet.next_row();
    const auto sum = [&](std::size_t column) {
      return "=ROUND(" + table_.sum(column, "", lines) + ",2)";
    };
    sheet.row({writing_.title(lines.scenario),
               {Cell(std::string())},
               {Cell(word(lines.payer ? money::name_key(*lines.payer) : "bill.all_payers"))},
               {Cell(word(money::name_key(lines.nature)))},
               {Cell(), "", Look::none},
               yuan_cell(today, sum(today_column)),
               yuan_cell(after, sum(plan_column)),
               yuan_cell(after - today, change_formula(row))});
  }

  const Writing& writing_;
  std::vector<std::size_t> plans_;
  BillTable table_;
};

}  // namespace

std::string criterion(const std::string& words) {
  if (words.empty()) return "\"\"";
  std::string result = "\"=";
  for (const char letter : words) {
    if (letter == '~' || letter == '*' || letter == '?') result += '~';
    if (letter == '"') result += letter;
    result += letter;
  }
  return result + "\"";
}

std::string column_range(std::size_t column, std::size_t first, std::size_t last) {
  return fmt::format("{}:{}", cell_name(column, first), cell_name(column, last));
}

std::string counted_key(money::Topic topic) {
  if (money::nature_of(topic) == money::Nature::time) return "bill.counted.apart";
  return money::is_cash(topic) ? "bill.counted.yes" : "bill.counted.no";
}

std::vector<std::size_t> plans_of(const Study& study) {
  std::vector<std::size_t> plans;
  for (std::size_t i = 1; i < study.outcomes.size(); ++i) plans.push_back(i);
  if (plans.empty()) plans.push_back(0);
  return plans;
}

std::string BillTable::sum(std::size_t column, const std::string& sheet,
                           const Choice& lines) const {
  std::string formula = "SUMIFS(" + sheet + column_range(column, first, last);
  const auto where = [&](std::size_t at, const std::string& words) {
    formula += "," + sheet + column_range(at, first, last) + "," + criterion(words);
  };
  where(scenario_column, std::get<std::string>(writing.title(lines.scenario).value));
  where(counted_column,
        writing.word(lines.nature == Nature::time ? "bill.counted.apart" : "bill.counted.yes"));
  where(nature_column, writing.word(money::name_key(lines.nature)));
  if (lines.payer) where(payer_column, writing.word(money::name_key(*lines.payer)));
  if (lines.topic) where(topic_column, writing.word(money::name_key(*lines.topic)));
  return formula + ")";
}

void write_bill(const Writing& writing) {
  const BillTable table = BillBook(writing).write();
  if (!table.is_empty()) write_present_values(table);
  write_closure_bills(writing);
}

}  // namespace budian
