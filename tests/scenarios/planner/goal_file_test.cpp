#include "scenarios/planner/goal_file.hpp"

#include <catch2/catch.hpp>

#include "tests/scenarios/planner/points.hpp"
#include "tests/support/faults.hpp"

namespace budian::planner {
namespace {

/// Keys of the problems of a goal text.
std::vector<std::string> faults_of(const std::string& toml) {
  try {
    (void)goal_of(toml);
  } catch (const InputError& error) {
    std::vector<std::string> keys;
    for (const auto& problem : error.problems()) keys.push_back(problem.message.key);
    return keys;
  }
  return {};
}

std::vector<std::string> faults_in_county(const std::string& toml) {
  County county = county_with_points(1);
  county.schools[school_named(county.schools, "C")].keep = true;
  try {
    check_goal(goal_of(toml), county, built_in_standards());
  } catch (const InputError& error) {
    std::vector<std::string> keys;
    for (const auto& problem : error.problems()) keys.push_back(problem.message.key);
    return keys;
  }
  return {};
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("A goal says what it says, over the defaults") {
  const Goal goal = goal_of(
      "seed = 5\n[goal]\naim = \"fewest_long_journeys\"\npurse = \"all\"\nlong_journey_minutes = "
      "30\n"
      "[candidates]\nkinds = [211, 218]\nfewer_than = 60\nkeep_grades = [1, 2]\n"
      "[bounds]\nmost_change_yuan = -5000\nmost_long_journeys = 12\n[limits]\nreceivers = "
      "\"any\"\n");
  CHECK(goal.aim == Aim::fewest_long_journeys);
  CHECK(goal.purse == Purse::all);
  CHECK(goal.long_journey == minutes(30));
  CHECK(goal.candidates.kinds ==
        std::vector<SchoolKind>{SchoolKind::primary, SchoolKind::teaching_point});
  CHECK(goal.candidates.fewer_than == Heads(60));
  CHECK(goal.candidates.keep_grades == std::vector<int>{1, 2});
  CHECK(goal.bounds.most_change == yuan(-5000));
  CHECK(goal.bounds.most_long == Heads(12));
  CHECK(goal.base.limits.receivers == Receivers::any);
  CHECK(goal.base.seed == 5);
  CHECK(goal.code == "goal");
}

TEST_CASE("Each mistake in a goal is told by its own sentence") {
  CHECK(faults_of("[goal]\naim = \"cheapest\"\n") == Keys{"toml.unknown_word"});
  CHECK(faults_of("[goal]\naim = \"pass_standard\"\n") == Keys{"toml.missing"});
  CHECK(faults_of("[goal]\nlong_journey_minutes = 0\n") == Keys{"toml.positive"});
  CHECK(faults_of("[candidates]\nkinds = [999]\n") == Keys{"scenario.unknown_kind"});
  CHECK(faults_of("[candidates]\nkeep_grades = [7]\n") == Keys{"goal.grade_range"});
  CHECK(faults_of("[candidates]\nfewer_than = -1\n") == Keys{"toml.not_negative"});
  CHECK(faults_of("[bounds]\nmost_schools = -3\n") == Keys{"toml.not_negative"});
  const std::string beds = "[[candidates.boarding]]\nschool = \"W\"\nbeds = 5\n";
  CHECK(faults_of(beds + "rides_first = [\"A\"]\nride_over_minutes = 9\n") ==
        Keys{"goal.rides_first"});
  CHECK(faults_of(beds + "rides_first = [\"A\"]\n") == Keys{"goal.rides_first"});
  CHECK(faults_of("[candidates]\nride_over_minutes = -1\n") == Keys{"toml.not_negative"});
  CHECK(faults_of("[work]\nsettle = 0\n") == Keys{"toml.positive"});
  CHECK(faults_of("[bounds]\nmost_school = 3\n") == Keys{"toml.unknown_key_guess"});
  CHECK(faults_of("scenario = \"nowhere.toml\"\n") == Keys{"scenario.no_file"});
  // All of them in one go.
  CHECK(faults_of("[goal]\nlong_journey_minutes = 0\n[work]\nsettle = 0\n").size() == 2);
}

TEST_CASE("What the county does not have is told with what it has") {
  CHECK(faults_in_county("").empty());
  CHECK(faults_in_county("[candidates]\nkeep = [\"X\"]\n") == Keys{"goal.unknown_school"});
  CHECK(faults_in_county("[candidates]\ntownships = [\"North\"]\n") ==
        Keys{"goal.unknown_township"});
  CHECK(faults_in_county("[candidates]\nkeep = [\"A\"]\nclose = [\"A\"]\n") ==
        Keys{"goal.keep_and_close"});
  CHECK(faults_in_county("[candidates]\nclose = [\"C\"]\n") == Keys{"goal.close_keep_flag"});
  CHECK(faults_in_county("[bounds]\nkeeps_standard = \"best_2050\"\n") ==
        Keys{"goal.unknown_standard"});
}

}  // namespace budian::planner
