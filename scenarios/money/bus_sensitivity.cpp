#include "scenarios/money/bus_sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/money/bus_riders.hpp"
#include "scenarios/money/claims.hpp"
#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

void change_fuel(double step, BusRates& rates) {
  for (auto& type : rates.types) type.cost_a_kilometre = scaled(type.cost_a_kilometre, 1 + step);
}

void change_wages(double step, BusRates& rates) {
  rates.driver_a_year.amount = scaled(rates.driver_a_year.amount, 1 + step);
  rates.attendant_a_year.amount = scaled(rates.attendant_a_year.amount, 1 + step);
}

/// Between nothing and the whole; the promised least share stays.
void change_shares(double step, BusFunding& funding) {
  for (auto& rule : funding.subsidies) {
    auto* contract = std::get_if<ShareOfContract>(&rule.kind);
    if (contract) contract->share = std::clamp(contract->share + step, 0.0, 1.0);
  }
}

SensitivityCase computed(const County& county, const BusCosts& buses, const Rules& rules) {
  std::vector<Line> ledger;
  add_bus_cost_lines(buses, rules.bus, ledger);
  add_bus_share_lines(county, buses, rules, ledger);
  SensitivityCase result;
  result.cost = bus_cost(ledger);
  result.paid = paid_by(ledger);
  return result;
}

/// Changes one driver; false where the step leaves nothing to compute.
bool change(Driver driver, double step, Rules& rules, BusCosts& buses) {
  switch (driver) {
    case Driver::fuel:
      change_fuel(step, rules.bus);
      break;
    case Driver::wages:
      change_wages(step, rules.bus);
      break;
    case Driver::riders:
      buses = with_riders(std::move(buses), 1 + step);
      break;
    case Driver::share:
      change_shares(step, rules.funding);
      break;
    case Driver::days:
      rules.bus.service_days += static_cast<int>(std::lround(step));
      return rules.bus.service_days >= 1;
  }
  return true;
}

}  // namespace

std::vector<SensitivityCase> bus_sensitivity(const County& county, const BusCosts& buses,
                                             const Rules& rules) {
  std::vector<SensitivityCase> cases;
  if (buses.duties.empty()) return cases;
  for (const auto& steps : rules.funding.sensitivity) {
    for (const double step : steps.steps) {
      Rules changed = rules;
      BusCosts riders = buses;
      if (!change(steps.driver, step, changed, riders)) continue;
      put_together_fixed_costs(changed.bus);
      cases.push_back(computed(county, riders, changed));
      cases.back().driver = steps.driver;
      cases.back().step = step;
    }
  }
  return cases;
}

}  // namespace budian::money
