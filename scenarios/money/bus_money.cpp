#include "scenarios/money/bus_money.hpp"

#include <map>

#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// Shares of the payers in each township's bus cost.
using PaidShares = std::map<std::optional<TownshipId>, std::vector<double>>;

PaidShares paid_shares(const std::vector<Line>& ledger) {
  std::map<std::optional<TownshipId>, Fen> sums;
  PaidShares shares;
  for (const Line& line : ledger) {
    if (line.topic != Topic::bus_share || !line.payer) continue;
    auto& here = shares[line.township];
    here.resize(payers.size(), 0.0);
    here[row(*line.payer)] += static_cast<double>(line.amount.count());
    sums[line.township] += line.amount;
  }
  for (auto& [township, here] : shares) {
    const auto sum = static_cast<double>(sums[township].count());
    for (double& share : here) share = sum > 0 ? share / sum : 0.0;
  }
  return shares;
}

/// Pupils of a bus line by township of the school.
std::map<TownshipId, Heads> pupils_of(const Plan& plan, const BusLine& line) {
  std::map<TownshipId, Heads> pupils;
  const auto& trip = plan.buses.routes.duties[line.duty].trips[line.trip];
  for (const auto id : trip.stops) {
    const auto& stop = plan.buses.stops[id.row()];
    const SchoolId school = plan.buses.schools[stop.school.row()];
    pupils[plan.schools[school].school.township] += stop.pupils;
  }
  return pupils;
}

PayerSums payers_of(const Plan& plan, const BusLine& line, Fen cost, const PaidShares& shares) {
  std::vector<double> weights(payers.size(), 0.0);
  double all = 0;
  for (const auto& [township, heads] : pupils_of(plan, line)) {
    const auto found = shares.find(township);
    if (found == shares.end()) continue;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      weights[i] += found->second[i] * static_cast<double>(heads.count());
      all += found->second[i] * static_cast<double>(heads.count());
    }
  }
  PayerSums sums{};
  if (all <= 0) return sums;
  const auto amounts = apportion(cost, weights);
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = amounts[i];
  return sums;
}

}  // namespace

BusMoney bus_money(const BusMoneyBasis& basis) {
  const auto& [county, plan, buses, rules, ledger, line_costs] = basis;
  BusMoney money;
  if (plan.buses.routes.duties.empty()) return money;
  money.budget = bus_budget(county, buses, rules, line_costs);
  money.sensitivity = bus_sensitivity(county, buses, rules);
  const PaidShares shares = paid_shares(ledger);
  for (std::size_t i = 0; i < line_costs.size(); ++i) {
    money.lines.push_back(payers_of(plan, plan.buses.lines[i], line_costs[i].sum(), shares));
  }
  return money;
}

}  // namespace budian::money
