#include "gis/travel.hpp"

#include <tbb/global_control.h>

#include <catch2/catch.hpp>

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
