#include "scenarios/money/bus_money.hpp"

#include "scenarios/money/bus_findings.hpp"
#include "scenarios/money/line_payers.hpp"

namespace budian::money {

BusMoney bus_money(const BusMoneyBasis& basis) {
  const auto& [county, plan, buses, rules, ledger, line_costs] = basis;
  BusMoney money;
  if (plan.buses.routes.duties.empty()) {
    money.findings = bus_findings({plan, rules, ledger, money.budget});
    return money;
  }
  money.budget = bus_budget(county, buses, rules, line_costs);
  money.sensitivity = bus_sensitivity(county, buses, rules);
  money.lines = line_payers(plan, ledger, line_costs);
  money.findings = bus_findings({plan, rules, ledger, money.budget});
  return money;
}

}  // namespace budian::money
