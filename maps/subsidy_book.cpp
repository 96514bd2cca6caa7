// The bus subsidy in the workbook: how each rule came to its amount, the budget by years, the cost
// of each line by years, sensitivity. The form that a finance office signs: funding_form.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "maps/subsidy_sheets.hpp"

namespace budian {
namespace {

using money::Payer;

/// quantity × rate = amount, where that is how the amount came about.
SheetCell product_cell(const money::Line& line, std::size_t here) {
  constexpr std::size_t quantity = 6, rate = 8;
  constexpr double half_fen = 0.005;
  const bool product =
      std::abs(line.quantity * in_yuan(line.rate) - in_yuan(line.amount)) <= half_fen;
  return yuan_cell(line.amount, product ? fmt::format("=ROUND({}*{},2)", cell_name(quantity, here),
                                                      cell_name(rate, here))
                                        : std::string());
}

void write_steps(const Writing& writing, const std::vector<std::size_t>& scenarios) {
  Sheet& sheet = writing.sheet("sheet.funding_steps");
  sheet.heads(
      writing.heads({"workbook.scenario", "field.township", "workbook.rule", "workbook.purpose",
                     "workbook.base", "workbook.before_limits", "workbook.quantity",
                     "comparison.unit", "workbook.rate", "workbook.amount", "workbook.payer",
                     "workbook.limit", "workbook.cap", "workbook.source", "workbook.certainty"}));
  for (const std::size_t scenario : scenarios) {
    for (const auto& line : writing.study.outcomes[scenario].ledger) {
      if (!line.funding || !line.payer) continue;
      const auto& step = *line.funding;
      const bool cut = step.limit != money::Limit::none;
      const bool whole = line.quantity == std::floor(line.quantity);
      sheet.row(
          {writing.title(scenario),
           {Cell(township_name(writing, line.township))},
           {Cell(step.rule.empty() ? writing.word("money.kind.rest") : writing.word(step.name))},
           {Cell(writing.word(line.text)), "", Look::wrapped},
           yuan_cell(step.base),
           yuan_cell(step.before_limits),
           {Cell(line.quantity), "", whole ? Look::whole : Look::ratio},
           {Cell(writing.word(line.unit))},
           yuan_cell(line.rate),
           product_cell(line, sheet.next_row()),
           {Cell(writing.word(money::name_key(*line.payer)))},
           {Cell(cut ? writing.word(money::limit_key(step.limit)) : std::string())},
           step.cap ? yuan_cell(*step.cap) : SheetCell{Cell(std::string())},
           {Cell(writing.word(line.source.document))},
           {Cell(writing.word(certainty_key(line.source.certainty)))}});
    }
  }
  sheet.end_table();
}

/// Rows of one year: townships, then their sum as formulas.
class BudgetRows {
 public:
  BudgetRows(const Writing& writing, std::size_t scenario, Sheet& sheet)
      : writing_(writing), scenario_(scenario), sheet_(sheet) {}

  void write(const money::BudgetYear& year, bool school_year) {
    const char* kind = school_year ? "workbook.school_year" : "workbook.fiscal_year";
    start_ = {writing_.title(scenario_),
              {Cell(writing_.word(kind))},
              {Cell(year_text(year, school_year))}};
    const std::size_t first = sheet_.next_row();
    for (const auto& township : year.townships) {
      write_row(township_name(writing_, township.township), township, {}, "");
    }
    money::TownshipBudget all;
    all.running = year.running();
    all.purchases = year.purchases();
    all.paid = year.paid();
    for (const auto& township : year.townships) all.riders += township.riders;
    write_row(writing_.word("money.all_townships"), all, std::pair(first, sheet_.next_row() - 1),
              remark_of(year));
  }

 private:
  static constexpr std::size_t running = 5, cost = 7, first_payer = 8;

  [[nodiscard]] std::string remark_of(const money::BudgetYear& year) const {
    std::string remark = year.open ? writing_.word("workbook.open_year") : std::string();
    for (const auto& gap : year.gaps) {
      if (!remark.empty()) remark += writing_.word("place.comma");
      remark += writing_.word(Message{"workbook.below_floor",
                                      {{"rule", gap.rule}, {"missing", in_yuan(gap.missing())}}});
    }
    return remark;
  }

  void write_row(const std::string& name, const money::TownshipBudget& budget,
                 const std::optional<std::pair<std::size_t, std::size_t>>& above,
                 const std::string& remark) {
    const std::size_t here = sheet_.next_row();
    const auto formula = [&](std::size_t column) {
      return above ? sum_formula(column, above->first, above->second) : std::string();
    };
    auto cells = start_;
    cells.push_back({Cell(name)});
    cells.push_back({Cell(budget.riders.count()), formula(4), Look::whole});
    cells.push_back(yuan_cell(budget.running, formula(running)));
    cells.push_back(yuan_cell(budget.purchases, formula(running + 1)));
    cells.push_back(yuan_cell(budget.cost(), across_formula(here, running, running + 1)));
    for (const Payer payer : money::payers) {
      cells.push_back(yuan_cell(budget.paid[row(payer)], formula(first_payer + row(payer))));
    }
    const std::size_t last_payer = first_payer + money::payers.size() - 1;
    const Fen open = budget.cost() - total(budget.paid);
    cells.push_back(
        yuan_cell(open, fmt::format("=ROUND({}-SUM({}:{}),2)", cell_name(cost, here),
                                    cell_name(first_payer, here), cell_name(last_payer, here))));
    cells.push_back({Cell(remark)});
    sheet_.row(cells);
  }

  const Writing& writing_;
  std::size_t scenario_;
  Sheet& sheet_;
  std::vector<SheetCell> start_;
};

void write_budget(const Writing& writing, const std::vector<std::size_t>& scenarios) {
  Sheet& sheet = writing.sheet("sheet.bus_budget");
  auto heads = writing.heads({"workbook.scenario", "workbook.year_kind", "workbook.year",
                              "field.township", "workbook.riders", "workbook.running",
                              "workbook.purchases", "workbook.bus_cost"});
  for (const Payer payer : money::payers) heads.push_back(writing.word(money::name_key(payer)));
  heads.push_back(writing.word("workbook.unpaid"));
  heads.push_back(writing.word("workbook.remark"));
  sheet.heads(heads);
  for (const std::size_t scenario : scenarios) {
    BudgetRows rows(writing, scenario, sheet);
    const auto& budget = writing.study.outcomes[scenario].bus_money.budget;
    for (const auto& year : budget.school_years) rows.write(year, true);
    for (const auto& year : budget.fiscal_years) rows.write(year, false);
  }
  sheet.end_table();
  const auto& first = writing.study.outcomes[scenarios.front()].bus_money.budget;
  sheet.remark(writing.word(vehicles_key(first)));
}

/// A row a bus line: who pays it this year, and its cost in each school year.
void write_lines(const Writing& writing, const std::vector<std::size_t>& scenarios) {
  Sheet& sheet = writing.sheet("sheet.line_budget");
  auto heads = writing.heads({"workbook.scenario", "workbook.line", "workbook.riders"});
  for (const Payer payer : money::payers) heads.push_back(writing.word(money::name_key(payer)));
  heads.push_back(writing.word("workbook.bus_cost"));
  heads.push_back(writing.word("workbook.a_rider"));
  for (const auto& year : writing.study.outcomes[scenarios.front()].bus_money.budget.school_years) {
    heads.push_back(year_text(year, true));
  }
  sheet.heads(heads);
  constexpr std::size_t first_payer = 3;
  const std::size_t sum = first_payer + money::payers.size();
  for (const std::size_t scenario : scenarios) {
    const Outcome& outcome = writing.study.outcomes[scenario];
    for (std::size_t i = 0; i < outcome.bus_money.lines.size(); ++i) {
      const auto& costs = outcome.line_costs[i];
      std::vector<SheetCell> cells{writing.title(scenario),
                                   {Cell(outcome.plan.buses.lines[i].name)},
                                   heads_cell(costs.pupils)};
      for (const Fen part : outcome.bus_money.lines[i]) cells.push_back(yuan_cell(part));
      cells.push_back(
          yuan_cell(costs.sum(), across_formula(sheet.next_row(), first_payer, sum - 1)));
      cells.push_back(yuan_cell(costs.a_pupil()));
      for (const auto& year : outcome.bus_money.budget.school_years) {
        cells.push_back(yuan_cell(year.lines[i]));
      }
      sheet.row(cells);
    }
  }
  sheet.end_table();
}

void write_sensitivity(const Writing& writing, const std::vector<std::size_t>& scenarios) {
  Sheet& sheet = writing.sheet("sheet.sensitivity");
  auto heads =
      writing.heads({"workbook.scenario", "workbook.driver", "workbook.step", "workbook.bus_cost"});
  for (const Payer payer : money::payers) heads.push_back(writing.word(money::name_key(payer)));
  heads.push_back(writing.word("workbook.cost_change"));
  for (const Payer payer : {Payer::county, Payer::township, Payer::family}) {
    heads.push_back(
        writing.word(Message{"workbook.payer_change", {{"payer", money::name_key(payer)}}}));
  }
  sheet.heads(heads);
  constexpr std::size_t cost = 3, first_payer = 4;
  for (const std::size_t scenario : scenarios) {
    const Outcome& outcome = writing.study.outcomes[scenario];
    const money::PayerSums planned = money::paid_by(outcome.ledger);
    const std::size_t base = sheet.next_row();
    const auto write = [&](const std::string& driver, const std::string& step, Fen sum,
                           const money::PayerSums& paid) {
      const std::size_t here = sheet.next_row();
      std::vector<SheetCell> cells{
          writing.title(scenario), {Cell(driver)}, {Cell(step)}, yuan_cell(sum)};
      for (const Fen part : paid) cells.push_back(yuan_cell(part));
      const auto change = [&](std::size_t column, Fen by) {
        cells.push_back(
            yuan_cell(by, fmt::format("={}-{}", cell_name(column, here), cell_name(column, base))));
      };
      change(cost, sum - total(planned));
      for (const Payer payer : {Payer::county, Payer::township, Payer::family}) {
        change(first_payer + row(payer), paid[row(payer)] - planned[row(payer)]);
      }
      sheet.row(cells);
    };
    write(writing.word("workbook.as_planned"), "", total(planned), planned);
    for (const auto& step : outcome.bus_money.sensitivity) {
      write(writing.word(money::name_key(step.driver)), step_text(step, writing.language),
            step.cost, step.paid);
    }
  }
  sheet.end_table();
}

}  // namespace

void write_subsidy(const Writing& writing) {
  std::vector<std::size_t> scenarios;
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    if (!writing.study.outcomes[i].bus_money.budget.school_years.empty()) scenarios.push_back(i);
  }
  if (scenarios.empty()) return;
  write_funding_forms(writing, scenarios);
  write_steps(writing, scenarios);
  write_budget(writing, scenarios);
  write_lines(writing, scenarios);
  write_sensitivity(writing, scenarios);
}

}  // namespace budian
