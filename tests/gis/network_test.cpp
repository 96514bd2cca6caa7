#include "gis/network.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

namespace budian {
namespace {

Road bridge() {
  Road road;
  road.level = 1;
  return road;
}

Millimetres total_length(const Network& network) {
  Millimetres sum;
  for (const Edge& edge : network.edges()) sum += edge.length;
  return sum;
}

TEST_CASE("Roads that cross without a shared vertex are joined") {
  const Town town = draw_town(R"(
  A
B + C
  D
)",
                              {"AD", "BC"}, 100);
  const Network network(town.roads, walking(50));
  CHECK(network.noding().crossings_joined == 1);
  CHECK(network.nodes().size() == 5);  // A, B, C, D and the crossing
  CHECK(network.edges().size() == 4);
  CHECK(network.noding().components == 1);
  CHECK(total_length(network) == metres(200 + 400));
}

TEST_CASE("A bridge does not meet the road below it") {
  const Town town = draw_town(R"(
  A
B   C
  D
)",
                              {"AD", {"BC", bridge()}}, 100);
  const Network network(town.roads, walking(50));
  CHECK(network.noding().crossings_joined == 0);
  CHECK(network.edges().size() == 2);
  CHECK(network.noding().components == 2);
}

TEST_CASE("The ends of a bridge meet the road that leads onto it") {
  const Town town = draw_town("A--B--C--D", {"AB", {"BC", bridge()}, "CD"}, 100);
  const Network network(town.roads, walking(50));
  CHECK(network.nodes().size() == 4);
  CHECK(network.noding().components == 1);
}

TEST_CASE("A bridge that starts at a vertex of a through road meets it") {
  const Town town = draw_town(R"(
A--B--C
   |
   D
)",
                              {"ABC", {"BD", bridge()}}, 100);
  const Network network(town.roads, walking(50));
  CHECK(network.noding().components == 1);
  CHECK(network.edges().size() == 3);
}

TEST_CASE("Shared vertices are junctions without any crossing") {
  const Town town = draw_town(R"(
  A
  |
B-C-D
  |
  E
)",
                              {"ACE", "BCD"}, 100);
  const Network network(town.roads, walking(50));
  CHECK(network.noding().crossings_joined == 0);
  CHECK(network.noding().ends_joined == 0);
  CHECK(network.edges().size() == 4);
}

Table<RoadId, Road> side_road_that_ends(double metres_short) {
  Table<RoadId, Road> roads;
  Road main;
  main.line = {{0, 0}, {100, 0}};
  Road side;
  side.line = {{50, 80}, {50, metres_short}};
  roads.push_back(main);
  roads.push_back(side);
  return roads;
}

TEST_CASE("An end that misses a road by less than half a metre joins it") {
  const Network network(side_road_that_ends(0.4), walking(50));
  CHECK(network.noding().ends_joined == 1);
  CHECK(network.noding().components == 1);
  CHECK(network.edges().size() == 3);
}

TEST_CASE("An end that overshoots a road by less than half a metre joins it once") {
  const Network network(side_road_that_ends(-0.4), walking(50));
  CHECK(network.noding().ends_joined == 1);
  CHECK(network.noding().crossings_joined == 0);
  CHECK(network.edges().size() == 3);
}

TEST_CASE("An end that stops a metre before a road does not join it") {
  const Network network(side_road_that_ends(1.0), walking(50));
  CHECK(network.noding().components == 2);
}

TEST_CASE("A ring road and a road drawn twice are both kept") {
  const Town town = draw_town(R"(
A--B
|  |
D--C--E
)",
                              {"ABCDA", "CE", "CE"}, 100);
  const Network network(town.roads, walking(50));
  CHECK(network.noding().components == 1);
  // The ring starts at A: A to C and C to A, then twice C to E.
  CHECK(network.edges().size() == 4);
  // Ring 3 + 2 + 3 + 2 cells, C to E 3 cells, drawn twice.
  CHECK(total_length(network) == metres(1000 + 2 * 300));
}

TEST_CASE("A road of no length is dropped and counted") {
  Table<RoadId, Road> roads;
  Road dot;
  dot.line = {{5, 5}, {5, 5}};
  roads.push_back(dot);
  const Network network(roads, walking(50));
  CHECK(network.noding().zero_pieces_dropped == 1);
  CHECK(network.edges().empty());
  CHECK(network.attach({5, 5}).empty());
  CHECK_FALSE(network.nearest({5, 5}).has_value());
}

TEST_CASE("A mode uses only the roads that are open to it") {
  Road footpath;
  footpath.road_class = RoadClass::path;
  Road closed;
  closed.walkable = false;
  const Town town = draw_town("A--B--C--D", {"AB", {"BC", footpath}, {"CD", closed}}, 100);
  CHECK(Network(town.roads, walking(50)).edges().size() == 2);  // AB, BC
  CHECK(Network(town.roads, driving(50)).edges().size() == 2);  // AB, CD
}

TEST_CASE("The slowest of sign, cap and hazard counts for vehicles, none of them for feet") {
  Road fast;
  fast.speed = kilometres_per_hour(72);
  Road dangerous = fast;
  dangerous.hazard = true;
  const Town town = draw_town("A--------B--------C", {{"AB", fast}, {"BC", dangerous}}, 100);
  Profile drive = driving(50);
  drive.cap = kilometres_per_hour(54);
  drive.hazard_cap = kilometres_per_hour(18);
  const Network roads(town.roads, drive);
  CHECK(roads.edges()[EdgeId(0)].time == seconds(60));   // 900 m at 15 m/s
  CHECK(roads.edges()[EdgeId(1)].time == seconds(180));  // 900 m at 5 m/s
  const Network on_foot(town.roads, walking(50));
  CHECK(on_foot.edges()[EdgeId(0)].time == seconds(900));  // 900 m at 1 m/s
}

TEST_CASE("A place attaches to the nearest point of every edge in reach") {
  const Town town = draw_town(R"(
A---------B
     P
C---------D
E---------F
)",
                              {"AB", "CD", "EF"}, 10);
  const Network network(town.roads, walking(15));
  // P is 10 m from AB and CD, 20 m from EF; the feet are 50 m from A and from C.
  const std::vector<Attachment> expected{{EdgeId(0), metres(10), metres(50)},
                                         {EdgeId(1), metres(10), metres(50)}};
  CHECK(network.attach(town.at('P')) == expected);
}

TEST_CASE("Of several edges that are nearest at one junction one is enough") {
  const Town town = draw_town(R"(
P   A--B
     \
      C
)",
                              {"AB", "AC"}, 10);
  const Network network(town.roads, walking(100));
  CHECK(network.attach(town.at('P')) ==
        std::vector<Attachment>{{EdgeId(0), metres(40), metres(0)}});
}

TEST_CASE("The way to the road is longer than the straight line where the profile says so") {
  const Town town = draw_town(R"(
P

A--B
)",
                              {"AB"}, 10);
  Profile profile = walking(30);
  profile.door_detour = 1.5;
  const Network network(town.roads, profile);
  CHECK(network.attach(town.at('P')).front().leg == metres(30));  // 20 m × 1.5
}

TEST_CASE("The nearest road is found beyond reach") {
  const Town town = draw_town(R"(
P



A--B
)",
                              {"AB"}, 100);
  const Network network(town.roads, walking(50));
  CHECK(network.attach(town.at('P')).empty());
  CHECK(network.nearest(town.at('P'))->leg == metres(400));
  CHECK(network.position(*network.nearest(town.at('P'))) == town.at('A'));
}

TEST_CASE("A piece of an edge follows its bends") {
  const Town town = draw_town(R"(
A--B
   |
   C
)",
                              {"ABC"}, 100);
  const Network network(town.roads, walking(50));
  const Line there = network.piece(EdgeId(0), metres(200), metres(400));
  CHECK(there == Line{{200, 200}, {300, 200}, {300, 100}});
  Line back = there;
  std::reverse(back.begin(), back.end());
  CHECK(network.piece(EdgeId(0), metres(400), metres(200)) == back);
}

}  // namespace
}  // namespace budian
