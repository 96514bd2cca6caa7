// The workbook's lines of the bill of each closure: what, how many, at which rate, by which rule.
#include <fmt/format.h>

#include <cmath>

#include "maps/bill_sheets.hpp"

namespace budian {
namespace {

using Columns = ClosureLines;

SheetCell amount_cell(const money::Line& line, std::size_t row) {
  const double product = line.quantity * in_yuan(line.rate);
  constexpr double half_fen = 0.005;
  // A part of a sum that was shared out to the last fen may differ from the product by one fen.
  if (std::abs(product - in_yuan(line.amount)) > half_fen) return yuan_cell(line.amount);
  return yuan_cell(line.amount,
                   fmt::format("=ROUND({}*{},2)", cell_name(Columns::quantity_column, row),
                               cell_name(Columns::rate_column, row)));
}

void write_line(const Writing& writing, std::size_t scenario, std::size_t number,
                const money::Line& line, Sheet& sheet) {
  const auto& schools = writing.study.outcomes[scenario].plan.schools;
  const bool whole = line.quantity == std::floor(line.quantity);
  const auto word = [&](const std::string& key) { return SheetCell{Cell(writing.word(key))}; };
  sheet.row({writing.title(scenario),
             {Cell(static_cast<std::int64_t>(number)), "", Look::whole},
             {Cell(line.school ? schools[*line.school].school.name : writing.word("bill.beside"))},
             word(money::name_key(line.topic)),
             word(line.payer ? money::name_key(*line.payer) : std::string("bill.all_payers")),
             word(money::name_key(money::nature_of(line.topic))),
             word(counted_key(line.topic)),
             {Cell(writing.word(line.text)), "", Look::wrapped},
             {Cell(line.quantity), "", whole ? Look::whole : Look::ratio},
             word(line.unit),
             {Cell(in_yuan(line.rate)), "", Look::yuan},
             amount_cell(line, sheet.next_row()),
             {Cell(writing.word(line.source.document))},
             word(certainty_key(line.source.certainty))});
}

}  // namespace

std::string ClosureLines::sum(std::size_t row, const Choice& lines) const {
  const std::string sheet = "'" + writing.word("sheet.closure_lines") + "'!";
  const auto range = [&](std::size_t column) {
    return sheet + column_range(column, first_row, last_row);
  };
  std::string formula = "SUMIFS(" + range(amount_column);
  const auto where = [&](std::size_t column, const std::string& meets) {
    formula += "," + range(column) + "," + meets;
  };
  where(scenario_column, criterion(std::get<std::string>(writing.title(lines.scenario).value)));
  where(number_column, cell_name(number_column, row));
  if (lines.topic) where(topic_column, criterion(writing.word(money::name_key(*lines.topic))));
  if (lines.payer) where(payer_column, criterion(writing.word(money::name_key(*lines.payer))));
  if (lines.nature) {
    where(nature_column, criterion(writing.word(money::name_key(*lines.nature))));
    where(counted_column, criterion(writing.word("bill.counted.yes")));
  }
  return formula + ")";
}

ClosureLines closure_lines(const Writing& writing) {
  std::size_t count = 0;
  for (const auto& outcome : writing.study.outcomes) {
    for (const auto& bill : outcome.closure_bills) count += bill.lines.size();
  }
  return {writing, 1, count};
}

void write_closure_lines(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.closure_lines");
  sheet.heads(
      writing.heads({"workbook.scenario", "bill.head.number", "field.school", "workbook.topic",
                     "workbook.payer", "bill.head.nature", "bill.head.counted", "workbook.purpose",
                     "workbook.quantity", "comparison.unit", "workbook.rate", "workbook.amount",
                     "workbook.source", "workbook.certainty"}));
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    const auto& bills = writing.study.outcomes[i].closure_bills;
    for (std::size_t number = 0; number < bills.size(); ++number) {
      for (const auto& line : bills[number].lines) write_line(writing, i, number + 1, line, sheet);
    }
  }
  sheet.end_table();
}

}  // namespace budian
