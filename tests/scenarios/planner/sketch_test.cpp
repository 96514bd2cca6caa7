#include "scenarios/planner/sketch.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "scenarios/evaluate.hpp"
#include "tests/scenarios/planner/points.hpp"

namespace budian::planner {
namespace {

/// Some of the candidates, each with one of its choices.
Decisions drawn(const std::vector<Candidate>& candidates, std::mt19937& chance) {
  Decisions decisions;
  for (const auto& candidate : candidates) {
    if (chance() % 2 == 0) continue;
    decisions[candidate.school] = candidate.choices[chance() % candidate.choices.size()];
  }
  return decisions;
}

std::vector<std::int64_t> amounts(const std::vector<money::Line>& ledger) {
  std::vector<std::int64_t> result;
  for (const auto& line : ledger) result.push_back(line.amount.count());
  return result;
}

bool same_journeys(const std::vector<GroupJourney>& a, const std::vector<GroupJourney>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.road == y.road && x.door_to_door == y.door_to_door && x.ride == y.ride &&
           x.walk_to_stop == y.walk_to_stop && x.wait == y.wait;
  });
}

}  // namespace

TEST_CASE("One decision more or less on a sketcher in use gives what a new sketcher gives") {
  const Goal goal = goal_of("");
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Groundwork ground = ground_of(county_with_points(seed));
    const auto candidates = candidates_of(goal, ground);
    REQUIRE(candidates.size() == 6);
    const Sketcher used(goal, ground);
    std::mt19937 chance(seed);
    Decisions decisions = drawn(candidates, chance);
    int with_riders = 0;
    for (int change = 0; change < 12; ++change) {
      const auto& candidate = candidates[chance() % candidates.size()];
      if (decisions.erase(candidate.school) == 0)
        decisions[candidate.school] = candidate.choices[chance() % candidate.choices.size()];
      const Sketch again = used.sketch(decisions);
      const Sketch anew = Sketcher(goal, ground).sketch(decisions);
      REQUIRE(again.decisions == anew.decisions);
      REQUIRE(again.plan.groups == anew.plan.groups);
      REQUIRE(again.plan.buses.routes == anew.plan.buses.routes);
      REQUIRE(same_journeys(again.journeys, anew.journeys));
      REQUIRE(amounts(again.ledger) == amounts(anew.ledger));
      REQUIRE(again.figures == anew.figures);
      with_riders += again.figures.riders > Heads(0) ? 1 : 0;
    }
    CHECK(with_riders > 0);  // else the buses were never asked
  }
}

TEST_CASE("Without buses a sketch has the figures of the full evaluation") {
  const Goal goal = goal_of(
      "[bus]\nriders = \"nobody\"\n[limits]\nwalk_km = { lower_primary = 9 }\n"
      "door_to_door_minutes = { lower_primary = 300 }\n");
  const Groundwork ground = ground_of(county_with_points(7));
  const auto candidates = candidates_of(goal, ground);
  const Sketcher sketcher(goal, ground);
  std::mt19937 chance(7);
  std::int64_t closures = 0;
  for (int i = 0; i < 6; ++i) {
    const Sketch sketch = sketcher.sketch(drawn(candidates, chance));
    const Scenario scenario = scenario_of(goal, sketch.decisions, sketch.rooms, ground);
    const Outcome outcome = evaluate(scenario, apply(scenario, ground), ground);
    CHECK(sketch.figures == sketcher.figures_of(outcome));
    closures += sketch.figures.closures;
  }
  CHECK(closures > 0);
}

TEST_CASE("Buses of each township by themselves keep every limit and carry every rider") {
  const Goal goal = goal_of("");
  const Groundwork ground = ground_of(county_with_points(3));
  const auto candidates = candidates_of(goal, ground);
  Decisions all;
  for (const auto& candidate : candidates) all[candidate.school] = candidate.choices.front();
  const Sketch sketch = Sketcher(goal, ground).sketch(all);
  Heads boarded, riding;
  for (const auto& boarding : sketch.plan.buses.boardings) boarded += boarding.pupils;
  for (const auto& group : sketch.plan.groups) {
    if (group.way == Way::bus) riding += group.pupils;
  }
  REQUIRE(riding > Heads(0));
  CHECK(boarded == riding);
  for (const auto& group : sketch.plan.groups) CHECK(sketch.plan.schools[group.school].open);
  // No trip mixes townships: each stop's school lies in the township of its trip's school.
  const auto& buses = sketch.plan.buses;
  for (const auto& duty : buses.routes.duties) {
    for (const auto& trip : duty.trips) {
      const auto of = [&](bus::BellId bell) {
        return sketch.plan.schools[buses.schools[bell.row()]].school.township;
      };
      for (const auto stop : trip.stops)
        CHECK(of(buses.stops[stop.row()].school) == of(trip.school));
    }
  }
}

TEST_CASE("A merger into a school that closes becomes a closure") {
  // A is to go into B, B closes: A's pupils are left to the rule.
  const SchoolId a(3), b(4), c(5);
  const Decisions consistent_ones = consistent({{a, {Choice::merge, b}}, {b, {Choice::close, {}}}});
  CHECK(consistent_ones.at(a) == Decision{Choice::close, {}});
  // Into a school that only loses grades it stays a merger.
  const Decisions stays = consistent({{a, {Choice::merge, c}}, {c, {Choice::teaching_point, {}}}});
  CHECK(stays.at(a) == Decision{Choice::merge, c});
}

TEST_CASE("Rooms are built only where the goal lets them be, and no more than are missing") {
  // Without rooms W and E (45 a grade, 12 classrooms) take 540 pupils. With 6 classrooms each grade
  // has one class of at most 45: nobody more fits.
  County county = county_with_points(5);
  for (const char* name : {"W", "E"})
    county.schools[school_named(county.schools, name)].classrooms = 6;
  const Groundwork ground = ground_of(std::move(county));
  const SchoolId point = school_named(ground.county.schools, "A");
  const SchoolId full = school_named(ground.county.schools, "W");
  const Goal without = goal_of("");
  const Decisions merger{{point, {Choice::merge, full}}};
  const Sketch refused = Sketcher(without, ground).sketch(merger);
  CHECK(refused.decisions.empty());
  REQUIRE(refused.refusals.size() == 1);
  CHECK(refused.refusals.front().school == point);
  const Goal with = goal_of("[candidates]\nbuild_rooms = true\n");
  const Sketch built = Sketcher(with, ground).sketch(merger);
  CHECK(built.decisions == merger);
  // Two grades of 46 to 90 pupils need one class more each.
  CHECK(built.rooms == Rooms{{full, 2}});
}

}  // namespace budian::planner
