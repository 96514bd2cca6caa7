// Who pays each bus line.
#include "scenarios/money/line_payers.hpp"

#include <catch2/catch.hpp>

#include "random_rules.hpp"

using namespace budian;
using namespace budian::money;

namespace {

PayerSums sums(double county, double township, double family) {
  return {yuan(county), yuan(township), yuan(family), Fen(0), Fen(0)};
}
Fen sum_of(const PayerSums& paid) {
  Fen sum;
  for (const Fen part : paid) sum += part;
  return sum;
}

/// A county of three townships with a school each, and buses whose lines serve one or two of them.
struct Service {
  County county = three_townships({"01", "02", "03"});
  Plan plan;

  explicit Service(std::mt19937_64& random) {
    county.settlements.push_back({});
    for (std::uint32_t t = 0; t < 3; ++t) {
      School school;
      school.township = TownshipId(t);
      plan.schools.push_back({school, true, true, true});
      plan.buses.schools.push_back(SchoolId(t));
    }
    const std::int64_t buses = 1 + below(random, 5);
    for (std::int64_t i = 0; i < buses; ++i) add_bus(random);
  }

 private:
  void add_bus(std::mt19937_64& random) {
    const std::size_t at = plan.buses.routes.duties.size();
    plan.buses.routes.duties.push_back(
        {bus::BusTypeId(static_cast<std::uint32_t>(below(random, 7))), {}});
    bus::DutyWay morning, afternoon;
    const std::int64_t trips = 1 + below(random, 3);
    for (std::int64_t t = 0; t < trips; ++t) {
      BusLine line;
      line.duty = at;
      line.trip = static_cast<std::size_t>(t);
      bus::Trip trip{bus::BellId(0), {}};
      const std::int64_t stops = 1 + below(random, 2);
      for (std::int64_t s = 0; s < stops; ++s) trip.stops.push_back(add_stop(random, line));
      line.morning.loaded = Millimetres(below(random, 30'000'000));
      line.morning.empty = Millimetres(below(random, 9'000'000));
      line.afternoon.loaded = Millimetres(below(random, 30'000'000));
      morning.loaded += line.morning.loaded;
      morning.empty += line.morning.empty;
      afternoon.loaded += line.afternoon.loaded;
      plan.buses.routes.duties[at].trips.push_back(trip);
      plan.buses.lines.push_back(line);
    }
    plan.buses.mornings.push_back(morning);
    plan.buses.afternoons.push_back(afternoon);
  }

  bus::StopId add_stop(std::mt19937_64& random, BusLine& line) {
    const auto school = static_cast<std::uint32_t>(below(random, 3));
    const Heads pupils(1 + below(random, 15));
    plan.groups.push_back(
        {SettlementId(0), 0, SchoolId(school), SchoolId(school), pupils, Way::bus});
    const bus::StopId stop(static_cast<std::uint32_t>(plan.buses.stops.size()));
    plan.buses.stops.push_back({bus::SiteId(0), bus::BellId(school), pupils, Milliseconds(0)});
    plan.buses.boardings.push_back({plan.groups.size() - 1, stop, Millimetres(0), pupils});
    line.load += pupils;
    return stop;
  }
};

struct Accounts {
  std::vector<money::Line> ledger;
  std::vector<LineCosts> costs;
};
Accounts accounts(const Service& service, const Rules& rules) {
  Accounts result;
  const auto buses = bus_costs(service.county, service.plan);
  add_bus_cost_lines(buses, rules.bus, result.ledger);
  add_bus_share_lines(service.county, buses, rules, result.ledger);
  result.costs = line_costs(result.ledger, rules.bus, service.plan.buses);
  return result;
}

}  // namespace

TEST_CASE("Fares are where the riders are; the others pay what fares leave of the cost") {
  // A township pays 10 000: fares 3 000 of 10 and 20 riders, 80 % of what is left by the county.
  const auto parts = paid_by_parts(sums(5600, 1400, 3000), {{Heads(10), 1}, {Heads(20), 1}});
  // Each part costs 5 000; fares 1 000 and 2 000 leave 4 000 and 3 000 of 7 000.
  CHECK(parts[0] == sums(3200, 800, 1000));
  CHECK(parts[1] == sums(2400, 600, 2000));
}

TEST_CASE("A part whose fares exceed its cost leaves the excess to the others") {
  // Costs 1 000 and 9 000; fares 2 000 and 1 000.
  const auto parts = paid_by_parts(sums(7000, 0, 3000), {{Heads(20), 1}, {Heads(10), 9}});
  CHECK(parts[0] == sums(0, 0, 1000));
  CHECK(parts[1] == sums(7000, 0, 2000));
}

TEST_CASE("Lines sum to their cost and payers to what they pay, to the fen, for any rules") {
  std::mt19937_64 random(2026);
  for (int round = 0; round < 400; ++round) {
    const Service service(random);
    const Rules rules = random_rules(random);
    const auto [ledger, costs] = accounts(service, rules);
    const auto lines = line_payers(service.plan, ledger, costs);
    PayerSums all{};
    for (std::size_t i = 0; i < lines.size(); ++i) {
      REQUIRE(sum_of(lines[i]) == costs[i].sum());
      for (const Payer payer : payers) {
        REQUIRE(lines[i][row(payer)] >= Fen(0));
        all[row(payer)] += lines[i][row(payer)];
      }
    }
    REQUIRE(all == paid_by(ledger));
  }
}

TEST_CASE("A township's part of the service is what the lines for its schools cost") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 200; ++round) {
    const Service service(random);
    const auto [ledger, costs] = accounts(service, built_in_rules());
    std::map<std::optional<TownshipId>, double> by_lines, by_ledger;
    for (std::size_t i = 0; i < costs.size(); ++i) {
      const BusLine& line = service.plan.buses.lines[i];
      for (const auto id : service.plan.buses.routes.duties[line.duty].trips[line.trip].stops) {
        const auto& stop = service.plan.buses.stops[id.row()];
        const auto school = service.plan.buses.schools[stop.school.row()];
        by_lines[service.plan.schools[school].school.township] +=
            static_cast<double>(costs[i].sum().count()) * static_cast<double>(stop.pupils.count()) /
            static_cast<double>(line.load.count());
      }
    }
    for (const auto& line : ledger) {
      if (line.topic == Topic::bus_share) {
        by_ledger[line.township] += static_cast<double>(line.amount.count());
      }
    }
    // Rounding of kilometres to millimetres and of each cost to fen.
    for (const auto& [township, cost] : by_lines) {
      REQUIRE(by_ledger[township] == Approx(cost).margin(30));
    }
  }
}

TEST_CASE("A bus that drives far for one township and near for another costs the one more") {
  std::mt19937_64 random(1);
  Service service(random);
  // One bus of 36 seats: 10 pupils by 30 km to the first township, 10 by 10 km to the second.
  Plan& plan = service.plan;
  plan.groups.clear();
  plan.buses = {};
  plan.buses.schools = {SchoolId(0), SchoolId(1)};
  plan.buses.routes.duties.push_back({bus::BusTypeId(3), {}});
  plan.buses.mornings.resize(1);
  plan.buses.afternoons.resize(1);
  for (std::uint32_t t = 0; t < 2; ++t) {
    plan.groups.push_back({SettlementId(0), 0, SchoolId(t), SchoolId(t), Heads(10), Way::bus});
    plan.buses.stops.push_back({bus::SiteId(0), bus::BellId(t), Heads(10), Milliseconds(0)});
    plan.buses.boardings.push_back({t, bus::StopId(t), Millimetres(0), Heads(10)});
    plan.buses.routes.duties[0].trips.push_back({bus::BellId(t), {bus::StopId(t)}});
    BusLine line;
    line.trip = t;
    line.load = Heads(10);
    line.morning.loaded = line.afternoon.loaded = metres(t == 0 ? 30'000 : 10'000);
    plan.buses.lines.push_back(line);
  }
  plan.buses.mornings[0].loaded = plan.buses.afternoons[0].loaded = metres(40'000);
  const auto [ledger, costs] = accounts(service, with("fare = []\nsubsidy = []\n"));
  std::map<std::optional<TownshipId>, Fen> paid;
  for (const auto& line : ledger) {
    if (line.topic == Topic::bus_share) paid[line.township] += line.amount;
  }
  // 105 000 by halves, and 39 520 for 15 200 km: three quarters and one quarter
  CHECK(paid[TownshipId(0)] == yuan(52'500 + 29'640));
  CHECK(paid[TownshipId(1)] == yuan(52'500 + 9'880));
}
