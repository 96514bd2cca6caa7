#include "gis/travel.hpp"

#include <tbb/global_control.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>

#include "tests/support/random_town.hpp"
#include "tests/support/town.hpp"

namespace budian {
namespace {

constexpr std::array<Least, 2> both_measures{Least::length, Least::time};

Travel travel_on(const Table<RoadId, Road>& roads, const Profile& profile,
                 const std::vector<Point>& origins, const std::vector<Point>& destinations,
                 Least least, TravelLimit limit) {
  return measure_travel(std::make_shared<const Network>(roads, profile), origins, destinations,
                        least, limit);
}

/// Some roads closed, opened, slower, faster, turned round; and some new ones.
std::vector<ChangedRoad> random_changes(RandomTown& random, const Table<RoadId, Road>& roads,
                                        std::uint32_t changed, std::uint32_t added) {
  std::vector<ChangedRoad> changes;
  for (std::uint32_t i = 0; i < changed; ++i) {
    const RoadId id(random.below(static_cast<std::uint32_t>(roads.size())));
    const auto known = [&](const ChangedRoad& change) { return change.id == id; };
    if (std::any_of(changes.begin(), changes.end(), known)) continue;
    Road road = roads[id];
    switch (random.below(4)) {
      case 0:
        road.closed = !road.closed;
        break;
      case 1:
        road.speed = kilometres_per_hour(10 + random.below(50));
        break;
      case 2:
        road.direction = static_cast<Direction>(random.below(3));
        break;
      default:
        road.closed = true;
    }
    changes.push_back({id, road});
  }
  for (std::uint32_t i = 0; i < added; ++i)
    changes.push_back({RoadId(roads.size() + i), random.road()});
  return changes;
}

/// On foot, and three ways of driving.
Profile profile_of(std::uint32_t seed) {
  if (seed % 4 == 0) return walking(400);
  Profile profile = driving(400);
  profile.is_divided.fill(seed % 4 != 1);
  profile.turns_at_dead_ends = seed % 4 != 3;
  return profile;
}

TEST_CASE("Travel after a change is travel on the changed roads, to the byte") {
  std::size_t differing = 0;
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    RandomTown random(seed, 4000);
    const auto roads = random.roads(50);
    const auto origins = random.points(60);
    const auto destinations = random.points(40);
    const Profile profile = profile_of(seed);
    for (const Least least : both_measures) {
      for (const TravelLimit limit :
           {TravelLimit(), TravelLimit(metres(3000)), TravelLimit(minutes(4)),
            TravelLimit(metres(4000), minutes(5))}) {
        Travel travel = travel_on(roads, profile, origins, destinations, least, limit);
        auto now = roads;
        // Change upon change: closed, added, both.
        for (const auto& [changed, added] : {std::pair(3U, 0U), {0U, 2U}, {4U, 2U}, {1U, 0U}}) {
          const auto changes = random_changes(random, now, changed, added);
          now = changed_roads(now, changes);
          const TravelMatrix before = travel.matrix;
          if (seed % 2 == 0) prepare(travel);
          travel = travel_after(travel, changes);
          const Travel anew = travel_on(now, profile, origins, destinations, least, limit);
          REQUIRE(travel.matrix == anew.matrix);
          REQUIRE(measure(*travel.network, travel.origins, travel.destinations, least, limit) ==
                  anew.matrix);
          differing += travel.matrix == before ? 0U : 1U;
        }
      }
    }
  }
  CHECK(differing > 128);  // of 256
}

/// A town as no one draws it: corners on a coarse grid, so that roads meet in corners, run over
/// each other and double back; some roads twice, some closed from the start, some that end where
/// they begin, some that no vehicle may use.
class WildTown {
 public:
  explicit WildTown(std::uint32_t seed) : random_(seed, 1500) {}

  Point point() {
    Point point = random_.point();
    if (random_.below(4) == 0) return point;
    constexpr double cell = 150;
    point = {std::round(point.x / cell) * cell, std::round(point.y / cell) * cell};
    // Within the tolerance, within a millimetre, or exactly there.
    const double off = std::array<double, 4>{0, 0, 0.3, 0.0006}[random_.below(4)];
    return {point.x + off * (random_.below(3) - 1.0), point.y + off * (random_.below(3) - 1.0)};
  }
  std::vector<Point> points(std::size_t count) {
    std::vector<Point> points;
    while (points.size() < count) points.push_back(point());
    return points;
  }
  Road road() {
    Road road;
    road.line = points(2 + random_.below(4));
    if (random_.below(3) == 0) road.line.front() = last_end_;
    if (random_.below(10) == 0) road.line.push_back(road.line.front());
    last_end_ = road.line.back();
    road.road_class = static_cast<RoadClass>(random_.below(road_class_count));
    road.direction = static_cast<Direction>(random_.below(3));
    road.level = random_.below(8) == 0 ? 1 : 0;
    road.hazard = random_.below(8) == 0;
    road.closed = random_.below(8) == 0;
    road.drivable = random_.below(20) != 0;
    return road;
  }
  Table<RoadId, Road> roads(std::size_t count) {
    Table<RoadId, Road> roads;
    while (roads.size() < count) {
      const bool twice = !roads.empty() && random_.below(6) == 0;
      roads.push_back(twice ? roads[RoadId(random_.below(static_cast<std::uint32_t>(roads.size())))]
                            : road());
    }
    return roads;
  }
  std::vector<ChangedRoad> changes(const Table<RoadId, Road>& roads) {
    auto changes = random_changes(random_, roads, random_.below(4), 0);
    const std::uint32_t added = random_.below(4);
    for (std::uint32_t i = 0; i < added; ++i) changes.push_back({RoadId(roads.size() + i), road()});
    return changes;
  }
  Profile profile() {
    if (random_.below(4) == 0) return walking(200);
    Profile profile = driving(200);
    profile.is_divided.fill(random_.below(2) == 0);
    profile.turns_at_dead_ends = random_.below(2) == 0;
    profile.lost_on_kilometre.fill(Milliseconds(random_.below(20000)));
    profile.door_detour = random_.below(2) == 0 ? 1 : 1.3;
    return profile;
  }

 private:
  RandomTown random_;
  Point last_end_;
};

TEST_CASE("Roads that meet in every way that nobody draws change to the byte, too") {
  for (std::uint32_t seed = 1; seed <= 120; ++seed) {
    WildTown town(seed);
    auto now = town.roads(26);
    const Profile profile = town.profile();
    const auto origins = town.points(25);
    const auto destinations = town.points(25);
    const Least least = seed % 2 == 0 ? Least::length : Least::time;
    const TravelLimit limit = std::array<TravelLimit, 4>{
        TravelLimit(), TravelLimit(metres(900)), TravelLimit(seconds(150)),
        TravelLimit(metres(1500), seconds(160))}[seed / 2 % 4];
    Travel travel = travel_on(now, profile, origins, destinations, least, limit);
    for (int step = 0; step < 4; ++step) {
      const auto changes = town.changes(now);
      now = changed_roads(now, changes);
      if (step % 2 == 0) prepare(travel);
      travel = travel_after(travel, changes);
      const Travel anew = travel_on(now, profile, origins, destinations, least, limit);
      REQUIRE(travel.matrix == anew.matrix);
      for (const Engine engine : {Engine::search, Engine::hierarchy})
        REQUIRE(measure(*travel.network, travel.origins, travel.destinations, least, limit,
                        engine) == anew.matrix);
    }
  }
}

/// A stream with a bridge; round by C and D it is longer.
Town town_with_bridge() {
  return draw_town(R"(
A--B
|  |
C--D
)",
                   {"AB", "AC", "CD", "DB"}, 100);
}

std::optional<Journey> from_a_to_b(const Travel& travel) { return travel.matrix.find(0, 1); }

Travel travel_in(const Town& town, const Profile& profile, Least least, TravelLimit limit = {}) {
  const std::vector<Point> places{town.at('A'), town.at('B')};
  return travel_on(town.roads, profile, places, places, least, limit);
}

Road bare_road(const Line& line) {
  Road road;
  road.line = line;
  return road;
}

// The ramp ends where a bridge crosses the road without a junction; both pass through its end.
TEST_CASE("A new road may join old ones with each other") {
  Table<RoadId, Road> roads;
  roads.push_back(bare_road({{0, 0}, {500, 0}, {1000, 0}}));
  roads.push_back(bare_road({{500, -500}, {500, 0}, {500, 500}}));
  roads[RoadId(1)].level = 1;
  const std::vector<Point> places{{0, 0}, {500, 500}};
  for (const Profile& profile : {walking(1), driving(1)}) {
    const Travel before = travel_on(roads, profile, places, places, Least::length, {});
    CHECK_FALSE(before.matrix.find(0, 1).has_value());
    const Travel after =
        travel_after(before, {{RoadId(2), bare_road({{500, 0}, {600, 300}, {600, 400}})}});
    REQUIRE(after.matrix.find(0, 1).has_value());
    CHECK(after.matrix.find(0, 1)->length == metres(1000));
  }
}

// A closed road has its junctions, and a bent road that is cut has more nearest points.
TEST_CASE("A new road that is closed still has its junctions") {
  Table<RoadId, Road> roads;
  roads.push_back(bare_road({{0, 0}, {1000, 0}, {1000, 100}, {0, 100}}));
  const auto closed = [] {
    Road road = bare_road({{1000, 50}, {1500, 50}});
    road.closed = true;
    return road;
  }();
  const std::vector<Point> places{{200, 20}, {300, 80}, {900, 100}};
  const std::vector<ChangedRoad> changes{{RoadId(1), closed}};
  const Travel before = travel_on(roads, walking(90), places, places, Least::length, {});
  const Travel after = travel_after(before, changes);
  const auto now = changed_roads(roads, changes);
  CHECK(after.matrix == travel_on(now, walking(90), places, places, Least::length, {}).matrix);
  CHECK_FALSE(after.matrix == before.matrix);
}

TEST_CASE("Nobody, nowhere and no roads are no trouble") {
  const std::vector<Point> some{{0, 0}, {400, 0}};
  const Road road = bare_road({{0, 0}, {500, 0}});
  for (const bool has_roads : {false, true}) {
    Table<RoadId, Road> roads;
    if (has_roads) roads.push_back(bare_road({{0, 0}, {200, 300}, {400, 0}}));
    for (const auto& origins : {some, std::vector<Point>()}) {
      for (const auto& destinations : {some, std::vector<Point>()}) {
        for (const bool prepared : {false, true}) {
          Travel travel = travel_on(roads, walking(10), origins, destinations, Least::length, {});
          if (prepared) prepare(travel);
          travel = travel_after(travel, {{RoadId(roads.size()), road}});
          CHECK(travel.matrix.origins() == origins.size());
          if (origins.size() == 2 && destinations.size() == 2)
            CHECK(travel.matrix.find(0, 1)->length == metres(400));
          CHECK(travel_after(travel, {}).matrix == travel.matrix);
        }
      }
    }
  }
}

TEST_CASE("The last word on a road counts, and rows of new roads follow those of the county") {
  const Town town = town_with_bridge();
  const Travel before = travel_in(town, driving(50), Least::time);
  Road fast = town.roads[RoadId(0)];
  fast.speed = kilometres_per_hour(72);
  const Road as_it_was = town.roads[RoadId(0)];
  CHECK(travel_after(before, {{RoadId(0), fast}, {RoadId(0), as_it_was}}).matrix == before.matrix);
  CHECK(from_a_to_b(travel_after(before, {{RoadId(0), as_it_was}, {RoadId(0), fast}}))->time ==
        seconds(15));
  CHECK_THROWS_AS(changed_roads(town.roads, {{RoadId(9), fast}}), std::invalid_argument);
}

// More gates than destinations: everything is measured anew.
TEST_CASE("A change of a whole county gives the same as a small one") {
  RandomTown random(11, 4000);
  const auto roads = random.roads(60);
  const auto origins = random.points(50);
  const auto destinations = random.points(10);
  std::vector<ChangedRoad> changes;
  for (const RoadId id : roads.ids()) {
    Road slower = roads[id];
    slower.speed = kilometres_per_hour(9);
    changes.push_back({id, slower});
  }
  const Travel before = travel_on(roads, driving(400), origins, destinations, Least::time, {});
  const auto now = changed_roads(roads, changes);
  CHECK(travel_after(before, changes).matrix ==
        travel_on(now, driving(400), origins, destinations, Least::time, {}).matrix);
}

TEST_CASE("Prepared places give the table that measuring gives, there and back") {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    RandomTown random(seed, 4000);
    const Network network(random.roads(50), driving(400));
    const auto places = attach_all(network, random.points(50));
    const auto others = attach_all(network, random.points(21));
    for (const Least least : both_measures) {
      for (const TravelLimit limit : {TravelLimit(), TravelLimit(metres(3000), minutes(4))}) {
        const PreparedPlaces there(network, places, least, Heading::there);
        CHECK(there.measure(others, limit) == measure(network, places, others, least, limit));
        const PreparedPlaces back(network, places, least, Heading::back);
        CHECK(back.measure(others, limit) == measure_back(network, places, others, least, limit));
      }
    }
  }
}

TEST_CASE("A closed bridge sends everyone round, a slower one only the hurried") {
  const Town town = town_with_bridge();
  const RoadId bridge(0);
  Road closed = town.roads[bridge];
  closed.closed = true;
  // A to B is 300 m, round by C and D 200 + 300 + 200 m.
  const Travel walk = travel_in(town, walking(50), Least::length);
  CHECK(from_a_to_b(walk)->length == metres(300));
  CHECK(from_a_to_b(travel_after(walk, {{bridge, closed}}))->length == metres(700));
  Road slow = town.roads[bridge];
  slow.speed = kilometres_per_hour(9);  // 120 s instead of 30; round it is 70
  const Travel drive = travel_in(town, driving(50), Least::time);
  CHECK(*from_a_to_b(drive) == Journey{metres(300), seconds(30)});
  CHECK(*from_a_to_b(travel_after(drive, {{bridge, slow}})) == Journey{metres(700), seconds(70)});
  // A sign speaks to vehicles, not to feet.
  CHECK(travel_after(walk, {{bridge, slow}}).matrix == walk.matrix);
}

TEST_CASE("A road that is closed and opened again leaves nothing behind") {
  const Town town = town_with_bridge();
  Road closed = town.roads[RoadId(0)];
  closed.closed = true;
  for (const Least least : both_measures) {
    const Travel before = travel_in(town, driving(50), least);
    const Travel between = travel_after(before, {{RoadId(0), closed}});
    CHECK_FALSE(between.matrix == before.matrix);
    CHECK(travel_after(between, {{RoadId(0), town.roads[RoadId(0)]}}).matrix == before.matrix);
  }
}

TEST_CASE("A new road is joined where it meets the old ones, and carries who lives along it") {
  const Town town = draw_town(R"(
   P
A--B--C
   .
D--E--F
)",
                              {"ABC", "DEF"}, 100);
  const std::vector<Point> places{town.at('A'), town.at('F'), town.at('P')};
  const Travel before =
      travel_on(town.roads, walking(50), places, places, Least::length, TravelLimit());
  CHECK_FALSE(before.matrix.find(0, 1).has_value());
  CHECK_FALSE(before.matrix.find(2, 1).has_value());  // P is 100 m from the road
  Road road;
  road.line = {town.at('P'), town.at('B'), town.at('E')};
  const Travel after = travel_after(before, {{RoadId(2), road}});
  CHECK(after.matrix.find(0, 1)->length == metres(300 + 200 + 300));
  CHECK(after.matrix.find(2, 1)->length == metres(100 + 200 + 300));
  CHECK(after.network->component(NodeId(0)) == 0);
  CHECK(after.network->noding().components == 1);
}

// The quickest way is 1,000 m long and not held; without its road the one of 600 m is.
TEST_CASE("Where the quickest way was too long, closing it lets the shorter one in") {
  const auto [town, drive] = town_with_fast_road();
  const Travel before = travel_in(town, drive, Least::time, metres(999));
  CHECK_FALSE(from_a_to_b(before).has_value());
  const RoadId fast(1);
  Road closed = town.roads[fast];
  closed.closed = true;
  const Travel after = travel_after(before, {{fast, closed}});
  CHECK(*from_a_to_b(after) == Journey{metres(600), seconds(60)});
  // And back again: what was held must go.
  CHECK_FALSE(from_a_to_b(travel_after(after, {{fast, town.roads[fast]}})).has_value());
}

TEST_CASE("One thread and several give the same travel after a change") {
  RandomTown random(3, 5000);
  const auto roads = random.roads(90);
  const auto origins = random.points(300);
  const auto destinations = random.points(40);
  const auto changes = random_changes(random, roads, 3, 2);
  const auto table = [&](std::size_t threads) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    Travel travel = travel_on(roads, driving(400), origins, destinations, Least::time, {});
    prepare(travel);
    return travel_after(std::move(travel), changes).matrix;
  };
  CHECK(table(1) == table(4));
}

}  // namespace
}  // namespace budian
