#include <algorithm>
#include <catch2/catch.hpp>

#include "scenarios/planner/search.hpp"
#include "scenarios/receivers.hpp"
#include "scenarios/school_travel.hpp"
#include "tests/scenarios/planner/exact_program.hpp"
#include "tests/scenarios/planner/points.hpp"

namespace budian::planner {
namespace {

constexpr int points = 14;
constexpr Milliseconds long_journey(40 * 60'000);
/// Everybody walks, however far, to whichever school is nearest.
const std::string on_foot =
    "[candidates]\nmerge_into = 0\n[bus]\nriders = \"nobody\"\n[limits]\nreceivers = \"any\"\n"
    "walk_km = { lower_primary = 30 }\ndoor_to_door_minutes = { lower_primary = 900 }\n"
    "[work]\nrounds = 400\n";

/// So many classrooms that nobody is refused and no room is missing.
Groundwork roomy_ground(std::uint32_t seed) {
  County county = county_with_points(seed, points);
  for (auto& school : county.schools) school.classrooms = 40;
  return ground_of(std::move(county));
}

bool is_far(const Groundwork& ground, int grade, Millimetres length) {
  return walking_time(ground.travel, grade, length) > long_journey;
}

bool teaches(const School& school, int grade) {
  return school.pupils[static_cast<std::size_t>(grade)] > Heads(0);
}

WalkingCounty::Group group_of(const Groundwork& ground, const PupilGroup& pupils) {
  const SchoolTravel travel(ground, {});
  std::vector<std::pair<Millimetres, SchoolId>> ways;
  travel.each_on_foot(pupils.settlement, [&](SchoolId school, Millimetres length) {
    if (teaches(ground.county.schools[school], pupils.grade)) ways.emplace_back(length, school);
  });
  std::sort(ways.begin(), ways.end());
  WalkingCounty::Group group;
  group.school = pupils.school.row();
  group.heads = pupils.pupils.count();
  for (const auto& [length, school] : ways) {
    const bool far = is_far(ground, pupils.grade, length);
    if (school == pupils.school)
      group.is_far = far;
    else
      group.receivers.push_back({school.row(), far});
  }
  return group;
}

WalkingCounty walking_county(const Groundwork& ground) {
  WalkingCounty county;
  for (const auto& school : ground.county.schools) {
    county.is_point.push_back(school.kind == SchoolKind::teaching_point);
    county.rolls.push_back(total(school.pupils).count());
  }
  for (const auto& pupils : ground.placement.groups) {
    if (county.is_point[pupils.school.row()] != 0)
      county.groups.push_back(group_of(ground, pupils));
  }
  // 不足 100 人的农村学校、教学点按 100 人核定.
  county.funded_at_least = 100;
  county.yuan_a_funded_pupil = 288;  // 720, 40 % of it the county's
  county.yuan_an_idle_site = 6000;
  return county;
}

std::int64_t far_today(const WalkingCounty& county) {
  std::int64_t heads = 0;
  for (const auto& group : county.groups) heads += group.is_far ? group.heads : 0;
  return heads;
}

std::int64_t yuan_today(const WalkingCounty& county) {
  std::int64_t pupils = 0;
  for (std::size_t s = 0; s < county.rolls.size(); ++s) {
    pupils += county.is_point[s] != 0 ? std::max(county.funded_at_least, county.rolls[s])
                                      : county.rolls[s];
  }
  return pupils * county.yuan_a_funded_pupil;
}

/// Of the county, a year; all rates are whole yuan.
std::int64_t yuan_more(const Figures& plan, const Figures& today) {
  return (plan.of(money::Payer::county) - today.of(money::Payer::county)).count() / 100;
}

Figures sketched(const Goal& goal, const Groundwork& ground, const ExactPlan& plan) {
  Decisions decisions;
  for (const std::size_t school : plan.closed) decisions[SchoolId(school)] = {};
  return Sketcher(goal, ground).sketch(decisions).figures;
}

Tried best_found(const Goal& goal, const Groundwork& ground) {
  const Sketcher sketcher(goal, ground);
  const auto candidates = candidates_of(goal, ground);
  REQUIRE(candidates.size() == points);
  Search search(sketcher, candidates,
                Scoring(goal, ground.standards, sketcher.sketch({}).figures, 190), {});
  search.run();
  return search.best();
}

}  // namespace

TEST_CASE("Where everybody walks, the least cost is that of an exact whole-number program") {
  for (const std::uint32_t seed : {2U, 4U}) {
    const Groundwork ground = roomy_ground(seed);
    const WalkingCounty county = walking_county(ground);
    const Figures today = Sketcher(goal_of(on_foot), ground).sketch({}).figures;
    for (const std::int64_t more : {0, 40}) {
      CAPTURE(seed, more);
      const std::int64_t elsewhere = today.long_journeys.count() - far_today(county);
      const std::int64_t most = far_today(county) + more;
      const Goal goal =
          goal_of("[goal]\nlong_journey_minutes = 40\n[bounds]\nmost_long_journeys = " +
                  std::to_string(elsewhere + most) + "\n" + on_foot);
      const Tried found = best_found(goal, ground);
      CHECK(found.figures.long_journeys.count() <= elsewhere + most);
      const auto exact = least_cost(county, {most, std::nullopt});
      REQUIRE(exact);
      const std::int64_t least = exact->value - yuan_today(county);
      CHECK(yuan_more(sketched(goal, ground, *exact), today) == least);
      CHECK(yuan_more(found.figures, today) == least);
    }
  }
}

TEST_CASE("Where everybody walks, the fewest long journeys are those of an exact program") {
  for (const std::uint32_t seed : {2U, 4U}) {
    const Groundwork ground = roomy_ground(seed);
    const WalkingCounty county = walking_county(ground);
    const Figures today = Sketcher(goal_of(on_foot), ground).sketch({}).figures;
    for (const std::size_t schools : {10U, 6U}) {
      CAPTURE(seed, schools);
      const Goal goal = goal_of(
          "[goal]\naim = \"fewest_long_journeys\"\nlong_journey_minutes = 40\n"
          "[bounds]\nmost_schools = " +
          std::to_string(schools) + "\n" + on_foot);
      const Tried found = best_found(goal, ground);
      CHECK(found.figures.schools_open <= static_cast<std::int64_t>(schools));
      const auto exact = fewest_far(county, {std::nullopt, schools});
      REQUIRE(exact);
      const std::int64_t fewest = today.long_journeys.count() - far_today(county) + exact->value;
      CHECK(sketched(goal, ground, *exact).long_journeys.count() == fewest);
      CHECK(found.figures.long_journeys.count() == fewest);
    }
  }
}

}  // namespace budian::planner
