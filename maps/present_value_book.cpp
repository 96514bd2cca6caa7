// The workbook's present values: cash of the years by payer, over the lines of the bill and what
// buses cost in each year.
#include <fmt/format.h>

#include <algorithm>

#include "maps/bill_json.hpp"
#include "maps/bill_sheets.hpp"

namespace budian {
namespace {

using money::Nature;
using money::Payer;
using money::Topic;

constexpr std::size_t value_column = 3, now_column = 4, first_year_column = 5;

class PresentValueSheet {
 public:
  explicit PresentValueSheet(const BillTable& table)
      : table_(table),
        writing_(table.writing),
        horizon_(writing_.study.ground.money.horizon),
        sheet_(writing_.sheet("sheet.present_value")) {}

  void write() {
    sheet_.row({{Cell(writing_.word("bill.head.growth"))},
                {Cell(horizon_.price_growth), "", Look::ratio}});
    sheet_.row(
        {{Cell(writing_.word("bill.head.rate"))}, {Cell(horizon_.discount_rate), "", Look::ratio}});
    write_heads();
    const auto plans = plans_of(writing_.study);
    for (const std::size_t plan : plans) {
      for (const auto& payer : writing_.study.outcomes[plan].bill.by_payer) {
        if (payer.today == money::BillSums{} && payer.plan == money::BillSums{}) continue;
        const std::size_t today = write_value(plan, payer, false);
        const std::size_t after = write_value(plan, payer, true);
        write_change(plan, payer, {today, after});
      }
    }
    sheet_.end_table();
    sheet_.blank();
    sheet_.remark(writing_.word(bill_notes_of(writing_.study, plans.back()).front()));
    sheet_.remark(writing_.word("bill.buses_by_year"));
    sheet_.remark(writing_.word(certainty_key(horizon_.source.certainty)) +
                  writing_.word("place.colon") + writing_.word(horizon_.source.document));
  }

 private:
  void write_heads() {
    std::vector<std::string> heads =
        writing_.heads({"workbook.scenario", "workbook.payer", "bill.head.figure",
                        "bill.head.value", "bill.head.now"});
    for (int year = 0; year < horizon_.years; ++year) {
      const int from = horizon_.first_school_year + year;
      heads.push_back(writing_.word(
          Message{"bill.head.year", {{"year", fmt::format("{}/{:02}", from, (from + 1) % 100)}}}));
    }
    sheet_.heads(heads);
  }

  [[nodiscard]] std::vector<SheetCell> start(std::size_t plan, Payer payer,
                                             const char* figure) const {
    return {writing_.title(plan),
            {Cell(writing_.word(money::name_key(payer)))},
            {Cell(writing_.word(figure))}};
  }

  /// Of each year, as the rules of the bus funding give it; no formula gives them.
  void write_buses(std::size_t plan, Payer payer, const std::vector<Fen>& buses) {
    auto cells = start(plan, payer, "bill.figure.buses");
    cells.resize(first_year_column, {Cell(), "", Look::none});
    for (const Fen year : buses) cells.push_back(yuan_cell(year));
    sheet_.row(cells);
  }

  /// The row of the value.
  std::size_t write_value(std::size_t plan, const money::PayerBill& payer, bool of_plan) {
    const auto& flow = of_plan ? payer.flow_plan : payer.flow_today;
    const auto& value = of_plan ? payer.value_plan : payer.value_today;
    const bool has_buses =
        std::any_of(flow.buses.begin(), flow.buses.end(), [](Fen year) { return year != Fen(0); });
    if (has_buses) write_buses(plan, payer.payer, flow.buses);
    const std::size_t row = sheet_.next_row();
    const std::string lines = "'" + writing_.word("sheet.bill") + "'!";
    const auto sum = [&](Nature nature, std::optional<Topic> topic) {
      return table_.sum(of_plan ? BillTable::plan_column : BillTable::today_column, lines,
                        {plan, nature, payer.payer, topic});
    };
    auto cells = start(plan, payer.payer, of_plan ? "bill.figure.plan" : "bill.figure.today");
    cells.push_back(yuan_cell(value.value, value_formula(row)));
    cells.push_back(yuan_cell(value.cash.front(), "=ROUND(" + sum(Nature::one_off, {}) + ",2)"));
    const std::string a_year =
        sum(Nature::operating, {}) + "-" + sum(Nature::operating, Topic::bus_share);
    for (std::size_t year = 1; year < value.cash.size(); ++year) {
      std::string formula = fmt::format("=ROUND(({})*(1+$B$1)^{},2)", a_year, year - 1);
      if (has_buses) formula += "+" + cell_name(now_column + year, row - 1);
      cells.push_back(yuan_cell(value.cash[year], std::move(formula)));
    }
    sheet_.row(cells);
    return row;
  }

  [[nodiscard]] std::string value_formula(std::size_t row) const {
    const auto years = static_cast<std::size_t>(std::max(1, horizon_.years));
    return fmt::format("=ROUND({}+NPV($B$2,{}:{}),2)", cell_name(now_column, row),
                       cell_name(first_year_column, row),
                       cell_name(first_year_column + years - 1, row));
  }

  struct Rows {
    std::size_t today, plan;
  };
  void write_change(std::size_t plan, const money::PayerBill& payer, const Rows& rows) {
    auto cells = start(plan, payer.payer, "bill.figure.change");
    const auto change = [&](Fen amount, std::size_t column) {
      cells.push_back(yuan_cell(amount, fmt::format("=ROUND({}-{},2)", cell_name(column, rows.plan),
                                                    cell_name(column, rows.today))));
    };
    change(payer.value_change(), value_column);
    for (std::size_t i = 0; i < payer.value_plan.cash.size(); ++i) {
      change(payer.value_plan.cash[i] - payer.value_today.cash[i], now_column + i);
    }
    sheet_.row(cells);
  }

  const BillTable& table_;
  const Writing& writing_;
  const money::Horizon& horizon_;
  Sheet& sheet_;
};

}  // namespace

void write_present_values(const BillTable& table) { PresentValueSheet(table).write(); }

}  // namespace budian
