#include "scenarios/money/bill_of_plan.hpp"

#include "scenarios/money/bill_lines.hpp"
#include "scenarios/money/closure_bills.hpp"

namespace budian::money {
namespace {

std::vector<PayerSums> paid_in(const std::vector<BudgetYear>& years) {
  std::vector<PayerSums> paid;
  for (const auto& year : years) paid.push_back(year.paid());
  return paid;
}

}  // namespace

void add_bill(const Situation& situation, const Plan& today, const BusCosts& buses,
              Outcome& outcome) {
  const auto& [scenario, plan, ground, travel] = situation;
  const County& county = ground.county;
  const Rules& rules = ground.money;
  const auto& class_size = scenario.limits.class_size;
  const auto journeys = group_journeys({scenario, today, ground, travel}, {});
  auto ledger = make_ledger(county, today, {}, rules);
  add_bill_lines({county, today, journeys, rules, class_size, &scenario.staff}, ledger);
  const auto years = spread_years(county, buses, rules, {0, rules.horizon.years});
  outcome.bill = whole_bill({ledger, {}}, {outcome.ledger, paid_in(years)}, rules.horizon);
  outcome.bill.notes =
      bill_notes({county, plan, outcome.journeys, rules, class_size, &scenario.staff});
  outcome.closure_bills = closure_bills({county,
                                         rules,
                                         {today, journeys, ledger},
                                         {plan, outcome.journeys, outcome.ledger},
                                         outcome.line_costs,
                                         years,
                                         outcome.bill,
                                         &scenario.staff});
}

}  // namespace budian::money
