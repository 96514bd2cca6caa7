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

TEST_CASE("Travel after a change is travel on the changed roads, to the byte") {
  std::size_t differing = 0;
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    RandomTown random(seed, 4000);
    const auto roads = random.roads(50);
    const auto origins = random.points(60);
    const auto destinations = random.points(40);
    const Profile profile = seed % 3 == 0 ? walking(400) : driving(400);
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

}  // namespace
}  // namespace budian
