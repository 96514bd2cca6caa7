// Routes around others that stay.
#include "scenarios/bus/around.hpp"

#include <algorithm>
#include <set>

#include "tests/scenarios/bus/instances.hpp"

namespace budian::bus {
namespace {

TEST_CASE("Locked duties stay, everyone else is served around them within the fleet") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    RandomShape shape;
    shape.stops = 10 + static_cast<int>(seed % 20);
    shape.limited_fleet = seed % 3 == 0;
    shape.one_way = seed % 2 == 0;
    shape.wait_minutes = 15;
    Parts parts = random_parts(seed, shape);
    if (seed % 4 == 0) parts.depots.push_back({SiteId(0), 4});
    const Problem problem(parts);
    const Routes free = solve(problem);
    if (free.duties.empty()) continue;
    std::vector<Duty> locked{free.duties.back()};
    if (free.duties.size() > 3) locked.push_back(free.duties.front());
    const Routes around = solve_around(problem, {locked, {}});
    CAPTURE(seed);
    CHECK(check(problem, around).empty());
    REQUIRE(around.duties.size() >= locked.size());
    for (std::size_t i = 0; i < locked.size(); ++i) CHECK(around.duties[i] == locked[i]);
    // Never better than without locks, but by the luck of a search: a tenth at most.
    CHECK(around.duties.size() * 10 + 10 >= free.duties.size() * 9);
  }
}

TEST_CASE("With everything locked nothing is left to search") {
  const Problem problem(random_parts(3, {}));
  const Routes free = solve(problem);
  const Routes again = solve_around(problem, free);
  CHECK(again.duties == free.duties);
  CHECK(again.unserved == free.unserved);
}

TEST_CASE("Faults of some duties are theirs, not that others are missing") {
  const Problem problem(straight_road());
  const Trip half{BellId(0), {StopId(2), StopId(1)}, {StopId(1), StopId(2)}};
  CHECK(faults_of(problem, {{{BusTypeId(0), {half}}}, {}}).empty());
  const Trip turned{BellId(0), {StopId(2), StopId(1)}, {StopId(1), StopId(0)}};
  CHECK(faults_of(problem, {{{BusTypeId(0), {turned}}}, {}}).size() == 2);
}

TEST_CASE("Of two answers the better serves more, then has fewer buses, then costs less") {
  const Problem problem(straight_road());
  const Trip all{BellId(0), {StopId(2), StopId(1), StopId(0)}, {StopId(0), StopId(1), StopId(2)}};
  const Trip zigzag{
      BellId(0), {StopId(1), StopId(2), StopId(0)}, {StopId(0), StopId(1), StopId(2)}};
  const Trip part{BellId(0), {StopId(2), StopId(1)}, {StopId(1), StopId(2)}};
  const Trip rest{BellId(0), {StopId(0)}, {StopId(0)}};
  const Routes one{{{BusTypeId(0), {all}}}, {}};
  const Routes longer{{{BusTypeId(0), {zigzag}}}, {}};
  const Routes two{{{BusTypeId(0), {part}}, {BusTypeId(0), {rest}}}, {}};
  const Routes left{{{BusTypeId(0), {part}}}, {{StopId(0), UnservedReason::no_bus}}};
  CHECK(is_better(problem, one, longer));
  CHECK(is_better(problem, one, two));
  CHECK(is_better(problem, two, left));
  CHECK_FALSE(is_better(problem, longer, one));
  CHECK_FALSE(is_better(problem, one, one));
}

}  // namespace
}  // namespace budian::bus
