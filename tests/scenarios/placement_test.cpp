#include "scenarios/placement.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <limits>
#include <map>
#include <random>

#include "tests/support/grid_county.hpp"

namespace budian {
namespace {

using Rolls = std::map<std::pair<SchoolId, int>, std::int64_t>;

Rolls rolls_of(const Placement& placement) {
  Rolls rolls;
  for (const auto& group : placement.groups)
    rolls[{group.school, group.grade}] += group.pupils.count();
  return rolls;
}

TEST_CASE("Every roll of every grade is met exactly") {
  const Groundwork ground = ground_of(grid_county());
  CHECK(ground.placement.basis == PlacementBasis::rolls_over_population);
  auto rolls = rolls_of(ground.placement);
  std::int64_t pupils = 0;
  for (const auto id : ground.county.schools.ids()) {
    for (int grade = 0; grade < grade_count; ++grade) {
      const auto roll = ground.county.schools[id].pupils[static_cast<std::size_t>(grade)].count();
      CHECK(rolls[{id, grade}] == roll);
      pupils += roll;
    }
  }
  CHECK(pupils == 2 * 6 * 45 + 2 * 10 + 3 * 60);
}

TEST_CASE("Settlements of equal population differ by at most one pupil a grade") {
  const Groundwork ground = ground_of(grid_county());
  std::vector<std::int64_t> heads(ground.county.settlements.size(), 0);
  for (const auto& group : ground.placement.groups) {
    if (group.grade == 0) heads[group.settlement.row()] += group.pupils.count();
  }
  // 100 first graders (45 + 45 + 10) over 45 equal settlements: 2 or 3 each.
  for (const auto count : heads) CHECK((count == 2 || count == 3));
}

/// Least total length by trying every way to ship; small problems only.
std::int64_t brute_force(std::vector<std::int64_t> supply, std::vector<std::int64_t> roll,
                         const std::vector<std::vector<std::int64_t>>& cost) {
  std::function<std::int64_t(std::size_t)> best = [&](std::size_t s) -> std::int64_t {
    while (s < supply.size() && supply[s] == 0) ++s;
    if (s == supply.size()) return 0;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t j = 0; j < roll.size(); ++j) {
      if (roll[j] == 0) continue;
      --supply[s];
      --roll[j];
      least = std::min(least, cost[s][j] + best(s));
      ++supply[s];
      ++roll[j];
    }
    return least;
  };
  return best(0);
}

TEST_CASE("The total distance is the least there is") {
  std::mt19937 generator(7);
  for (int round = 0; round < 40; ++round) {
    County county;
    std::vector<std::vector<TravelMatrix::Entry>> rows;
    std::vector<std::vector<std::int64_t>> cost(4, std::vector<std::int64_t>(3));
    std::vector<std::int64_t> supply(4, 0);
    std::vector<std::int64_t> roll(3, 0);
    for (int pupil = 0; pupil < 6; ++pupil) {
      ++supply[generator() % 4];
      ++roll[generator() % 3];
    }
    for (std::size_t s = 0; s < 4; ++s) {
      Settlement settlement;
      settlement.pupils = ByGrade{};
      (*settlement.pupils)[0] = Heads(supply[s]);
      county.settlements.push_back(settlement);
      rows.emplace_back();
      for (std::size_t j = 0; j < 3; ++j) {
        cost[s][j] = 1 + static_cast<std::int64_t>(generator() % 1000);
        rows.back().push_back(
            {static_cast<std::uint32_t>(j), static_cast<std::uint32_t>(cost[s][j]), 1});
      }
    }
    for (std::size_t j = 0; j < 3; ++j) {
      School school;
      school.pupils[0] = Heads(roll[j]);
      county.schools.push_back(school);
    }
    std::int64_t found = 0;
    for (const auto& group : place_pupils(county, TravelMatrix(rows, 3)).groups) {
      found += cost[group.settlement.row()][group.school.row()] * group.pupils.count();
    }
    CHECK(found == brute_force(supply, roll, cost));
  }
}

TEST_CASE("A settlement without a road keeps its pupils and is counted") {
  County county = grid_county();
  Settlement island;
  island.name = "island";
  island.place = {50000, 50000};
  island.population = 100;
  county.settlements.push_back(island);
  const Groundwork ground = ground_of(std::move(county));
  std::int64_t there = 0;
  std::int64_t all = 0;
  for (const auto& group : ground.placement.groups) {
    all += group.pupils.count();
    if (group.settlement.row() == 45) there += group.pupils.count();
  }
  CHECK(all == 2 * 6 * 45 + 2 * 10 + 3 * 60);
  CHECK(there > 0);
  CHECK(ground.placement.unreachable == Heads(there));
}

TEST_CASE("Without rolls pupils go to the nearest school that holds their grade") {
  County county = grid_county();
  for (auto& school : county.schools) {
    school.pupils = {};
    school.classes = {};
  }
  for (auto& settlement : county.settlements) {
    settlement.pupils = ByGrade{};
    (*settlement.pupils)[0] = Heads(1);
  }
  const Groundwork ground = ground_of(std::move(county));
  CHECK(ground.placement.basis == PlacementBasis::settlements_only);
  auto rolls = rolls_of(ground.placement);
  // All 45 are placed; P (4,0) is nearest to its own crossing, E (7,2) to the north-east corner.
  CHECK(rolls[{SchoolId(0), 0}] + rolls[{SchoolId(1), 0}] + rolls[{SchoolId(2), 0}] == 45);
  for (const auto& group : ground.placement.groups) {
    if (ground.county.settlements[group.settlement].name == "4,0")
      CHECK(group.school == SchoolId(2));
    if (ground.county.settlements[group.settlement].name == "8,4")
      CHECK(group.school == SchoolId(1));
  }
}

TEST_CASE("Counts of settlements that differ from the rolls are scaled and reported") {
  County county = grid_county();
  for (auto& settlement : county.settlements) {
    settlement.pupils = ByGrade{};
    (*settlement.pupils)[0] = Heads(4);  // 180 against a roll of 100
  }
  const Groundwork ground = ground_of(std::move(county));
  CHECK(ground.placement.mismatch[0] == Heads(80));
  CHECK(rolls_of(ground.placement)[{SchoolId(0), 0}] == 45);
}

}  // namespace
}  // namespace budian
