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

TEST_CASE("A scenario says whose buses they are and what counts most") {
  const Scenario scenario = read_scenario(
      "title = \"t\"\n[bus]\ncontract = \"township\"\nobjective = \"least_cost\"\n", "s.toml");
  CHECK(scenario.bus.contract == BusContract::township);
  CHECK(scenario.bus.objective == BusObjective::least_cost);
  CHECK(empty_scenario().bus.contract == BusContract::county);
  CHECK(empty_scenario().bus.objective == BusObjective::fewest_buses);
}

TEST_CASE("A scenario says who may share a bus, how small a line may be and what riding weighs") {
  const Scenario scenario = read_scenario(
      "title = \"t\"\n[bus]\nmixed_loads = true\nstages_apart = true\nleast_pupils = 8\n"
      "target_ride_minutes = { junior = 25 }\nyuan_a_pupil_hour = 2\n"
      "yuan_a_pupil_hour_over_target = 10.5\n"
      "[[bus.apart]]\nschools = [\"A\", \"B\"]\n"
      "[[bus.school]]\nschool = \"A\"\nstage = \"junior\"\narrive = \"07:10\"\n"
      "late_departure_minutes = 5\n",
      "s.toml");
  const BusPolicy& bus = scenario.bus;
  CHECK(bus.mixed_loads);
  CHECK(bus.stages_apart);
  CHECK(bus.least_pupils == Heads(8));
  CHECK(bus.ride_target == ByBand<Milliseconds>{Milliseconds(0), Milliseconds(0), minutes(25)});
  CHECK(bus.pupil_hour == yuan(2));
  CHECK(bus.pupil_hour_over_target == yuan(10.5));
  REQUIRE(bus.kept_apart.size() == 1);
  CHECK(bus.kept_apart[0].schools == std::array<std::string, 2>{"A", "B"});
  REQUIRE(bus.hours.size() == 1);
  CHECK(bus.hours[0].stage == Stage::junior);
  CHECK(bus.hours[0].arrive == minutes(7 * 60 + 10));
  CHECK_FALSE(bus.hours[0].leave);
  CHECK(bus.hours[0].late == minutes(5));
  CHECK_FALSE(empty_scenario().bus.mixed_loads);
  CHECK(empty_scenario().bus.pupil_hour == Fen(1));
}

TEST_CASE("A scenario names public lines and pupils who are fetched at the door") {
  const Scenario scenario = read_scenario(
      "title = \"t\"\n[[bus.public_line]]\nname = \"101\"\nsettlements = [\"A\", \"B\"]\n"
      "school = \"S\"\ndoor_to_door_minutes = 25\n"
      "[[bus.at_the_door]]\nsettlement = \"A\"\ngrade = 3\n",
      "s.toml");
  REQUIRE(scenario.bus.public_lines.size() == 1);
  CHECK(scenario.bus.public_lines[0].settlements == std::vector<std::string>{"A", "B"});
  CHECK(scenario.bus.public_lines[0].door_to_door == minutes(25));
  REQUIRE(scenario.bus.door_riders.size() == 1);
  CHECK(scenario.bus.door_riders[0].grade == 2);
  CHECK(scenario.bus.door_riders[0].pupils == Heads(1));
  const auto problems = problems_of(
      "title = \"t\"\n[[bus.public_line]]\nname = \"101\"\n"
      "[[bus.at_the_door]]\nsettlement = \"A\"\ngrade = 10\npupils = 0\n");
  CHECK(has(problems, "scenario.grade_range", 6));
  CHECK(has(problems, "toml.positive", 7));
  CHECK(problems.size() == 5);  // and settlements, school, minutes are missing
}

TEST_CASE("Mistakes in the rules of the buses are told with their lines") {
  const auto problems = problems_of(
      "title = \"t\"\n[bus]\nleast_pupils = -1\nyuan_a_pupil_hour = -2\n"  // lines 3 and 4
      "[[bus.apart]]\nschools = [\"A\"]\n"                                 // 6
      "[[bus.school]]\nschool = \"A\"\narrive = \"18:00\"\n"               // 9
      "[[bus.school]]\narrive = \"07:00\"\n");                             // 10
  CHECK(has(problems, "toml.not_negative", 3));
  CHECK(has(problems, "toml.not_negative", 4));
  CHECK(has(problems, "scenario.two_schools", 6));
  CHECK(has(problems, "scenario.hours_turned", 9));
  CHECK(has(problems, "toml.missing", 10));
  CHECK(problems.size() == 5);
}

TEST_CASE("Bells that would leave the day, or move by no step, are told with their lines") {
  const auto problems = problems_of(
      "title = \"t\"\n[bus]\nbell_earlier_minutes = 480\nbell_later_minutes = 421\n"  // lines 3, 4
      "bell_step_minutes = 0.5\n"                                                     // 5
      "[[bus.school]]\nschool = \"A\"\nstage = \"primary\"\narrive = \"07:00\"\n"
      "bell_later_minutes = 0\n"
      "[[bus.school]]\nschool = \"B\"\nbell_later_minutes = 900\n");
  // Primary pupils come at 8:00: 480 minutes earlier is midnight; juniors come at 7:40 and leave at
  // 17:00, 420 minutes before midnight.
  CHECK(has(problems, "scenario.bell_out_of_day", 3));
  CHECK(has(problems, "scenario.bell_step", 5));
  CHECK(has(problems, "scenario.bell_out_of_day", 13));
  CHECK(
      has(problems_of("title = \"t\"\n[bus]\nbell_step_minutes = 1.5\n"), "scenario.bell_step", 3));
  CHECK(has(problems_of("title = \"t\"\n[bus]\narrive = { primary = \"8:5\" }\n"), "scenario.clock",
            3));
  CHECK(problems_of("title = \"t\"\n[bus]\nbell_earlier_minutes = 460\n"
                    "bell_later_minutes = 419\n")
            .empty());
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
      "titel = \"t\"\n"                     // 1 unknown key, and no title
      "[[measure]]\n"                       // 2
      "do = \"clsoe\"\n"                    // 3 unknown word
      "[[measure]]\n"                       // 4 fewer_than is missing
      "do = \"close\"\n"                    // 5
      "kinds = [999]\n"                     // 6 unknown kind
      "[limits]\n"                          // 7
      "receivers = \"all\"\n"               // 8 unknown word
      "walk_km = { lower_primary = -1 }\n"  // 9 not positive
      "[bus]\n"                             // 10
      "arrive = { primary = \"25:00\" }\n"  // 11 no time of day
      "contract = \"province\"\n"           // 12 unknown word
      "objective = \"cheapest\"\n");        // 13 unknown word
  CHECK(has(problems, "toml.unknown_key_guess", 1));
  CHECK(has(problems, "toml.missing", 4));
  CHECK(has(problems, "toml.unknown_word", 3));
  CHECK(has(problems, "scenario.unknown_kind", 6));
  CHECK(has(problems, "toml.unknown_word", 8));
  CHECK(has(problems, "toml.positive", 9));
  CHECK(has(problems, "scenario.clock", 11));
  CHECK(has(problems, "toml.unknown_word", 12));
  CHECK(has(problems, "toml.unknown_word", 13));
}

TEST_CASE("The travel rules are within the law's speed and have sources") {
  const TravelRules rules = built_in_travel_rules();
  CHECK(rules.bus.cap <= kilometres_per_hour(60));         // 校车安全管理条例 art. 35
  CHECK(rules.bus.hazard_cap <= kilometres_per_hour(20));  // the same
  CHECK_FALSE(rules.bus.speeds[row(RoadClass::path)]);     // no bus on a footpath
  CHECK(rules.walking_speed[0] == kilometres_per_hour(3.6));
  CHECK_FALSE(rules.sources.empty());
}

/// A whole file of travel rules with these lines for the bus.
std::string rules_with(const std::string& bus) {
  return R"([walk]
speed_kmh = { village = 4.2 }
reach_m = 1000
door_kmh = 4.2
[bus]
speed_kmh = { national = 45, village = 20 }
reach_m = 1000
door_kmh = 4.2
)" + bus +
         R"(
[walking_speed_kmh]
lower_primary = 3.6
upper_primary = 4.2
junior = 4.8
[straight]
detour_factor = 1.3
[search]
limit_km = 40
ground_cells = 1000
least_cell_m = 150
)";
}

TEST_CASE("How a bus drives is data: time lost, hazard roads, divided roads, dead ends") {
  const TravelRules plain = read_travel_rules(rules_with(""), "t.toml");
  CHECK(plain.bus.lost_on_kilometre[row(RoadClass::village)] == Milliseconds(0));
  CHECK_FALSE(plain.bus.hazard_forbidden);
  CHECK_FALSE(plain.bus.is_divided[row(RoadClass::national)]);
  CHECK(plain.bus.turns_at_dead_ends);
  CHECK(plain.bus.obeys_one_way);
  CHECK_FALSE(plain.walk.obeys_one_way);
  const TravelRules rules = read_travel_rules(rules_with(R"(lost_s_per_km = { village = 12.5 }
hazard_lost_s_per_km = 60
hazard_forbidden = true
divided = ["national"]
turns_at_dead_ends = false)"),
                                              "t.toml");
  CHECK(rules.bus.lost_on_kilometre[row(RoadClass::village)] == seconds(12.5));
  CHECK(rules.bus.lost_on_kilometre[row(RoadClass::national)] == Milliseconds(0));
  CHECK(rules.bus.lost_on_hazard_kilometre == seconds(60));
  CHECK(rules.bus.hazard_forbidden);
  CHECK(rules.bus.is_divided[row(RoadClass::national)]);
  CHECK_FALSE(rules.bus.is_divided[row(RoadClass::village)]);
  CHECK_FALSE(rules.bus.turns_at_dead_ends);
}

TEST_CASE("Travel rules that cannot be are refused with their lines, all in one go") {
  try {
    (void)read_travel_rules(rules_with(R"(divided = ["motorway"]
hazard_lost_s_per_km = -1
turns_round = true)"),
                            "t.toml");
    FAIL("was read");
  } catch (const InputError& error) {
    CHECK(has(error.problems(), "toml.road_class", 9));
    CHECK(has(error.problems(), "toml.not_negative", 10));
    CHECK(std::any_of(error.problems().begin(), error.problems().end(),
                      [](const Problem& p) { return p.row == 11; }));
  }
}

}  // namespace
}  // namespace budian
