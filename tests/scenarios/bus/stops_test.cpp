#include "scenarios/bus/stops.hpp"

#include "tests/support/random_town.hpp"

namespace budian {
namespace {

using Options = std::vector<std::vector<StopOption>>;

TEST_CASE("One stop in the middle serves the groups on both sides") {
  // Place 1 serves all three groups, places 0 and 2 one each: one stop is enough.
  const Options options{
      {{0, metres(0)}, {1, metres(300)}}, {{1, metres(50)}}, {{1, metres(400)}, {2, metres(0)}}};
  const auto chosen = choose_stops(options);
  for (const auto& stop : chosen) {
    REQUIRE(stop);
    CHECK(stop->place == 1);
  }
}

TEST_CASE("A group boards at the nearest of the chosen stops") {
  // Places 0 and 1 are both needed by the first and the last group; the middle one can use either
  // and is nearer to 1.
  const Options options{{{0, metres(0)}}, {{0, metres(300)}, {1, metres(200)}}, {{1, metres(0)}}};
  CHECK(choose_stops(options)[1]->place == 1);
}

TEST_CASE("A group without a stop in reach boards nowhere") {
  const auto chosen = choose_stops(Options{{}, {{3, metres(10)}}});
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
  for (const auto& stop : choose_stops(options)) CHECK(stop->place != 0);
}

TEST_CASE("As few stops as brute force, or one more, on random small cases") {
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    RandomTown dice(seed, 1);
    Options options(6);
    for (auto& group : options) {
      for (std::size_t place = 0; place < 6; ++place) {
        if (dice.below(3) == 0) group.push_back({place, metres(dice.below(800))});
      }
    }
    std::size_t least = 6;
    for (unsigned set = 0; set < 64; ++set) {
      bool covers = true;
      for (const auto& group : options) {
        bool any = group.empty();
        for (const StopOption& option : group) any = any || ((set >> option.place) & 1U) != 0;
        covers = covers && any;
      }
      if (covers)
        least = std::min<std::size_t>(least, static_cast<std::size_t>(__builtin_popcount(set)));
    }
    unsigned used = 0;
    const auto chosen = choose_stops(options);
    for (std::size_t group = 0; group < options.size(); ++group) {
      CHECK(chosen[group].has_value() == !options[group].empty());
      if (chosen[group]) used |= 1U << chosen[group]->place;
    }
    CHECK(static_cast<std::size_t>(__builtin_popcount(used)) <= least + 1);
  }
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
