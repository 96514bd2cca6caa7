#include "scenarios/bus/search.hpp"

#include "tests/scenarios/bus/instances.hpp"
#include "tests/scenarios/bus/oracle.hpp"

namespace budian::bus {
namespace {

/// Every stop of the random instance can be served alone: no ride limit below the direct ride.
Parts servable(std::uint64_t seed, RandomShape shape) {
  Parts parts = random_parts(seed, shape);
  for (Stop& stop : parts.stops) {
    const std::size_t school = parts.schools[stop.school].site.row();
    const std::size_t sites = parts.travel.sites;
    const std::int64_t there = parts.travel.time[stop.site.row() * sites + school];
    const std::int64_t back = parts.travel.time[school * sites + stop.site.row()];
    stop.ride_limit = std::max(stop.ride_limit, Milliseconds(std::max(there, back)));
  }
  return parts;
}

RandomShape small_shape(std::uint64_t seed) {
  RandomShape shape;
  shape.stops = 4 + static_cast<int>(seed % 5);
  shape.schools = 1 + static_cast<int>(seed / 5 % 3);
  shape.one_way = seed % 2 == 0;
  shape.limit_minutes = 20 + static_cast<double>(seed % 4) * 7;
  return shape;
}

/// How the search did against brute force.
struct Tally {
  int equal = 0;
  int more_than_one_above = 0;

  void add(const Problem& problem) {
    const Routes routes = solve(problem);
    REQUIRE(check(problem, routes).empty());
    REQUIRE(routes.unserved.empty());
    const std::size_t least = fewest_buses(problem);
    REQUIRE(routes.duties.size() >= least);
    equal += routes.duties.size() == least;
    more_than_one_above += routes.duties.size() > least + 1;
  }
};

TEST_CASE("The search finds as few buses as brute force in nearly all small problems") {
  constexpr int problems = 300;
  Tally tally;
  for (std::uint64_t seed = 1; seed <= problems; ++seed) {
    tally.add(Problem(servable(seed, small_shape(seed))));
  }
  // Measured: 300 of 300.
  CHECK(tally.equal >= problems * 98 / 100);
  CHECK(tally.more_than_one_above == 0);
}

TEST_CASE("Where pupils may wait the search finds as few buses as brute force in most problems") {
  constexpr int problems = 200;
  Tally tally;
  for (std::uint64_t seed = 1; seed <= problems; ++seed) {
    RandomShape shape = small_shape(seed);
    shape.stops = 3 + static_cast<int>(seed % 4);
    shape.kilometres = 4 + static_cast<double>(seed % 3) * 3;
    shape.wait_minutes = 5 + static_cast<double>(seed % 6) * 5;
    shape.bell_gap_minutes = static_cast<double>(seed % 3) * 10;
    tally.add(Problem(servable(seed, shape)));
  }
  // Measured: 200 of 200.
  CHECK(tally.equal >= problems * 98 / 100);
  CHECK(tally.more_than_one_above == 0);
}

TEST_CASE("Without chaining the yearly cost is that of brute force in nearly all small problems") {
  constexpr int problems = 200;
  int equal = 0;
  for (std::uint64_t seed = 1; seed <= problems; ++seed) {
    Parts parts = servable(seed + 1000, small_shape(seed));
    parts.parameters.chain_trips = false;
    const Problem problem(parts);
    const Fen least = least_cost_unchained(problem);
    const Fen found = yearly_cost(problem, solve(problem));
    equal += found == least;
    CHECK(in_yuan(found) <= in_yuan(least) * 1.01 + 1);
  }
  // Measured: 200 of 200.
  CHECK(equal >= problems * 97 / 100);
}

}  // namespace
}  // namespace budian::bus
