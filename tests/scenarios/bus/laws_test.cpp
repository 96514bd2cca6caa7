// What holds for every bus problem.
#include <algorithm>
#include <random>

#include "scenarios/bus/search.hpp"
#include "tests/scenarios/bus/instances.hpp"
#include "tests/scenarios/bus/oracle.hpp"

namespace budian::bus {
namespace {

RandomShape shape_of(std::uint64_t seed) {
  RandomShape shape;
  shape.stops = 1 + static_cast<int>(seed % 40);
  shape.schools = 1 + static_cast<int>(seed % 4);
  shape.one_way = seed % 3 == 0;
  shape.limited_fleet = seed % 5 < 2;
  shape.kilometres = 6 + static_cast<double>(seed % 3) * 8;
  shape.limit_minutes = 12 + static_cast<double>(seed % 7) * 5;
  shape.wait_minutes = static_cast<double>(seed % 3) * 15;
  return shape;
}

/// A second school at the same place rings 20 minutes later and ends as much later; the pupils of 2
/// km go there.
Parts two_bells() {
  Parts parts = straight_road();
  School later = parts.schools[BellId(0)];
  later.arrive = later.arrive + minutes(20);
  later.depart = later.depart + minutes(20);
  parts.schools.push_back(later);
  parts.stops[StopId(1)].school = BellId(1);
  return parts;
}

TEST_CASE("Random problems are solved without a violation, each pupil once, within the seats") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Parts parts = random_parts(seed, shape_of(seed));
    if (seed % 6 == 0) {  // a stop that no road leads to
      for (std::size_t site = 1; site < parts.travel.sites; ++site) {
        parts.travel.time[site] = parts.travel.length[site] = no_travel;
      }
    }
    const Problem problem(parts);
    const Routes routes = solve(problem);
    CAPTURE(seed);
    CHECK(check(problem, routes).empty());
    std::vector<int> times_named(problem.stops().size(), 0);
    for (const Unserved& unserved : routes.unserved) ++times_named[unserved.stop.row()];
    for (const Duty& duty : routes.duties) {
      for (const Trip& trip : duty.trips) {
        CHECK(morning_times(problem, trip).load <= problem.types()[duty.type].pupil_seats);
        for (const StopId stop : trip.stops) ++times_named[stop.row()];
      }
    }
    CHECK(std::all_of(times_named.begin(), times_named.end(), [](int n) { return n == 1; }));
  }
}

TEST_CASE("The order of the input changes neither the buses nor the cost") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Parts parts = random_parts(seed, shape_of(seed));
    const Problem problem(parts);
    const Problem turned(shuffled(parts, seed));
    const Routes routes = solve(problem);
    const Routes other = solve(turned);
    CAPTURE(seed);
    CHECK(other.duties.size() == routes.duties.size());
    CHECK(yearly_cost(turned, other) == yearly_cost(problem, routes));
    CHECK(left_behind(turned, other) == left_behind(problem, routes));
  }
}

TEST_CASE("The same problem has the same answer on any number of threads") {
  const Problem problem(random_parts(7, shape_of(39)));
  const Routes routes = solve(problem);
  for (const int threads : {1, 2, 3}) {
    Effort effort;
    effort.threads = threads;
    CHECK(solve(problem, effort) == routes);
  }
}

TEST_CASE("No trip runs with fewer pupils than it needs, and who is left out is too few") {
  int left_out = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Parts parts = random_parts(seed, shape_of(seed));
    for (BusType& type : parts.types) type.available = -1;
    parts.parameters.least_pupils = Heads(8 + static_cast<std::int64_t>(seed % 3) * 8);
    const Problem problem(parts);
    const Routes routes = solve(problem);
    CAPTURE(seed);
    CHECK(check(problem, routes).empty());
    for (const Unserved& unserved : routes.unserved) {
      left_out += unserved.reason == UnservedReason::below_minimum;
    }
    for (const Duty& duty : routes.duties) {
      for (const Trip& trip : duty.trips) {
        CHECK(morning_times(problem, trip).load >= parts.parameters.least_pupils);
      }
    }
  }
  CHECK(left_out > 0);
}

TEST_CASE("Buses that small trips give back serve whoever waits for a bus") {
  int no_bus = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    RandomShape shape = shape_of(seed);
    shape.limited_fleet = true;
    Parts parts = random_parts(seed, shape);
    parts.parameters.least_pupils = Heads(5 + static_cast<std::int64_t>(seed % 20));
    const Problem problem(parts);
    const Routes routes = solve(problem);
    CAPTURE(seed);
    CHECK(check(problem, routes).empty());  // that no bus is left is judged, too
    for (const Unserved& unserved : routes.unserved) {
      no_bus += unserved.reason == UnservedReason::no_bus;
    }
  }
  CHECK(no_bus > 0);
}

TEST_CASE("A least number of pupils fills trips rather than leaving pupils behind") {
  // The straight road has 35 pupils in one trip of 40 seats: any minimum up to 35 is met by it.
  Parts parts = straight_road();
  parts.parameters.least_pupils = Heads(35);
  CHECK(solve(Problem(parts)).unserved.empty());
  parts.parameters.least_pupils = Heads(36);
  const Routes routes = solve(Problem(parts));
  CHECK(routes.duties.empty());
  CHECK(routes.unserved.size() == 3);
  CHECK(check(Problem(parts), routes).empty());
}

/// Of all pupils, morning and afternoon.
std::int64_t riding(const Problem& problem, const Routes& routes, Milliseconds beyond = {}) {
  std::int64_t sum = 0;
  for (const Duty& duty : routes.duties) {
    for (const Trip& trip : duty.trips) {
      for (const bool morning : {true, false}) {
        const TripTimes times =
            morning ? morning_times(problem, trip) : afternoon_times(problem, trip);
        const auto& stops = morning ? trip.stops : trip.afternoon;
        for (std::size_t i = 0; i < stops.size(); ++i) {
          const std::int64_t over = (times.rides[i] - beyond).count();
          sum += problem.stops()[stops[i]].pupils.count() * std::max<std::int64_t>(0, over);
        }
      }
    }
  }
  return sum;
}

TEST_CASE("Where riding weighs, pupils ride shorter and the routes cost more, seldom less") {
  int shorter = 0, under_target = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    RandomShape shape;
    shape.stops = 20;
    Parts parts = random_parts(seed, shape);
    parts.parameters.fewest_buses_first = false;
    parts.parameters.chain_trips = false;
    const Problem cheap(parts);
    const Routes cheapest = solve(cheap);
    parts.parameters.pupil_hour = yuan(20);
    const Problem weighed(parts);
    const Routes quick = solve(weighed);
    CAPTURE(seed);
    CHECK(check(weighed, quick).empty());
    CHECK(riding(weighed, quick) <= riding(cheap, cheapest));
    CHECK(in_yuan(yearly_cost(weighed, quick)) >= in_yuan(yearly_cost(cheap, cheapest)) * 0.995);
    shorter += riding(weighed, quick) < riding(cheap, cheapest);

    parts.parameters.pupil_hour = {};
    parts.parameters.pupil_hour_over_target = yuan(100);
    for (Stop& stop : parts.stops) stop.ride_target = minutes(20);
    const Problem aimed(parts);
    const Routes punctual = solve(aimed);
    CHECK(check(aimed, punctual).empty());
    CHECK(riding(aimed, punctual, minutes(20)) <= riding(cheap, cheapest, minutes(20)));
    under_target += riding(aimed, punctual, minutes(20)) < riding(cheap, cheapest, minutes(20));
  }
  CHECK(shorter > 20);
  CHECK(under_target > 20);
}

TEST_CASE("Problems with depots, hours to pay, no afternoon or cost first are solved soundly") {
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Parts parts = random_parts(seed, shape_of(seed));
    for (std::size_t depot = 0; depot < seed % 4; ++depot) {
      const int room = seed % 3 == 0 ? 2 : -1;
      parts.depots.push_back({SiteId(depot % parts.travel.sites), room});
    }
    parts.parameters.trips_a_day = 1 + static_cast<int>(seed % 2);
    parts.parameters.fewest_buses_first = seed % 5 != 0;
    parts.parameters.chain_trips = seed % 7 != 0;
    for (const BellId school : parts.schools.ids()) {
      parts.schools[school].contractor = static_cast<int>(seed % 3 * school.row() % 2);
    }
    if (seed % 4 == 0) parts.types[BusTypeId(0)].cost_an_hour = yuan(50);
    const Problem problem(parts);
    CAPTURE(seed);
    CHECK(check(problem, solve(problem)).empty());
  }
}

TEST_CASE("Where cost comes first a cheaper answer may have more buses, never a dearer one") {
  int dearer_with_fewest = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    RandomShape shape;
    shape.stops = 4 + static_cast<int>(seed % 5);
    Parts parts = random_parts(seed, shape);
    for (BusType& type : parts.types) type.fixed_cost_a_year = yuan(2000);
    const Problem fewest(parts);
    parts.parameters.fewest_buses_first = false;
    const Problem cheapest(parts);
    const Fen least = yearly_cost(cheapest, solve(cheapest));
    const Fen other = yearly_cost(fewest, solve(fewest));
    CAPTURE(seed);
    CHECK(least <= other);
    dearer_with_fewest += least < other;
  }
  CHECK(dearer_with_fewest > 0);
}

TEST_CASE("A bus from a depot costs no less than one that sleeps at its first stop") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    RandomShape shape;
    shape.stops = 3 + static_cast<int>(seed % 5);
    shape.limit_minutes = 60;
    Parts parts = random_parts(seed, shape);
    parts.parameters.chain_trips = false;
    const Problem without(parts);
    parts.depots.push_back({SiteId(0)});
    const Problem with_depot(parts);
    CAPTURE(seed);
    CHECK(yearly_cost(without, solve(without)) <= yearly_cost(with_depot, solve(with_depot)));
  }
}

TEST_CASE("Problems with missing ways, depots and boundless limits are solved soundly") {
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Parts parts = random_parts(seed, shape_of(seed));
    std::mt19937_64 random(seed);
    for (std::size_t from = 0; from < parts.travel.sites; ++from) {
      for (std::size_t to = 0; to < parts.travel.sites; ++to) {
        const std::size_t cell = from * parts.travel.sites + to;
        if (from == to || random() % 4 != 0) continue;
        parts.travel.time[cell] = parts.travel.length[cell] = no_travel;
      }
    }
    for (std::size_t depot = 0; depot < seed % 3; ++depot) parts.depots.push_back({SiteId(depot)});
    for (Stop& stop : parts.stops) {
      if (seed % 5 == 0) stop.ride_limit = Milliseconds(5'000'000'000);
    }
    const Problem problem(parts);
    Effort effort;
    effort.rounds_factor = 0.2;
    CAPTURE(seed);
    CHECK(check(problem, solve(problem, effort)).empty());
  }
}

TEST_CASE("A bus serves the schools of one contractor") {
  // One bus (see below), unless another contractor serves the second school.
  Parts parts = two_bells();
  const Routes shared = solve(Problem(parts));
  REQUIRE(shared.duties.size() == 1);
  parts.schools[BellId(1)].contractor = 1;
  const Problem apart(parts);
  CHECK(solve(apart).duties.size() == 2);
  const auto violations = check(apart, shared);
  REQUIRE(violations.size() == 1);
  CHECK(violations.front().kind == ViolationKind::contractors_mixed);
}

TEST_CASE("A search that is stopped, or has no time, still answers soundly") {
  const Problem problem(random_parts(3, shape_of(39)));
  Effort effort;
  effort.stopped = [] { return true; };
  CHECK(check(problem, solve(problem, effort)).empty());
  Effort hurried;
  hurried.seconds = 0;
  CHECK(check(problem, solve(problem, hurried)).empty());
}

TEST_CASE("Progress tells ever fewer buses and comes to its end") {
  const Problem problem(random_parts(3, shape_of(39)));
  Effort effort;
  std::vector<Progress> told;
  effort.on_progress = [&](const Progress& progress) { told.push_back(progress); };
  const Routes routes = solve(problem, effort);
  REQUIRE(told.size() > 2);
  for (std::size_t i = 1; i < told.size(); ++i) {
    CHECK(told[i].buses <= told[i - 1].buses);
    CHECK(told[i].done >= told[i - 1].done);
  }
  CHECK(told.back().done == 1);
  CHECK(told.back().buses == routes.duties.size());
}

TEST_CASE("A further bus never leaves more pupils behind on small problems") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    RandomShape shape = shape_of(seed);
    shape.stops = 3 + static_cast<int>(seed % 6);
    shape.limited_fleet = true;
    Parts parts = random_parts(seed, shape);
    const Problem fewer(parts);
    ++parts.types[BusTypeId(seed % 3)].available;
    const Problem more(parts);
    CAPTURE(seed);
    CHECK(left_behind(more, solve(more)) <= left_behind(fewer, solve(fewer)));
  }
}

TEST_CASE("Longer rides allowed never need more buses on small problems") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    RandomShape shape;
    shape.stops = 3 + static_cast<int>(seed % 6);
    shape.schools = 1 + static_cast<int>(seed % 3);
    Parts parts = random_parts(seed, shape);
    for (Stop& stop : parts.stops) stop.ride_limit = stop.ride_limit + minutes(15);
    const Problem strict(parts);
    for (Stop& stop : parts.stops) stop.ride_limit = stop.ride_limit + minutes(10);
    const Problem relaxed(parts);
    const Routes before = solve(strict);
    const Routes after = solve(relaxed);
    CAPTURE(seed);
    REQUIRE(before.unserved.empty());
    CHECK(after.duties.size() <= before.duties.size());
    CHECK(fewest_buses(relaxed) <= fewest_buses(strict));
  }
}

TEST_CASE("Pupils who may wait longer at school never need more buses on small problems") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    RandomShape shape;
    shape.stops = 3 + static_cast<int>(seed % 5);
    shape.schools = 1 + static_cast<int>(seed % 3);
    shape.bell_gap_minutes = static_cast<double>(seed % 4) * 10;
    shape.kilometres = 6;
    std::size_t before = 100;
    for (const double wait : {0.0, 10.0, 20.0, 40.0}) {
      shape.wait_minutes = wait;
      Parts parts = random_parts(seed, shape);
      for (Stop& stop : parts.stops) stop.ride_limit = stop.ride_limit + minutes(15);
      const Routes routes = solve(Problem(parts));
      CAPTURE(seed, wait);
      CHECK(routes.duties.size() <= before);
      before = routes.duties.size();
    }
  }
}

TEST_CASE("Nobody is served without buses, and the reason is said") {
  Parts parts = straight_road();
  parts.types = {};
  const Routes routes = solve(Problem(parts));
  CHECK(routes.duties.empty());
  REQUIRE(routes.unserved.size() == 3);
  CHECK(routes.unserved.front().reason == UnservedReason::no_bus);
  CHECK(check(Problem(parts), routes).empty());
}

TEST_CASE("A stop with more pupils than the largest bus has seats is reported") {
  Parts parts = straight_road();
  parts.stops[StopId(1)].pupils = Heads(41);
  const Routes routes = solve(Problem(parts));
  CHECK(routes.unserved == std::vector<Unserved>{{StopId(1), UnservedReason::too_many_pupils}});
}

TEST_CASE("The cheapest bus with enough seats is taken") {
  // 35 pupils: 40 seats at 1,000 yuan, 36 at 900, 50 at 1,200; per kilometre all the same.
  Parts parts = straight_road();
  const BusType model = parts.types[BusTypeId(0)];
  for (const auto& [seats, cost] :
       std::vector<std::pair<int, double>>{{36, 900}, {50, 1200}, {30, 500}}) {
    BusType type = model;
    type.pupil_seats = Heads(seats);
    type.nominal_seats = Heads(seats + 2);
    type.fixed_cost_a_year = yuan(cost);
    parts.types.push_back(type);
  }
  const Routes routes = solve(Problem(parts));
  REQUIRE(routes.duties.size() == 1);
  CHECK(routes.duties[0].type == BusTypeId(1));
}

TEST_CASE("One bus serves a second school when the bells leave time") {
  // From 8:01 the bus drives 200 s to 2
  // km, loads 50 s and is back at 8:08:30, before 8:20. In the afternoon, 16:00 and 16:20,
  // likewise. At 5 minutes it is late.
  Parts parts = two_bells();
  CHECK(solve(Problem(parts)).duties.size() == 1);
  parts.parameters.chain_trips = false;
  CHECK(solve(Problem(parts)).duties.size() == 2);
  parts.parameters.chain_trips = true;
  parts.schools[BellId(1)].arrive = parts.schools[BellId(0)].arrive + minutes(5);
  CHECK(solve(Problem(parts)).duties.size() == 2);
}

}  // namespace
}  // namespace budian::bus
