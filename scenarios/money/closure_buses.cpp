// What the buses of the pupils of each closure cost whom, this year and in the years to come.
#include "scenarios/money/closure_parts.hpp"
#include "scenarios/money/line_payers.hpp"

namespace budian::money {
namespace {

/// The riders of one township's schools: an entry a closure, and one for all other riders.
using RidersByTownship = std::map<TownshipId, std::vector<RidersPart>>;

/// Which line serves each stop.
std::vector<std::optional<std::size_t>> lines_of_stops(const BusService& buses) {
  std::vector<std::optional<std::size_t>> lines(buses.stops.size());
  for (std::size_t i = 0; i < buses.lines.size(); ++i) {
    const auto& trip = buses.routes.duties[buses.lines[i].duty].trips[buses.lines[i].trip];
    for (const auto stop : trip.stops) lines[stop.row()] = i;
  }
  return lines;
}

RidersByTownship riders_by_township(const OpenBills& open) {
  const Plan& plan = open.basis.plan.plan;
  const auto lines = lines_of_stops(plan.buses);
  RidersByTownship result;
  for (const auto& boarding : plan.buses.boardings) {
    const auto line = lines[boarding.stop.row()];
    if (!line || plan.buses.lines[*line].load <= Heads(0)) continue;
    const auto& group = plan.groups[boarding.group];
    auto& riders = result[plan.schools[group.school].school.township];
    riders.resize(open.bills.size() + 1);
    RidersPart& part = riders[open.of_group[boarding.group]];
    part.heads += boarding.pupils;
    part.cost += static_cast<double>(open.basis.line_costs[*line].sum().count()) *
                 static_cast<double>(boarding.pupils.count()) /
                 static_cast<double>(plan.buses.lines[*line].load.count());
  }
  return result;
}

struct Paid {
  PayerSums amounts{};
  std::array<Source, payers.size()> sources;
};
std::map<TownshipId, Paid> paid_this_year(const std::vector<Line>& ledger) {
  std::map<TownshipId, Paid> paid;
  for (const auto& line : ledger) {
    if (line.topic != Topic::bus_share || !line.township || !line.payer) continue;
    Paid& here = paid[*line.township];
    here.amounts[row(*line.payer)] += line.amount;
    here.sources[row(*line.payer)] = line.source;
  }
  return paid;
}

void add_this_year(const RidersByTownship& riders, OpenBills& open) {
  const auto paid = paid_this_year(open.basis.plan.ledger);
  for (const auto& [township, aboard] : riders) {
    const auto found = paid.find(township);
    if (found == paid.end()) continue;
    const auto shares = paid_by_parts(found->second.amounts, aboard);
    for (std::size_t i = 0; i < open.bills.size(); ++i) {
      for (const Payer payer : payers) {
        open.add_sum(i, Topic::bus_share, "bill.line.buses", shares[i][row(payer)], payer,
                     found->second.sources[row(payer)]);
      }
    }
  }
}

/// What no township's riders bear stays with the rest.
void add_later_years(const RidersByTownship& riders, OpenBills& open) {
  const auto& years = open.basis.bus_years;
  open.bus_years.assign(open.bills.size() + 1, std::vector<PayerSums>(years.size()));
  for (std::size_t year = 0; year < years.size(); ++year) {
    PayerSums& rest = open.bus_years.back()[year];
    rest = years[year].paid();
    for (const auto& budget : years[year].townships) {
      const auto aboard = budget.township ? riders.find(*budget.township) : riders.end();
      if (aboard == riders.end()) continue;
      const auto shares = paid_by_parts(budget.paid, aboard->second);
      for (std::size_t i = 0; i < open.bills.size(); ++i) {
        for (std::size_t payer = 0; payer < rest.size(); ++payer) {
          open.bus_years[i][year][payer] += shares[i][payer];
          rest[payer] -= shares[i][payer];
        }
      }
    }
  }
}

}  // namespace

void add_bus_parts(OpenBills& open) {
  const auto riders = riders_by_township(open);
  add_this_year(riders, open);
  add_later_years(riders, open);
}

}  // namespace budian::money
