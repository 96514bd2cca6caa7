#include "gis/network_audit.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>

#include "tests/support/random_town.hpp"
#include "tests/support/town.hpp"

namespace budian {
namespace {

Plausibility bounds() {
  Plausibility bounds = built_in_plausibility();
  bounds.gap_detour_m = 500;
  return bounds;
}

std::vector<Problem> audit(County county, double reach, Millimetres join = metres(0.5)) {
  county.plane.epsg = 4548;
  Profile on_foot = walking(reach);
  Profile by_bus = driving(reach);
  on_foot.join = by_bus.join = join;
  const Network walk(county.roads, on_foot);
  const Network drive(county.roads, by_bus);
  return audit_roads({county, walk, drive, "roads.shp"}, bounds());
}

std::vector<Problem> of_code(const std::vector<Problem>& problems, const std::string& code) {
  std::vector<Problem> found;
  std::copy_if(problems.begin(), problems.end(), std::back_inserter(found),
               [&](const Problem& problem) { return problem.message.key == code; });
  return found;
}

double number(const Problem& problem, const std::string& name) {
  for (const auto& [key, value] : problem.message.arguments) {
    if (key == name) return std::get<double>(value);
  }
  return -1;
}

County with_roads(const Town& town) {
  County county;
  county.roads = town.roads;
  return county;
}

TEST_CASE("Roads in order give no finding") {
  CHECK(audit(with_roads(draw_town(R"(
A--B--C
|     |
D--E--F
)",
                                   {"ABCFEDA"}, 100)),
              300)
            .empty());
}

// Cells are 10 m: the end X stops one cell before the road B-C, 10 m. The way round from X is 150 m
// to A and 300 m to B.
TEST_CASE("The end of a road just before another one is a gap where the way round is long") {
  const Town town = draw_town(R"(
A--------------------------------------------------B
|                                                  |
D--------------------------------------------------C
|
E------------------------------------------------X F
                                                   |
                                                   G
)",
                              {"ABCDA", "DEX", "CFG"}, 10);
  const auto found = of_code(audit(with_roads(town), 300), "network.gap");
  REQUIRE(found.size() == 1);
  CHECK(number(found.front(), "metres") == Approx(20));
  CHECK(found.front().place.has_value());
  // Joined by a wider tolerance, nothing is left to tell.
  CHECK(audit(with_roads(town), 300, metres(20)).empty());
}

TEST_CASE(
    "Roads that are not connected are told with their length and the distance to the others") {
  const auto near = audit(with_roads(draw_town(R"(
A--B--C
   X--Y
)",
                                               {"AB", "BC", "XY"}, 100)),
                          50);
  // X-Y is 300 m long and 100 m away.
  const auto found = of_code(near, "network.loose_road_near");
  REQUIRE(found.size() == 1);
  CHECK(number(found.front(), "km") == Approx(0.3));
  CHECK(number(found.front(), "metres") == Approx(100));
  const auto far = audit(with_roads(draw_town("A--B--C      X--Y", {"AB", "BC", "XY"}, 100)), 50);
  CHECK(of_code(far, "network.loose_road").size() == 1);
}

TEST_CASE("A part that vehicles can only enter is a trap") {
  Road one_way;
  one_way.direction = Direction::forward;
  const Town town = draw_town("A--B--C--D", {"AB", {"BC", one_way}, "CD"}, 100);
  // Of the parts A-B and C-D, equally large, the one with the lower number counts as inside.
  const auto found = of_code(audit(with_roads(town), 50), "network.one_way_trap");
  REQUIRE(found.size() == 1);
  CHECK(found.front().severity == Severity::warning);
}

TEST_CASE("Speeds that cannot be, and places off the roads, are told") {
  County county = with_roads(draw_town("A--B--C", {"AB", "BC"}, 100));
  county.roads[RoadId(0)].speed = kilometres_per_hour(180);
  School school;
  school.name = "far";
  school.place = county.roads[RoadId(0)].line.front();
  school.place.y += 2000;
  county.schools.push_back(school);
  Settlement settlement;
  settlement.place = county.roads[RoadId(0)].line.front();
  settlement.place.y += 900;
  county.settlements.push_back(settlement);
  const auto problems = audit(county, 1000);
  CHECK(of_code(problems, "network.speed").size() == 1);
  REQUIRE(of_code(problems, "network.no_road").size() == 1);
  CHECK(number(of_code(problems, "network.no_road").front(), "metres") == Approx(2000));
  CHECK(of_code(problems, "network.far_from_road").size() == 1);
}

// The river runs between P and the school Q: 600 m across, 200 + 5400 + 600 + 5400 + 200 m round.
TEST_CASE("A way far round to the nearest school is told") {
  const Town town = draw_town(R"(
P-----------------A
                  |
Q-----------------B
)",
                              {"PABQ"}, 300);
  County county = with_roads(town);
  School school;
  school.place = town.at('Q');
  county.schools.push_back(school);
  Settlement settlement;
  settlement.place = town.at('P');
  county.settlements.push_back(settlement);
  const auto found = of_code(audit(county, 100), "network.detour");
  REQUIRE(found.size() == 1);
  CHECK(number(found.front(), "straight_km") == Approx(0.6));
  CHECK(number(found.front(), "km") == Approx(11.4));
}

}  // namespace
}  // namespace budian
