#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// Buses of one type.
struct Fleet {
  std::int64_t buses = 0;
  Millimetres a_morning, an_afternoon;
};

std::vector<Fleet> fleets(const BusCosts& buses, const BusRates& rates) {
  std::vector<Fleet> result(rates.types.size());
  for (const auto& duty : buses.duties) {
    ++result[duty.type].buses;
    result[duty.type].a_morning += duty.a_morning;
    result[duty.type].an_afternoon += duty.an_afternoon;
  }
  return result;
}

/// What one bus costs a year, unrounded: the weight by which townships share it.
double yearly_cost(const BusRates& rates, const BusDuty& duty) {
  const auto& type = rates.types[duty.type];
  return static_cast<double>(type.fixed_cost_a_year.count()) +
         yearly_kilometres(rates, duty.a_morning, duty.an_afternoon) *
             static_cast<double>(type.cost_a_kilometre.count());
}

/// A township's part of the service; without a township where no bus has riders.
struct Part {
  std::optional<TownshipId> township;
  double weight = 0;
  Heads riders;
  Fen cost;
};

std::vector<Part> parts_of(const BusCosts& buses, const BusRates& rates, Fen cost) {
  std::map<TownshipId, Part> by_township;
  for (const auto& duty : buses.duties) {
    Heads aboard;
    for (const auto& [township, heads] : duty.riders) aboard += heads;
    if (aboard <= Heads(0)) continue;
    for (const auto& [township, heads] : duty.riders) {
      Part& part = by_township[township];
      part.township = township;
      part.riders += heads;
      part.weight += yearly_cost(rates, duty) * static_cast<double>(heads.count()) /
                     static_cast<double>(aboard.count());
    }
  }
  std::vector<Part> parts;
  for (const auto& [township, part] : by_township) {
    if (part.weight > 0) parts.push_back(part);
  }
  if (parts.empty()) parts.push_back({std::nullopt, 1, Heads(0), Fen(0)});
  std::vector<double> weights;
  weights.reserve(parts.size());
  for (const auto& part : parts) weights.push_back(part.weight);
  const auto costs = apportion(cost, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i].cost = costs[i];
  return parts;
}

/// Writes the lines of one part after the other.
class Sharing {
 public:
  Sharing(const County& county, const SubsidyRule& rule, std::vector<Line>& ledger)
      : county_(county), rule_(rule), ledger_(ledger) {}

  /// The county's amount, which a cap may still lower.
  Fen share_out(const Part& part) {
    const Fen fares = add_fares(part);
    const Fen county = add_county(part, fares);
    add(part,
        single_sum(Topic::bus_share, text(part, "money.line.bus_rest"), part.cost - fares - county,
                   rule_.source),
        Payer::township);
    return county;
  }

  /// What the county pays beyond the cap falls to the township.
  void shift(const Part& part, Fen beyond) {
    const Message moved = text(part, "money.line.bus_beyond_cap");
    add(part, single_sum(Topic::bus_share, moved, -beyond, rule_.source), Payer::county);
    add(part, single_sum(Topic::bus_share, moved, beyond, rule_.source), Payer::township);
  }

 private:
  [[nodiscard]] Message text(const Part& part, std::string key) const {
    if (!part.township) return {std::move(key), {{"township", "money.all_townships"}}};
    return {std::move(key), {{"township", county_.townships[*part.township].name}}};
  }

  void add(const Part& part, Line line, Payer payer) {
    line.payer = payer;
    line.township = part.township;
    ledger_.push_back(std::move(line));
  }

  /// Riders × fare, at most the cost.
  Fen add_fares(const Part& part) {
    Line line = make_line(Topic::bus_share, text(part, "money.line.fares"),
                          static_cast<double>(part.riders.count()), "money.unit.pupil",
                          rule_.fare_a_pupil_year, rule_.source);
    if (line.amount > part.cost) {
      line = single_sum(Topic::bus_share, text(part, "money.line.fares_limited"), part.cost,
                        rule_.source);
    }
    const Fen fares = line.amount;
    add(part, std::move(line), Payer::family);
    return fares;
  }

  /// max(least, share) × base, at most what the fares leave.
  Fen add_county(const Part& part, Fen fares) {
    const double share = std::max(rule_.least_county_share, rule_.county_share);
    const Fen base = rule_.base_net_of_fares ? part.cost - fares : part.cost;
    const char* key =
        rule_.base_net_of_fares ? "money.line.county_share_net" : "money.line.county_share_gross";
    Line line =
        make_line(Topic::bus_share, text(part, key), share, "money.unit.share", base, rule_.source);
    if (line.amount > part.cost - fares) {
      line = single_sum(Topic::bus_share, text(part, "money.line.county_share_limited"),
                        part.cost - fares, rule_.source);
    }
    const Fen county = line.amount;
    add(part, std::move(line), Payer::county);
    return county;
  }

  const County& county_;
  const SubsidyRule& rule_;
  std::vector<Line>& ledger_;
};

}  // namespace

double yearly_kilometres(const BusRates& rates, Millimetres a_morning, Millimetres an_afternoon) {
  const Millimetres a_day = a_morning * bus::mornings_a_day(rates.trips_a_day) +
                            an_afternoon * bus::afternoons_a_day(rates.trips_a_day);
  return in_kilometres(a_day) * rates.service_days;
}

void add_bus_cost_lines(const BusCosts& buses, const BusRates& rates, std::vector<Line>& ledger) {
  const auto all = fleets(buses, rates);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].buses == 0) continue;
    const auto& type = rates.types[i];
    const auto count = static_cast<double>(all[i].buses);
    const auto add = [&](BusItem item, const char* key, double quantity, const char* unit,
                         const Rate& rate) {
      const Topic topic = item == BusItem::kilometres ? Topic::bus_kilometres : Topic::bus_fixed;
      ledger.push_back(
          make_line(topic, {key, {{"type", type.name}}}, quantity, unit, rate.amount, rate.source));
      ledger.back().bus = BusExpense{i, item};
    };
    add(BusItem::vehicle, "money.line.vehicles", count, "money.unit.bus_year",
        {rates.purchases[i].a_year(), rates.types_source});
    add(BusItem::drivers, "money.line.drivers", count, "money.unit.person_year",
        rates.driver_a_year);
    add(BusItem::attendants, "money.line.attendants", count * type.attendants,
        "money.unit.person_year", rates.attendant_a_year);
    add(BusItem::insurance, "money.line.insurance", count, "money.unit.bus_year",
        rates.insurance_and_inspection_a_year);
    add(BusItem::kilometres, "money.line.kilometres",
        yearly_kilometres(rates, all[i].a_morning, all[i].an_afternoon), "money.unit.kilometre",
        {type.cost_a_kilometre, rates.types_source});
  }
}

void add_bus_share_lines(const County& county, const BusCosts& buses, const Rules& rules,
                         std::vector<Line>& ledger) {
  const Fen cost = bus_cost(ledger);
  if (cost <= Fen(0)) return;
  const auto parts = parts_of(buses, rules.bus, cost);
  Sharing sharing(county, rules.subsidy, ledger);
  std::vector<double> paid;
  Fen county_pays;
  for (const auto& part : parts) {
    const Fen amount = sharing.share_out(part);
    paid.push_back(static_cast<double>(amount.count()));
    county_pays += amount;
  }
  const auto& cap = rules.subsidy.county_cap;
  if (!cap || county_pays <= *cap) return;
  const auto beyond = apportion(county_pays - *cap, paid);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (beyond[i] > Fen(0)) sharing.shift(parts[i], beyond[i]);
  }
}

}  // namespace budian::money
