#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/scenarios/location/oracle.hpp"

namespace budian::location {
namespace {

/// Two villages of 10 heads, 4 apart, each with a site; a third site between them.
Parts two_villages() {
  Parts parts;
  parts.sites = {{"left"}, {"middle"}, {"right"}};
  parts.demands = {{"west", 10}, {"east", 10}};
  parts.ways = {{0, 0, 0}, {0, 1, 2}, {0, 2, 4}, {1, 0, 4}, {1, 1, 2}, {1, 2, 0}};
  parts.goals = {{Aim::least_distance, 0}};
  return parts;
}

std::vector<Limit> limits_that_clash(const Parts& parts) {
  const Solution found = solve(Problem(parts));
  REQUIRE(found.state == State::infeasible);
  REQUIRE(found.clash);
  CHECK(found.clash->minimal);
  return found.clash->limits;
}

}  // namespace

TEST_CASE("One site cannot be near both: distance and number clash, and nothing else is named") {
  Parts parts = two_villages();
  for (Demand& demand : parts.demands) demand.farthest = 1;
  parts.most_sites = 1;
  for (Site& site : parts.sites) site.most_heads = 20;  // enough: not to be blamed
  CHECK(limits_that_clash(parts) == std::vector<Limit>{Limit::distance, Limit::most_number});
}

TEST_CASE("Too few seats at the only site that may be open clash with the number") {
  Parts parts = two_villages();
  parts.most_sites = 1;
  for (Site& site : parts.sites) site.most_heads = 19;
  CHECK(limits_that_clash(parts) == std::vector<Limit>{Limit::most_size, Limit::most_number});
}

TEST_CASE("Villages that fill the seats only in parts clash for being whole") {
  Parts parts = two_villages();
  parts.demands.push_back({"north", 10});
  for (std::size_t j = 0; j < 3; ++j) parts.ways.push_back({2, j, 1});
  parts.most_sites = 2;
  for (Site& site : parts.sites) site.most_heads = 15;  // 2 × 15 = 30, but only one village each
  CHECK(limits_that_clash(parts) ==
        std::vector<Limit>{Limit::whole, Limit::most_size, Limit::most_number});
}

TEST_CASE("Who reaches no site by the limits that clash is named") {
  Parts parts = two_villages();
  parts.demands[1].farthest = 1;
  parts.sites[2].standing = Standing::forbidden;
  const Problem problem(parts);
  const Solution found = solve(problem);
  REQUIRE(found.clash);
  CHECK(found.clash->limits == std::vector<Limit>{Limit::forbidden, Limit::distance});
  REQUIRE(found.clash->cut_off.size() == 1);
  CHECK(problem.demands()[found.clash->cut_off[0]].key == "east");
}

TEST_CASE("Of a clash each limit can be left out and then there is an answer") {
  int clashes = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    Wish wish;
    wish.sites = 4;
    wish.demands = 6;
    wish.most_sizes = true;
    wish.least_sizes = seed % 2 == 0;
    wish.distances = seed % 3 == 0;
    wish.standings = true;
    const Problem problem(random_parts(random, wish));
    if (best_by_hand(problem)) continue;
    ++clashes;
    CAPTURE(seed);
    const Solution found = solve(problem);
    REQUIRE(found.clash);
    CHECK(found.clash->minimal);
  }
  CHECK(clashes > 5);  // the sample is worth something
}

TEST_CASE("Parts that say nothing sensible are refused") {
  const auto refuses = [](const auto& spoil) {
    Parts parts = two_villages();
    spoil(parts);
    CHECK_THROWS_AS(Problem(parts), std::invalid_argument);
  };
  refuses([](Parts& parts) { parts.sites[1].key = "left"; });
  refuses([](Parts& parts) { parts.demands[0].heads = 0; });
  refuses([](Parts& parts) { parts.ways[0].site = 3; });
  refuses([](Parts& parts) { parts.ways[0].cost = -1; });
  refuses([](Parts& parts) { parts.ways.push_back({0, 0, 5}); });
  refuses([](Parts& parts) { parts.goals = {}; });
  refuses([](Parts& parts) { parts.goals.push_back({Aim::fewest_sites, 0}); });
  refuses([](Parts& parts) { parts.contiguous = true; });
  refuses([](Parts& parts) { parts.everyone_served = false; });
}

TEST_CASE("The order of rows does not matter") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    Wish wish;
    wish.most_sizes = seed % 2 == 0;
    wish.openings = true;
    const Parts parts = random_parts(random, wish);
    Parts turned = parts;
    std::reverse(turned.sites.begin(), turned.sites.end());
    std::reverse(turned.demands.begin(), turned.demands.end());
    for (Way& way : turned.ways) {
      way.site = parts.sites.size() - 1 - way.site;
      way.demand = parts.demands.size() - 1 - way.demand;
    }
    std::reverse(turned.ways.begin(), turned.ways.end());
    const Solution one = solve(Problem(parts)), other = solve(Problem(turned));
    CHECK(one.open == other.open);
    CHECK(one.shares == other.shares);
  }
}

TEST_CASE("Divided demands cost no more than whole ones, and a looser limit no more than before") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    std::mt19937 random(seed);
    Wish wish;
    wish.most_sizes = true;
    wish.distances = seed % 2 == 0;
    wish.standings = seed % 3 == 0;
    Parts parts = random_parts(random, wish);
    const Solution tight = solve(Problem(parts));
    if (tight.state != State::solved) continue;
    const auto looser = [&](const Parts& changed) {
      const Problem problem(changed);
      const Solution found = solve(problem);
      CAPTURE(seed);
      REQUIRE(found.state == State::solved);
      CHECK(broken_limits(problem, found).empty());
      CHECK(found.reached[0].value <= tight.reached[0].value);
      CHECK(found.reached[0].bound <= found.reached[0].value);
    };
    Parts divided = parts;
    divided.whole = false;
    looser(divided);
    Parts roomy = parts;
    for (Site& site : roomy.sites) *site.most_heads += 5;
    looser(roomy);
    Parts nearer = parts;
    for (Demand& demand : nearer.demands) demand.farthest.reset();
    looser(nearer);
  }
}

}  // namespace budian::location
