// The bus subsidy in the workbook: a form that a finance office signs, how each rule came to its
// amount, the budget by years, the cost of each line by years, sensitivity.
#include <fmt/format.h>

#include <algorithm>

#include "maps/subsidy_tables.hpp"
#include "maps/workbook_parts.hpp"

namespace budian {
namespace {

using money::Payer;

std::vector<std::size_t> scenarios_with_buses(const Study& study) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
    if (!study.outcomes[i].bus_money.budget.school_years.empty()) rows.push_back(i);
  }
  return rows;
}

std::string township_name(const Writing& writing, const std::optional<TownshipId>& township) {
  return township ? writing.study.ground.county.townships[*township].name
                  : writing.word("money.all_townships");
}

SheetCell heads_cell(Heads heads) { return {Cell(heads.count()), "", Look::whole}; }

std::string sum_formula(std::size_t column, std::size_t first, std::size_t last) {
  return fmt::format("=SUM({}:{})", cell_name(column, first), cell_name(column, last));
}
std::string across_formula(std::size_t row, std::size_t first, std::size_t last) {
  return fmt::format("=SUM({}:{})", cell_name(first, row), cell_name(last, row));
}

/// One plan's form: rules with their documents, townships by payers, fields to sign.
class FundingForm {
 public:
  FundingForm(const Writing& writing, std::size_t scenario, Sheet& sheet)
      : writing_(writing), outcome_(writing.study.outcomes[scenario]), sheet_(sheet) {
    for (const Payer payer : money::payers) payers_.push_back(payer);
    write_head(scenario);
    write_rules();
    write_townships();
    write_signatures();
  }

  /// Township, riders, payers, sum, a rider.
  static const std::vector<double>& grid() {
    static const std::vector<double> widths{15, 8, 14, 14, 14, 14, 12, 14, 11};
    return widths;
  }

 private:
  static constexpr std::size_t first_payer = 2, sum_column = 7, all_columns = 9;

  [[nodiscard]] std::string word(const char* key) const { return writing_.word(key); }
  [[nodiscard]] FormCell label(std::string words, std::size_t columns = 1) const {
    return {{Cell(std::move(words)), "", Look::label}, columns};
  }
  [[nodiscard]] FormCell words(std::string text, std::size_t columns = 1) const {
    return {{Cell(std::move(text)), "", Look::wrapped}, columns};
  }

  void write_head(std::size_t scenario) {
    const auto& county = writing_.study.ground.county;
    const auto& horizon = writing_.study.ground.money.horizon;
    sheet_.form_row(
        {{{Cell(writing_.word(Message{"sheet.funding_form_title", {{"county", county.name}}})), "",
           Look::heading},
          all_columns}},
        28);
    sheet_.form_row({label(word("workbook.scenario")),
                     words(title_of(writing_.study, scenario, writing_.language), 4),
                     label(word("sheet.funding_year"), 2),
                     words(fmt::format("{}/{:02}", horizon.first_school_year,
                                       (horizon.first_school_year + 1) % 100),
                           2)});
    const auto& buses = outcome_.plan.buses;
    const Message service{"sheet.funding_service",
                          {{"buses", static_cast<std::int64_t>(buses.routes.duties.size())},
                           {"lines", static_cast<std::int64_t>(buses.lines.size())},
                           {"riders", buses.riders.count()},
                           {"days", std::int64_t{writing_.study.ground.money.bus.service_days}}}};
    sheet_.form_row({label(word("sheet.funding_buses")), words(writing_.word(service), 8)});
    const char* note = county.is_invented ? "sheet.funding_note_invented" : "sheet.funding_note";
    sheet_.form_row({{{Cell(word(note)), "", Look::note}, all_columns}}, 30);
  }

  void write_rules() {
    sheet_.form_row({label(word("workbook.rule"), 2), label(word("workbook.kind")),
                     label(word("workbook.source"), 3), label(word("workbook.certainty")),
                     label(word("workbook.amount")), label(word("workbook.limit"))});
    for (const auto& rule : applied_rules(outcome_.ledger, writing_.study.ground.money.funding)) {
      const std::string name =
          rule.code.empty() ? word("money.kind.rest") : writing_.word(rule.name);
      std::string limits = limits_text(rule.limits, writing_.language);
      if (rule.untold) limits += (limits.empty() ? "" : " ") + word("workbook.untold");
      std::string document = writing_.word(rule.source.document);
      if (!rule.source.date.empty()) document += fmt::format(" ({})", rule.source.date);
      sheet_.form_row({words(name, 2),
                       words(writing_.word(rule.kind_key)),
                       words(std::move(document), 3),
                       words(word(certainty_key(rule.source.certainty).c_str())),
                       {yuan_cell(rule.sum()), 1},
                       words(std::move(limits))});
    }
    sheet_.form_row({});
  }

  void write_townships() {
    std::vector<FormCell> heads{label(word("field.township")), label(word("workbook.riders"))};
    for (const Payer payer : payers_) heads.push_back(label(word(name_key(payer).c_str())));
    heads.push_back(label(word("workbook.bus_cost")));
    heads.push_back(label(word("workbook.a_rider")));
    sheet_.form_row(heads, 32);
    const std::size_t first = sheet_.next_row();
    money::PayerSums all{};
    Heads riders;
    for (const auto& share : township_shares(outcome_)) {
      write_amounts(township_name(writing_, share.township), share, {});
      riders += share.riders;
      for (const Payer payer : payers_) all[row(payer)] += share.paid[row(payer)];
    }
    write_amounts(word("workbook.all"), {std::nullopt, all, riders},
                  std::pair(first, sheet_.next_row() - 1));
    sheet_.form_row({});
  }

  /// Formulas: the row's sum; in the last row the sum of each column.
  void write_amounts(const std::string& name, const TownshipShare& share,
                     const std::optional<std::pair<std::size_t, std::size_t>>& above) {
    const std::size_t here = sheet_.next_row();
    const auto formula = [&](std::size_t column) {
      return above ? sum_formula(column, above->first, above->second) : std::string();
    };
    std::vector<FormCell> cells{above ? label(name) : words(name),
                                {{Cell(share.riders.count()), formula(1), Look::whole}, 1}};
    for (const Payer payer : payers_) {
      const std::size_t column = first_payer + row(payer);
      cells.push_back({yuan_cell(share.paid[row(payer)], formula(column)), 1});
    }
    cells.push_back(
        {yuan_cell(share.cost(), across_formula(here, first_payer, sum_column - 1)), 1});
    const auto riders = share.riders.count();
    FormCell each{{Cell(std::string("-")), "", Look::centred}, 1};
    if (riders > 0) {
      const Fen a_rider((2 * share.cost().count() + riders) / (2 * riders));
      each.cell = yuan_cell(
          a_rider, fmt::format("=ROUND({}/{},2)", cell_name(sum_column, here), cell_name(1, here)));
    }
    cells.push_back(each);
    sheet_.form_row(cells);
  }

  void write_signatures() {
    const auto field = [&](const char* left, const char* right) {
      sheet_.form_row({label(word(left), 2), words("", 3), label(word(right), 2), words("", 2)},
                      30);
    };
    field("sheet.sign_made", "sheet.sign_checked");
    field("sheet.sign_education", "sheet.sign_finance");
    field("sheet.sign_date", "sheet.sign_date");
    sheet_.form_row({});
  }

  const Writing& writing_;
  const Outcome& outcome_;
  Sheet& sheet_;
  std::vector<Payer> payers_;
};

void write_forms(const Writing& writing, const std::vector<std::size_t>& scenarios) {
  Sheet& sheet = writing.sheet("sheet.funding_form");
  sheet.start_form(FundingForm::grid());
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    if (i > 0) sheet.block(true);
    FundingForm(writing, scenarios[i], sheet);
  }
}

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
              year.open ? writing_.word("workbook.open_year") : "");
  }

 private:
  static constexpr std::size_t running = 5, cost = 7, first_payer = 8;

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
  const auto scenarios = scenarios_with_buses(writing.study);
  if (scenarios.empty()) return;
  write_forms(writing, scenarios);
  write_steps(writing, scenarios);
  write_budget(writing, scenarios);
  write_lines(writing, scenarios);
  write_sensitivity(writing, scenarios);
}

}  // namespace budian
