// The bill of closing each school against keeping it: what changes for every payer, to the fen.
#pragma once

#include <vector>

#include "scenarios/money/bill.hpp"
#include "scenarios/money/bus_budget.hpp"
#include "scenarios/money/line_costs.hpp"

namespace budian {
struct GroupJourney;
}
namespace budian::staff {
struct StaffRules;
}

namespace budian::money {

/// A plan, its pupils' ways and its ledger.
struct PlanMoney {
  const Plan& plan;
  const std::vector<GroupJourney>& journeys;  ///< of each of plan.groups
  const std::vector<Line>& ledger;
};

/// What the bills of closures are computed from.
struct ClosureBasis {
  const County& county;
  const Rules& rules;
  PlanMoney today, plan;
  const std::vector<LineCosts>& line_costs;  ///< of the plan's bus lines
  const std::vector<BudgetYear>& bus_years;  ///< of the plan, the price of buses spread
  const WholeBill& whole;
  const staff::StaffRules* staff = nullptr;  ///< of the scenario
};

/// One bill for each school of plan.closures, in their order, then, where there is any, what the
/// plan changes beside them. The sums of all bills are the sums of the plan less those of today,
/// payer by payer, to the fen; so are the present values.
/// * Public funds: the ledger's lines of the school, shared as the rate is.
/// * Buses: what each payer pays in the township of the receiving school; families by riders, the
///   others in proportion to what fares leave of the cost of the riders' lines (line_costs, a
///   line's cost by its riders).
/// * Rooms at a receiver: as many as it has more classes than today, by the pupils whom it takes.
/// * Meals, lunches, time: of the pupils who leave.
std::vector<ClosureBill> closure_bills(const ClosureBasis& basis);

}  // namespace budian::money
