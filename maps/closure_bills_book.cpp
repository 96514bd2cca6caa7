// The workbook's bill of each closure against keeping the school.
#include <fmt/format.h>

#include "maps/bill_sheets.hpp"

namespace budian {
namespace {

using money::ClosureBill;
using money::Nature;
using money::Payer;
using money::Topic;

constexpr std::array<Payer, 5> payer_columns{
    Payer::county, Payer::township, Payer::province_and_centre, Payer::family, Payer::school};
constexpr std::array<Topic, 4> topic_columns{Topic::bus_share, Topic::meal_grants,
                                             Topic::buildings_a_year, Topic::school_income};
constexpr std::size_t first_payer_column = 6;

/// "-" where the posts of a school are not known.
SheetCell posts_cell(const std::optional<double>& posts, std::string formula = {}) {
  if (!posts) return {Cell(std::string("-"))};
  return {Cell(*posts), std::move(formula), Look::minutes};
}

Fen value_of_all(const ClosureBill& bill) {
  Fen sum;
  for (const Fen value : bill.value) sum += value;
  return sum;
}

/// The figures of a bill from the first payer on; each sum is a formula over the lines.
std::vector<SheetCell> figures_of(const ClosureLines& lines, std::size_t scenario,
                                  const ClosureBill& bill, std::size_t row) {
  using Choice = ClosureLines::Choice;
  const auto sum = [&](const Choice& choice) { return lines.sum(row, choice); };
  std::vector<SheetCell> cells;
  for (const Payer payer : payer_columns) {
    cells.push_back(yuan_cell(bill.of(payer).a_year(),
                              "=ROUND(" + sum({scenario, payer, {}, Nature::operating}) + "+" +
                                  sum({scenario, payer, {}, Nature::annuity}) + ",2)"));
  }
  cells.push_back(
      yuan_cell(bill.of(std::nullopt).a_year(),
                fmt::format("=ROUND(SUM({}:{}),2)", cell_name(first_payer_column, row),
                            cell_name(first_payer_column + payer_columns.size() - 1, row))));
  cells.push_back(yuan_cell(bill.of(std::nullopt).one_off,
                            "=ROUND(" + sum({scenario, {}, {}, Nature::one_off}) + ",2)"));
  cells.push_back(yuan_cell(bill.value[money::row(Payer::county)]));
  cells.push_back(yuan_cell(value_of_all(bill)));
  for (const Topic topic : topic_columns) {
    cells.push_back(
        yuan_cell(bill.topic(topic), "=ROUND(" + sum({scenario, {}, topic, {}}) + ",2)"));
  }
  cells.push_back({Cell(bill.hours), "", Look::minutes});
  cells.push_back(posts_cell(bill.posts));
  cells.push_back(yuan_cell(Fen(0)));
  return cells;
}

struct Numbered {
  std::size_t scenario, number;
};
void write_closure(const ClosureLines& lines, const Numbered& at, const ClosureBill& bill,
                   Sheet& sheet) {
  const Writing& writing = lines.writing;
  const auto& plan = writing.study.outcomes[at.scenario].plan;
  const auto& townships = writing.study.ground.county.townships;
  const School* school = bill.school ? &plan.schools[*bill.school].school : nullptr;
  std::vector<SheetCell> cells{writing.title(at.scenario),
                               {Cell(static_cast<std::int64_t>(at.number)), "", Look::whole},
                               {Cell(school ? school->name : writing.word("bill.beside"))},
                               {Cell(school ? townships[school->township].name : std::string())},
                               {Cell(bill.pupils.count()), "", Look::whole},
                               {Cell(bill.riders.count()), "", Look::whole}};
  for (auto& cell : figures_of(lines, at.scenario, bill, sheet.next_row())) {
    cells.push_back(std::move(cell));
  }
  sheet.row(cells);
}

/// The closures of one plan and the rows that they stand in.
struct ClosureBlock {
  std::size_t scenario = 0, first = 0, last = 0;
};

/// Sums of a block, column by column.
void write_closure_sums(const Writing& writing, const ClosureBlock& block, Sheet& sheet) {
  std::vector<SheetCell> cells{writing.title(block.scenario),
                               {Cell(std::string())},
                               {Cell(writing.word("bill.total"))},
                               {Cell(std::string())}};
  const auto& bills = writing.study.outcomes[block.scenario].closure_bills;
  const auto formula = [&] {
    return fmt::format("=ROUND(SUM({}),2)", column_range(cells.size(), block.first, block.last));
  };
  const auto add = [&](const auto& value_of, Look look) {
    double sum = 0;
    for (const auto& bill : bills) sum += value_of(bill);
    cells.push_back({Cell(sum), formula(), look});
  };
  using Bill = ClosureBill;
  add([](const Bill& b) { return static_cast<double>(b.pupils.count()); }, Look::whole);
  add([](const Bill& b) { return static_cast<double>(b.riders.count()); }, Look::whole);
  for (const auto payer : payer_columns) {
    add([payer](const Bill& b) { return in_yuan(b.of(payer).a_year()); }, Look::yuan);
  }
  add([](const Bill& b) { return in_yuan(b.of(std::nullopt).a_year()); }, Look::yuan);
  add([](const Bill& b) { return in_yuan(b.of(std::nullopt).one_off); }, Look::yuan);
  add([](const Bill& b) { return in_yuan(b.value[money::row(Payer::county)]); }, Look::yuan);
  add([](const Bill& b) { return in_yuan(value_of_all(b)); }, Look::yuan);
  for (const Topic topic : topic_columns) {
    add([topic](const Bill& b) { return in_yuan(b.topic(topic)); }, Look::yuan);
  }
  add([](const Bill& b) { return b.hours; }, Look::minutes);
  std::optional<double> posts = 0;
  for (const auto& bill : bills)
    posts = posts && bill.posts ? std::optional(*posts + *bill.posts) : std::nullopt;
  cells.push_back(posts_cell(posts, formula()));
  add([](const Bill&) { return 0.0; }, Look::yuan);
  sheet.row(cells);
}

}  // namespace

void write_closure_bills(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.closure_bills");
  sheet.heads(
      writing.heads({"workbook.scenario",     "bill.head.number",        "field.school",
                     "field.township",        "bill.head.leave",         "bill.head.riders",
                     "bill.head.county_year", "bill.head.township_year", "bill.head.centre_year",
                     "bill.head.family_year", "bill.head.school_year",   "bill.head.all_year",
                     "bill.head.once",        "bill.head.county_value",  "bill.head.all_value",
                     "bill.head.buses",       "bill.head.meals",         "bill.head.rooms",
                     "bill.head.school_loss", "bill.head.hours",         "bill.head.posts",
                     "bill.head.keep"}));
  const ClosureLines lines = closure_lines(writing);
  std::vector<ClosureBlock> blocks;
  const auto& outcomes = writing.study.outcomes;
  for (std::size_t i = 1; i < outcomes.size(); ++i) {
    const auto& bills = outcomes[i].closure_bills;
    if (bills.empty()) continue;
    const std::size_t first = sheet.next_row();
    for (std::size_t number = 0; number < bills.size(); ++number) {
      write_closure(lines, {i, number + 1}, bills[number], sheet);
    }
    blocks.push_back({i, first, sheet.next_row() - 1});
  }
  sheet.end_table();
  sheet.blank();
  for (const auto& block : blocks) write_closure_sums(writing, block, sheet);
  sheet.blank();
  sheet.remark(writing.word("bill.closures_lead"));
  sheet.remark(writing.word("bill.keep"));
  if (!blocks.empty()) write_closure_lines(writing);
}

}  // namespace budian
