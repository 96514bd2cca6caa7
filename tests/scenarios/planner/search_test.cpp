#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "scenarios/evaluate.hpp"
#include "scenarios/planner/answer.hpp"
#include "tests/scenarios/planner/points.hpp"

namespace budian::planner {
namespace {

/// Best of all combinations of all choices, each sketched.
Score best_of_all(const Sketcher& sketcher, const std::vector<Candidate>& candidates,
                  const Scoring& scoring) {
  std::vector<Decisions> all{{}};
  for (std::size_t row = 0; row < sketcher.goal().candidates.additions.size(); ++row) {
    const auto without = all;
    for (Decisions with : without) {
      with.additions.insert(row);
      all.push_back(std::move(with));
    }
  }
  for (const auto& candidate : candidates) {
    std::vector<Decisions> more;
    for (const auto& decisions : all) {
      if (!candidate.must_close) more.push_back(decisions);
      for (const auto& choice : candidate.choices) {
        more.push_back(decisions);
        more.back()[candidate.school] = choice;
      }
    }
    all = std::move(more);
  }
  std::optional<Score> best;
  for (const auto& tried : Archive(sketcher).tried(all)) {
    const Score score = scoring.score(tried.figures);
    if (!best || score < *best) best = score;
  }
  return best.value();
}

Score found(const Sketcher& sketcher, const std::vector<Candidate>& candidates,
            const Scoring& scoring) {
  Search search(sketcher, candidates, scoring, {});
  search.run();
  return scoring.score(search.best().figures);
}

std::set<std::string> names_closed(const Answer& answer, const County& county) {
  std::set<std::string> names;
  for (const auto& [school, decision] : answer.best().decisions)
    names.insert(county.schools[school].name);
  return names;
}

}  // namespace

TEST_CASE("The search finds the best of all combinations on small counties") {
  const std::string goals[] = {
      "[candidates]\nmerge_into = 1\n[bounds]\nmost_schools = 6\n",
      "[goal]\naim = \"fewest_long_journeys\"\nlong_journey_minutes = 20\n"
      "[candidates]\nmerge_into = 1\n[bounds]\nmost_schools = 7\nmost_change_yuan = 150000\n",
      "[goal]\npurse = \"all\"\n[candidates]\nmerge_into = 1\n"};
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    const Groundwork ground = ground_of(county_with_points(seed));
    for (const auto& toml : goals) {
      const Goal goal = goal_of(toml + "[work]\nrounds = 150\n");
      const auto candidates = candidates_of(goal, ground);
      const Sketcher sketcher(goal, ground);
      const Scoring scoring(goal, ground.standards, sketcher.sketch({}).figures, 190);
      CHECK(found(sketcher, candidates, scoring) == best_of_all(sketcher, candidates, scoring));
    }
  }
}

/// Three points that may close, board at W, or be visited, a line from P's old place and a school
/// there.
const std::string ways_goal =
    "[candidates]\ntownships = [\"West\"]\nmerge_into = 0\nvisiting_teachers = true\n"
    "[[candidates.boarding]]\nschool = \"W\"\nbeds = 30\nfree_beds = 30\ngrades = [4]\n"
    "ride_over_minutes = 8\n"
    "[[candidates.public_line]]\nname = \"L\"\nsettlements = [\"4,0\", \"3,0\"]\nschool = \"W\"\n"
    "door_to_door_minutes = 25\nyuan_a_year = 20000\n"
    "[bounds]\nmost_schools = 6\n";

/// Of grade 4 instead of grade 2.
County county_with_older_pupils(std::uint32_t seed) {
  County county = county_with_points(seed);
  for (auto& school : county.schools) {
    if (school.kind != SchoolKind::teaching_point) continue;
    std::swap(school.pupils[1], school.pupils[3]);
    std::swap(school.classes[1], school.classes[3]);
  }
  return county;
}

TEST_CASE("Beds, visits and public lines are decided as well as all combinations would") {
  for (const auto* aim : {"least_cost", "fewest_long_journeys"}) {
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
      const Groundwork ground = ground_of(county_with_older_pupils(seed));
      const Goal goal =
          goal_of("[goal]\naim = \"" + std::string(aim) + "\"\nlong_journey_minutes = 20\n" +
                  ways_goal + "[work]\nrounds = 150\n");
      const auto candidates = candidates_of(goal, ground);
      REQUIRE(candidates.size() == 3);
      // close, close and board (the far, or all), visit.
      CHECK(candidates.front().choices.size() == 4);
      const Sketcher sketcher(goal, ground);
      const Scoring scoring(goal, ground.standards, sketcher.sketch({}).figures, 190);
      CHECK(found(sketcher, candidates, scoring) == best_of_all(sketcher, candidates, scoring));
    }
  }
}

TEST_CASE("No plan lets more pupils board than the bound says") {
  const Groundwork ground = ground_of(county_with_older_pupils(2));
  const Goal goal = goal_of("[goal]\naim = \"fewest_long_journeys\"\nlong_journey_minutes = 5\n" +
                            ways_goal + "most_boarders = 4\n[work]\nrounds = 60\nsettle = 4\n");
  const Answer made = answer(goal, ground);
  CHECK(made.best().figures.boarders <= Heads(4));
  REQUIRE(made.additions.size() == 1);
  CHECK(made.additions.front().in_plan == made.best().decisions.additions.contains(0));
}

TEST_CASE("What the best plan closes is judged in full, with each closure and without it") {
  const Groundwork ground = ground_of(county_with_points(2, 4));
  const std::string rest = "[bounds]\nmost_schools = 5\n[work]\nrounds = 20\nsettle = 3\n";
  const Goal goal = goal_of(rest);
  const Answer made = answer(goal, ground);
  const auto& best = made.best();
  const auto closed =
      static_cast<std::size_t>(std::distance(best.decisions.begin(), best.decisions.end()));
  REQUIRE(closed >= 2);
  const Sketcher sketcher(goal, ground);
  const auto figures_of = [&](const Decisions& decisions) {
    const Scenario scenario =
        scenario_of(goal, decisions, sketcher.sketch(decisions).rooms, ground);
    return sketcher.figures_of(evaluate(scenario, apply(scenario, ground), ground));
  };
  const auto says = [](const SchoolAdvice& advice, const char* key) {
    return std::any_of(advice.reasons.begin(), advice.reasons.end(),
                       [&](const Message& reason) { return reason.key == key; });
  };
  std::size_t judged = 0;
  std::int64_t errors = 0;
  for (const SchoolAdvice& advice : made.advice) {
    CHECK(advice.drafted.has_value() == best.decisions.contains(advice.school));
    CHECK((says(advice, "advice.draft_saved") || says(advice, "advice.draft_cost")) ==
          advice.drafted.has_value());
    if (!advice.drafted) continue;
    Decisions without = best.decisions;
    without.erase(advice.school);
    const Figures with = figures_of(best.decisions), kept = figures_of(without);
    CHECK(advice.given_plan->purse == with.of(goal.purse) - kept.of(goal.purse));
    CHECK(advice.given_plan->bus_cost == with.bus_cost - kept.bus_cost);
    CHECK(advice.given_plan->long_journeys == with.long_journeys - kept.long_journeys);
    errors += std::abs((advice.given_plan->purse - advice.drafted->purse).count());
    ++judged;
  }
  CHECK(judged == closed);
  CHECK(made.advice_fit.schools == judged);
  CHECK(made.advice_fit.mean_error == Fen(errors / static_cast<std::int64_t>(judged)));
  const auto one = answer(goal_of(rest + "settle_list = 1\n"), ground);
  CHECK(one.advice_fit.schools == 1);
  const auto none = answer(goal_of(rest + "settle_list = 0\n"), ground);
  CHECK(none.advice_fit.schools == 0);
  for (const SchoolAdvice& advice : none.advice) CHECK_FALSE(advice.drafted);
}

TEST_CASE("Where the next best is another way to live on school days, it is told as that") {
  const Groundwork ground = ground_of(county_with_older_pupils(2));
  const Goal goal = goal_of("[goal]\naim = \"fewest_long_journeys\"\nlong_journey_minutes = 5\n" +
                            ways_goal + "[work]\nrounds = 60\nsettle = 4\n");
  std::size_t told = 0;
  for (const SchoolAdvice& advice : answer(goal, ground).advice) {
    if (!advice.second) continue;
    const bool other_beds =
        advice.second->decision.boarders != advice.given_plan->decision.boarders;
    const auto says = [&](const char* key) {
      return std::any_of(advice.reasons.begin(), advice.reasons.end(),
                         [&](const Message& reason) { return reason.key == key; });
    };
    CHECK((says("advice.second_boarding") || says("advice.second_boarding_cheaper")) == other_beds);
    CHECK((says("advice.second") || says("advice.second_cheaper")) == !other_beds);
    told += other_beds ? 1 : 0;
  }
  CHECK(told > 0);
}

TEST_CASE("A school that the plan opens takes pupils, and is told by its name") {
  const County county = county_with_points(3);
  const Projection to_degrees("EPSG:" + std::to_string(county.plane.epsg), "EPSG:4490");
  // Fifty metres from A.
  Point place = county.schools[school_named(county.schools, "A")].place;
  place.y += place.y > 2000 ? -50 : 50;
  const Point degrees = to_degrees(place);
  const Groundwork ground = ground_of(county);
  const Goal goal = goal_of(
      "[candidates]\nbuild_rooms = true\nmerge_into = 0\n"
      "[[candidates.new_school]]\ncode = \"N\"\nname = \"N\"\nkind = 211\nplace = [" +
      std::to_string(degrees.x) + ", " + std::to_string(degrees.y) +
      "]\ngrades = [1, 2]\nclassrooms = 4\n");
  const auto candidates = candidates_of(goal, ground);
  const Sketcher sketcher(goal, ground);
  const Scoring scoring(goal, ground.standards, sketcher.sketch({}).figures, 190);
  Decisions decisions{{school_named(county.schools, "A"), {Choice::close, {}}}};
  decisions.additions = {0};
  const auto advice = advise(sketcher, candidates, scoring, {decisions, {}, {}});
  bool into_new = false;
  for (const auto& each : advice.schools) {
    if (!each.given_plan) continue;
    for (const auto& receiver : each.given_plan->receivers) {
      CHECK_FALSE(receiver.name.empty());
      into_new = into_new || receiver.name == "N";
    }
  }
  CHECK(into_new);
  REQUIRE(advice.additions.size() == 1);
  CHECK(advice.additions.front().in_plan);
}

TEST_CASE("A visit that nobody has to make is no decision") {
  const Groundwork ground = ground_of(county_with_older_pupils(2));
  const Goal goal = goal_of(ways_goal);
  const Sketcher sketcher(goal, ground);
  for (const char* name : {"A", "B", "C"}) {
    const SchoolId school = school_named(ground.county.schools, name);
    const Sketch sketch = sketcher.sketch({{school, {Choice::visit, {}}}});
    const auto& visits = sketch.plan.staffing.visits;
    const bool is_made = std::any_of(visits.begin(), visits.end(),
                                     [&](const staff::Visit& visit) { return visit.to == school; });
    CHECK(sketch.decisions.contains(school) == is_made);
    CHECK(sketch.figures.visited == (is_made ? 1 : 0));
  }
}

TEST_CASE("A looser bound never costs more") {
  const Groundwork ground = ground_of(county_with_points(4));
  std::optional<Fen> dearer;
  for (const int most : {3, 5, 7, 9}) {
    const Goal goal =
        goal_of("[candidates]\nmerge_into = 1\n[bounds]\nmost_schools = " + std::to_string(most) +
                "\n[work]\nrounds = 150\n");
    const auto candidates = candidates_of(goal, ground);
    const Sketcher sketcher(goal, ground);
    const Scoring scoring(goal, ground.standards, sketcher.sketch({}).figures, 190);
    Search search(sketcher, candidates, scoring, {});
    search.run();
    if (scoring.score(search.best().figures).broken > 0) continue;
    const Fen change = scoring.change(search.best().figures);
    if (dearer) CHECK(change <= *dearer);
    dearer = change;
  }
  REQUIRE(dearer);
}

TEST_CASE("What the goal keeps never closes, what it closes closes in the best plan") {
  const Groundwork ground = ground_of(county_with_points(2));
  const Goal goal = goal_of(
      "[candidates]\nkeep = [\"A\", \"D\"]\nclose = [\"B\"]\n"
      "[bounds]\nmost_schools = 3\n[work]\nrounds = 40\nsettle = 4\n");
  const Answer found = answer(goal, ground);
  for (const auto& plan : found.frontier) {
    for (const auto& [school, decision] : plan.decisions) {
      CHECK(ground.county.schools[school].name != "A");
      CHECK(ground.county.schools[school].name != "D");
    }
  }
  CHECK(names_closed(found, ground.county).contains("B"));
}

TEST_CASE(
    "No plan of the frontier is dominated, today's schools are on it, and each can be redone") {
  const Groundwork ground = ground_of(county_with_points(6));
  const Goal goal = goal_of("[bounds]\nmost_schools = 5\n[work]\nrounds = 60\nsettle = 6\n");
  const Answer found = answer(goal, ground);
  CHECK(found.frontier.size() >= 2);
  CHECK(found.frontier.front().decisions.empty());
  const Sketcher sketcher(goal, ground);
  for (const auto& a : found.frontier) {
    for (const auto& b : found.frontier) {
      if (!b.is_best) CHECK_FALSE(dominates(a.figures, b.figures, goal.purse));
    }
    const Outcome outcome = evaluate(a.scenario, apply(a.scenario, ground), ground);
    CHECK(sketcher.figures_of(outcome) == a.figures);
    CHECK(outcome.plan.refusals.empty());
  }
}

TEST_CASE("The order of the schools in the file does not matter") {
  County county = county_with_points(8);
  const Goal goal = goal_of("[bounds]\nmost_schools = 6\n[work]\nrounds = 150\nsettle = 3\n");
  const Groundwork ground = ground_of(county);
  const auto names = names_closed(answer(goal, ground), ground.county);
  // The same schools the other way round; parents follow them.
  const std::size_t count = county.schools.size();
  std::vector<School> turned(county.schools.rows().rbegin(), county.schools.rows().rend());
  for (auto& school : turned) {
    if (school.parent) school.parent = SchoolId(count - 1 - school.parent->row());
  }
  county.schools = Table<SchoolId, School>(std::move(turned));
  const Groundwork other = ground_of(std::move(county));
  const Answer found = answer(goal, other);
  CHECK(names_closed(found, other.county) == names);
}

TEST_CASE("Every candidate and every teaching point stands once in the list, in its order") {
  County county = county_with_points(9);
  county.schools[school_named(county.schools, "C")].keep = true;
  const Groundwork ground = ground_of(std::move(county));
  const Goal goal = goal_of("[bounds]\nmost_schools = 7\n[work]\nrounds = 40\nsettle = 3\n");
  const Answer found = answer(goal, ground);
  REQUIRE(found.advice.size() == 6);
  std::set<SchoolId> seen;
  for (std::size_t i = 0; i < found.advice.size(); ++i) {
    const auto& advice = found.advice[i];
    CHECK(seen.insert(advice.school).second);
    CHECK_FALSE(advice.reasons.empty());
    if (i > 0) CHECK(found.advice[i - 1].rank <= advice.rank);
    const bool closes = found.best().decisions.contains(advice.school);
    CHECK(closes == (advice.rank <= AdviceRank::close));
    if (ground.county.schools[advice.school].keep) CHECK(advice.rank == AdviceRank::not_asked);
    if (!advice.alone) continue;
    // Who leaves is who was there.
    CHECK(advice.alone->leaving == advice.roll);
    Heads received;
    for (const auto& receiver : advice.alone->receivers) received += receiver.pupils;
    CHECK(received == advice.roll);
    // All payers together pay what each of them pays.
    if (goal.purse == Purse::county)
      CHECK(advice.alone->purse ==
            advice.alone->a_year[static_cast<std::size_t>(money::Payer::county)]);
  }
}

TEST_CASE("Where the goal asks for years and none is told, no school is a candidate") {
  const Groundwork ground = ground_of(county_with_points(9));
  const Goal goal = goal_of("[candidates]\nyears_below = 2\n[work]\nrounds = 10\nsettle = 2\n");
  CHECK(candidates_of(goal, ground).empty());
  const Answer found = answer(goal, ground);
  CHECK(found.best().decisions.empty());
  REQUIRE(found.advice.size() == 6);
  for (const auto& advice : found.advice) {
    CHECK(advice.rank == AdviceRank::not_asked);
    // Not "no candidate", but that the earlier rolls are not known.
    CHECK(advice.reasons.front().key != "advice.not_candidate");
  }
}

}  // namespace budian::planner
