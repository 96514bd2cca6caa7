#include "scenarios/scenario_file.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "scenarios/travel_rules.hpp"

namespace budian {
namespace {

std::vector<Problem> problems_of(const std::string& text) {
  try {
    (void)read_scenario(text, "s.toml");
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

bool has(const std::vector<Problem>& problems, const std::string& key, std::int64_t line) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const Problem& p) { return p.message.key == key && p.row == line; });
}

TEST_CASE("A title is one text for both languages, or one in each") {
  const Scenario one = read_scenario("title = \"甲\"\n", "a.toml");
  CHECK(one.title == Bilingual{"甲", "甲"});
  const Scenario both = read_scenario("title = { zh = \"甲\", en = \"A\" }\n", "a.toml");
  CHECK(both.title == Bilingual{"甲", "A"});
  const auto problems = problems_of("title = { zh = \"甲\" }\n");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message.key == "toml.missing");
}

TEST_CASE("Today has the default limits, each with a source") {
  const Scenario today = empty_scenario();
  CHECK(today.measures.empty());
  CHECK(today.code.empty());
  // 农村 grades 1-3 walk at most 1.5 km, ride and door to door at most 30 minutes by default
  // (policy lines).
  CHECK(today.limits.walk[0] == metres(1500));
  CHECK(today.limits.ride[0] == minutes(30));
  CHECK(today.limits.class_size == ByStage<Heads>{Heads(45), Heads(50)});
  CHECK_FALSE(today.sources.empty());
}

TEST_CASE("A scenario overrides what it names and keeps the rest") {
  const Scenario scenario = read_scenario(
      "title = \"甲\"\n[limits]\nwalk_km = { junior = 4 }\nreceivers = \"any\"\n[bus]\narrive = { "
      "junior = \"07:15\" }\n",
      "folder/jia.toml");
  CHECK(scenario.code == "jia");
  CHECK(scenario.limits.walk[2] == metres(4000));
  CHECK(scenario.limits.walk[0] == empty_scenario().limits.walk[0]);
  CHECK(scenario.limits.receivers == Receivers::any);
  CHECK(scenario.bus.bell[1] == minutes(7 * 60 + 15));
  CHECK(scenario.bus.bell[0] == empty_scenario().bus.bell[0]);
}

TEST_CASE("The measures stay in their order") {
  const Scenario scenario = read_scenario(
      "title = \"t\"\n[[measure]]\ndo = \"expand\"\nschool = \"a\"\nclassrooms = 2\n"
      "[[measure]]\ndo = \"close_schools\"\nschools = [\"b\", \"c\"]\n",
      "s.toml");
  REQUIRE(scenario.measures.size() == 2);
  CHECK(std::get<ExpandSeats>(scenario.measures[0].measure).classrooms == 2);
  CHECK(std::get<CloseByName>(scenario.measures[1].measure).schools.size() == 2);
}

TEST_CASE("Every mistake of a scenario file is reported at once with its line") {
  const auto problems = problems_of(
      "titel = \"t\"\n"                       // 1 unknown key, and no title
      "[[measure]]\n"                         // 2
      "do = \"clsoe\"\n"                      // 3 unknown word
      "[[measure]]\n"                         // 4 fewer_than is missing
      "do = \"close\"\n"                      // 5
      "kinds = [999]\n"                       // 6 unknown kind
      "[limits]\n"                            // 7
      "receivers = \"all\"\n"                 // 8 unknown word
      "walk_km = { lower_primary = -1 }\n"    // 9 not positive
      "[bus]\n"                               // 10
      "arrive = { primary = \"25:00\" }\n");  // 11 no time of day
  CHECK(has(problems, "toml.unknown_key_guess", 1));
  CHECK(has(problems, "toml.missing", 4));
  CHECK(has(problems, "toml.unknown_word", 3));
  CHECK(has(problems, "scenario.unknown_kind", 6));
  CHECK(has(problems, "toml.unknown_word", 8));
  CHECK(has(problems, "toml.positive", 9));
  CHECK(has(problems, "scenario.clock", 11));
}

TEST_CASE("The travel rules are within the law's speed and have sources") {
  const TravelRules rules = built_in_travel_rules();
  CHECK(rules.bus.cap <= kilometres_per_hour(60));         // 校车安全管理条例 art. 35
  CHECK(rules.bus.hazard_cap <= kilometres_per_hour(20));  // the same
  CHECK_FALSE(rules.bus.speeds[row(RoadClass::path)]);     // no bus on a footpath
  CHECK(rules.walking_speed[0] == kilometres_per_hour(3.6));
  CHECK_FALSE(rules.sources.empty());
}

}  // namespace
}  // namespace budian
