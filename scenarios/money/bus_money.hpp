// Everything about the money of a plan's buses that is more than the yearly ledger.
#pragma once

#include <vector>

#include "scenarios/finding.hpp"
#include "scenarios/money/bus_budget.hpp"
#include "scenarios/money/bus_sensitivity.hpp"
#include "scenarios/plan.hpp"

namespace budian::money {

/// Empty where no bus runs.
struct BusMoney {
  BusBudget budget;
  std::vector<SensitivityCase> sensitivity;
  std::vector<PayerSums> lines;   ///< who pays each bus line a year (line_payers.hpp)
  std::vector<Finding> findings;  ///< promises that ceilings break, numbers not told, grants unused
};

struct BusMoneyBasis {
  const County& county;
  const Plan& plan;
  const BusCosts& buses;  ///< of the plan
  const Rules& rules;
  const std::vector<Line>& ledger;
  const std::vector<LineCosts>& line_costs;
};
BusMoney bus_money(const BusMoneyBasis& basis);

}  // namespace budian::money
