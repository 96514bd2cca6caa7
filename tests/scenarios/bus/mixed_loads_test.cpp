// Trips whose pupils go to several schools.
#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "scenarios/bus/search.hpp"
#include "tests/scenarios/bus/instances.hpp"

namespace budian::bus {
namespace {

/// The straight road of instances.hpp with a second school 1 km beyond the first one, which rings
/// with it. The pupils of 2 km go there. Both schools let pupils wait 10 minutes.
Parts two_schools() {
  Parts parts;
  const std::vector<double> places{1000, 2000, 3000, 0, -1000};
  parts.travel.sites = places.size();
  for (const double a : places) {
    for (const double b : places) {
      parts.travel.length.push_back(metres(std::abs(a - b)).count());
      parts.travel.time.push_back(seconds(std::abs(a - b) / 10).count());
    }
  }
  const Parts straight = straight_road();
  parts.types = straight.types;
  parts.parameters = straight.parameters;
  parts.stops = straight.stops;
  parts.stops[StopId(1)].school = BellId(1);
  School school = straight.schools[BellId(0)];
  school.early = school.late = minutes(10);
  parts.schools.push_back(school);
  school.site = SiteId(4);
  parts.schools.push_back(school);
  parts.parameters.chain_trips = false;
  return parts;
}

Parts sharing(Parts parts) {
  parts.may_share = {{BellId(0), BellId(1)}};
  return parts;
}

Trip along_the_road() {
  return {
      BellId(0), {StopId(2), StopId(1), StopId(0)}, {StopId(0), StopId(1), StopId(2)}, {BellId(1)}};
}

TEST_CASE("Schools that may share a bus need one, others one each") {
  CHECK(solve(Problem(two_schools())).duties.size() == 2);
  const Problem problem(sharing(two_schools()));
  const Routes routes = solve(problem);
  CHECK(check(problem, routes).empty());
  REQUIRE(routes.duties.size() == 1);
  CHECK(routes.duties.front().trips == std::vector<Trip>{along_the_road()});
}

TEST_CASE("A mixed load reaches its schools one after the other") {
  const Problem problem(sharing(two_schools()));
  const auto times = duty_times(problem, {BusTypeId(0), {along_the_road()}});
  REQUIRE(times);
  // The second school at its bell, 8:00; the first a drive of 100 s and a stand of 60 s earlier.
  const TripTimes morning = morning_times(problem, along_the_road(), times->arrive[0]);
  CHECK(morning.at_schools == std::vector<Milliseconds>{minutes(480) - seconds(160), minutes(480)});
  // From 2 km: 100 s, then 40 s for 10 pupils at 1 km, 100 s, 160 s.
  CHECK(morning.rides[1] == seconds(400));
  // From 3 km: 100 s, 50 s for 20 pupils, 100 s, 40 s, 100 s, to the first school.
  CHECK(morning.rides[0] == seconds(390));
  CHECK(morning.loaded_length == metres(4000));
  // Out: from the second school at the end of its lessons, past the first.
  const TripTimes afternoon = afternoon_times(problem, along_the_road(), times->depart[0]);
  CHECK(afternoon.at_schools ==
        std::vector<Milliseconds>{minutes(960) + seconds(160), minutes(960)});
  CHECK(afternoon.rides[1] == seconds(160 + 100 + 40 + 100));
  CHECK(morning_way(problem, {BusTypeId(0), {along_the_road()}}).loaded == metres(4000));
  CHECK(afternoon_way(problem, {BusTypeId(0), {along_the_road()}}).loaded == metres(4000));
}

TEST_CASE("The last bell of a chain with mixed loads leaves time for both schools") {
  Parts parts = sharing(two_schools());
  parts.parameters.chain_trips = true;
  // Another school at the place of the first one begins 15 minutes later and ends 20 later.
  School later = parts.schools[BellId(0)];
  later.arrive = later.arrive + minutes(15);
  later.depart = later.depart + minutes(20);
  parts.schools.push_back(later);
  parts.stops.push_back({SiteId(2), BellId(2), Heads(5), minutes(10)});
  const Problem problem(parts);
  const Duty duty{BusTypeId(0), {along_the_road(), {BellId(2), {StopId(3)}, {StopId(3)}}}};
  const auto times = duty_times(problem, duty);
  REQUIRE(times);
  // 8:15 - 300 s drive - 35 s boarding = 8:09:25 at 3 km; before that 400 s from the second school
  // and 60 s of standing there: 8:01:45 at the second school at the latest, after its bell.
  CHECK(times->arrive[0] == minutes(480) - seconds(160));
  // Home: the mixed load first, past the first school at 16:02:40.
  CHECK(times->depart == std::vector<Milliseconds>{minutes(960) + seconds(160), minutes(980)});
  CHECK(check(problem, {{duty}, {}}).empty());
}

TEST_CASE("The judge tells what is wrong with a mixed load") {
  const auto kinds = [](const Parts& parts, const Trip& trip) {
    std::vector<ViolationKind> result;
    const Problem problem(parts);
    for (const Violation& violation : check(problem, {{{BusTypeId(0), {trip}}}, {}})) {
      result.push_back(violation.kind);
    }
    return result;
  };
  using Kinds = std::vector<ViolationKind>;
  CHECK(kinds(sharing(two_schools()), along_the_road()).empty());
  CHECK(kinds(two_schools(), along_the_road()) == Kinds{ViolationKind::loads_mixed});
  Trip forgotten = along_the_road();
  forgotten.further.clear();
  CHECK(kinds(sharing(two_schools()), forgotten) == Kinds{ViolationKind::wrong_school});
  Trip twice = along_the_road();
  twice.further = {BellId(1), BellId(0)};
  CHECK(kinds(sharing(two_schools()), twice) == Kinds{ViolationKind::needless_call});
  // Pupils of the first school would come 160 s before its bell, and leave as much after the end.
  Parts strict = sharing(two_schools());
  strict.schools[BellId(0)].early = strict.schools[BellId(0)].late = seconds(100);
  CHECK(kinds(strict, along_the_road()) == Kinds{ViolationKind::late, ViolationKind::late});
  CHECK(check(Problem(strict), {{{BusTypeId(0), {along_the_road()}}}, {}}).front().amount ==
        60'000);
  // The ride from 2 km takes 400 s.
  Parts impatient = sharing(two_schools());
  impatient.stops[StopId(1)].ride_limit = seconds(399);
  CHECK(kinds(impatient, along_the_road()) ==
        Kinds{ViolationKind::ride_too_long, ViolationKind::afternoon_ride_too_long});
}

TEST_CASE("Two schools at one place take their pupils together") {
  Parts parts = sharing(two_schools());
  parts.schools[BellId(1)].site = SiteId(3);
  const Problem problem(parts);
  const TripTimes morning = morning_times(problem, along_the_road());
  CHECK(morning.at_schools[0] == morning.at_schools[1]);
}

/// Fewest trips, then least way, of unchained mixed trips, by trying everything.
class Everything {
 public:
  explicit Everything(const Problem& problem) : problem_(problem) {}

  struct Best {
    std::size_t trips = 1000;
    Millimetres way;
  };
  Best best() {
    place(0, {}, {});
    return best_;
  }

 private:
  using Group = std::vector<StopId>;

  void place(std::size_t row, std::vector<Group> groups, std::vector<Millimetres> unused) {
    if (row == problem_.stops().size()) {
      Best found{groups.size(), Millimetres(0)};
      for (const Group& group : groups) {
        const auto way = shortest(group);
        if (!way) return;
        found.way += *way;
      }
      if (std::tie(found.trips, found.way) < std::tie(best_.trips, best_.way)) best_ = found;
      return;
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
      auto more = groups;
      more[i].emplace_back(row);
      if (shortest(more[i])) place(row + 1, more, unused);
    }
    groups.push_back({StopId(row)});
    place(row + 1, groups, unused);
  }

  std::optional<Millimetres> shortest(Group group) {
    const auto known = known_.find(group);
    if (known != known_.end()) return known->second;
    std::optional<Millimetres> best;
    Heads load;
    std::vector<BellId> schools;
    for (const StopId stop : group) {
      load += problem_.stops()[stop].pupils;
      schools.push_back(problem_.stops()[stop].school);
    }
    std::sort(schools.begin(), schools.end());
    schools.erase(std::unique(schools.begin(), schools.end()), schools.end());
    const bool fits = load <= problem_.types()[BusTypeId(0)].pupil_seats;
    do {
      if (!fits || !may_share(schools)) break;
      Trip trip{schools.front(), group, group, {schools.begin() + 1, schools.end()}};
      if (!windows_meet(trip)) continue;
      const auto in = half(trip, true);
      const auto out = half(trip, false);
      if (in && out && (!best || *in + *out < *best)) best = *in + *out;
    } while (std::next_permutation(schools.begin(), schools.end()));
    return known_[group] = best;
  }

  [[nodiscard]] bool may_share(const std::vector<BellId>& schools) const {
    for (const BellId a : schools) {
      for (const BellId b : schools) {
        if (!problem_.may_share(a, b)) return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool windows_meet(const Trip& trip) const {
    return duty_times(problem_, {BusTypeId(0), {trip}}).has_value();
  }

  std::optional<Millimetres> half(Trip trip, bool morning) const {
    std::optional<Millimetres> best;
    std::sort(trip.stops.begin(), trip.stops.end());
    do {
      trip.afternoon = trip.stops;
      const TripTimes times =
          morning ? morning_times(problem_, trip) : afternoon_times(problem_, trip);
      bool keeps = true;
      for (std::size_t i = 0; i < trip.stops.size(); ++i) {
        keeps = keeps && times.rides[i] <= problem_.stops()[trip.stops[i]].ride_limit;
      }
      if (keeps && (!best || times.loaded_length < *best)) best = times.loaded_length;
    } while (std::next_permutation(trip.stops.begin(), trip.stops.end()));
    return best;
  }

  const Problem& problem_;
  Best best_;
  std::map<Group, std::optional<Millimetres>> known_;
};

/// Schools ring together or nearly so, most pairs may share.
Parts random_sharing(std::uint64_t seed, RandomShape shape) {
  shape.wait_minutes = 10 + static_cast<double>(seed % 3) * 10;
  shape.bell_gap_minutes = static_cast<double>(seed % 3) * 5;
  Parts parts = random_parts(seed, shape);
  for (const BellId a : parts.schools.ids()) {
    for (const BellId b : parts.schools.ids()) {
      if (a < b && (seed + a.row() + b.row()) % 4 != 0) parts.may_share.emplace_back(a, b);
    }
  }
  return parts;
}

TEST_CASE("Mixed loads are as few and as short as brute force finds in nearly all small problems") {
  constexpr int problems = 100;
  int fewest = 0, shortest = 0, mixed = 0;
  for (std::uint64_t seed = 1; seed <= problems; ++seed) {
    RandomShape shape;
    shape.stops = 3 + static_cast<int>(seed % 4);
    shape.schools = 2 + static_cast<int>(seed % 2);
    shape.one_way = seed % 2 == 0;
    shape.limit_minutes = 25 + static_cast<double>(seed % 4) * 10;
    Parts parts = random_sharing(seed, shape);
    parts.parameters.chain_trips = false;
    parts.types = Table<BusTypeId, BusType>({parts.types[BusTypeId(2)]});
    for (Stop& stop : parts.stops) stop.ride_limit += minutes(25);  // each can be served
    const Problem problem(parts);
    const Routes routes = solve(problem);
    CAPTURE(seed);
    REQUIRE(check(problem, routes).empty());
    REQUIRE(routes.unserved.empty());
    const auto best = Everything(problem).best();
    Millimetres way;
    for (const Duty& duty : routes.duties) {
      way += morning_way(problem, duty).length() + afternoon_way(problem, duty).length();
      mixed += !duty.trips.front().further.empty();
    }
    REQUIRE(routes.duties.size() >= best.trips);
    fewest += routes.duties.size() == best.trips;
    shortest += routes.duties.size() == best.trips && way == best.way;
  }
  CAPTURE(fewest, shortest, mixed);
  // Measured: 100 and 100 of 100; 40 trips are mixed.
  CHECK(mixed > problems / 3);  // else nothing was tried
  CHECK(fewest >= problems * 97 / 100);
  CHECK(shortest >= problems * 95 / 100);
}

TEST_CASE("Random problems with mixed loads and chains are solved without a violation") {
  int mixed = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    RandomShape shape;
    shape.stops = 5 + static_cast<int>(seed % 35);
    shape.schools = 2 + static_cast<int>(seed % 5);
    shape.one_way = seed % 3 == 0;
    shape.limited_fleet = seed % 5 == 0;
    Parts parts = random_sharing(seed, shape);
    parts.parameters.trips_a_day = 1 + static_cast<int>(seed % 4 != 0);
    parts.parameters.fewest_buses_first = seed % 3 != 0;
    if (seed % 4 == 1) parts.depots.push_back({SiteId(0), -1});
    const Problem problem(parts);
    const Routes routes = solve(problem);
    CAPTURE(seed);
    CHECK(check(problem, routes).empty());
    for (const Duty& duty : routes.duties) {
      for (const Trip& trip : duty.trips) mixed += !trip.further.empty();
    }
  }
  CHECK(mixed > 80);
}

TEST_CASE("Letting schools share a bus never needs more buses") {
  int fewer = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    RandomShape shape;
    shape.stops = 8;
    shape.schools = 3;
    Parts parts = random_sharing(seed, shape);
    const auto shared = solve(Problem(parts));
    parts.may_share.clear();
    const auto apart = solve(Problem(parts));
    CAPTURE(seed);
    CHECK(shared.duties.size() <= apart.duties.size());
    CHECK(shared.unserved.size() == apart.unserved.size());
    fewer += shared.duties.size() < apart.duties.size();
  }
  CHECK(fewer > 0);
}

TEST_CASE("The order of the input does not matter for mixed loads") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    RandomShape shape;
    shape.stops = 15;
    shape.schools = 4;
    const Parts parts = random_sharing(seed, shape);
    const Problem problem(parts);
    const Problem turned(shuffled(parts, seed));
    CAPTURE(seed);
    CHECK(yearly_cost(turned, solve(turned)) == yearly_cost(problem, solve(problem)));
  }
}

}  // namespace
}  // namespace budian::bus
