// The workbook's whole bill: change by line, sums by payer, present value. Every sum is a formula
// over the lines.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maps/bill_json.hpp"
#include "maps/workbook_parts.hpp"
#include "scenarios/money/closure_bills.hpp"

namespace budian {
namespace {

using money::BillSums;
using money::Nature;
using money::Payer;
using money::Topic;

constexpr std::array<Nature, 4> natures{Nature::operating, Nature::annuity, Nature::one_off,
                                        Nature::time};

/// Columns of the whole bill that formulas speak of.
constexpr std::size_t scenario_column = 0, payer_column = 2, nature_column = 3, counted_column = 4,
                      today_column = 5, plan_column = 6;

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

/// Rows of the plans: today's bill against itself says nothing, unless there is no plan.
std::vector<std::size_t> plans_of(const Study& study) {
  std::vector<std::size_t> plans;
  for (std::size_t i = 1; i < study.outcomes.size(); ++i) plans.push_back(i);
  if (plans.empty()) plans.push_back(0);
  return plans;
}

class BillBook {
 public:
  explicit BillBook(const Writing& writing) : writing_(writing) {
    const auto& outcomes = writing.study.outcomes;
    for (const std::size_t i : plans_of(writing.study)) {
      plans_.push_back({i, money::whole_bill(outcomes.front().ledger, outcomes[i].ledger,
                                             writing.study.ground.money.horizon)});
    }
  }

  void write() {
    write_lines();
    write_present_values();
  }

 private:
  struct PlanBill {
    std::size_t scenario;
    money::WholeBill bill;
  };

  [[nodiscard]] std::string word(const std::string& key) const { return writing_.word(key); }

  void write_lines() {
    Sheet& sheet = writing_.sheet("sheet.bill");
    sheet.heads(writing_.heads(
        {"workbook.scenario", "workbook.topic", "workbook.payer", "bill.head.nature",
         "bill.head.counted", "bill.head.today", "bill.head.plan", "bill.head.change",
         "workbook.purpose", "comparison.unit", "bill.head.quantity_today",
         "bill.head.quantity_plan", "workbook.source", "workbook.certainty"}));
    first_ = sheet.next_row();
    for (const auto& plan : plans_) {
      for (const auto& change : plan.bill.lines) write_line(plan.scenario, change, sheet);
    }
    last_ = sheet.next_row() - 1;
    sheet.end_table();
    if (last_ < first_) return;
    sheet.blank();
    sheet.title(word("bill.sums"));
    for (const auto& plan : plans_) write_sums(plan, sheet);
    sheet.blank();
    for (const auto& note : bill_notes_of(writing_.study, plans_.back().scenario)) {
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

  static std::string counted_key(Topic topic) {
    if (money::nature_of(topic) == Nature::time) return "bill.counted.apart";
    return money::is_cash(topic) ? "bill.counted.yes" : "bill.counted.no";
  }
  static std::string change_formula(std::size_t row) {
    return fmt::format("=ROUND({}-{},2)", cell_name(plan_column, row),
                       cell_name(today_column, row));
  }

  /// Lines of a scenario that count, of a nature and, where given, a payer. `sheet` is empty on the
  /// sheet of the lines itself.
  [[nodiscard]] std::string sum_formula(std::size_t column, const std::string& sheet,
                                        std::size_t scenario, std::optional<Payer> payer,
                                        Nature nature) const {
    const auto range = [&](std::size_t at) { return sheet + column_range(at, first_, last_); };
    const auto title = std::get<std::string>(writing_.title(scenario).value);
    const char* counted = nature == Nature::time ? "bill.counted.apart" : "bill.counted.yes";
    std::string formula =
        fmt::format("SUMIFS({},{},{},{},{},{},{}", range(column), range(scenario_column),
                    criterion(title), range(counted_column), criterion(word(counted)),
                    range(nature_column), criterion(word(money::name_key(nature))));
    if (payer) {
      formula +=
          fmt::format(",{},{}", range(payer_column), criterion(word(money::name_key(*payer))));
    }
    return formula + ")";
  }

  void write_sums(const PlanBill& plan, Sheet& sheet) {
    std::vector<std::optional<Payer>> all(money::payers.begin(), money::payers.end());
    all.emplace_back(std::nullopt);
    const auto& outcomes = writing_.study.outcomes;
    for (const Nature nature : natures) {
      for (const auto& payer : all) {
        const Fen today = of_nature(money::sums_of(outcomes.front().ledger, payer), nature);
        const Fen after = of_nature(money::sums_of(outcomes[plan.scenario].ledger, payer), nature);
        if (today == Fen(0) && after == Fen(0)) continue;
        const std::size_t row = sheet.next_row();
        const auto sum = [&](std::size_t column) {
          return "=ROUND(" + sum_formula(column, "", plan.scenario, payer, nature) + ",2)";
        };
        std::vector<SheetCell> cells{
            writing_.title(plan.scenario),
            {Cell(std::string())},
            {Cell(word(payer ? money::name_key(*payer) : "bill.all_payers"))},
            {Cell(word(money::name_key(nature)))}};
        cells.resize(today_column, {Cell(), "", Look::none});
        cells.push_back(yuan_cell(today, sum(today_column)));
        cells.push_back(yuan_cell(after, sum(plan_column)));
        cells.push_back(yuan_cell(after - today, change_formula(row)));
        sheet.row(cells);
      }
    }
  }

  /// Two heads: the terms, then a row a plan, payer and figure.
  void write_present_values() {
    if (last_ < first_) return;
    const auto& horizon = writing_.study.ground.money.horizon;
    Sheet& sheet = writing_.sheet("sheet.present_value");
    sheet.row({{Cell(word("bill.head.growth"))}, {Cell(horizon.price_growth), "", Look::ratio}});
    sheet.row({{Cell(word("bill.head.rate"))}, {Cell(horizon.discount_rate), "", Look::ratio}});
    std::vector<std::string> heads =
        writing_.heads({"workbook.scenario", "workbook.payer", "bill.head.figure",
                        "bill.head.value", "bill.head.now"});
    for (int year = 0; year < horizon.years; ++year) {
      const int from = horizon.first_school_year + year;
      heads.push_back(writing_.word(
          Message{"bill.head.year", {{"year", fmt::format("{}/{:02}", from, (from + 1) % 100)}}}));
    }
    sheet.heads(heads);
    for (const auto& plan : plans_) {
      for (const auto& payer : plan.bill.by_payer) {
        if (payer.today == BillSums{} && payer.plan == BillSums{}) continue;
        write_value(plan.scenario, payer, false, sheet);
        write_value(plan.scenario, payer, true, sheet);
        write_value_change(plan.scenario, payer, sheet);
      }
    }
    sheet.end_table();
    sheet.blank();
    const Message convention = bill_notes_of(writing_.study, plans_.back().scenario).front();
    sheet.remark(writing_.word(convention));
    sheet.remark(word(certainty_key(horizon.source.certainty)) + word("place.colon") +
                 writing_.word(horizon.source.document));
  }

  static constexpr std::size_t value_column = 3, now_column = 4, first_year_column = 5;

  [[nodiscard]] std::vector<SheetCell> value_start(std::size_t scenario, Payer payer,
                                                   const char* figure) const {
    return {writing_.title(scenario), {Cell(word(money::name_key(payer)))}, {Cell(word(figure))}};
  }

  void write_value(std::size_t scenario, const money::PayerBill& payer, bool of_plan,
                   Sheet& sheet) {
    const std::size_t row = sheet.next_row();
    const auto& value = of_plan ? payer.value_plan : payer.value_today;
    const std::size_t column = of_plan ? plan_column : today_column;
    const std::string lines = "'" + word("sheet.bill") + "'!";
    const auto sum = [&](Nature nature) {
      return sum_formula(column, lines, scenario, payer.payer, nature);
    };
    auto cells =
        value_start(scenario, payer.payer, of_plan ? "bill.figure.plan" : "bill.figure.today");
    cells.push_back(yuan_cell(value.value, value_formula(row)));
    cells.push_back(yuan_cell(value.cash.front(), "=ROUND(" + sum(Nature::one_off) + ",2)"));
    for (std::size_t year = 1; year < value.cash.size(); ++year) {
      cells.push_back(yuan_cell(value.cash[year], fmt::format("=ROUND({}*(1+$B$1)^{},2)",
                                                              sum(Nature::operating), year - 1)));
    }
    sheet.row(cells);
  }

  [[nodiscard]] std::string value_formula(std::size_t row) const {
    const auto years =
        static_cast<std::size_t>(std::max(1, writing_.study.ground.money.horizon.years));
    return fmt::format("=ROUND({}+NPV($B$2,{}:{}),2)", cell_name(now_column, row),
                       cell_name(first_year_column, row),
                       cell_name(first_year_column + years - 1, row));
  }

  void write_value_change(std::size_t scenario, const money::PayerBill& payer, Sheet& sheet) {
    const std::size_t row = sheet.next_row();
    auto cells = value_start(scenario, payer.payer, "bill.figure.change");
    const auto change = [&](Fen amount, std::size_t column) {
      cells.push_back(yuan_cell(amount, fmt::format("=ROUND({}-{},2)", cell_name(column, row - 1),
                                                    cell_name(column, row - 2))));
    };
    change(payer.value_plan.value - payer.value_today.value, value_column);
    for (std::size_t i = 0; i < payer.value_plan.cash.size(); ++i) {
      change(payer.value_plan.cash[i] - payer.value_today.cash[i], now_column + i);
    }
    sheet.row(cells);
  }

  const Writing& writing_;
  std::vector<PlanBill> plans_;
  std::size_t first_ = 0, last_ = 0;  ///< rows of the lines
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

void write_bill(const Writing& writing) {
  BillBook(writing).write();
  write_closure_bills(writing);
}

}  // namespace budian
