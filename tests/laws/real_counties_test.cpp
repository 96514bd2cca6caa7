// Real data as it comes, where the folder with it stands beside the project.
#include <catch2/catch.hpp>
#include <filesystem>
#include <random>

#include "gis/county_reader.hpp"
#include "gis/travel.hpp"
#include "scenarios/evaluate.hpp"
#include "scenarios/planner/answer.hpp"
#include "scenarios/planner/goal_file.hpp"
#include "scenarios/scenario_file.hpp"

namespace budian {
namespace {

const std::filesystem::path data = BUDIAN_TEST_DATA;

bool is_there(const std::string& folder) {
  if (std::filesystem::exists(std::filesystem::path(BUDIAN_SHARED_DATA) / "real" / folder))
    return true;
  WARN("skipped: no real data of " + folder + " beside the project");
  return false;
}

Groundwork ground_at(const std::string& folder) {
  return prepare(read_county(data / folder / "county.toml").county, built_in_travel_rules(),
                 money::built_in_rules(), built_in_standards());
}

TEST_CASE("Liechtenstein is read from its OpenStreetMap extract") {
  if (!is_there("liechtenstein")) return;
  const Groundwork ground = ground_at("liechtenstein");
  CHECK(ground.county.townships.size() == 11);
  CHECK(ground.county.plane.epsg == 32632);
  double square_metres = 0;
  for (const auto& township : ground.county.townships)
    square_metres += area_square_metres(township.area);
  CHECK(square_metres / 1e6 == Approx(160).margin(1.0));  // the country's area is 160 km²
  // 33,000 people live in the places that state a population; 10 children a school year and 1,000
  // people.
  std::int64_t people = 0;
  std::int64_t pupils = 0;
  for (const auto& settlement : ground.county.settlements) people += settlement.population;
  for (const auto& group : ground.placement.groups) pupils += group.pupils.count();
  CHECK(std::abs(pupils - people * 90 / 1000) <= grade_count);
  CHECK(ground.placement.basis == PlacementBasis::settlements_only);
  CHECK(ground.placement.unreachable == Heads(0));
}

TEST_CASE(
    "Closing Liechtenstein's smallest schools leaves every pupil at a school within the limits") {
  if (!is_there("liechtenstein")) return;
  const Groundwork ground = ground_at("liechtenstein");
  const Scenario scenario = read_scenario_file(data / "liechtenstein" / "merge_smallest.toml");
  const Outcome outcome = evaluate(scenario, apply(scenario, ground), ground);
  CHECK(outcome.plan.closures.size() + outcome.plan.refusals.size() > 0);
  for (std::size_t i = 0; i < outcome.journeys.size(); ++i) {
    const auto& group = outcome.plan.groups[i];
    CHECK(outcome.plan.schools[group.school].open);
    if (!group.displaced()) continue;
    REQUIRE(outcome.journeys[i].door_to_door);
    CHECK(*outcome.journeys[i].door_to_door <=
          scenario.limits.door_to_door[row(band_of_grade(group.grade))]);
  }
}

TEST_CASE("A plan for Liechtenstein keeps its bounds, and its scenario gives its figures") {
  if (!is_there("liechtenstein")) return;
  const Groundwork ground = ground_at("liechtenstein");
  const planner::Goal goal = planner::read_goal(
      "title = \"t\"\n[goal]\naim = \"fewest_long_journeys\"\nlong_journey_minutes = 20\n"
      "[candidates]\nkinds = [211, 218]\nfewer_than = 400\nmerge_into = 1\n"
      "[limits]\nreceivers = \"any\"\n[bounds]\nmost_closures = 2\nmost_schools = " +
          std::to_string(ground.county.schools.size() - 1) + "\n[work]\nrounds = 40\nsettle = 4\n",
      "goal.toml");
  const planner::Answer answer = planner::answer(goal, ground);
  REQUIRE(answer.candidates > 1);
  const planner::SettledPlan& best = answer.best();
  CHECK(best.figures.closures <= 2);
  CHECK(best.score.broken == 0);
  CHECK(best.figures.schools_open == answer.today.schools_open - best.figures.closures);
  const planner::Sketcher sketcher(goal, ground);
  for (const auto& plan : answer.frontier) {
    const Outcome outcome = evaluate(plan.scenario, apply(plan.scenario, ground), ground);
    CHECK(outcome.plan.refusals.empty());
    CHECK(sketcher.figures_of(outcome) == plan.figures);
    for (const auto& group : outcome.plan.groups) CHECK(outcome.plan.schools[group.school].open);
  }
}

/// All engines on a county's real roads, between places all over them.
void compare_engines(const Network& network, std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto places = [&](std::size_t count) {
    std::vector<Point> points;
    for (std::size_t i = 0; i < count; ++i) {
      Point point = network.nodes()[NodeId(random() % network.nodes().size())];
      point.x += static_cast<double>(random() % 600) - 300;
      point.y += static_cast<double>(random() % 600) - 300;
      points.push_back(point);
    }
    return attach_all(network, points);
  };
  const auto origins = places(120);
  const auto destinations = places(40);
  for (const Least least : {Least::length, Least::time}) {
    for (const TravelLimit limit : {TravelLimit(), TravelLimit(metres(6000), minutes(30))}) {
      const auto plain = measure(network, origins, destinations, least, limit, Engine::search);
      REQUIRE(measure(network, origins, destinations, least, limit, Engine::hierarchy) == plain);
      REQUIRE(measure_back(network, origins, destinations, least, limit, Engine::hierarchy) ==
              measure_back(network, origins, destinations, least, limit, Engine::search));
      REQUIRE(measure_nearest(network, origins, destinations, least, limit, 40) == plain);
    }
  }
}

TEST_CASE("All engines agree on the roads of Liechtenstein and Andorra, on foot and by bus") {
  for (const char* const country : {"liechtenstein", "andorra"}) {
    if (!is_there(country)) continue;
    const County county = read_county(data / country / "county.toml").county;
    const TravelRules rules = built_in_travel_rules();
    const Network walk(county.roads, rules.walk, county.water);
    const Network bus(county.roads, rules.bus, county.water);
    CHECK(walk.nodes().size() > 1000);
    CHECK(bus.has_one_way_edges());
    compare_engines(walk, 1);
    compare_engines(bus, 2);
  }
}

/// Some roads closed, one slower, one faster, and a new one straight across.
std::vector<ChangedRoad> some_changes(const Table<RoadId, Road>& roads, const Network& network,
                                      std::mt19937& random) {
  std::vector<ChangedRoad> changes;
  for (std::size_t i = 0; i < 6; ++i) {
    const RoadId id(random() % roads.size());
    Road road = roads[id];
    if (i < 4) {
      road.closed = true;
    } else {
      road.speed = kilometres_per_hour(i == 4 ? 9 : 57);
    }
    const auto same = [&](const ChangedRoad& change) { return change.id == id; };
    if (std::none_of(changes.begin(), changes.end(), same)) changes.push_back({id, road});
  }
  Road across;
  for (int end = 0; end < 3; ++end)
    across.line.push_back(network.nodes()[NodeId(random() % network.nodes().size())]);
  changes.push_back({RoadId(roads.size()), across});
  return changes;
}

TEST_CASE("Changes of real roads give what measuring anew gives, on foot and by bus") {
  for (const char* const country : {"liechtenstein", "andorra"}) {
    if (!is_there(country)) continue;
    const County county = read_county(data / country / "county.toml").county;
    const TravelRules rules = built_in_travel_rules();
    for (const auto& [profile, least] :
         {std::pair(rules.walk, Least::length), std::pair(rules.bus, Least::time)}) {
      const auto network = std::make_shared<const Network>(county.roads, profile, county.water);
      std::mt19937 random(7);
      std::vector<Point> places;
      for (int i = 0; i < 160; ++i)
        places.push_back(network->nodes()[NodeId(random() % network->nodes().size())]);
      const std::vector<Point> destinations(places.begin(), places.begin() + 40);
      Travel before = measure_travel(network, places, destinations, least, metres(12000));
      prepare(before);
      for (int round = 0; round < 4; ++round) {
        const auto changes = some_changes(county.roads, *network, random);
        const auto roads = changed_roads(county.roads, changes);
        const auto anew =
            measure_travel(std::make_shared<const Network>(roads, profile, county.water), places,
                           destinations, least, metres(12000));
        const Travel after = travel_after(before, changes);
        REQUIRE(after.matrix == anew.matrix);
        CHECK_FALSE(after.matrix == before.matrix);
      }
    }
  }
}

TEST_CASE(
    "Jiaxing, without roads and pupils, still gets catchments by straight lines and says so") {
  if (!is_there("jiaxing")) return;
  const Groundwork ground = ground_at("jiaxing");
  CHECK(ground.county.townships.size() == 73);
  CHECK_FALSE(ground.walk_network);
  const Scenario today = empty_scenario();
  const Outcome outcome = evaluate(today, apply(today, ground), ground);
  CHECK_FALSE(outcome.catchments.empty());
  double catchments = 0;
  double townships = 0;
  for (const auto& area : outcome.catchments) catchments += area.square_kilometres;
  for (const auto& township : ground.county.townships)
    townships += area_square_metres(township.area) / 1e6;
  CHECK(catchments ==
        Approx(townships).epsilon(0.03));  // cells at the border are whole or not at all
  bool said = false;
  for (const auto& finding : outcome.findings)
    said = said || finding.message.key == "finding.no_roads";
  CHECK(said);
}

}  // namespace
}  // namespace budian
