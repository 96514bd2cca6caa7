#include <catch2/catch.hpp>

#include "tests/scenarios/location/oracle.hpp"

namespace budian::location {
namespace {

/// Whatever the random problem, the answer is the plain one's, sound and proven.
void check_against_hand(const Wish& wish, unsigned seed) {
  std::mt19937 random(seed);
  const Problem problem(random_parts(random, wish));
  const auto expected = best_by_hand(problem);
  Effort effort;
  effort.always_relax = seed % 2 == 1;
  const Solution found = solve(problem, effort);
  CAPTURE(seed);
  if (!expected) {
    REQUIRE(found.state == State::infeasible);
    return;
  }
  REQUIRE(found.state == State::solved);
  CHECK(broken_limits(problem, found) == std::vector<std::string>{});
  std::vector<std::int64_t> values;
  for (const Reached& reached : found.reached) {
    values.push_back(reached.value);
    CHECK(reached.proven());
  }
  CHECK(values == *expected);
}

}  // namespace

TEST_CASE("A median without sizes is the best of all sets of sites") {
  for (unsigned seed = 0; seed < 60; ++seed) {
    Wish wish;
    wish.demands = 6;
    wish.standings = seed % 2 == 0;
    wish.openings = seed % 3 == 0;
    wish.regions = seed % 5 == 0;
    wish.distances = seed % 7 == 0;
    check_against_hand(wish, seed);
  }
}

TEST_CASE("With sizes and whole demands it is the best of all allotments") {
  for (unsigned seed = 0; seed < 60; ++seed) {
    Wish wish;
    wish.sites = 4;
    wish.demands = 6;
    wish.most_sizes = seed % 4 != 0;
    wish.least_sizes = seed % 2 == 0;
    wish.standings = seed % 3 == 0;
    wish.openings = seed % 5 == 0;
    wish.distances = seed % 7 == 0;
    check_against_hand(wish, seed);
  }
}

TEST_CASE("Covers, centres and goals in order are the best of all allotments") {
  const Goal fewest{Aim::fewest_sites, 0}, covered{Aim::most_covered, 14},
      distance{Aim::least_distance, 0}, farthest{Aim::nearest_farthest, 0},
      nearer{Aim::most_covered, 8};
  const std::vector<std::vector<Goal>> orders{{fewest},
                                              {covered},
                                              {farthest},
                                              {fewest, distance},
                                              {covered, distance},
                                              {farthest, distance},
                                              {covered, fewest, distance},
                                              {fewest, farthest, distance},
                                              {covered, farthest},
                                              {covered, nearer, distance}};
  for (unsigned seed = 0; seed < 100; ++seed) {
    Wish wish;
    wish.sites = 4;
    wish.demands = 6;
    wish.goals = orders[seed % orders.size()];
    wish.everyone_served = wish.goals.front().aim != Aim::most_covered || seed % 4 < 2;
    wish.most_sizes = seed % 3 == 0;
    wish.least_sizes = seed % 9 == 0;
    wish.standings = seed % 7 == 0;
    check_against_hand(wish, seed);
  }
}

TEST_CASE("Areas that hang together are the best of all that do") {
  for (unsigned seed = 0; seed < 30; ++seed) {
    Wish wish;
    wish.sites = 3;
    wish.demands = 6;
    wish.contiguous = true;
    wish.most_sizes = seed % 3 == 0;
    check_against_hand(wish, seed);
  }
}

}  // namespace budian::location
