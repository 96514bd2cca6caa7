#include "scenarios/money/bus_parts.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "scenarios/money/bus_riders.hpp"
#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// What a bus costs a year for a township, unrounded: of what does not depend on kilometres the
/// share of its riders, of the kilometres what the bus drives for them (by riders where it is not
/// told).
double yearly_cost(const BusRates& rates, const BusDuty& duty, const TownshipRiders& riders,
                   double by_riders) {
  const auto& type = rates.types[duty.type];
  double told = 0;
  for (const auto& other : duty.riders) {
    told += yearly_kilometres(rates, other.a_morning, other.an_afternoon);
  }
  const double own = yearly_kilometres(rates, riders.a_morning, riders.an_afternoon);
  const double by_ways = told > 0 ? own / told : by_riders;
  return static_cast<double>(type.fixed_cost_a_year.count()) * by_riders +
         yearly_kilometres(rates, duty.a_morning, duty.an_afternoon) * by_ways *
             static_cast<double>(type.cost_a_kilometre.count());
}

std::vector<TownshipPart> shares_of(const BusCosts& buses, const BusRates& rates) {
  std::map<TownshipId, TownshipPart> by_township;
  for (const auto& duty : buses.duties) {
    Heads aboard;
    for (const auto& riders : duty.riders) aboard += riders.heads;
    if (aboard <= Heads(0)) continue;
    for (const auto& riders : duty.riders) {
      const double by_riders =
          static_cast<double>(riders.heads.count()) / static_cast<double>(aboard.count());
      TownshipPart& part = by_township[riders.township];
      part.township = riders.township;
      part.weight += yearly_cost(rates, duty, riders, by_riders);
      part.buses.push_back({duty.type, by_riders, groups_of(riders)});
    }
  }
  std::vector<TownshipPart> parts;
  for (auto& [township, part] : by_township) {
    if (part.weight > 0) parts.push_back(std::move(part));
  }
  return parts;
}

/// As `apportion`, and evenly where nothing weighs.
std::vector<Fen> apportioned(Fen whole, std::vector<double> weights) {
  for (double& weight : weights) weight = std::max(weight, 0.0);
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (all <= 0) weights.assign(weights.size(), 1.0);
  return apportion(whole, weights);
}

}  // namespace

Heads TownshipPart::riders() const {
  Heads sum;
  for (const auto& bus : buses) {
    for (const auto& group : bus.groups) sum += group.heads;
  }
  return sum;
}

std::vector<TownshipPart> township_parts(const County& county, const BusCosts& buses,
                                         const BusRates& rates, const BusYearCost& cost) {
  auto parts = shares_of(buses, rates);
  std::stable_sort(parts.begin(), parts.end(), [&](const TownshipPart& a, const TownshipPart& b) {
    return county.townships[*a.township].code < county.townships[*b.township].code;
  });
  if (parts.empty()) parts.push_back({std::nullopt, 1, {}, {}, {}});
  std::vector<double> to_run, to_buy;
  for (const auto& part : parts) {
    to_run.push_back(part.weight);
    to_buy.push_back(cost.bought.empty() ? part.weight : 0.0);
    if (cost.bought.empty()) continue;
    for (const auto& bus : part.buses) {
      const Purchase& purchase = rates.purchases[bus.type];
      to_run.back() -= bus.by_riders * static_cast<double>(purchase.a_year().count());
      if (!cost.bought[bus.type]) continue;
      to_buy.back() += bus.by_riders * static_cast<double>(purchase.price.count());
    }
  }
  const auto running = apportioned(cost.running, to_run);
  const auto purchases = apportioned(cost.purchases, to_buy);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].running = running[i];
    parts[i].purchases = purchases[i];
  }
  return parts;
}

bool counts(RiderClass riders, const RiderKind& kind) {
  return riders == RiderClass::all || (riders == RiderClass::displaced) == kind.displaced;
}

Zone zone_of(const BusFunding& funding, const RiderKind& kind) {
  const bool rural = funding.zone_of_home ? kind.rural_home : kind.rural_school;
  return rural ? Zone::rural : Zone::town;
}

}  // namespace budian::money
