#include "scenarios/forecast/phasing_plan.hpp"

#include <catch2/catch.hpp>

#include "scenarios/evaluate.hpp"
#include "tests/scenarios/forecast/years_county.hpp"
#include "tests/support/faults.hpp"

namespace budian::forecast {
namespace {

const char* const close_point = "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n";
const char* const merge_primary =
    "[[measure]]\ndo = \"merge\"\nfrom = [\"E\"]\ninto = \"W\"\n[limits]\nreceivers = \"any\"\n"
    "seats = false\nride_minutes = { lower_primary = 300, upper_primary = 300, junior = 300 }\n"
    "door_to_door_minutes = { lower_primary = 300, upper_primary = 300, junior = 300 }\n";

/// Every year is like this one: W 310 pupils, P 20, E 270.
Groundwork steady_ground() {
  Groundwork ground = ground_of(years_county());
  ground.history = steady_history();
  ground.forecast = forecast_pupils(ground, ground.history, built_in_rules());
  return ground;
}

PhasingTask task_of(const Groundwork& ground, const std::string& toml, const PhasingTerms& terms) {
  const Scenario scenario = scenario_of(toml);
  return phasing_task(evaluate(scenario, apply(scenario, ground), ground), ground, terms);
}

PhasingTerms three_years() {
  PhasingTerms terms;
  terms.first_year = this_year + 1;
  terms.years = 3;
  return terms;
}

}  // namespace

TEST_CASE("A closure may be in the years in which its roll stays below the line") {
  const Groundwork ground = steady_ground();
  PhasingTerms terms = three_years();
  terms.line = Heads(21);
  terms.years_below = 2;
  const PhasingTask below = task_of(ground, close_point, terms);
  REQUIRE(below.closures.size() == 1);
  CHECK(below.closures[0].school == P);
  CHECK(below.closures[0].rooms == Fen(0));  // W has 30 rooms and 6 classes
  CHECK(below.closures[0].allowed == std::vector<bool>{true, true, true});
  terms.line = Heads(20);  // 20 are not fewer than 20
  CHECK(task_of(ground, close_point, terms).closures[0].allowed ==
        std::vector<bool>{false, false, false});
  terms.line = Heads(21);
  terms.years_below = 5;  // 2022 is the first year told: 2026 needs 2022, none needs 2021
  CHECK(task_of(ground, close_point, terms).closures[0].allowed ==
        std::vector<bool>{true, true, true});
  terms.years_below = 6;  // 2026 would need 2021
  CHECK(task_of(ground, close_point, terms).closures[0].allowed ==
        std::vector<bool>{false, true, true});
}

TEST_CASE("Who is in the last grade of the receiver moves again a year later") {
  const Groundwork ground = steady_ground();
  // P has grades 1 and 2, W goes on to 6: nobody. Of E the 45 of grade 6 leave W after a year.
  CHECK(task_of(ground, close_point, three_years()).closures[0].moved_again ==
        std::vector<Heads>{Heads(0), Heads(0), Heads(0)});
  const PhasingTask merged = task_of(ground, merge_primary, three_years());
  REQUIRE(merged.closures.size() == 1);
  CHECK(merged.closures[0].moved_again == std::vector<Heads>{Heads(45), Heads(45), Heads(45)});
}

TEST_CASE("A year's scenario closes what is closed by then, and nothing else of it changes") {
  const Groundwork ground = steady_ground();
  const Scenario scenario = scenario_of(
      std::string(close_point) + "[[measure]]\ndo = \"expand\"\nschool = \"W\"\nclassrooms = 1\n");
  PhasingTask task = task_of(ground, close_point, three_years());
  const std::vector<Phase> phases{{1, {}}};
  const auto in_year = [&](int year) {
    return scenario_until(scenario, task, phases, year, ground.county);
  };
  CHECK(in_year(0).measures.size() == 1);  // the expansion
  REQUIRE(in_year(1).measures.size() == 2);
  CHECK(std::get<CloseByName>(in_year(1).measures[1].measure).schools ==
        std::vector<std::string>{"P"});
  CHECK(apply(in_year(0), ground).closures.empty());
  CHECK(apply(in_year(1), ground).closures.size() == 1);
}

TEST_CASE("Terms of a phasing, and one fault each") {
  const PhasingTerms terms = read_phasing_terms(
      "first_year = 2026\nyears = 4\nbudget_yuan_a_year = 1000.5\nmost_moved_again = 0\n",
      "p.toml");
  CHECK(terms.limits.budget_a_year == Fen(100050));
  CHECK(terms.limits.most_moved_again == Heads(0));
  CHECK_FALSE(terms.limits.closures_a_township_year);
  CHECK_FALSE(terms.line);
  const auto of = [](const std::string& text) {
    return faults_of([&] { (void)read_phasing_terms("first_year = 2026\n" + text, "p.toml"); },
                     "p.toml");
  };
  CHECK(of("years = 0\n") == Faults{{"forecast_rules.range", 2}});
  CHECK(of("years = 2\nbudget_yuan_a_year = -1\n") == Faults{{"toml.not_negative", 3}});
  CHECK(of("years = 2\nclosures_a_township_year = 0\n") == Faults{{"toml.positive", 3}});
  CHECK(of("years = 2\nyears_below = 0\n") == Faults{{"toml.positive", 3}});
  CHECK(of("years = 2\nbudget = 1\n").size() == 1);  // unknown key
}

}  // namespace budian::forecast
