#include "scenarios/planner/score.hpp"

#include <catch2/catch.hpp>

#include "scenarios/planner/answer.hpp"
#include "tests/scenarios/planner/points.hpp"

namespace budian::planner {
namespace {

constexpr auto county_row = static_cast<std::size_t>(money::Payer::county);
constexpr auto family_row = static_cast<std::size_t>(money::Payer::family);

Figures figures(double county_yuan, std::int64_t far, std::int64_t open) {
  Figures made;
  made.a_year[county_row] = yuan(county_yuan);
  made.long_journeys = Heads(far);
  made.schools_open = open;
  return made;
}

Scoring scoring_of(const Goal& goal, const Figures& today) {
  return Scoring(goal, built_in_standards(), today, 190);
}

}  // namespace

TEST_CASE("Bounds come first, then what the goal asks for, then that less is changed") {
  const Goal goal = goal_of("[bounds]\nmost_schools = 9\n");
  const Scoring scoring = scoring_of(goal, figures(100, 5, 10));
  Figures cheap = figures(50, 5, 10), kept = figures(900, 5, 9);
  CHECK(scoring.score(kept) < scoring.score(cheap));
  // One school more than nine: a ninth, in millionths.
  CHECK(scoring.score(cheap).broken == 111111);
  CHECK(scoring.score(kept).broken == 0);
  CHECK(scoring.score(cheap).first == -5000);  // fen, against today
  Figures busy = kept;
  busy.closures = 1;
  CHECK(scoring.score(kept) < scoring.score(busy));
}

TEST_CASE("Dearer buses are paid by everybody but the families") {
  // Buses cost 1,000: fares 200, county 640, township 160. At half the price, 500, fares stay and
  // 300 is shared 4 : 1: the county pays 240, 400 less.
  const Goal goal = goal_of("");
  Figures plan = figures(640, 0, 10);
  plan.bus_cost = yuan(1000);
  plan.bus_share[county_row] = yuan(640);
  plan.bus_share[static_cast<std::size_t>(money::Payer::township)] = yuan(160);
  plan.bus_share[family_row] = yuan(200);
  const Scoring scoring = scoring_of(goal, figures(0, 0, 10));
  CHECK(scoring.change(plan) == yuan(640));
  CHECK(scoring.change(plan, 0.5) == yuan(240));
  CHECK(scoring.change(plan, 2) == yuan(1440));
}

TEST_CASE("Weights count journeys beside money") {
  // Three more far pupils at 1,000 each, and 2 hours a day one way for 190 days there and back: 760
  // hours at 5 yuan.
  const Goal goal = goal_of(
      "[goal]\naim = \"weighted\"\n[weights]\nyuan_a_long_journey = 1000\n"
      "yuan_a_pupil_hour = 5\nyuan_a_moved_pupil = 7\n");
  const Scoring scoring = scoring_of(goal, figures(100, 5, 10));
  Figures plan = figures(-900, 8, 9);
  plan.travel_hours = 2000;
  plan.moved = Heads(10);
  CHECK(scoring.score(plan).first == 100 * (-1000 + 3000 + 3800 + 70));
}

TEST_CASE("Today dominates a plan that is dearer and farther, not one with fewer schools") {
  const Figures today = figures(100, 5, 10);
  CHECK(dominates(today, figures(110, 6, 10), Purse::county));
  CHECK_FALSE(dominates(today, figures(110, 6, 9), Purse::county));
  CHECK_FALSE(dominates(today, today, Purse::county));
  // What is not known is neither better nor worse.
  Figures known = today, unknown = figures(110, 6, 10);
  known.balance = {{StageBalance{0.4, 0.0}, StageBalance{}}};
  unknown.balance = {{StageBalance{}, StageBalance{}}};
  CHECK_FALSE(dominates(known, unknown, Purse::county));
}

}  // namespace budian::planner
