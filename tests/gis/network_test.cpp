#include "gis/network.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "gis/travel_matrix.hpp"
#include "tests/support/random_town.hpp"
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

// Two surveys of one road, 600 m of it drawn by both, without a vertex in common.
TEST_CASE("Lines that overlap for a part are joined where either ends") {
  Table<RoadId, Road> roads;
  Road road;
  road.line = {{0, 0}, {500, 0}, {1000, 0}};
  roads.push_back(road);
  road.line = {{400, 0}, {1600, 0}};
  roads.push_back(road);
  const Network network(roads, walking(10));
  CHECK(network.noding().components == 1);
  const auto doors = attach_all(network, {{0, 0}, {1600, 0}, {700, 0}});
  const TravelMatrix table = measure(network, doors, doors, Least::length, TravelLimit());
  CHECK(table.find(0, 1)->length == metres(1600));
  CHECK(table.find(0, 2)->length == metres(700));
  CHECK(table.find(2, 1)->length == metres(900));
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

Road straight_road(Point a, Point b) {
  Road road;
  road.line = {a, b};
  return road;
}

MultiPolygon water_box(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
}

TEST_CASE("Nobody wades: water bars the straight way from a door to a road") {
  Table<RoadId, Road> roads;
  roads.push_back(straight_road({-500, 100}, {700, 100}));    // 100 m north, across the river
  roads.push_back(straight_road({-500, -300}, {700, -300}));  // 300 m south
  const std::vector<MultiPolygon> river{water_box(-600, 20, 600, 60)};
  const Network network(roads, walking(400), river);
  CHECK(network.attach({0, 0}) == std::vector<Attachment>{{EdgeId(1), metres(300), metres(500)}});
  CHECK_FALSE(network.every_attachment({0, 0}).empty());
  // Beyond its end the river bars nothing.
  CHECK(network.every_attachment({650, 0}).size() == 2);
  // Who lives in the river gets ashore on both sides.
  CHECK(network.every_attachment({0, 40}).size() == 2);
  const Table<RoadId, Road> north(std::vector<Road>{roads[RoadId(0)]});
  const Network beyond(north, walking(400), river);
  CHECK(beyond.attach({0, 0}).empty());
  CHECK(beyond.what_bars({0, 0}) == Barrier::water);
  CHECK(beyond.what_bars({0, -350}) == Barrier::no_road);  // no road within 400 m at all
}

/// On which side of the line a-b a point lies.
double side(Point a, Point b, Point p) {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}
bool cross(Point a, Point b, Point c, Point d) {
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

TEST_CASE("The ways that water leaves are those that cross no shore") {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    RandomTown random(seed, 2000);
    const auto roads = random.roads(30);
    std::vector<MultiPolygon> lakes;
    for (const Point centre : random.points(12))
      lakes.push_back(water_box(centre.x - 90, centre.y - 40, centre.x + 90, centre.y + 40));
    const Network dry(roads, walking(400));
    const Network wet(roads, walking(400), lakes);
    std::size_t barred = 0;
    for (const Point place : random.points(40)) {
      const bool in_water = std::any_of(lakes.begin(), lakes.end(), [&](const MultiPolygon& lake) {
        return contains(lake, place);
      });
      if (in_water) continue;
      std::vector<Attachment> expected;
      for (const Attachment& way : dry.every_attachment(place)) {
        bool free = true;
        for (const MultiPolygon& lake : lakes) {
          const Line& shore = lake.front().front();
          for (std::size_t i = 1; i < shore.size(); ++i)
            free = free && !cross(place, dry.position(way), shore[i - 1], shore[i]);
        }
        free ? expected.push_back(way) : static_cast<void>(++barred);
      }
      CHECK(wet.every_attachment(place) == expected);
    }
    CHECK(barred > 0);
  }
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

// Right-hand traffic: the half of the road that leads east has its doors in the south.
TEST_CASE("Children get in and out on the right-hand side of divided roads") {
  Road east;
  east.road_class = RoadClass::national;
  east.direction = Direction::forward;
  const Town town = draw_town(R"(
   N
B--A
C--D
   S
)",
                              {{"AB", east}, {"CD", east}}, 100);
  Profile drive = driving(250);
  const auto roads_of = [&](char letter) {
    const Network network(town.roads, drive);
    std::vector<std::size_t> roads;
    for (const Attachment& way : network.every_attachment(town.at(letter)))
      roads.push_back(network.edges()[way.edge].road.row());
    std::sort(roads.begin(), roads.end());
    return roads;
  };
  CHECK(roads_of('N') == std::vector<std::size_t>{0, 1});
  CHECK(roads_of('S') == std::vector<std::size_t>{0, 1});
  drive.is_divided[row(RoadClass::national)] = true;
  CHECK(roads_of('N') == std::vector<std::size_t>{0});
  CHECK(roads_of('S') == std::vector<std::size_t>{1});
  // Feet go both ways and cross.
  Profile walk = walking(250);
  walk.is_divided[row(RoadClass::national)] = true;
  const Network on_foot(town.roads, walk);
  CHECK(on_foot.every_attachment(town.at('N')).size() == 2);
}

TEST_CASE(
    "A line that is driven against its direction has its right-hand side where it is driven") {
  Road west;
  west.road_class = RoadClass::national;
  west.direction = Direction::backward;
  const Town town = draw_town(R"(
 N
A--B
 S
)",
                              {{"AB", west}}, 100);
  Profile drive = driving(150);
  drive.is_divided[row(RoadClass::national)] = true;
  const Network network(town.roads, drive);
  CHECK(network.every_attachment(town.at('N')).size() == 1);
  CHECK(network.every_attachment(town.at('S')).empty());
}

// At a hairpin the nearest point is its corner: whoever is beyond it is on the outer side,
// whichever segment is asked and however the line is drawn.
TEST_CASE("Beyond a sharp corner the outer side is one side") {
  const Point beyond{120, 1};
  const Line left_turn{{0, 0}, {100, 0}, {0, 30}};
  for (const bool turned_round : {false, true}) {
    Line line = left_turn;
    if (turned_round) std::reverse(line.begin(), line.end());
    Road road = straight_road(line.front(), line.back());
    road.line = line;
    road.road_class = RoadClass::national;
    Profile drive = driving(50);
    drive.is_divided[row(RoadClass::national)] = true;
    for (const Direction direction : {Direction::forward, Direction::backward}) {
      road.direction = direction;
      const Network network(Table<RoadId, Road>(std::vector<Road>{road}), drive);
      // Driven along the left turn the outer side is the right-hand one.
      const bool along_left_turn = (direction == Direction::forward) != turned_round;
      CHECK(network.every_attachment(beyond).size() == (along_left_turn ? 1U : 0U));
      if (!along_left_turn) CHECK(network.what_bars(beyond) == Barrier::far_side);
    }
  }
}

TEST_CASE("A bus that cannot turn stays out of dead ends, but not of loops") {
  const Town town = draw_town(R"(
A--B--C--D
|  |     |
E--F     G
)",
                              {"AB", "BF", "FE", "EA", "BC", "CD", "DG"}, 100);
  Profile drive = driving(50);
  const auto reaches = [&](char letter) {
    const Network network(town.roads, drive);
    return !network.every_attachment(town.at(letter)).empty();
  };
  CHECK((reaches('F') && reaches('D') && reaches('G')));
  drive.turns_at_dead_ends = false;
  CHECK(reaches('F'));
  CHECK_FALSE(reaches('D'));
  CHECK_FALSE(reaches('G'));
  // A second way out makes a loop of it.
  Town joined = town;
  Road out;
  out.line = {town.at('G'), town.at('F')};
  joined.roads.push_back(out);
  const Network network(joined.roads, drive);
  CHECK_FALSE(network.every_attachment(town.at('D')).empty());
}

TEST_CASE("What is lost on the way adds to the time, wherever the road is cut") {
  Road hazard;
  hazard.hazard = true;
  const Town town = draw_town(R"(
A--B--C--D
   |
   E
)",
                              {"ABCD", "BE", {"AE", hazard}}, 100);
  Profile drive = driving(50);
  drive.lost_on_kilometre[row(RoadClass::village)] = seconds(25);
  drive.lost_on_hazard_kilometre = seconds(1000);
  const Network network(town.roads, drive);
  const auto places = attach_all(network, {town.at('A'), town.at('B'), town.at('D'), town.at('E')});
  const auto table = measure(network, places, places, Least::time, {});
  // A to D: 900 m at 10 m/s and 25 s on every kilometre; A to B: a third of it.
  CHECK(table.find(0, 2)->time == seconds(90 + 22.5));
  CHECK(table.find(0, 1)->time == seconds(30 + 7.5));
  // Round by B rather than over the hazard road, which costs 1,125 s a kilometre.
  CHECK(table.find(0, 3)->length == metres(300 + 200));
  Profile never = driving(50);
  never.hazard_forbidden = true;
  CHECK(Network(town.roads, never).edges().size() == 3);
}

}  // namespace
}  // namespace budian
