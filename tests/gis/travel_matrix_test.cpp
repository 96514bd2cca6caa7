#include "gis/travel_matrix.hpp"

#include <tbb/global_control.h>

#include <catch2/catch.hpp>
#include <limits>

#include "tests/support/random_town.hpp"
#include "tests/support/town.hpp"

namespace budian {
namespace {

constexpr Millimetres far_away(1'000'000'000);

AttachedPlace door(const Network& network, Point place) { return {place, network.attach(place)}; }

std::optional<Journey> journey(const Network& network, Point from, Point to, Least least,
                               Millimetres limit = far_away) {
  return measure(network, {door(network, from)}, {door(network, to)}, least, limit).find(0, 0);
}

Road one_way() {
  Road road;
  road.direction = Direction::forward;
  return road;
}

TEST_CASE("Two doors on one road go along it, not over its ends") {
  const Town town = draw_town(R"(
  P     Q
A---------B
)",
                              {"AB"}, 10);
  const Network network(town.roads, walking(15));
  // 10 m to the road, 60 m along it, 10 m to the door; a metre a second.
  CHECK(journey(network, town.at('P'), town.at('Q'), Least::length) ==
        Journey{metres(80), seconds(80)});
}

TEST_CASE("Partial edges and legs are exact to the millimetre") {
  Table<RoadId, Road> roads;
  Road road;
  road.line = {{0, 0}, {1000, 0}};
  roads.push_back(road);
  road.line = {{1000, 0}, {1000, 700}};
  roads.push_back(road);
  const Network network(roads, walking(20));
  // 3.217 m to the road, 1000 - 123.456 m to the corner, 456.789 m on, 1.001 m to the door.
  const auto found = journey(network, {123.456, 3.217}, {1001.001, 456.789}, Least::length);
  REQUIRE(found.has_value());
  CHECK(found->length == Millimetres(3217 + 876544 + 456789 + 1001));
  CHECK(found->time == Milliseconds(3217 + 876544 + 456789 + 1001));
}

TEST_CASE("A vehicle goes round where feet go straight back") {
  const Town town = draw_town(R"(
A-----B
|     |
D-----C
)",
                              {{"AB", one_way()}, "BCDA"}, 100);
  const Point near_b{500, 200};
  const Point near_a{100, 200};
  const Network drive(town.roads, driving(1));
  // Against the one-way road: 100 m on to B, 200 + 600 + 200 m round, 100 m from A; at 10 m/s.
  CHECK(journey(drive, near_b, near_a, Least::time) == Journey{metres(1200), seconds(120)});
  CHECK(journey(drive, near_a, near_b, Least::time) == Journey{metres(400), seconds(40)});
  const Network walk(town.roads, walking(1));
  CHECK(journey(walk, near_b, near_a, Least::length) == Journey{metres(400), seconds(400)});
}

TEST_CASE("The quickest way may be the longer one") {
  const auto [town, drive] = town_with_fast_road();
  const Network network(town.roads, drive);
  CHECK(journey(network, town.at('A'), town.at('B'), Least::length) ==
        Journey{metres(600), seconds(60)});
  CHECK(journey(network, town.at('A'), town.at('B'), Least::time) ==
        Journey{metres(1000), seconds(50)});
}

TEST_CASE("A journey as long as the limit is held, a longer one is not") {
  const Town town = draw_town("A--B", {"AB"}, 100);
  const Network network(town.roads, walking(10));
  CHECK(journey(network, town.at('A'), town.at('B'), Least::length, metres(300)).has_value());
  CHECK_FALSE(
      journey(network, town.at('A'), town.at('B'), Least::length, Millimetres(299999)).has_value());
}

TEST_CASE("Every reason why there is no journey has its name") {
  Road out = one_way();
  const Town town = draw_town(R"(
A--B--C   D--E

      X
)",
                              {"AB", {"BC", out}, "DE"}, 100);
  const Network network(town.roads, driving(10));
  const auto why = [&](char from, char to) {
    return why_unreachable(network, door(network, town.at(from)), door(network, town.at(to)),
                           Least::time);
  };
  CHECK(why('X', 'A') == Unreachable::no_road_at_origin);
  CHECK(why('A', 'X') == Unreachable::no_road_at_destination);
  CHECK(why('A', 'E') == Unreachable::other_component);
  CHECK(why('C', 'A') == Unreachable::one_way_trap);
  CHECK(why('A', 'C') == Unreachable::beyond_limit);
}

/// Every pair of nodes at once, the plainest way there is.
std::vector<std::vector<std::int64_t>> floyd_warshall(const Network& network) {
  constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max() / 4;
  const std::size_t n = network.nodes().size();
  std::vector<std::vector<std::int64_t>> table(n, std::vector<std::int64_t>(n, none));
  for (std::size_t i = 0; i < n; ++i) table[i][i] = 0;
  for (const Edge& edge : network.edges()) {
    auto& there = table[edge.from.row()][edge.to.row()];
    auto& back = table[edge.to.row()][edge.from.row()];
    if (edge.forward) there = std::min(there, edge.length.count());
    if (edge.backward) back = std::min(back, edge.length.count());
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        table[i][j] = std::min(table[i][j], table[i][k] + table[k][j]);
      }
    }
  }
  return table;
}

/// Door to door by trying every pair of attachments over every pair of ends.
std::int64_t by_hand(const Network& network, const std::vector<std::vector<std::int64_t>>& table,
                     const AttachedPlace& origin, const AttachedPlace& destination) {
  std::int64_t best = std::numeric_limits<std::int64_t>::max() / 4;
  for (const Attachment& a : origin.attachments) {
    for (const Attachment& b : destination.attachments) {
      const Edge& from = network.edges()[a.edge];
      const Edge& to = network.edges()[b.edge];
      const std::int64_t legs = a.leg.count() + b.leg.count();
      const std::int64_t a_rest = (from.length - a.offset).count();
      const std::int64_t b_rest = (to.length - b.offset).count();
      const std::int64_t a_back = a.offset.count();
      const std::int64_t b_back = b.offset.count();
      const auto over = [&](NodeId out, std::int64_t first, NodeId in, std::int64_t last) {
        best = std::min(best, legs + first + table[out.row()][in.row()] + last);
      };
      const bool out_from = from.backward || a_back == 0;
      const bool out_to = from.forward || a_rest == 0;
      const bool in_from = to.forward || b_back == 0;
      const bool in_to = to.backward || b_rest == 0;
      if (out_from && in_from) over(from.from, a_back, to.from, b_back);
      if (out_from && in_to) over(from.from, a_back, to.to, b_rest);
      if (out_to && in_from) over(from.to, a_rest, to.from, b_back);
      if (out_to && in_to) over(from.to, a_rest, to.to, b_rest);
      if (a.edge != b.edge) continue;
      if (a.offset <= b.offset && from.forward) best = std::min(best, legs + b_back - a_back);
      if (a.offset >= b.offset && from.backward) best = std::min(best, legs + a_back - b_back);
    }
  }
  return best;
}

TEST_CASE("The matrix is what trying all ways on a small town gives") {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    RandomTown random(seed, 2000);
    const Network network(random.roads(8), driving(400));
    const auto table = floyd_warshall(network);
    const auto origins = attach_all(network, random.points(12));
    const auto destinations = attach_all(network, random.points(12));
    const TravelMatrix matrix =
        measure(network, origins, destinations, Least::length, metres(9000));
    for (std::size_t o = 0; o < origins.size(); ++o) {
      for (std::size_t d = 0; d < destinations.size(); ++d) {
        const std::int64_t expected = by_hand(network, table, origins[o], destinations[d]);
        const auto found = matrix.find(o, d);
        REQUIRE(found.has_value() == (expected <= metres(9000).count()));
        if (found) REQUIRE(found->length.count() == expected);
      }
    }
  }
}

std::vector<AttachedPlace> attached_everywhere(const Network& network,
                                               const std::vector<Point>& places) {
  std::vector<AttachedPlace> result;
  for (const Point place : places) result.push_back({place, network.every_attachment(place)});
  return result;
}

TEST_CASE("Leaving out useless attachments changes no journey") {
  for (std::uint32_t seed = 1; seed <= 15; ++seed) {
    RandomTown random(seed, 3000);
    const Table<RoadId, Road> roads = random.roads(40);
    const std::vector<Point> places = random.points(20);
    for (const double detour : {1.0, 1.3, 2.0}) {
      Profile profile = seed % 2 == 0 ? driving(600) : walking(600);
      profile.door_detour = detour;
      const Least least = seed % 2 == 0 ? Least::time : Least::length;
      const Network network(roads, profile);
      const auto all = attached_everywhere(network, places);
      const auto useful = attach_all(network, places);
      CHECK(measure(network, useful, useful, least, far_away) ==
            measure(network, all, all, least, far_away));
    }
  }
}

TEST_CASE("Where ground is slower than roads, far attachments are useless") {
  const Town town = draw_town(R"(
      D
      |
A-----B-----C
P
)",
                              {"ABC", "BD"}, 10);
  Profile profile = walking(1000);
  profile.door_detour = 1.5;
  const Network network(town.roads, profile);
  // From P to B by the road: 15 m + 60 m; straight: 1.5 × 60.8 m = 91 m. Only the nearest edge is
  // left.
  CHECK(network.every_attachment(town.at('P')).size() == 3);
  CHECK(network.attach(town.at('P')) ==
        std::vector<Attachment>{{EdgeId(0), metres(15), metres(0)}});
}

TEST_CASE("An added road never lengthens a journey nor makes it slower") {
  for (std::uint32_t seed = 1; seed <= 15; ++seed) {
    RandomTown random(seed, 3000);
    Table<RoadId, Road> roads = random.roads(25);
    const std::vector<Point> places = random.points(25);
    std::vector<MultiPolygon> lakes;  // in every third town
    for (const Point p : random.points(seed % 3 == 0 ? 15 : 0)) {
      lakes.push_back({{{p, {p.x + 200, p.y}, {p.x + 200, p.y + 80}, p}}});
    }
    const auto all = [&](Profile profile, Least least) {
      profile.door_detour = seed % 2 == 0 ? 1.0 : 1.3;
      const Network network(roads, profile, lakes);
      const auto doors = attach_all(network, places);
      return measure(network, doors, doors, least, far_away);
    };
    const TravelMatrix walk_before = all(walking(500), Least::length);
    const TravelMatrix drive_before = all(driving(500), Least::time);
    for (int added = 0; added < 4; ++added) roads.push_back(random.road());
    const TravelMatrix walk_after = all(walking(500), Least::length);
    const TravelMatrix drive_after = all(driving(500), Least::time);
    for (std::size_t o = 0; o < places.size(); ++o) {
      for (const auto& before : walk_before.row(o)) {
        const auto after = walk_after.find(o, before.destination);
        REQUIRE(after.has_value());
        REQUIRE(after->length <= Millimetres(before.length));
      }
      for (const auto& before : drive_before.row(o)) {
        const auto after = drive_after.find(o, before.destination);
        REQUIRE(after.has_value());
        REQUIRE(after->time <= Milliseconds(before.time));
      }
    }
  }
}

TEST_CASE("The number of threads does not matter") {
  RandomTown random(5, 6000);
  const Table<RoadId, Road> roads = random.roads(150);
  const std::vector<Point> places = random.points(300);
  const auto with_threads = [&](std::size_t threads) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    const Network network(roads, driving(300));
    const auto doors = attach_all(network, places);
    return measure(network, doors, doors, Least::time, metres(8000));
  };
  CHECK(with_threads(1) == with_threads(2));
}

TEST_CASE("The drawn way is as long as the matrix says") {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    RandomTown random(seed, 3000);
    const Network network(random.roads(40), driving(300));
    const auto doors = attach_all(network, random.points(12));
    const TravelMatrix matrix = measure(network, doors, doors, Least::time, far_away);
    for (std::size_t o = 0; o < doors.size(); ++o) {
      for (std::size_t d = 0; d < doors.size(); ++d) {
        const Line way = path(network, doors[o], doors[d], Least::time);
        const auto found = matrix.find(o, d);
        REQUIRE(way.empty() != found.has_value());
        if (!found) continue;
        REQUIRE(way.front() == doors[o].place);
        REQUIRE(way.back() == doors[d].place);
        // Each of the few dozen pieces is rounded to a millimetre; crossings are found exactly.
        REQUIRE(length_metres(way) == Approx(in_metres(found->length)).margin(0.1));
      }
    }
  }
}

TEST_CASE("Walking on a grid of roads is as long as east-west plus north-south") {
  constexpr int blocks = 10;
  Table<RoadId, Road> roads;
  for (int i = 0; i <= blocks; ++i) {
    Road road;
    road.line = {{0, i * 100.0}, {blocks * 100.0, i * 100.0}};
    roads.push_back(road);
    road.line = {{i * 100.0, 0}, {i * 100.0, blocks * 100.0}};
    roads.push_back(road);
  }
  const Network network(roads, walking(1));
  CHECK(network.nodes().size() == 121);
  CHECK(network.edges().size() == 220);  // 11 rows and 11 columns of 10
  RandomTown random(3, blocks);
  std::vector<Point> corners;
  for (int i = 0; i < 30; ++i)
    corners.push_back({random.below(11) * 100.0, random.below(11) * 100.0});
  const auto doors = attach_all(network, corners);
  const TravelMatrix matrix = measure(network, doors, doors, Least::length, far_away);
  for (std::size_t o = 0; o < doors.size(); ++o) {
    for (std::size_t d = 0; d < doors.size(); ++d) {
      const double east = std::abs(corners[o].x - corners[d].x);
      const double north = std::abs(corners[o].y - corners[d].y);
      REQUIRE(matrix.find(o, d)->length == metres(east + north));
    }
  }
}

TEST_CASE("Without roads the straight line is multiplied by the detour factor") {
  const TravelMatrix matrix = measure_straight({{0, 0}}, {{300, 400}, {3000, 4000}}, 1.3,
                                               kilometres_per_hour(3.6), metres(650));
  // 500 m × 1.3 = 650 m, just within the limit; the other is ten times as far.
  CHECK(matrix.find(0, 0) == Journey{metres(650), seconds(650)});
  CHECK_FALSE(matrix.find(0, 1).has_value());
}

TEST_CASE("Rows are read by destination") {
  const TravelMatrix matrix({{{4, 10, 1}, {2, 20, 2}}, {}}, 5);
  CHECK(matrix.origins() == 2);
  CHECK(matrix.row(0).front().destination == 2);
  CHECK(matrix.row(1).empty());
  CHECK(matrix.find(0, 4) == Journey{Millimetres(10), Milliseconds(1)});
  CHECK_FALSE(matrix.find(1, 4).has_value());
}

TEST_CASE("A door with roads across water only is told so") {
  Table<RoadId, Road> roads;
  Road road;
  road.line = {{-500, 100}, {500, 100}};
  roads.push_back(road);
  const Network network(roads, walking(400),
                        {{{{{-600, 20}, {600, 20}, {600, 60}, {-600, 60}, {-600, 20}}}}});
  const AttachedPlace south = door(network, {0, 0});
  const AttachedPlace north = door(network, {0, 150});
  CHECK(why_unreachable(network, south, north, Least::length) == Unreachable::water_at_origin);
  CHECK(why_unreachable(network, north, south, Least::length) == Unreachable::water_at_destination);
}

TEST_CASE("The way back is the way there of the turned table") {
  const Town town = draw_town(R"(
A-----B
|     |
D-----C---E
)",
                              {{"AB", one_way()}, "BCDA", "CE"}, 100);
  const Network network(town.roads, driving(50));
  std::vector<AttachedPlace> doors;
  for (const char name : {'A', 'B', 'C', 'D', 'E'}) {
    doors.push_back({town.at(name), network.attach(town.at(name))});
  }
  for (const Least least : {Least::length, Least::time}) {
    const TravelMatrix there = measure(network, doors, doors, least, far_away);
    const TravelMatrix back = measure_back(network, doors, doors, least, far_away);
    const TravelMatrix longer = longer_of(there, back);
    bool differs = false;
    for (std::size_t a = 0; a < doors.size(); ++a) {
      for (std::size_t b = 0; b < doors.size(); ++b) {
        CHECK(back.find(a, b) == there.find(b, a));
        differs = differs || back.find(a, b) != there.find(a, b);
        REQUIRE(longer.find(a, b));
        CHECK(longer.find(a, b)->time == std::max(there.find(a, b)->time, back.find(a, b)->time));
      }
    }
    CHECK(differs);
  }
}

}  // namespace
}  // namespace budian
