// The workbook's bill of each closure against keeping the school.
#include <fmt/format.h>

#include "maps/workbook_parts.hpp"
#include "scenarios/money/closure_bills.hpp"

namespace budian {
namespace {

using money::Payer;
using money::Topic;

/// Columns of the bill of each closure.
constexpr std::size_t first_sum_column = 5, payer_columns = 5;

/// "-" where the posts of a school are not known.
SheetCell posts_cell(const std::optional<double>& posts, std::string formula = {}) {
  if (!posts) return {Cell(std::string("-"))};
  return {Cell(*posts), std::move(formula), Look::minutes};
}

void write_closure(const Writing& writing, std::size_t scenario, const money::ClosureBill& bill,
                   Sheet& sheet) {
  const auto& plan = writing.study.outcomes[scenario].plan;
  const auto& townships = writing.study.ground.county.townships;
  const std::size_t row = sheet.next_row();
  const auto a_year = [&](std::optional<Payer> payer) { return bill.of(payer).a_year(); };
  const School* school = bill.school ? &plan.schools[*bill.school].school : nullptr;
  sheet.row({writing.title(scenario),
             {Cell(school ? school->name : writing.word("bill.beside"))},
             {Cell(school ? townships[school->township].name : std::string())},
             {Cell(bill.pupils.count()), "", Look::whole},
             {Cell(bill.riders.count()), "", Look::whole},
             yuan_cell(a_year(Payer::county)),
             yuan_cell(a_year(Payer::township)),
             yuan_cell(a_year(Payer::province_and_centre)),
             yuan_cell(a_year(Payer::family)),
             yuan_cell(a_year(Payer::school)),
             yuan_cell(a_year(std::nullopt),
                       fmt::format("=ROUND(SUM({}:{}),2)", cell_name(first_sum_column, row),
                                   cell_name(first_sum_column + payer_columns - 1, row))),
             yuan_cell(bill.of(std::nullopt).one_off),
             yuan_cell(bill.topic(Topic::bus_share)),
             yuan_cell(bill.topic(Topic::meal_grants)),
             yuan_cell(bill.topic(Topic::buildings_a_year)),
             yuan_cell(bill.topic(Topic::school_income)),
             {Cell(bill.hours), "", Look::minutes},
             posts_cell(bill.posts),
             yuan_cell(Fen(0))});
}

/// The closures of one plan and the rows that they stand in.
struct ClosureBlock {
  std::size_t scenario = 0, first = 0, last = 0;
  std::vector<money::ClosureBill> bills;
};

/// Sums of a block, column by column.
void write_closure_sums(const Writing& writing, const ClosureBlock& block, Sheet& sheet) {
  std::vector<SheetCell> cells{
      writing.title(block.scenario), {Cell(writing.word("bill.total"))}, {Cell(std::string())}};
  const auto formula = [&](std::size_t column) {
    return fmt::format("=ROUND(SUM({}),2)", column_range(column, block.first, block.last));
  };
  const auto add = [&](const auto& value_of, Look look) {
    double sum = 0;
    for (const auto& bill : block.bills) sum += value_of(bill);
    cells.push_back({Cell(sum), formula(cells.size()), look});
  };
  using Bill = money::ClosureBill;
  add([](const Bill& b) { return static_cast<double>(b.pupils.count()); }, Look::whole);
  add([](const Bill& b) { return static_cast<double>(b.riders.count()); }, Look::whole);
  for (const auto payer :
       {Payer::county, Payer::township, Payer::province_and_centre, Payer::family, Payer::school}) {
    add([payer](const Bill& b) { return in_yuan(b.of(payer).a_year()); }, Look::yuan);
  }
  add([](const Bill& b) { return in_yuan(b.of(std::nullopt).a_year()); }, Look::yuan);
  add([](const Bill& b) { return in_yuan(b.of(std::nullopt).one_off); }, Look::yuan);
  for (const Topic topic :
       {Topic::bus_share, Topic::meal_grants, Topic::buildings_a_year, Topic::school_income}) {
    add([topic](const Bill& b) { return in_yuan(b.topic(topic)); }, Look::yuan);
  }
  add([](const Bill& b) { return b.hours; }, Look::minutes);
  std::optional<double> posts = 0;
  for (const auto& bill : block.bills)
    posts = posts && bill.posts ? std::optional(*posts + *bill.posts) : std::nullopt;
  cells.push_back(posts_cell(posts, formula(cells.size())));
  add([](const Bill&) { return 0.0; }, Look::yuan);
  sheet.row(cells);
}

}  // namespace

void write_closure_bills(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.closure_bills");
  sheet.heads(writing.heads(
      {"workbook.scenario", "field.school", "field.township", "bill.head.leave", "bill.head.riders",
       "bill.head.county_year", "bill.head.township_year", "bill.head.centre_year",
       "bill.head.family_year", "bill.head.school_year", "bill.head.all_year", "bill.head.once",
       "bill.head.buses", "bill.head.meals", "bill.head.rooms", "bill.head.school_loss",
       "bill.head.hours", "bill.head.posts", "bill.head.keep"}));
  std::vector<ClosureBlock> blocks;
  const auto& study = writing.study;
  for (std::size_t i = 1; i < study.outcomes.size(); ++i) {
    auto bills = money::closure_bills(study.outcomes.front(), study.outcomes[i], study.ground);
    if (bills.empty()) continue;
    const std::size_t first = sheet.next_row();
    for (const auto& bill : bills) write_closure(writing, i, bill, sheet);
    blocks.push_back({i, first, sheet.next_row() - 1, std::move(bills)});
  }
  sheet.end_table();
  sheet.blank();
  for (const auto& block : blocks) {
    write_closure_sums(writing, block, sheet);
  }
  sheet.blank();
  sheet.remark(writing.word("bill.closures_lead"));
  sheet.remark(writing.word("bill.keep"));
}

}  // namespace budian
