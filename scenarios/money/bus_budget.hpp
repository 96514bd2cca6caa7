// The bus budget by years: school years and fiscal years, by township, by bus line.
#pragma once

#include <string>
#include <vector>

#include "scenarios/money/bus_funding.hpp"
#include "scenarios/money/line_costs.hpp"

namespace budian::money {

/// What one township's buses cost in a year and who pays it: the payers sum to the cost.
struct TownshipBudget {
  std::optional<TownshipId> township;
  Fen running, purchases;
  PayerSums paid{};
  Heads riders;
  [[nodiscard]] Fen cost() const { return running + purchases; }
};

struct BudgetYear {
  int first_calendar_year = 0;  ///< of a school year; the fiscal year itself
  /// Of fiscal years: the first lacks the spring of the school year before the horizon, the last
  /// the autumn of the one after it.
  bool open = false;
  std::vector<TownshipBudget> townships;
  std::vector<std::string> rules;  ///< codes of the fares and subsidies in force; school years only
  std::vector<Fen> lines;          ///< cost of each bus line; school years only
  [[nodiscard]] Fen running() const;
  [[nodiscard]] Fen purchases() const;
  [[nodiscard]] Fen cost() const { return running() + purchases(); }
  [[nodiscard]] PayerSums paid() const;
};

/// Over the years of Rules::horizon. Sums over school years and over fiscal years are the same.
struct BusBudget {
  std::vector<BudgetYear> school_years;
  std::vector<BudgetYear> fiscal_years;  ///< one more
  bool cash = false;  ///< buses are paid in the year of purchase; else their price is spread
};

/// School years of the plan, counted from the first of the horizon.
struct YearRange {
  int first = 0;
  int count = 0;
};
/// What each township's buses cost in each year and who pays them, with the price of the buses
/// spread over their life in every year: the bus shares of the ledger, year by year. Prices grow,
/// rules begin and end, ceilings hold. Without lines; none where no bus runs.
std::vector<BudgetYear> spread_years(const County& county, const BusCosts& buses,
                                     const Rules& rules, YearRange years);

/// Riders stay as planned; prices grow; rules begin and end; buses are bought in the first year and
/// again after their life, or their price is spread (BusFunding::buys_vehicles). The lines share
/// each year's cost in proportion to `line_costs`.
BusBudget bus_budget(const County& county, const BusCosts& buses, const Rules& rules,
                     const std::vector<LineCosts>& line_costs);

}  // namespace budian::money
