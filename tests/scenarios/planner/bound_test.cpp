#include "scenarios/planner/bound.hpp"

#include <catch2/catch.hpp>

#include "scenarios/mixed_program.hpp"
#include "scenarios/money/least_bus_share.hpp"
#include "scenarios/planner/answer.hpp"
#include "scenarios/planner/plan_program.hpp"
#include "tests/scenarios/planner/combinations.hpp"
#include "tests/scenarios/planner/points.hpp"

namespace budian::planner {
namespace {

PlanBound bound_for(const Goal& goal, const Groundwork& ground) {
  const Sketcher sketcher(goal, ground);
  return bound_of(goal, ground, candidates_of(goal, ground), sketcher.sketch({}));
}

/// The best score of all plans that keep the goal's bounds.
std::optional<std::int64_t> best_of_all(const Goal& goal, const Groundwork& ground) {
  const Sketcher sketcher(goal, ground);
  const Scoring scoring(goal, ground.standards, sketcher.sketch({}).figures, 190);
  std::optional<std::int64_t> best;
  for (const auto& tried :
       Archive(sketcher).tried(all_decisions(goal, candidates_of(goal, ground)))) {
    const Score score = scoring.score(tried.figures);
    if (score.broken == 0 && (!best || score.first < *best)) best = score.first;
  }
  return best;
}

/// No plan undercuts the bound, nor is one denied that there is.
void check_bound(const Goal& goal, const Groundwork& ground) {
  const auto best = best_of_all(goal, ground);
  const PlanBound bound = bound_for(goal, ground);
  CHECK(!bound.none);
  if (!best) return;
  CHECK(!bound.no_plan);
  REQUIRE(bound.least);
  CHECK(*bound.least <= *best);
}

const std::string one_choice = "[candidates]\nmerge_into = 1\n";

}  // namespace

TEST_CASE("No plan of any combination undercuts the bound") {
  const std::string goals[] = {
      one_choice,
      "[goal]\npurse = \"all\"\n" + one_choice,
      one_choice + "[bounds]\nmost_schools = 6\n",
      "[goal]\naim = \"fewest_long_journeys\"\nlong_journey_minutes = 20\n" + one_choice +
          "[bounds]\nmost_schools = 6\nmost_change_yuan = 150000\n",
      "[goal]\naim = \"weighted\"\npurse = \"all\"\nlong_journey_minutes = 15\n" + one_choice,
      one_choice + "[bus]\nmixed_loads = true\n[bounds]\nmost_schools = 6\n",
      one_choice + "[limits]\nreceivers = \"any\"\n[bounds]\nmost_schools = 5\n",
      "[goal]\npurse = \"all\"\n[candidates]\nmerge_into = 0\n[[candidates.public_line]]\n"
      "name = \"L\"\nsettlements = [\"4,0\", \"3,0\"]\nschool = \"W\"\n"
      "door_to_door_minutes = 25\nyuan_a_year = 20000\n[bounds]\nmost_schools = 6\n"};
  for (const bool few_rooms : {false, true}) {
    const Groundwork ground =
        ground_of(few_rooms ? county_with_few_rooms(3) : county_with_points(1, 5));
    for (const auto& toml : goals) {
      CAPTURE(few_rooms, toml);
      check_bound(goal_of(toml), ground);
    }
  }
}

TEST_CASE("No plan undercuts the bound under other rules for buses and schools") {
  const std::string goals[] = {
      "[bus]\nchain_trips = false\n",
      "[bus]\ncontract = \"township\"\n",
      "[bus]\nbell_earlier_minutes = 10\nbell_later_minutes = 15\n",
      "[bus]\nearly_arrival_minutes = 90\n",
      "[bus]\nearly_arrival_minutes = 0\n[limits]\nreceivers = \"any\"\n",
      "[limits]\nride_minutes = { lower_primary = 12 }\n",
      "[candidates]\nkinds = [211, 218]\nfewer_than = 1000\nkeep_grades = [1, 2]\nmerge_into = 1\n"
      "[limits]\nreceivers = \"any\"\n[bounds]\nmost_schools = 5\n"};
  for (const bool small_buses : {false, true}) {
    Groundwork ground = ground_of(county_with_points(4, 4));
    if (small_buses) {
      for (auto& type : ground.money.bus.types) type.pupil_seats = Heads(7);
    }
    for (const auto& toml : goals) {
      CAPTURE(small_buses, toml);
      check_bound(goal_of("[goal]\npurse = \"all\"\n" + toml), ground);
    }
  }
}

TEST_CASE("Beds do not make a plan better than the bound") {
  County county = county_with_points(2, 4);
  for (auto& school : county.schools) {
    if (school.kind != SchoolKind::teaching_point) continue;
    std::swap(school.pupils[1], school.pupils[3]);
    std::swap(school.classes[1], school.classes[3]);
  }
  const Groundwork ground = ground_of(std::move(county));
  for (const auto* aim : {"least_cost", "fewest_long_journeys", "weighted"}) {
    for (const auto* rest : {"purse = \"county\"\n[bounds]\n", "purse = \"all\"\n[bounds]\n",
                             "[bounds]\nmost_boarders = 0\n", "[bounds]\nmost_boarders = 9\n"}) {
      CAPTURE(aim, rest);
      const Goal goal = goal_of(
          "[candidates]\nmerge_into = 0\n[[candidates.boarding]]\nschool = \"W\"\n"
          "beds = 30\nfree_beds = 30\ngrades = [4]\nride_over_minutes = 8\n"
          "[goal]\naim = \"" +
          std::string(aim) + "\"\nlong_journey_minutes = 20\n" + rest + "most_schools = 7\n");
      const auto best = best_of_all(goal, ground);
      const PlanBound bound = bound_for(goal, ground);
      REQUIRE(best);
      REQUIRE(bound.least);
      CHECK(*bound.least <= *best);
    }
  }
}

TEST_CASE("Where everybody walks, closing one point saves its missing pupils less an idle site") {
  // Grade 1 and 2 of point A: so many pupils are missing to 100; the county pays 40 % of 720 yuan
  // for each, and 6,000 yuan for the site. The full schools have more than 100.
  const Groundwork ground = ground_of(county_with_points(1, 1));
  const Goal goal = goal_of(
      "[candidates]\nmerge_into = 0\n[bus]\nriders = \"nobody\"\n[limits]\nreceivers = \"any\"\n"
      "walk_km = { lower_primary = 30 }\ndoor_to_door_minutes = { lower_primary = 900 }\n");
  const auto candidates = candidates_of(goal, ground);
  REQUIRE(candidates.size() == 1);
  const auto roll = total(ground.county.schools[candidates.front().school].pupils).count();
  REQUIRE(roll < 79);  // so that closing saves
  const PlanBound bound = bound_for(goal, ground);
  REQUIRE(bound.least);
  CHECK(bound.is_exact);
  const std::int64_t saved = ((100 - roll) * 288 - 6000) * 100;
  CHECK(*bound.least <= -saved);
  CHECK(*bound.least >= -saved - 2 * bound_slack.count());
  const Sketcher sketcher(goal, ground);
  const Scoring scoring(goal, ground.standards, sketcher.sketch({}).figures, 190);
  CHECK(scoring.score(sketcher.sketch({{candidates.front().school, {}}}).figures).first == -saved);
}

TEST_CASE("It is proved that no plan closes enough where it may close none") {
  const Groundwork ground = ground_of(county_with_points(1));
  const Goal goal = goal_of("[bounds]\nmost_schools = 6\nmost_closures = 0\n");
  const PlanBound bound = bound_for(goal, ground);
  CHECK(bound.no_plan);
  CHECK(!bound.least);
}

TEST_CASE("Where nothing is proved, it is said why") {
  const Groundwork ground = ground_of(county_with_points(1));
  const auto why = [&](const std::string& toml) { return bound_for(goal_of(toml), ground).none; };
  CHECK(why("[goal]\naim = \"pass_standard\"\nstandard = \"basic_2012\"\n") == NoBound::aim);
  CHECK(why("[bus]\nriders = \"all\"\n") == NoBound::riders);
  Goal posts = goal_of("");
  posts.base.staff.posts_are_cut = true;
  CHECK(bound_for(posts, ground).none == NoBound::posts);
  Goal measured = goal_of("");
  measured.base.measures.push_back({CloseByName{{"A"}}, 1});
  CHECK(bound_for(measured, ground).none == NoBound::measures);
  Goal opening = goal_of("");
  opening.candidates.additions.emplace_back(OpenSchool{});
  CHECK(bound_for(opening, ground).none == NoBound::new_schools);
}

TEST_CASE("Of a program whose solver fails nothing is proved, and that is said") {
  const MixedProgram::Answer failed;
  CHECK(bound_of(failed, Aim::least_cost, 100).none == NoBound::solver);
  CHECK_FALSE(bound_of(failed, Aim::fewest_long_journeys, 0).least);
  MixedProgram::Answer stopped;  // with a bound of 20.2 heads: so many are 21
  stopped.bound = 17.2;
  CHECK(bound_of(stopped, Aim::fewest_long_journeys, 3).least == 21);
  CHECK_FALSE(bound_of(stopped, Aim::fewest_long_journeys, 3).is_exact);
  MixedProgram::Answer impossible;
  impossible.is_infeasible = true;
  CHECK(bound_of(impossible, Aim::least_cost, 0).no_plan);
  CHECK_FALSE(bound_of(impossible, Aim::least_cost, 0).none);
}

TEST_CASE("Who stops the search does not wait for the bound, who waits is told of it") {
  const Groundwork ground = ground_of(county_with_points(1, 2));
  const Goal goal = goal_of(one_choice + "[work]\nrounds = 5\n");
  int told = 0;
  PlanWatch watch;
  watch.on_bound = [&told] { ++told; };
  CHECK_FALSE(answer(goal, ground, watch).bound.none);
  CHECK(told == 1);
  watch.stopped = [] { return true; };
  CHECK(answer(goal, ground, watch).bound.none == NoBound::stopped);
  CHECK(told == 1);
}

TEST_CASE("The county's least share of the buses is its rules' after whole fares") {
  // Fares of 400 yuan come first, then 80 % of the cost as far as there is any left: of 1,000 yuan
  // a rider 600, of 2,000 and more 80 %. The line of slope 0.8 under both goes through (1000, 600),
  // and lies a yuan lower for corners between whole yuan.
  const auto least = money::least_share(money::built_in_rules(), money::Payer::county, 1000);
  CHECK(least.of_cost == Approx(0.8));
  CHECK(least.a_rider == Approx(600 - 800 - 1));
  // Where a rule has a ceiling nothing is promised.
  auto capped = money::built_in_rules();
  REQUIRE(!capped.funding.subsidies.empty());
  capped.funding.subsidies.front().ceilings.in_all = Fen(100);
  const auto nothing = money::least_share(capped, money::Payer::county, 1000);
  CHECK(nothing.of_cost == 0);
  CHECK(nothing.a_rider == 0);
}

TEST_CASE("A mixed program is solved to its end, and told where it has no answer") {
  // 3 a + 2 b ≤ 7 in whole numbers, 5 a + 4 b greatest: a = 1, b = 2.
  MixedProgram program;
  const auto a = program.add_column(-5, 0, 10, true);
  const auto b = program.add_column(-4, 0, 10, true);
  program.add_row({{a, 3}, {b, 2}}, -MixedProgram::no_limit, 7);
  for (const bool deep : {false, true}) {
    const auto answer = program.least({100, deep});
    REQUIRE(answer.sum);
    CHECK(*answer.sum == Approx(-13));
    CHECK(answer.bound <= -13 + 1e-9);
    CHECK(answer.bound == Approx(-13));
    CHECK(answer.is_proven);
  }
  program.add_row({{a}, {b}}, 8, MixedProgram::no_limit);
  CHECK(program.least({100, true}).is_infeasible);
}

}  // namespace budian::planner
