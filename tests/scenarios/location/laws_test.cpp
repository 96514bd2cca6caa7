#include <bitset>
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

TEST_CASE("Divided demands cost what their heads cost one by one") {
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    Wish wish;
    wish.sites = 3;
    wish.demands = 3;
    wish.most_sizes = true;
    wish.least_sizes = seed % 3 == 0;
    wish.openings = seed % 2 == 0;
    Parts parts = random_parts(random, wish);
    for (Demand& demand : parts.demands) demand.heads = 2 + demand.heads % 2;
    for (Site& site : parts.sites) {
      site.most_heads = *site.most_heads % 5 + 1;
      if (site.least_heads > 0) site.least_heads = site.least_heads % 3;
    }
    Parts heads = parts;
    heads.demands.clear();
    heads.ways.clear();
    for (std::size_t i = 0; i < parts.demands.size(); ++i) {
      for (std::int64_t k = 0; k < parts.demands[i].heads; ++k) {
        Demand one = parts.demands[i];
        one.heads = 1;
        one.key += "-" + std::to_string(k);
        for (const Way& way : parts.ways) {
          if (way.demand == i) heads.ways.push_back({heads.demands.size(), way.site, way.cost});
        }
        heads.demands.push_back(one);
      }
    }
    heads.neighbours.clear();
    parts.whole = false;
    const Problem problem(parts);
    const Solution found = solve(problem);
    const auto expected = best_by_hand(Problem(heads));
    CAPTURE(seed);
    REQUIRE((found.state == State::solved) == expected.has_value());
    if (!expected) continue;
    CHECK(broken_limits(problem, found) == std::vector<std::string>{});
    CHECK(found.reached[0].value == expected->front());
    CHECK(found.proven());
  }
}

/// Covered heads of the best of all sets of five sites.
std::int64_t most_covered_by_five(const Parts& parts, std::int64_t radius) {
  std::vector<std::vector<char>> covers(parts.sites.size(),
                                        std::vector<char>(parts.demands.size(), 0));
  for (const Way& way : parts.ways) covers[way.site][way.demand] = way.cost <= radius;
  std::int64_t best = 0;
  for (unsigned set = 0; set < (1U << parts.sites.size()); ++set) {
    if (std::bitset<32>(set).count() != 5) continue;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < parts.demands.size(); ++i) {
      for (std::size_t j = 0; j < parts.sites.size(); ++j) {
        if ((set >> j & 1U) == 0 || covers[j][i] == 0) continue;
        sum += parts.demands[i].heads;
        break;
      }
    }
    best = std::max(best, sum);
  }
  return best;
}

TEST_CASE("Covers of many places are the best of all sets of sites") {
  for (unsigned seed = 0; seed < 12; ++seed) {
    std::mt19937 random(seed);
    Wish wish;
    wish.sites = 16;
    wish.demands = 120;
    wish.number = 5;
    wish.everyone_served = false;
    const std::int64_t radius = 6;
    wish.goals = {{Aim::most_covered, radius}};
    Parts parts = random_parts(random, wish);
    for (std::size_t i = 0; i < parts.demands.size(); ++i)
      parts.demands[i].key = "d" + std::to_string(i);  // more than the keys of small problems
    Effort effort;
    effort.iterations = 4;  // leaves a rest to decide
    const Problem problem(parts);
    const Solution found = solve(problem, effort);
    CAPTURE(seed);
    REQUIRE(found.state == State::solved);
    CHECK(broken_limits(problem, found) == std::vector<std::string>{});
    CHECK(found.reached[0].value == most_covered_by_five(parts, radius));
    CHECK(found.proven());
  }
}

/// After so short a search of prices, nothing that is false is claimed.
void check_claims(const Parts& parts, int iterations) {
  const Problem problem(parts);
  const auto expected = best_by_hand(problem);
  Effort effort;
  effort.always_relax = true;
  effort.iterations = iterations;
  const Solution found = solve(problem, effort);
  CAPTURE(iterations);
  if (found.state == State::infeasible) CHECK(!expected);
  if (found.state != State::solved) return;
  REQUIRE(expected);
  CHECK(broken_limits(problem, found) == std::vector<std::string>{});
  const Reached& first = found.reached.front();
  const bool most = first.goal.aim == Aim::most_covered;
  const std::int64_t best = expected->front();
  CHECK((most ? first.value <= best : first.value >= best));
  CHECK((most ? first.bound >= best : first.bound <= best));
}

TEST_CASE("However short the search of prices, no bound or proof is false") {
  const std::vector<Aim> aims{Aim::least_distance, Aim::fewest_sites, Aim::most_covered,
                              Aim::nearest_farthest};
  for (unsigned seed = 0; seed < 60; ++seed) {
    Wish wish;
    wish.sites = 4;
    wish.demands = 6;
    wish.goals = {
        {aims[seed % aims.size()], aims[seed % aims.size()] == Aim::most_covered ? 8 : 0}};
    wish.standings = seed % 5 == 0;
    wish.most_sizes = seed % 3 == 0;
    std::mt19937 random(seed);
    const Parts parts = random_parts(random, wish);
    CAPTURE(seed);
    for (const int iterations : {0, 1, 2, 5, 20}) check_claims(parts, iterations);
  }
  // One site of five, none of which serves all seven: three look decided before their price is.
  Parts parts;
  const std::vector<std::string> served{"ABCD", "ABCE", "ABDE", "FG", "AG"};
  for (const char key : std::string("ABCDEFG")) parts.demands.push_back({std::string(1, key), 1});
  for (std::size_t j = 0; j < served.size(); ++j) {
    parts.sites.push_back({"S" + std::to_string(j)});
    for (const char key : served[j])
      parts.ways.push_back({static_cast<std::size_t>(key - 'A'), j, 1});
  }
  parts.most_sites = 1;
  parts.goals = {{Aim::nearest_farthest, 0}};
  for (const int iterations : {1, 2, 3, 5}) check_claims(parts, iterations);
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
