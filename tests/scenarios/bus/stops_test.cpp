#include "scenarios/bus/stops.hpp"

#include <cmath>
#include <set>

#include "tests/support/random_town.hpp"

namespace budian {
namespace {

using Options = std::vector<std::vector<StopOption>>;

/// One pupil a group, one bus for all.
std::vector<std::optional<StopOption>> stops_of(const Options& options) {
  return choose_stops(options, std::vector<Heads>(options.size(), Heads(1)), Heads(100));
}

TEST_CASE("One stop in the middle serves the groups on both sides") {
  // Place 1 serves all three groups, places 0 and 2 one each: one stop is enough.
  const Options options{
      {{0, metres(0)}, {1, metres(300)}}, {{1, metres(50)}}, {{1, metres(400)}, {2, metres(0)}}};
  const auto chosen = stops_of(options);
  for (const auto& stop : chosen) {
    REQUIRE(stop);
    CHECK(stop->place == 1);
  }
}

TEST_CASE("A group boards at the nearest of the chosen stops") {
  // Places 0 and 1 are both needed by the first and the last group; the middle one can use either
  // and is nearer to 1.
  const Options options{{{0, metres(0)}}, {{0, metres(300)}, {1, metres(200)}}, {{1, metres(0)}}};
  CHECK(stops_of(options)[1]->place == 1);
}

TEST_CASE("A group without a stop in reach boards nowhere") {
  const auto chosen = stops_of(Options{{}, {{3, metres(10)}}});
  CHECK_FALSE(chosen[0]);
  CHECK(chosen[1]->place == 3);
}

TEST_CASE("Greedy stops that later ones make needless are dropped") {
  // Greedy takes place 0 first (4 groups), then 1 and 2 for the two groups left; these cover all of
  // 0's groups.
  const Options options{{{1, metres(1)}},
                        {{0, metres(1)}, {1, metres(1)}},
                        {{0, metres(1)}, {1, metres(1)}},
                        {{0, metres(1)}, {2, metres(1)}},
                        {{0, metres(1)}, {2, metres(1)}},
                        {{2, metres(1)}}};
  for (const auto& stop : stops_of(options)) CHECK(stop->place != 0);
}

/// Of each group to the nearest place of a set; empty where one with options has none.
std::optional<Millimetres> walk_to(const Options& options, unsigned set) {
  Millimetres sum;
  for (const auto& group : options) {
    std::optional<Millimetres> nearest;
    for (const StopOption& option : group) {
      if (((set >> option.place) & 1U) == 0) continue;
      nearest = nearest ? std::min(*nearest, option.walk) : option.walk;
    }
    if (!nearest && !group.empty()) return std::nullopt;
    sum += nearest.value_or(Millimetres(0));
  }
  return sum;
}

TEST_CASE("As few stops as brute force, and among those the least walk, on random small cases") {
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    RandomTown dice(seed, 1);
    Options options(7);
    for (auto& group : options) {
      for (std::size_t place = 0; place < 8; ++place) {
        if (dice.below(3) == 0) group.push_back({place, metres(dice.below(800))});
      }
    }
    auto least = std::make_pair(9, Millimetres(0));
    for (unsigned set = 0; set < 256; ++set) {
      const auto walk = walk_to(options, set);
      if (walk) least = std::min(least, std::make_pair(__builtin_popcount(set), *walk));
    }
    unsigned used = 0;
    CAPTURE(seed);
    const auto chosen = stops_of(options);
    for (std::size_t group = 0; group < options.size(); ++group) {
      CHECK(chosen[group].has_value() == !options[group].empty());
      if (chosen[group]) used |= 1U << chosen[group]->place;
    }
    CHECK(std::make_pair(__builtin_popcount(used), *walk_to(options, used)) == least);
  }
}

TEST_CASE("Villages that fill a bus each keep their own stop, small ones share") {
  // Place 1 lies between both.
  const Options options{{{0, metres(0)}, {1, metres(300)}}, {{1, metres(300)}, {2, metres(0)}}};
  const auto place_of_first = [&](std::int64_t a, std::int64_t b) {
    return choose_stops(options, {Heads(a), Heads(b)}, Heads(40))[0]->place;
  };
  CHECK(place_of_first(20, 20) == 1);  // one busload, not two
  CHECK(place_of_first(20, 21) == 0);  // two, wherever they board
  CHECK(place_of_first(60, 60) == 1);  // three, not four
  CHECK(place_of_first(80, 80) == 0);
}

TEST_CASE("Of places with as few busloads the one with less walking for all pupils is taken") {
  // Either place serves both; ten pupils walk 100 m or one walks 500 m.
  const Options options{{{0, metres(0)}, {1, metres(100)}}, {{0, metres(500)}, {1, metres(0)}}};
  CHECK(choose_stops(options, {Heads(10), Heads(1)}, Heads(40))[1]->place == 0);
  CHECK(choose_stops(options, {Heads(4), Heads(1)}, Heads(40))[0]->place == 1);
}

TEST_CASE("Where many groups share many places the stops are still few, and found soon") {
  // 60 groups on a line, each within reach of the 12 places around it: every 12th place does.
  Options options(60);
  for (std::size_t group = 0; group < 60; ++group) {
    for (std::size_t place = group; place < group + 12; ++place) {
      options[group].push_back(
          {place, metres(std::abs(static_cast<double>(place) - static_cast<double>(group) - 5))});
    }
  }
  std::set<std::size_t> used;
  for (const auto& stop : stops_of(options)) used.insert(stop->place);
  CHECK(used.size() == 5);
}

TEST_CASE("Busloads fill whole buses and lose nobody") {
  // 30 + 50 + 20 pupils, 40 seats: 30 + 10 | 40 | 20.
  const auto loads = busloads({Heads(30), Heads(50), Heads(20)}, Heads(40));
  REQUIRE(loads.size() == 3);
  CHECK(loads[0] == Busload{{0, Heads(30)}, {1, Heads(10)}});
  CHECK(loads[1] == Busload{{1, Heads(40)}});
  CHECK(loads[2] == Busload{{2, Heads(20)}});
  CHECK(busloads({}, Heads(40)).empty());
}

}  // namespace
}  // namespace budian
