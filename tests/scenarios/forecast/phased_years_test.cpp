#include "scenarios/forecast/phased_years.hpp"

#include <catch2/catch.hpp>

#include "scenarios/evaluate.hpp"
#include "tests/scenarios/forecast/two_points.hpp"

namespace budian::forecast {
namespace {

const Groundwork& ground() {
  static const Groundwork made = two_points();
  return made;
}

PhasedPlan phased(std::optional<Fen> budget) {
  return phase_plan(scenario_of(close_both), ground(), two_years(budget));
}

}  // namespace

// Rolls of each point: 2025 3 + 2, 2026 3 + 3, 2027 2 + 3. A bus has ten seats: today and in 2027
// one does for both, in 2026 it takes two; for one point one does in every year.

TEST_CASE("What a year's own buses cost moves a closure to the next year") {
  REQUIRE(ground().forecast->roll_of(north_point, 2026, Variant::middle) == Heads(6));
  REQUIRE(ground().forecast->roll_of(north_point, 2027, Variant::middle) == Heads(5));
  // By the bill of the whole plan each closure is half a bus, 50000 a year: both fit into 2026. In
  // truth they take two buses there, 200000; one of them takes one.
  const PhasedPlan plan = phased(yuan(150'000));
  CHECK(plan.task.closures[0].yearly == yuan(50'000));
  CHECK(plan.settled);
  CHECK(plan.rounds == 2);
  CHECK(plan.phasing.closed() == 2);
  CHECK(plan.phasing.waiting() == 1);
  REQUIRE(plan.years.size() == 2);
  CHECK(plan.years[0].closed.size() == 1);
  CHECK(plan.years[1].closed.size() == 2);
  for (const PhasedYear& year : plan.years) {
    CHECK(year.judged);
    CHECK(year.refusals.empty());
    CHECK(year.buses == 1);
    CHECK(year.buses_without == 0);
    CHECK(year.bus_cost == yuan(100'000));
    CHECK(year.money.buses == yuan(100'000));
    CHECK(year.money.rooms == Fen(0));  // W has 30 rooms
    CHECK_FALSE(year.over_budget);
  }
  CHECK(plan.years[0].riders == Heads(6));
  CHECK(plan.years[1].riders == Heads(10));
}

// Rooms. At 22 a class W (20 of its own a grade) has one class in grades 1 and 2 and two in grades
// 3 to 6, 24 to 26 pupils: 10 rooms, all used. Pupils of the points bring grades 1 / 2 of W, with
// one point and with both, to 23 / 23 and 26 / 26 in 2026, 22 / 23 and 24 / 26 in 2027, 22 / 22 and
// 24 / 24 in 2028. So one point needs 2, 1, 0 rooms in these years, both together 2 in each.
namespace {

const Fen room = yuan(150'000);

PhasedPlan phased_with_rooms(Fen budget) {
  static const Groundwork made = [] {
    Groundwork rooms = two_points();
    rooms.county.schools[W].classrooms = 10;
    rooms.money.unit_costs.each[row(Resource::building_area)] = yuan(1250);
    rooms.money.bill.building_works.m2_a_classroom = 120;
    return rooms;
  }();
  PhasingTerms terms = two_years(budget);
  terms.years = 3;
  // long_rides ends with [limits].
  return phase_plan(scenario_of(close_both + "seats = false\nclass_size = { primary = 22 }\n"),
                    made, terms);
}

}  // namespace

TEST_CASE("No point closes before its rooms, and a year counts the rooms it pays and no others") {
  // Today's bill: 26 / 24 need two rooms, one a point. 250000 a year is one room and one bus: a
  // room in 2026; in 2027 the first point's bus and the second's room; in 2028 a bus for both.
  const PhasedPlan plan = phased_with_rooms(yuan(250'000));
  CHECK(plan.settled);
  REQUIRE(plan.phasing.closed() == 2);
  for (const PhasedClosure& closure : plan.task.closures) CHECK(closure.rooms == room);
  for (const Phase& phase : plan.phasing.phases) {
    REQUIRE(phase.paid);
    CHECK(*phase.paid < *phase.closes);
  }
  REQUIRE(plan.years.size() == 3);
  const std::array<std::size_t, 3> closed{0, 1, 2};
  const std::array<std::int64_t, 3> buses{0, 1, 1};
  const std::array<Fen, 3> rooms{room, room, Fen(0)};
  for (std::size_t year = 0; year < 3; ++year) {
    INFO("year " << year);
    CHECK(plan.years[year].judged);
    CHECK(plan.years[year].closed.size() == closed[year]);
    CHECK(plan.years[year].buses == buses[year]);
    CHECK(plan.years[year].money.rooms == rooms[year]);
    CHECK(plan.years[year].money.buses == yuan(100'000) * buses[year]);
    CHECK_FALSE(plan.years[year].over_budget);
  }
}

TEST_CASE(
    "Where a year's money does for a room or for a bus, both rooms come before the first bus") {
  const PhasedPlan plan = phased_with_rooms(yuan(250'000) - Fen(1));
  CHECK(plan.settled);
  REQUIRE(plan.phasing.closed() == 2);
  for (const Phase& phase : plan.phasing.phases) CHECK(phase.closes == 2);
  CHECK(plan.years[0].money.rooms == room);
  CHECK(plan.years[1].money.rooms == room);
  CHECK(plan.years[1].money.buses == Fen(0));
  CHECK(plan.years[2].money.rooms == Fen(0));
  CHECK(plan.years[2].money.buses == yuan(100'000));
}

TEST_CASE("Money for both rooms at once closes both in the next year, and never in the first") {
  const PhasedPlan plan = phased_with_rooms(yuan(300'000));
  CHECK(plan.settled);
  for (const Phase& phase : plan.phasing.phases) CHECK(phase == Phase{1, 0});
  CHECK(plan.years[0].money.rooms == room * 2);
  CHECK(plan.years[0].closed.empty());
  CHECK(plan.years[1].money.rooms == Fen(0));
  CHECK(plan.years[1].closed.size() == 2);
}

TEST_CASE("What a year lacks is shared out to the fen") {
  // A bus of 100000.01 yuan: the whole plan's is one, 2026 takes two, so that one is shared out.
  Groundwork odd = two_points();
  odd.money.bus.driver_a_year.amount = yuan(100'000) + Fen(1);
  money::put_together_fixed_costs(odd.money.bus);
  const PhasedPlan plan = phase_plan(scenario_of(close_both), odd, two_years(yuan(150'000)));
  REQUIRE(plan.task.closures.size() == 2);
  Fen dearer;
  for (const PhasedClosure& closure : plan.task.closures) {
    REQUIRE_FALSE(closure.dearer.empty());
    dearer += closure.dearer[0];
  }
  CHECK(dearer == yuan(100'000) + Fen(1));
}

TEST_CASE("Less elsewhere pays for no bus") {
  // A point is funded as 100 pupils; those of a closed one as so many as they are.
  const PhasedPlan plan = phased(yuan(150'000));
  CHECK(plan.years[0].money.other < Fen(0));
  CHECK(plan.years[0].money.counted() == yuan(100'000));
  CHECK(YearMoney{yuan(3), yuan(4), yuan(5)}.counted() == yuan(12));
}

TEST_CASE("Money for both buses closes both at once, money for none closes none") {
  const PhasedPlan both = phased(yuan(200'000));
  CHECK(both.phasing.waiting() == 0);
  CHECK(both.years[0].buses == 2);
  CHECK(both.years[0].money.buses == yuan(200'000));
  const PhasedPlan none = phased(yuan(100'000) - Fen(1));
  CHECK(none.phasing.closed() == 0);
  CHECK(none.settled);
  CHECK(none.phasing.clashes == std::vector<Clash>{Clash::budget});
  CHECK(phased(std::nullopt).rounds == 1);
}

TEST_CASE("A looser budget never closes fewer, nor later, and no budget is broken") {
  std::pair<std::int64_t, std::int64_t> before{0, -100};
  for (Fen budget; budget <= yuan(250'000); budget += yuan(25'000)) {
    INFO("budget " << budget.count() << " fen");
    const PhasedPlan plan = phased(budget);
    CHECK(plan.settled);
    for (const PhasedYear& year : plan.years) CHECK(year.money.counted() <= budget);
    const std::pair after(plan.phasing.closed(), -plan.phasing.waiting());
    CHECK(after >= before);
    before = after;
  }
}

TEST_CASE("A year whose pupils are not known is told and judged by the plan's bill") {
  PhasingTerms terms = two_years(yuan(150'000));
  terms.first_year = ground().forecast->last_year();
  const PhasedPlan plan = phase_plan(scenario_of(close_both), ground(), terms);
  CHECK(plan.years[0].judged);
  CHECK_FALSE(plan.years[1].judged);
  CHECK_FALSE(plan.years[1].over_budget);
}

TEST_CASE("A merger keeps its receiver in the years of a phasing") {
  const Scenario scenario = scenario_of(
      "[[measure]]\ndo = \"merge\"\nfrom = [\"P\", \"Q\"]\ninto = \"W\"\n" + long_rides);
  const PhasedPlan plan = phase_plan(scenario, ground(), two_years(yuan(150'000)));
  for (std::size_t row = 0; row < plan.years.size(); ++row) {
    const auto& measures = plan.years[row].scenario.measures;
    REQUIRE(measures.size() == 1);
    CHECK(std::get<Merge>(measures[0].measure).into == "W");
    CHECK(std::get<Merge>(measures[0].measure).from.size() == row + 1);
  }
}

}  // namespace budian::forecast
