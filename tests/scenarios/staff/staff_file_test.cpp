#include <catch2/catch.hpp>

#include "scenarios/resolve.hpp"
#include "scenarios/scenario_file.hpp"
#include "tests/support/grid_county.hpp"

namespace budian::staff {
namespace {

/// The one problem of a text: its key and line.
std::pair<std::string, std::int64_t> only_problem(const std::string& text) {
  try {
    (void)read_scenario("title = \"t\"\n" + text, "s.toml");
  } catch (const InputError& error) {
    REQUIRE(error.problems().size() == 1);
    return {error.problems()[0].message.key, error.problems()[0].row};
  }
  return {};
}
using Told = std::pair<std::string, std::int64_t>;

TEST_CASE("Without keys a measure has the terms of the standards file") {
  const Scenario scenario = scenario_of("[[measure]]\ndo = \"share_teachers\"\n");
  const auto& share = std::get<ShareTeachers>(scenario.measures.at(0).measure);
  CHECK(share.most_share_moving == 0.10);
  CHECK(share.district.farthest == metres(15'000));
  CHECK_FALSE(share.district.across_townships);
  CHECK(share.district.stages == ByStage<bool>{true, true});
  CHECK(share.indicators.size() == inspected_indicators);
  CHECK(share.district.givers.empty());
}

TEST_CASE("A scenario's own staff table holds for its measures, a measure's keys for itself") {
  const Scenario scenario = scenario_of(
      "[staff]\nmost_share_moving = 0.2\nfarthest_km = 6\nbook_lot = 20\n"
      "[staff.itinerant]\nperiods_a_day = 4\nallowance_yuan_a_day = 0\n"
      "[[measure]]\ndo = \"share_resources\"\nwhich = [\"books\", \"computers\"]\n"
      "[[measure]]\ndo = \"share_teachers\"\nmost_share_moving = 0.3\nstages = [\"junior\"]\n");
  const auto& things = std::get<ShareResources>(scenario.measures.at(0).measure);
  CHECK(things.most_share_moving == 0.2);
  CHECK(things.district.farthest == metres(6000));
  CHECK(things.which == std::vector<Resource>{Resource::books, Resource::computers});
  const auto& teachers = std::get<ShareTeachers>(scenario.measures.at(1).measure);
  CHECK(teachers.most_share_moving == 0.3);
  CHECK(teachers.district.stages == ByStage<bool>{false, true});
  CHECK(scenario.staff.lot[row(Resource::books)] == 20);
  CHECK(scenario.staff.itinerant.periods_a_day == 4);
  CHECK(scenario.staff.itinerant.allowance_a_day == Fen(0));
}

TEST_CASE("Each mistake about staff has its message and line") {
  const std::string share = "[[measure]]\ndo = \"share_teachers\"\n";
  CHECK(only_problem(share + "stages = [\"senior\"]\n") == Told("staff.unknown_word", 4));
  CHECK(only_problem(share + "indicators = [\"books\"]\n") == Told("staff.unknown_word", 4));
  CHECK(only_problem(share + "indicators = []\n") == Told("staff.names_nothing", 4));
  CHECK(only_problem(share + "stages = [\"junior\", \"junior\"]\n") == Told("staff.word_twice", 4));
  CHECK(only_problem(share + "most_share_moving = 0\n") == Told("staff.share_range", 4));
  CHECK(only_problem(share + "most_share_moving = 10\n") == Told("staff.share_range", 4));
  CHECK(only_problem(share + "farthest_km = 0\n") == Told("toml.positive", 4));
  CHECK(only_problem(share + "farthest_kn = 3\n") == Told("toml.unknown_key_guess", 4));
  CHECK(only_problem("[[measure]]\ndo = \"share_resources\"\nwhich = [\"desks\"]\n") ==
        Told("staff.unknown_word", 4));
  CHECK(only_problem(share + "givers = []\n") == Told("staff.names_nothing", 4));
  CHECK(only_problem(share + "takers = []\n") == Told("staff.names_nothing", 4));
  CHECK(only_problem(share + "keep = []\n") == Told("staff.names_nothing", 4));
  CHECK(only_problem("[staff]\nposts_are_cut = \"yes\"\n") == Told("toml.wrong_type", 3));
  CHECK(only_problem("[staff.itinerant]\ntravel_yuan_a_km = -1\n") ==
        Told("staff.not_negative", 3));
  CHECK(only_problem("[staff.itinerant]\npayer = \"famly\"\n").second == 3);
  CHECK(only_problem("[staff]\nbook_lot = 0\n") == Told("toml.positive", 3));
  CHECK(only_problem("[staff]\nequipment_lot_yuan = -1\n") == Told("toml.positive", 3));
  CHECK(only_problem("[staff]\nfull_time_share_of_posts = 1.2\n") == Told("staff.share_range", 3));
  CHECK(only_problem("[staff.itinerant]\ndays_a_week = 8\n") == Told("staff.days_a_week", 3));
  CHECK(only_problem("[staff.itinerant]\nperiods_a_day = 0\n") == Told("toml.positive", 3));
  CHECK(only_problem("[staff.itinerant]\nallowance_yuan_a_day = -1\n") ==
        Told("staff.not_negative", 3));
  CHECK(only_problem("[staff.itinerant]\nperiods_a_class_week = { primary = 0 }\n") ==
        Told("toml.positive", 3));
  CHECK(only_problem("[staff.itinerant]\ncounts_from = -1\n") == Told("staff.not_negative", 3));
}

TEST_CASE("Every attribute of teachers can be a group that is levelled") {
  const Scenario scenario =
      scenario_of("[[measure]]\ndo = \"share_teachers\"\nindicators = [\"qualified_teachers\"]\n");
  const auto& share = std::get<ShareTeachers>(scenario.measures.at(0).measure);
  CHECK(share.indicators == std::vector<Resource>{Resource::qualified_teachers});
}

TEST_CASE("Who gives, takes or is kept may be schools or townships; others are told") {
  const auto problem_of = [](const std::string& list) -> std::string {
    const Scenario scenario = scenario_of("[[measure]]\ndo = \"share_teachers\"\n" + list +
                                          " = [\"East\", \"P\", \"Q\"]\n");
    try {
      (void)resolve(scenario, grid_county());
    } catch (const InputError& error) {
      return error.problems().size() == 1 ? error.problems()[0].value : "several";
    }
    return "none";
  };
  CHECK(problem_of("givers") == "Q");
  CHECK(problem_of("takers") == "Q");
  CHECK(problem_of("keep") == "Q");
}

// The school W and the township West share the code W.
TEST_CASE("A name that is both a township's and a school's is not guessed at") {
  const Scenario scenario = scenario_of("[[measure]]\ndo = \"share_teachers\"\nkeep = [\"W\"]\n");
  try {
    (void)resolve(scenario, grid_county());
    FAIL("resolved");
  } catch (const InputError& error) {
    REQUIRE(error.problems().size() == 1);
    CHECK(error.problems()[0].message.key == "staff.township_or_school");
  }
}

TEST_CASE("Whether posts are cut, who pays visits and what travel costs stand in a scenario") {
  const Scenario plain = scenario_of("");
  CHECK_FALSE(plain.staff.posts_are_cut.has_value());
  CHECK(plain.staff.itinerant.travel_a_km == Fen(0));
  CHECK(plain.staff.itinerant.payer == money::Payer::county);
  CHECK(plain.staff.itinerant.source.certainty == Certainty::assumption);
  CHECK_FALSE(plain.staff.itinerant.source.document.zh.empty());
  const Scenario own = scenario_of(
      "[staff]\nposts_are_cut = true\n[staff.itinerant]\ntravel_yuan_a_km = 0.8\npayer = "
      "\"township\"\n");
  CHECK(own.staff.posts_are_cut == true);
  CHECK(own.staff.itinerant.travel_a_km == Fen(80));
  CHECK(own.staff.itinerant.payer == money::Payer::township);
}

TEST_CASE("A township that does not exist is told with the measure's line") {
  const Scenario scenario =
      scenario_of("[[measure]]\ndo = \"share_teachers\"\ntownships = [\"Wets\"]\n");
  try {
    (void)resolve(scenario, grid_county());
    FAIL("resolved");
  } catch (const InputError& error) {
    REQUIRE(error.problems().size() == 1);
    CHECK(error.problems()[0].message.key == "scenario.unknown_township_guess");
    CHECK(error.problems()[0].row == 2);
  }
}

}  // namespace
}  // namespace budian::staff
