// The lines of the whole bill in the workbook, and formulas that sum them; used by the sheets of
// the bill only.
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

/// Rows of the plans: today's bill against itself says nothing, unless there is no plan.
std::vector<std::size_t> plans_of(const Study& study);

void write_present_values(const BillTable& table);

}  // namespace budian
