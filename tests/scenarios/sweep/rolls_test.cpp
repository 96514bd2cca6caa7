#include "scenarios/sweep/rolls.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "tests/support/grid_county.hpp"

namespace budian::sweep {
namespace {

std::int64_t roll(const Table<SchoolId, School>& schools, std::size_t grade) {
  std::int64_t sum = 0;
  for (const auto& school : schools) sum += school.pupils[grade].count();
  return sum;
}

/// Some pupils in each settlement.
County peopled_county() {
  County county = grid_county();
  std::mt19937 random(3);
  for (auto& settlement : county.settlements) {
    settlement.pupils.emplace();
    for (auto& heads : *settlement.pupils) heads = Heads(static_cast<std::int64_t>(random() % 5));
    settlement.poor = Heads(static_cast<std::int64_t>(random() % 4));
  }
  return county;
}

}  // namespace

TEST_CASE("A factor on all rolls keeps the sum of each grade, rounded once") {
  const County county = grid_county();
  for (const double factor : {0.5, 0.93, 1.0, 1.07, 2.0, 2.6}) {
    CAPTURE(factor);
    const Rolls rolls = scaled_rolls(county, {factor});
    for (std::size_t grade = 0; grade < grade_count; ++grade) {
      const auto wanted = std::llround(static_cast<double>(roll(county.schools, grade)) * factor);
      CHECK(roll(rolls.schools, grade) == wanted);
    }
  }
}

TEST_CASE("A school gets its share by largest remainder") {
  // Grade 1: 45 + 45 + 10 = 100 pupils × 0.93 = 93: 41.85, 41.85 and 9.3 become 42, 42 and 9.
  const Rolls rolls = scaled_rolls(grid_county(), {0.93});
  CHECK(rolls.schools[SchoolId(0)].pupils[0] == Heads(42));
  CHECK(rolls.schools[SchoolId(1)].pupils[0] == Heads(42));
  CHECK(rolls.schools[SchoolId(2)].pupils[0] == Heads(9));
}

TEST_CASE("A factor a township counts in its schools and its settlements alone") {
  const County county = peopled_county();
  const Rolls rolls = scaled_rolls(county, {1.2, 0.8});
  // West: W 45 and P 10 in grade 1: 55 × 1.2 = 66. East: E 45 × 0.8 = 36.
  CHECK(rolls.schools[SchoolId(0)].pupils[0] + rolls.schools[SchoolId(2)].pupils[0] == Heads(66));
  CHECK(rolls.schools[SchoolId(1)].pupils[0] == Heads(36));
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    std::array<std::int64_t, 2> before{}, after{};
    for (const auto id : county.settlements.ids()) {
      const auto& settlement = county.settlements[id];
      before[settlement.township.row()] += (*settlement.pupils)[grade].count();
      after[settlement.township.row()] += (*rolls.settlements[id].pupils)[grade].count();
    }
    CHECK(after[0] == std::llround(static_cast<double>(before[0]) * 1.2));
    CHECK(after[1] == std::llround(static_cast<double>(before[1]) * 0.8));
  }
}

TEST_CASE("No settlement is lost, and what is not told stays untold") {
  County county = peopled_county();
  county.settlements[SettlementId(3)].poor.reset();
  const Rolls rolls = scaled_rolls(county, {0.1});
  REQUIRE(rolls.settlements.size() == county.settlements.size());
  for (const auto id : county.settlements.ids()) {
    CHECK(rolls.settlements[id].code == county.settlements[id].code);
    CHECK(rolls.settlements[id].place == county.settlements[id].place);
    CHECK(rolls.settlements[id].pupils.has_value());
  }
  CHECK_FALSE(rolls.settlements[SettlementId(3)].poor);
}

TEST_CASE("A fall of all rolls does not take the same village's child in every grade") {
  // Ten villages with one pupil in each grade: 10 × 0.9 = 9 of a grade remain. All remainders are
  // equal, so each grade loses one; the village that loses is another one in each grade.
  County county = grid_county();
  std::vector<Settlement> ten(county.settlements.begin(), county.settlements.begin() + 10);
  for (auto& settlement : ten) {
    settlement.pupils.emplace();
    settlement.pupils->fill(Heads(1));
  }
  county.settlements = Table<SettlementId, Settlement>(ten);
  const Rolls rolls = scaled_rolls(county, {0.9});
  for (const auto& settlement : rolls.settlements) {
    CHECK(total(*settlement.pupils) >= Heads(grade_count - 1));
  }
}

TEST_CASE("A factor of one changes nothing") {
  const County county = peopled_county();
  const Rolls rolls = scaled_rolls(county, {1.0});
  for (const auto id : county.schools.ids()) {
    CHECK(rolls.schools[id].pupils == county.schools[id].pupils);
  }
  for (const auto id : county.settlements.ids()) {
    CHECK(rolls.settlements[id].pupils == county.settlements[id].pupils);
  }
}

TEST_CASE("Other speeds leave what is known of other years as it is") {
  Groundwork ground = ground_of(grid_county());
  ground.history.year = 2025;
  ground.history.migration[TownshipId(1)] = -2;
  ground.forecast.emplace();
  const Groundwork slower = with_travel(ground, ground.travel, ground.county.roads);
  CHECK(slower.history.year == 2025);
  CHECK(slower.history.migration == ground.history.migration);
  CHECK(slower.forecast.has_value());
}

}  // namespace budian::sweep
