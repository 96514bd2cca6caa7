#include "maps/plan_outputs.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "gis/layer_file.hpp"
#include "maps/keep_list.hpp"
#include "scenarios/evaluate.hpp"
#include "scenarios/planner/goal_file.hpp"
#include "scenarios/scenario_file.hpp"
#include "tests/scenarios/planner/points.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

/// A place between the grid's crossings, in degrees.
std::string place_in_grid() {
  const County county = grid_county();
  const Projection to_degrees("EPSG:" + std::to_string(county.plane.epsg), "EPSG:4490");
  const Point place = to_degrees({1400, 3600});
  return fmt::format("[{}, {}]\n", place.x, place.y);
}

/// A goal with limits of its own, comments, and a list over several lines that begins with
/// brackets.
const std::string goal_text =
    "title = { zh = \"甲\\\"乙\", en = \"a \\\"b\\\"\" }  # the goal's\n"
    "seed = 7\n"
    "[goal]\npurse = \"all\"\n"
    "[candidates]\nkinds = [\n  211,\n  218,\n]\nkeep_grades = [1, 2]\nbuild_rooms = true\n"
    "[[candidates.boarding]]\nschool = \"W\"\nbeds = 9\nfree_beds = 2\nride_over_minutes = 12\n"
    "[[candidates.public_line]]\nname = \"L\"\nsettlements = [\"4,0\"]\nschool = \"W\"\n"
    "door_to_door_minutes = 25\nyuan_a_year = 20000\n"
    "[[candidates.new_school]]\ncode = \"N\"\nname = \"N\"\nkind = 211\nplace = " +
    place_in_grid() +
    "grades = [1, 2]\nclassrooms = 4\n"
    "[limits]\nride_minutes = { lower_primary = 25 }  # shorter\n"
    "[bounds]\nmost_schools = 5\n"
    "[bus]\nwait_minutes = 4\n"
    "[work]\nrounds = 5\n";

/// The XML of the sheet with that number.
std::string sheet_xml(const std::filesystem::path& file, int number) {
  const std::string path =
      fmt::format("/vsizip/{{{}}}/xl/worksheets/sheet{}.xml", file.string(), number);
  VSILFILE* opened = VSIFOpenL(path.c_str(), "rb");
  REQUIRE(opened);
  std::string xml(1 << 16, ' ');
  xml.resize(VSIFReadL(xml.data(), 1, xml.size(), opened));
  VSIFCloseL(opened);
  return xml;
}

}  // namespace

TEST_CASE("A plan's scenario file read by itself makes the same plan under the same limits") {
  const Groundwork ground = ground_of(planner::county_with_points(3));
  const planner::Goal goal = planner::read_goal(goal_text, "goal.toml");
  const auto& schools = ground.county.schools;
  const auto named = [&](const char* name) { return school_named(schools, name); };
  planner::SettledPlan plan;
  plan.decisions = {{named("A"), {planner::Choice::close, {}}},
                    {named("B"), {planner::Choice::merge, named("W")}},
                    {named("E"), {planner::Choice::teaching_point, {}}},
                    {named("G"), {planner::Choice::close, {}, planner::Boarders::all}},
                    {named("H"), {planner::Choice::close, {}, planner::Boarders::far}},
                    {named("C"), {planner::Choice::visit, {}}}};
  plan.decisions.additions = {0, 1};
  plan.rooms = {{named("W"), 2}};
  plan.scenario = planner::scenario_of(goal, plan.decisions, plan.rooms, ground);
  const planner::Answer answer;
  const std::string text = scenario_text({ground, goal, answer}, plan, goal_text);
  CAPTURE(text);
  const Scenario again = read_scenario(text, "plan.toml");
  CHECK(again.seed == 7);
  CHECK(again.limits.ride == goal.base.limits.ride);
  CHECK(again.bus.wait == minutes(4));
  CHECK(again.measures.size() == plan.scenario.measures.size());
  REQUIRE(again.bus.public_lines.size() == 1);
  CHECK(again.bus.public_lines.front().county_a_year == yuan(20000));
  REQUIRE(again.boarding.places.size() == 1);
  // One place with its beds for both schools, of which H's pupils ride first.
  const BoardingPlace& place = again.boarding.places.front();
  CHECK(std::set<std::string>(place.from.begin(), place.from.end()) ==
        std::set<std::string>{"G", "H"});
  CHECK(place.rides_first == std::vector<std::string>{"H"});
  CHECK(place.ride_over == minutes(12));
  CHECK(again.boarding.places.front().free_beds == Heads(2));
  const Plan made = apply(again, ground);
  const Plan meant = apply(plan.scenario, ground);
  CHECK(made.groups == meant.groups);
  CHECK(made.closures.size() == meant.closures.size());
  CHECK(made.schools.size() == schools.size() + 1);
  CHECK(made.staffing.visited.size() == meant.staffing.visited.size());
  CHECK(made.paid_lines.size() == 1);
  CHECK_FALSE(meant.closures.empty());
  CHECK(made.schools[named("W")].school.classrooms == schools[named("W")].classrooms + 2);
}

TEST_CASE("The workbook has a row a plan and a row a school, with money as numbers") {
  const Groundwork ground = ground_of(planner::county_with_points(3));
  const planner::Goal goal = planner::read_goal(goal_text, "goal.toml");
  planner::Answer answer;
  planner::SettledPlan today, plan;
  today.figures.schools_open = 9;
  today.figures.a_year[0] = yuan(1000);  // the county's
  answer.today = today.figures;
  plan.decisions = {{school_named(ground.county.schools, "A"), {planner::Choice::close, {}}}};
  plan.figures = today.figures;
  plan.figures.schools_open = 8;
  plan.figures.a_year[0] = yuan(1250);
  plan.figures.boarders = Heads(7);
  plan.is_best = true;
  answer.frontier = {today, plan};
  planner::SchoolAdvice advice;
  advice.school = school_named(ground.county.schools, "A");
  advice.roll = Heads(12);
  answer.advice = {advice};
  const ScratchFolder folder;
  const auto file = folder.path() / "plan.xlsx";
  write_plan_workbook(file, {ground, goal, answer}, Language::zh);
  const auto plans = read_layer({file, "方案比较", "", ""});
  REQUIRE(plans.features.size() >= 2);
  const auto at = [&](const char* name) {
    const auto found = std::find(plans.fields.begin(), plans.fields.end(), name);
    REQUIRE(found != plans.fields.end());
    return plans.features[1].cells[static_cast<std::size_t>(found - plans.fields.begin())];
  };
  const auto number = [](const Cell& cell) {
    const auto* whole = std::get_if<std::int64_t>(&cell);
    return whole ? static_cast<double>(*whole) : std::get<double>(cell);
  };
  CHECK(number(at("学校（所）")) == 8);
  CHECK(number(at("县财政（元/年，比现在）")) == 250);
  CHECK(number(at("新增寄宿（名）")) == 7);
  const auto list = read_layer({file, "保留名单", "", ""});
  REQUIRE(list.features.size() == 1);
  REQUIRE(list.fields.size() == keep_list_columns.size());
  for (std::size_t i = 0; i < keep_list_columns.size(); ++i) {
    CAPTURE(i);
    CHECK(list.fields[i] == text(keep_list_columns[i].key, Language::zh));
    const Cell& cell = list.features[0].cells[i];
    if (keep_list_columns[i].part == &KeepListRow::roll) CHECK(number(cell) == 12);
    if (keep_list_columns[i].part == &KeepListRow::code) CHECK(std::get<std::string>(cell) == "A");
    if (keep_list_columns[i].part == &KeepListRow::alone) CHECK(std::get<std::string>(cell) == "-");
  }
  CHECK(read_layer({file, "各方支出", "", ""}).features.size() == 2);
  // The second sheet, the keep list, on lying A3 (code 8), as many pages down as it takes.
  const std::string xml = sheet_xml(file, 2);
  CHECK(xml.find("paperSize=\"8\"") != std::string::npos);
  CHECK(xml.find("fitToHeight=\"0\" orientation=\"landscape\"") != std::string::npos);
  CHECK(xml.find("fitToWidth") == std::string::npos);  // one page, unless said otherwise
}

}  // namespace budian
