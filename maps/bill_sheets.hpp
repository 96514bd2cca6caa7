// The lines of the whole bill and of the bills of closures in the workbook, and formulas that sum
// them; used by the sheets of the bill only.
#pragma once

#include "maps/workbook_parts.hpp"
#include "scenarios/money/bill.hpp"

namespace budian {

/// Where the lines of the bill stand on their sheet.
struct BillTable {
  const Writing& writing;
  std::size_t first = 0, last = 0;
  [[nodiscard]] bool is_empty() const { return last < first; }
  /// Today's amounts, or the plan's.
  static constexpr std::size_t scenario_column = 0, topic_column = 1, payer_column = 2,
                               nature_column = 3, counted_column = 4, today_column = 5,
                               plan_column = 6;
  /// Which lines: of a scenario, a nature, a payer and a topic where they are given.
  struct Choice {
    std::size_t scenario;
    money::Nature nature = money::Nature::operating;
    std::optional<money::Payer> payer{};
    std::optional<money::Topic> topic{};
  };
  /// SUMIFS over the lines that count. `sheet` is empty on the sheet of the lines itself.
  [[nodiscard]] std::string sum(std::size_t column, const std::string& sheet,
                                const Choice& lines) const;
};

/// Where the lines of the bills of closures stand, and formulas over them.
struct ClosureLines {
  const Writing& writing;
  std::size_t first_row = 0, last_row = 0;
  static constexpr std::size_t scenario_column = 0, number_column = 1, topic_column = 3,
                               payer_column = 4, nature_column = 5, counted_column = 6,
                               quantity_column = 8, rate_column = 10, amount_column = 11;
  struct Choice {
    std::size_t scenario;
    std::optional<money::Payer> payer{};
    std::optional<money::Topic> topic{};
    std::optional<money::Nature> nature{};  ///< given: only lines that count
  };
  /// SUMIFS over the lines of the closure whose number stands in this row of the sheet of bills.
  [[nodiscard]] std::string sum(std::size_t row, const Choice& lines) const;
};
/// Where write_closure_lines is going to write.
ClosureLines closure_lines(const Writing& writing);
void write_closure_lines(const Writing& writing);

/// "bill.counted.yes", "bill.counted.apart", "bill.counted.no".
std::string counted_key(money::Topic topic);

/// Rows of the plans: today's bill against itself says nothing, unless there is no plan.
std::vector<std::size_t> plans_of(const Study& study);

void write_present_values(const BillTable& table);

}  // namespace budian
