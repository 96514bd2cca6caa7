#include "scenarios/money/line_costs.hpp"

#include <catch2/catch.hpp>

#include "scenarios/money/lines.hpp"
#include "scenarios/money/rules.hpp"

using namespace budian;
using namespace budian::money;

namespace {

BusLine line_of(std::size_t duty, std::int64_t pupils, double loaded, double empty) {
  BusLine line;
  line.duty = duty;
  line.load = Heads(pupils);
  BusCall call;
  call.on = {{SchoolId(0), 0, Heads(pupils)}};
  line.morning.calls = {call};
  for (BusRun* run : {&line.morning, &line.afternoon}) {
    run->loaded = metres(loaded);
    run->empty = metres(empty);
  }
  return line;
}

/// Two 19-seat buses: one drives lines of 10 and 20 pupils, one a line of 5.
BusService two_small_buses() {
  BusService buses;
  buses.routes.duties = {{bus::BusTypeId(0), {}}, {bus::BusTypeId(0), {}}};
  buses.lines = {line_of(0, 10, 5000, 0), line_of(0, 20, 4000, 1000), line_of(1, 5, 9000, 1000)};
  return buses;
}

std::vector<LineCosts> costs_of(const BusService& buses) {
  // The ways of both buses, morning and afternoon: 5 + 4 + 1 and 9 + 1 km.
  BusCosts all;
  all.duties = {{0, metres(10000), metres(10000), {}}, {0, metres(10000), metres(10000), {}}};
  const Rules rules = built_in_rules();
  std::vector<money::Line> ledger;
  add_bus_cost_lines(all, rules.bus, ledger);
  return line_costs(ledger, rules.bus, buses);
}

}  // namespace

TEST_CASE("Lines share their bus by pupils, to the fen") {
  const auto costs = costs_of(two_small_buses());
  REQUIRE(costs.size() == 3);
  // A driver costs 45,000: a third and two thirds; the other bus has one line.
  CHECK(costs[0].of(LineItem::driver) == yuan(15000));
  CHECK(costs[1].of(LineItem::driver) == yuan(30000));
  CHECK(costs[2].of(LineItem::driver) == yuan(45000));
  // 180,000 over 10 years.
  CHECK(costs[0].of(LineItem::vehicle) == yuan(6000));
  // An attendant costs 25,000: 8,333.33⅓ and 16,666.66⅔; the greater remainder gets the last fen.
  CHECK(costs[0].of(LineItem::attendants) == yuan(8333.33));
  CHECK(costs[1].of(LineItem::attendants) == yuan(16666.67));
}

TEST_CASE("Kilometres are the line's own, with pupils and empty") {
  const auto costs = costs_of(two_small_buses());
  // 190 days, a morning and an afternoon, 1.80 a kilometre.
  CHECK(costs[0].loaded_kilometres == Approx(5 * 2 * 190));
  CHECK(costs[0].of(LineItem::loaded_kilometres) == yuan(3420));
  CHECK(costs[0].of(LineItem::empty_kilometres) == Fen(0));
  CHECK(costs[1].empty_kilometres == Approx(380));
  CHECK(costs[1].of(LineItem::empty_kilometres) == yuan(684));
}

TEST_CASE("A pupil's cost is the line's over those who board") {
  const auto costs = costs_of(two_small_buses());
  // 18,000 + 45,000 + 25,000 + 10,000 + (9 + 1) × 2 × 190 × 1.80 = 104,840; for five pupils.
  CHECK(costs[2].pupils == Heads(5));
  CHECK(costs[2].sum() == yuan(104840));
  CHECK(costs[2].a_pupil() == yuan(20968));
  CHECK(LineCosts{}.a_pupil() == Fen(0));
}

TEST_CASE("A bus whose lines carry nobody is shared alike") {
  BusService buses = two_small_buses();
  for (std::size_t i = 0; i < 2; ++i) {
    buses.lines[i].load = Heads(0);
    buses.lines[i].morning.calls.front().on.clear();
  }
  const auto costs = costs_of(buses);
  CHECK(costs[0].of(LineItem::driver) == yuan(22500));
  CHECK(costs[1].of(LineItem::driver) == yuan(22500));
}
