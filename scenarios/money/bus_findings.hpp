// What a finance office must know about the bus funding beside its figures.
#pragma once

#include <vector>

#include "scenarios/finding.hpp"
#include "scenarios/money/bus_budget.hpp"

namespace budian::money {

struct FundingBasis {
  const Plan& plan;
  const Rules& rules;
  const std::vector<Line>& ledger;
  const BusBudget& budget;
};

/// * A ceiling brings a payer below the share that the document promises: this year, and in the
///   years of the budget.
/// * A rule is for pupils in need of whom the county does not tell how many there are.
/// * An operating grant is more than it can pay.
/// * Pupils ride public lines of which no fare is told.
std::vector<Finding> bus_findings(const FundingBasis& basis);

}  // namespace budian::money
