#include "scenarios/planner/break_even.hpp"

#include <catch2/catch.hpp>

#include "scenarios/money/lines.hpp"
#include "tests/scenarios/planner/points.hpp"

namespace budian::planner {
namespace {

/// Nobody rides and everybody may walk: what closing changes is arithmetic.
Goal walking_goal() {
  return goal_of(
      "[bus]\nriders = \"nobody\"\n[limits]\nwalk_km = { lower_primary = 9 }\n"
      "door_to_door_minutes = { lower_primary = 300 }\n");
}

/// Closing A into W, where an empty site costs the county so much a year.
BreakEven even_of(Groundwork& ground, Fen upkeep_a_year) {
  ground.money.bill.idle_sites.upkeep_a_year = upkeep_a_year;
  ground.money.bill.idle_sites.payer = money::Payer::county;
  const Goal goal = walking_goal();
  const Sketcher sketcher(goal, ground);
  const SchoolId point = school_named(ground.county.schools, "A");
  const Decision merged{Choice::merge, school_named(ground.county.schools, "W")};
  return break_even(sketcher, sketcher.sketch({}), point, merged);
}

}  // namespace

TEST_CASE("Closing pays up to the roll at which its saving is what the empty site costs") {
  Groundwork ground = ground_of(county_with_points(1));
  // A point under 100 is funded as 100, its receiver (270 pupils) by heads: closing it with n
  // pupils saves the county 100 − n times its part of the rate.
  const auto& funds = ground.money.public_funds;
  REQUIRE(funds.small_school_least == Heads(100));
  const Fen part =
      money::shared_rate(funds.a_pupil_year[0], funds.province_and_centre_share).county;
  REQUIRE(part > Fen(0));
  // As much as 30.5 pupils: it pays while 100 − n ≥ 30.5, up to 69.
  const BreakEven some = even_of(ground, Fen(part.count() * 61 / 2));
  CHECK(some.pays_at_all);
  CHECK(some.up_to == Heads(69));
  // As much as 98.5: up to 1. As much as 99.5: never, not even with one pupil.
  CHECK(even_of(ground, Fen(part.count() * 197 / 2)).up_to == Heads(1));
  CHECK_FALSE(even_of(ground, Fen(part.count() * 199 / 2)).pays_at_all);
  // A site that costs nothing: at every roll that was asked about.
  const BreakEven free = even_of(ground, Fen(0));
  CHECK(free.pays_at_all);
  CHECK_FALSE(free.up_to);
  CHECK(free.tried == Heads(100));
}

}  // namespace budian::planner
