// The hours of schools as part of the answer.
#include <algorithm>
#include <cstdlib>

#include "scenarios/bus/around.hpp"
#include "scenarios/bus/bounds.hpp"
#include "tests/scenarios/bus/instances.hpp"
#include "tests/scenarios/bus/oracle.hpp"

namespace budian::bus {
namespace {

/// The pupils of 2 km go to a school of their own beside the other, with the same hours. To drive
/// after the trip of the others takes 200 + 50 + 200 + 60 s, before it 300 + 75 + 300 + 60 s; in
/// the afternoon it is the other way round, so the bells have to be 12 minutes and a quarter apart.
Parts two_schools() {
  Parts parts = straight_road();
  parts.schools.push_back(parts.schools[BellId(0)]);
  parts.stops[StopId(1)].school = BellId(1);
  return parts;
}

BellShifts shifts(double first, double second) {
  return BellShifts(std::vector<Milliseconds>{minutes(first), minutes(second)});
}

TEST_CASE("A bell is moved where that saves a bus, and no further than it has to be") {
  Parts parts = two_schools();
  CHECK(solve(Problem(parts)).duties.size() == 2);
  parts.schools[BellId(1)].bell_later = minutes(10);
  CHECK(solve(Problem(parts)).duties.size() == 2);
  CHECK(solve(Problem(parts)).bells.empty());
  parts.schools[BellId(1)].bell_later = minutes(40);
  const Routes later = solve(Problem(parts));
  CHECK(later.duties.size() == 1);
  CHECK(later.bells.rows() == shifts(0, 15).rows());
  parts.schools[BellId(1)].bell_later = minutes(0);
  parts.schools[BellId(1)].bell_earlier = minutes(14);
  CHECK(solve(Problem(parts)).duties.size() == 2);  // steps of five minutes
  parts.parameters.bell_step = minutes(1);
  const Routes earlier = solve(Problem(parts));
  CHECK(earlier.duties.size() == 1);
  CHECK(earlier.bells.rows() == shifts(0, -13).rows());
  // Lessons end as much earlier.
  const Problem settled = with_bells(Problem(parts), earlier.bells);
  CHECK(settled.schools()[BellId(1)].arrive == minutes(8 * 60 - 13));
  CHECK(settled.schools()[BellId(1)].depart == minutes(16 * 60 - 13));
  CHECK_FALSE(settled.has_bell_choice());
}

TEST_CASE("A plan is judged by the hours that it chooses") {
  Parts parts = two_schools();
  parts.schools[BellId(1)].bell_later = minutes(13);
  const Problem problem(parts);
  Routes routes{{{BusTypeId(0), {{BellId(0), {StopId(2), StopId(0)}}, {BellId(1), {StopId(1)}}}}},
                {}};
  routes = with_afternoons(problem, routes);
  CHECK_FALSE(check(problem, routes).empty());
  routes.bells = shifts(0, 13);
  CHECK(check(problem, routes).empty());
  routes.bells = shifts(0, 12);  // 510 s fit into the morning, 735 s not into the afternoon
  const auto late = check(problem, routes);
  REQUIRE(late.size() == 1);
  CHECK(late.front().kind == ViolationKind::late);
  CHECK(late.front().amount == seconds(15).count());
  routes.bells = shifts(-2, 14);
  const auto outside = check(problem, routes);
  REQUIRE(outside.size() == 2);
  CHECK(outside[0].kind == ViolationKind::bell_moved);
  CHECK(outside[0].school == BellId(0));
  CHECK(outside[0].amount == minutes(2).count());
  CHECK(outside[1].school == BellId(1));
  CHECK(outside[1].amount == minutes(1).count());
  CHECK(with_bells(problem, routes.bells).schools()[BellId(1)].arrive == minutes(8 * 60 + 14));
  CHECK_THROWS_AS(with_bells(problem, shifts(0, 8 * 60)), std::invalid_argument);
  routes.bells = BellShifts(1);
  CHECK_THROWS_AS(check(problem, routes), std::invalid_argument);
}

TEST_CASE("A bell may not be moved out of the day") {
  Parts parts = straight_road();
  parts.schools[BellId(0)].bell_later = minutes(8 * 60);
  CHECK_THROWS_AS(Problem(parts), std::invalid_argument);
  parts.schools[BellId(0)].bell_later = minutes(8 * 60 - 1);
  CHECK_NOTHROW(Problem(parts));
  parts.schools[BellId(0)].bell_earlier = minutes(8 * 60 + 1);
  CHECK_THROWS_AS(Problem(parts), std::invalid_argument);
}

Parts with_windows(std::uint64_t seed, RandomShape shape) {
  Parts parts = random_parts(seed, shape);
  parts.parameters.bell_step = minutes(10);
  for (const BellId school : parts.schools.ids()) {
    parts.schools[school].bell_earlier =
        minutes(static_cast<double>((seed + school.row()) % 2) * 10);
    parts.schools[school].bell_later =
        minutes(static_cast<double>((seed / 2 + school.row()) % 3) * 10);
  }
  return parts;
}

/// By trying all bells.
std::size_t fewest_with_any_bells(const Problem& problem) {
  BellShifts bells(problem.schools().size());
  std::size_t fewest = problem.stops().size();
  const Milliseconds step = problem.parameters().bell_step;
  const auto try_from = [&](auto&& next, std::size_t row) -> void {
    if (row == bells.size()) {
      fewest = std::min(fewest, fewest_buses(with_bells(problem, bells)));
      return;
    }
    const School& school = problem.schools()[BellId(row)];
    for (Milliseconds later = Milliseconds(0) - school.bell_earlier; later <= school.bell_later;
         later += step) {
      bells[BellId(row)] = later;
      next(next, row + 1);
    }
  };
  try_from(try_from, 0);
  return fewest;
}

TEST_CASE("With bells to choose, the search finds as few buses as trying all of them") {
  constexpr int problems = 100;
  int equal = 0;
  int moved = 0;
  for (std::uint64_t seed = 1; seed <= problems; ++seed) {
    RandomShape shape;
    shape.stops = 3 + static_cast<int>(seed % 4);
    shape.schools = 2 + static_cast<int>(seed % 2);
    shape.kilometres = 5 + static_cast<double>(seed % 3) * 3;
    shape.limit_minutes = 60;
    shape.wait_minutes = static_cast<double>(seed % 3) * 5;
    shape.bell_gap_minutes = static_cast<double>(seed % 4) * 5;
    const Problem problem(with_windows(seed, shape));
    const Routes routes = solve(problem);
    CAPTURE(seed);
    REQUIRE(check(problem, routes).empty());
    REQUIRE(routes.unserved.empty());
    const std::size_t least = fewest_with_any_bells(problem);
    CHECK(routes.duties.size() >= least);
    CHECK(least_buses_proved(problem) <= least);
    equal += routes.duties.size() == least;
    moved += !routes.bells.empty();
  }
  CAPTURE(equal, moved);
  CHECK(equal >= problems * 98 / 100);
  CHECK(moved >= problems / 5);
}

RandomShape larger_shape(std::uint64_t seed) {
  RandomShape shape;
  shape.stops = 10 + static_cast<int>(seed % 20);
  shape.schools = 2 + static_cast<int>(seed % 4);
  shape.one_way = seed % 3 == 0;
  shape.limited_fleet = seed % 4 == 0;
  shape.wait_minutes = static_cast<double>(seed % 3) * 10;
  shape.bell_gap_minutes = 5;
  return shape;
}

TEST_CASE("Bells that may be moved take no more buses, and each that is moved has to be") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Parts parts = with_windows(seed, larger_shape(seed));
    if (seed % 5 == 0) parts.may_share = {{BellId(0), BellId(1)}};
    const Problem problem(parts);
    const Routes routes = solve(problem);
    CAPTURE(seed);
    CHECK(check(problem, routes).empty());
    const Problem as_today = with_bells(problem, BellShifts(problem.schools().size()));
    const Routes today = solve(as_today);
    CHECK(std::make_pair(left_behind(problem, routes), routes.duties.size()) <=
          std::make_pair(left_behind(as_today, today), today.duties.size()));
    const Fen cost = yearly_cost(with_bells(problem, routes.bells), routes);
    for (const BellId school : routes.bells.ids()) {
      Routes nearer = routes;
      while (nearer.bells[school] != Milliseconds(0)) {
        const bool is_later = nearer.bells[school] > Milliseconds(0);
        nearer.bells[school] += is_later ? minutes(-10) : minutes(10);
        const bool would_do = check(problem, nearer).empty() &&
                              yearly_cost(with_bells(problem, nearer.bells), nearer) <= cost;
        CHECK_FALSE(would_do);
      }
    }
  }
}

TEST_CASE("The order of schools and stops does not change which bells are moved") {
  for (std::uint64_t seed = 1; seed <= 15; ++seed) {
    const Parts parts = with_windows(seed, larger_shape(seed));
    const Problem problem(parts);
    const Problem turned(shuffled(parts, seed));
    const auto moves = [](const Problem& of, const Routes& routes) {
      std::vector<std::pair<std::size_t, Milliseconds>> list;
      for (const BellId school : routes.bells.ids()) {
        list.emplace_back(of.schools()[school].site.row(), routes.bells[school]);
      }
      std::sort(list.begin(), list.end());
      return list;
    };
    CAPTURE(seed);
    CHECK(moves(problem, solve(problem)) == moves(turned, solve(turned)));
  }
}

TEST_CASE("Around locked routes their schools keep their bells, and others still move") {
  Parts parts = two_schools();
  parts.schools[BellId(0)].bell_later = minutes(30);
  parts.schools[BellId(1)].bell_later = minutes(30);
  const Problem problem(parts);
  Routes locked{{{BusTypeId(0), {{BellId(0), {StopId(2), StopId(0)}}}}}, {}};
  locked = with_afternoons(problem, locked);
  locked.bells = shifts(20, 5);
  const Routes around = solve_around(problem, locked);
  CHECK(check(problem, around).empty());
  CHECK(around.bells.rows() == shifts(20, 0).rows());
  CHECK(around.duties.front() == locked.duties.front());
  CHECK(is_better(problem, solve(problem), around));
}

}  // namespace
}  // namespace budian::bus
