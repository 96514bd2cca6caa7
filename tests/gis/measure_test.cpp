#include <tbb/global_control.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "gis/hierarchy.hpp"
#include "gis/journey_details.hpp"
#include "gis/travel_matrix.hpp"
#include "tests/support/random_town.hpp"
#include "tests/support/town.hpp"

namespace budian {
namespace {

struct Places {
  std::vector<AttachedPlace> origins;
  std::vector<AttachedPlace> destinations;
};

Places random_places(RandomTown& random, const Network& network) {
  return {attach_all(network, random.points(60)), attach_all(network, random.points(70))};
}

constexpr std::array<Least, 2> both_measures{Least::length, Least::time};

TEST_CASE("The hierarchy gives what single searches give, there and back, one-way roads too") {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    RandomTown random(seed, 4000);
    const auto roads = random.roads(60);
    const Network network(roads, seed % 3 == 0 ? walking(400) : driving(400));
    const auto [origins, destinations] = random_places(random, network);
    for (const Least least : both_measures) {
      for (const TravelLimit limit :
           {TravelLimit(), TravelLimit(metres(3000)), TravelLimit(metres(4000), minutes(5))}) {
        REQUIRE(measure(network, origins, destinations, least, limit, Engine::hierarchy) ==
                measure(network, origins, destinations, least, limit, Engine::search));
        REQUIRE(measure_back(network, origins, destinations, least, limit, Engine::hierarchy) ==
                measure_back(network, origins, destinations, least, limit, Engine::search));
      }
    }
  }
}

// Where the quickest way is longer than the limit, a slower and shorter one must not take its
// place: a limited table is the unlimited one without the entries beyond the limit.
TEST_CASE("A limit leaves out entries and changes none") {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    RandomTown random(seed, 4000);
    const Network network(random.roads(60), driving(400));
    const auto [origins, destinations] = random_places(random, network);
    for (const Least least : both_measures) {
      const TravelMatrix all = measure(network, origins, destinations, least, {}, Engine::search);
      for (const TravelLimit limit : {TravelLimit(metres(2000)), TravelLimit(minutes(3)),
                                      TravelLimit(metres(3000), minutes(4))}) {
        const TravelMatrix some =
            measure(network, origins, destinations, least, limit, Engine::search);
        std::size_t left_out = 0;
        for (std::size_t o = 0; o < origins.size(); ++o) {
          std::vector<TravelMatrix::Entry> expected;
          for (const auto& entry : all.row(o)) {
            if (limit.allows({Millimetres(entry.length), Milliseconds(entry.time)}))
              expected.push_back(entry);
          }
          left_out += all.row(o).size() - expected.size();
          const auto row = some.row(o);
          REQUIRE(std::vector<TravelMatrix::Entry>(row.begin(), row.end()) == expected);
        }
        CHECK(left_out > 0);
      }
    }
  }
}

// The plain way: the whole table, each row sorted and cut off.
TEST_CASE("The nearest destinations are the best of the whole table, ties to the lower row") {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    RandomTown random(seed, 4000);
    const Network network(random.roads(60), driving(400));
    auto [origins, destinations] = random_places(random, network);
    for (std::size_t twin = 0; twin < 20; ++twin) destinations.push_back(destinations[twin]);
    for (const Least least : both_measures) {
      const TravelLimit limit = least == Least::time ? TravelLimit(minutes(6)) : metres(5000);
      const TravelMatrix all = measure(network, origins, destinations, least, limit);
      for (const std::size_t keep : {std::size_t{1}, std::size_t{4}, std::size_t{20}}) {
        const auto nearest = measure_nearest(network, origins, destinations, least, limit, keep);
        for (std::size_t o = 0; o < origins.size(); ++o) {
          std::vector<TravelMatrix::Entry> expected(all.row(o).begin(), all.row(o).end());
          std::stable_sort(expected.begin(), expected.end(), [&](const auto& a, const auto& b) {
            return least == Least::time ? std::pair(a.time, a.length) < std::pair(b.time, b.length)
                                        : std::pair(a.length, a.time) < std::pair(b.length, b.time);
          });
          expected.resize(std::min(keep, expected.size()));
          std::sort(expected.begin(), expected.end(),
                    [](const auto& a, const auto& b) { return a.destination < b.destination; });
          const auto row = nearest.row(o);
          REQUIRE(std::vector<TravelMatrix::Entry>(row.begin(), row.end()) == expected);
        }
      }
    }
  }
}

TEST_CASE("The quickest way that is too long is not replaced by a slower one") {
  const auto [town, drive] = town_with_fast_road();
  const Network network(town.roads, drive);
  const auto places = attach_all(network, {town.at('A'), town.at('B')});
  for (const Engine engine : {Engine::search, Engine::hierarchy}) {
    const auto table = measure(network, places, places, Least::time, metres(999), engine);
    CHECK_FALSE(table.find(0, 1).has_value());
    CHECK(measure(network, places, places, Least::time, metres(1000), engine).find(0, 1) ==
          Journey{metres(1000), seconds(50)});
  }
}

TEST_CASE("Details are those of the table, and every missing journey has its reason") {
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    RandomTown random(seed, 4000);
    const Network network(random.roads(40), driving(300));
    auto [origins, destinations] = random_places(random, network);
    const TravelLimit limit(metres(4000), minutes(6));
    const TravelMatrix table = measure(network, origins, destinations, Least::time, limit);
    JourneyDetails details(network, origins, Least::time, limit);
    std::vector<std::uint32_t> rows(origins.size());
    for (std::uint32_t o = 0; o < rows.size(); ++o) rows[o] = o;
    for (std::size_t d = 0; d < destinations.size(); ++d) {
      const auto found = details.to(destinations[d], rows);
      for (std::size_t o = 0; o < origins.size(); ++o) {
        REQUIRE(found[o].journey == table.find(o, d));
        REQUIRE(found[o].reason.has_value() == !found[o].journey.has_value());
        if (found[o].reason) {
          REQUIRE(*found[o].reason ==
                  why_unreachable(network, origins[o], destinations[d], Least::time));
        } else {
          REQUIRE(found[o].walk <= found[o].journey->length);
        }
      }
    }
  }
}

TEST_CASE("The part on foot is that between the doors and the road") {
  const Town town = draw_town(R"(
P        Q
A--B--C--D
)",
                              {"ABCD"}, 100);
  Profile drive = driving(150);
  drive.door_detour = 1.5;
  const Network network(town.roads, drive);
  const auto places = attach_all(network, {town.at('P'), town.at('Q')});
  JourneyDetails details(network, places, Least::time, {});
  const JourneyDetail found = details.to(places[1], {0}).front();
  // 100 m × 1.5 at both ends, 900 m of road between.
  REQUIRE(found.journey.has_value());
  CHECK(found.journey->length == metres(150 + 900 + 150));
  CHECK(found.walk == metres(300));
  const Network walk(town.roads, walking(150));
  const auto on_foot = attach_all(walk, {town.at('P'), town.at('Q')});
  JourneyDetails all_walked(walk, on_foot, Least::length, {});
  CHECK(all_walked.to(on_foot[1], {0}).front().walk == metres(1100));
}

// Labels hold ways up to 1,073 km. What lies further is held by no engine, and spoils nothing
// nearer.
TEST_CASE("Ways further than any table holds do not disturb the others") {
  Table<RoadId, Road> roads;
  Road road;
  for (int i = 0; i < 16; ++i) {
    const double x = i * 120e3;
    road.line = {{x, 0}, {x + 120e3, 0}};
    road.direction = i % 5 == 4 ? Direction::forward : Direction::both;
    roads.push_back(road);
    road.direction = Direction::both;
    road.line = {{x, 0}, {x + 60e3, 40e3}, {x + 120e3, 0}};
    roads.push_back(road);
  }
  std::vector<Point> places;
  for (int i = 0; i <= 16; ++i) places.push_back({i * 120e3, 0});
  const Network network(roads, driving(100));
  const auto doors = attach_all(network, places);
  const auto plain = measure(network, doors, doors, Least::length, {}, Engine::search);
  CHECK(measure(network, doors, doors, Least::length, {}, Engine::hierarchy) == plain);
  CHECK(measure(network, doors, doors, Least::length, metres(5000e3), Engine::search) == plain);
  CHECK(plain.find(0, 8)->length == metres(960e3));
  CHECK_FALSE(plain.find(0, 9).has_value());  // 1,080 km
}

TEST_CASE("One thread and several give the same table, and the same hierarchy") {
  RandomTown random(5, 6000);
  const auto roads = random.roads(120);
  const auto table = [&](std::size_t threads) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    const Network network(roads, driving(400));
    RandomTown places(6, 6000);
    const auto [origins, destinations] = random_places(places, network);
    return std::pair(network.hierarchy(Least::time).arcs(),
                     measure(network, origins, destinations, Least::time, {}, Engine::hierarchy));
  };
  CHECK(table(1) == table(4));
}

}  // namespace
}  // namespace budian
