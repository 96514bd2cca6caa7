// Who pays each bus line, and any other part of a township's riders.
#pragma once

#include <vector>

#include "scenarios/money/funding_rules.hpp"
#include "scenarios/money/line_costs.hpp"
#include "scenarios/plan.hpp"

namespace budian::money {

/// Some of a township's riders, and what their buses cost (a weight).
struct RidersPart {
  Heads heads;
  double cost = 0;
};

/// What each payer pays in a township, shared among parts of its riders: what families pay goes by
/// heads, what the others pay by what the fares of a part leave of its cost. Each payer's shares
/// sum to what it pays; a part whose fares exceed its cost leaves the excess to the others.
std::vector<PayerSums> paid_by_parts(const PayerSums& paid, const std::vector<RidersPart>& parts);

/// Who pays each bus line a year, a row a line. Rows sum to the cost of the line, columns to what
/// the payer pays in the ledger, to the fen.
std::vector<PayerSums> line_payers(const Plan& plan, const std::vector<Line>& ledger,
                                   const std::vector<LineCosts>& costs);

}  // namespace budian::money
