#include <algorithm>
#include <catch2/catch.hpp>

#include "scenarios/planner/least_ways.hpp"
#include "scenarios/planner/search.hpp"
#include "tests/scenarios/planner/combinations.hpp"
#include "tests/scenarios/planner/points.hpp"

namespace budian::planner {
namespace {

/// What the plans of a goal do that `least_ways` lets them do.
struct Told {
  std::size_t moved = 0, merged = 0, after_others = 0;
};

bool is_let(const LeastWays& ways, const std::vector<Candidate>& candidates, const Sketch& today,
            const Sketch& sketch, const PupilGroup& group, Told& told) {
  const auto decision = sketch.decisions.find(group.before);
  if (decision == sketch.decisions.end()) return false;
  const bool merged =
      decision->second.choice == Choice::merge && decision->second.into == group.school;
  for (const LeavingGroup& leaving : ways.groups) {
    if (candidates[leaving.candidate].school != group.before ||
        today.plan.groups[leaving.group].settlement != group.settlement ||
        leaving.by_grade[static_cast<std::size_t>(group.grade)] == Heads(0))
      continue;
    for (const LeastWay& way : leaving.ways) {
      if (way.to != group.school || way.way != group.way) continue;
      ++told.moved;
      told.merged += way.only_merged ? 1U : 0U;
      told.after_others += way.after.empty() ? 0U : 1U;
      if (merged) return true;
      return !way.only_merged &&
             std::all_of(way.after.begin(), way.after.end(),
                         [&](SchoolId first) { return sketch.decisions.contains(first); });
    }
  }
  return false;
}

/// Every plan of the goal, each group that changes school.
Told check_all(const Goal& goal, const Groundwork& ground) {
  const Sketcher sketcher(goal, ground);
  const auto candidates = candidates_of(goal, ground);
  const Sketch today = sketcher.sketch({});
  const LeastWays ways = least_ways(goal, ground, candidates, today);
  Told told;
  for (const Decisions& decisions : all_decisions(goal, candidates)) {
    const Sketch sketch = sketcher.sketch(decisions);
    for (const PupilGroup& group : sketch.plan.groups) {
      if (group.displaced()) CHECK(is_let(ways, candidates, today, sketch, group, told));
    }
  }
  return told;
}

}  // namespace

TEST_CASE("Pupils of every plan go where the ways of its goal say that they may") {
  const std::string goals[] = {
      "[candidates]\nmerge_into = 1\n",
      "[candidates]\nmerge_into = 2\n[limits]\nreceivers = \"any\"\n",
      "[candidates]\nmerge_into = 1\n[bus]\nleast_pupils = 8\n",
      "[candidates]\nmerge_into = 1\n[limits]\nwalk_km = { lower_primary = 1.5 }\n"
      "ride_minutes = { lower_primary = 10 }\n"};
  Told told;
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    for (const auto& toml : goals) {
      for (const bool few_buses : {false, true}) {
        if (few_buses && seed > 1) continue;
        CAPTURE(seed, toml, few_buses);
        Groundwork ground = ground_of(county_with_few_rooms(seed));
        if (few_buses) {
          for (auto& type : ground.money.bus.types) type.available = 1;
        }
        const Told here = check_all(goal_of(toml), ground);
        told.moved += here.moved;
        told.merged += here.merged;
        told.after_others += here.after_others;
      }
    }
  }
  // Each kind of way is used.
  CHECK(told.moved > 0);
  CHECK(told.merged > 0);
  CHECK(told.after_others > 0);
}

TEST_CASE("Pupils go where they may where beds, lines, grades and depots are decided, too") {
  const std::string beds =
      "[[candidates.boarding]]\nschool = \"W\"\nbeds = 12\ngrades = [4]\nride_over_minutes = 8\n";
  const std::string line =
      "[[candidates.public_line]]\nname = \"L\"\nsettlements = [\"4,0\", \"3,0\", \"2,3\"]\n"
      "school = \"W\"\ndoor_to_door_minutes = 25\nyuan_a_year = 20000\n";
  const std::string goals[] = {
      "[candidates]\nmerge_into = 1\n" + beds, "[candidates]\nmerge_into = 1\n" + line,
      "[candidates]\nmerge_into = 1\nkinds = [211, 218]\nfewer_than = 1000\nkeep_grades = [1, 2]\n"
      "[limits]\nreceivers = \"any\"\n"};
  std::size_t moved = 0;
  for (const auto& toml : goals) {
    for (const bool one_depot : {false, true}) {
      CAPTURE(toml, one_depot);
      // Both bands live in the same settlements.
      County county = county_with_points(2, 3);
      for (auto& school : county.schools) {
        if (school.kind != SchoolKind::teaching_point) continue;
        school.pupils[3] = school.pupils[1];
        school.classes[3] = school.classes[1];
      }
      Groundwork ground = ground_of(std::move(county));
      if (one_depot) ground.money.bus.depots = {{"D", {117, 32.5}, 1}};
      moved += check_all(goal_of(toml), ground).moved;
    }
  }
  CHECK(moved > 0);
}

TEST_CASE("A bus is sure only where it comes for everybody, however many, few and far they are") {
  const auto sure = [](const Groundwork& ground, const std::string& bus) {
    const Goal goal = goal_of("[candidates]\nmerge_into = 0\n" + bus);
    const Sketcher sketcher(goal, ground);
    std::size_t count = 0;
    for (const LeavingGroup& leaving :
         least_ways(goal, ground, candidates_of(goal, ground), sketcher.sketch({})).groups) {
      count += static_cast<std::size_t>(
          std::count_if(leaving.ways.begin(), leaving.ways.end(),
                        [](const LeastWay& way) { return way.way == Way::bus && way.is_sure; }));
    }
    return count;
  };
  Groundwork ground = ground_of(county_with_points(2, 3));
  CHECK(sure(ground, "") > 0);
  CHECK(sure(ground, "[bus]\nleast_pupils = 2\n") == 0);
  Groundwork depot = ground_of(county_with_points(2, 3));
  depot.money.bus.depots = {{"D", {117, 32.5}, -1}};
  CHECK(sure(depot, "") == 0);
  for (auto& type : ground.money.bus.types) type.available = 3;
  CHECK(sure(ground, "") == 0);
}

TEST_CASE("A school with seats for everybody leaves no other for whom it takes first") {
  // Everybody walks, nobody fills up: a point's pupils have the next school, and only a merger
  // brings them elsewhere.
  const Groundwork ground = ground_of(county_with_points(1, 1));
  const Goal goal = goal_of(
      "[candidates]\nmerge_into = 2\n[bus]\nriders = \"nobody\"\n[limits]\nreceivers = \"any\"\n"
      "seats = false\nwalk_km = { lower_primary = 30 }\n"
      "door_to_door_minutes = { lower_primary = 900 }\n");
  const Sketcher sketcher(goal, ground);
  const auto candidates = candidates_of(goal, ground);
  REQUIRE(candidates.size() == 1);
  REQUIRE(candidates.front().choices.size() == 3);
  const LeastWays ways = least_ways(goal, ground, candidates, sketcher.sketch({}));
  REQUIRE_FALSE(ways.groups.empty());
  for (const LeavingGroup& leaving : ways.groups) {
    const auto free = std::count_if(leaving.ways.begin(), leaving.ways.end(),
                                    [](const LeastWay& way) { return !way.only_merged; });
    CHECK(free == 1);
    CHECK(leaving.ways.size() == 2);
  }
}

}  // namespace budian::planner
