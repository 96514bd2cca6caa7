#include "scenarios/bus/bounds.hpp"

#include "scenarios/bus/search.hpp"
#include "tests/scenarios/bus/instances.hpp"
#include "tests/scenarios/bus/oracle.hpp"

namespace budian::bus {
namespace {

std::int64_t fewest_by_bells(const Parts& parts) {
  const Problem problem(parts);
  return least_buses(problem, least_trips_by_seats(problem));
}

TEST_CASE("Each school has at least the trips that its pupils fill") {
  Parts parts = straight_road();  // 10, 20 and 5 pupils, 40 seats
  CHECK(least_trips_by_seats(Problem(parts)) == TripBound{1});
  parts.types[BusTypeId(0)].pupil_seats = Heads(20);
  CHECK(least_trips_by_seats(Problem(parts)) == TripBound{2});
  parts.schools.push_back(parts.schools[BellId(0)]);
  parts.stops[StopId(1)].school = BellId(1);
  CHECK(least_trips_by_seats(Problem(parts)) == TripBound{1, 1});
  parts.types[BusTypeId(0)].pupil_seats = Heads(17);  // none can take the 20
  CHECK(least_trips_by_seats(Problem(parts)) == TripBound{1, 0});
  parts.types[BusTypeId(0)].available = 0;
  CHECK(sum_of(least_trips_by_seats(Problem(parts))) == 0);
}

TEST_CASE("Trips to one bell need a bus each, trips to later bells may share it") {
  Parts parts = straight_road();
  parts.types[BusTypeId(0)].pupil_seats = Heads(20);  // two trips
  CHECK(fewest_by_bells(parts) == 2);
  // A trip takes at least a minute to unload, 100 s out to 1 km, 40 s there and 100 s back: 5
  // minutes.
  parts.schools.push_back(parts.schools[BellId(0)]);
  parts.stops[StopId(0)].school = BellId(1);
  const Milliseconds bell = parts.schools[BellId(0)].arrive;
  parts.schools[BellId(1)].arrive = bell + minutes(5);
  CHECK(fewest_by_bells(parts) == 2);  // 25 pupils to the first, 10 to the second school
  parts.schools[BellId(1)].arrive = bell + minutes(5) - Milliseconds(1);
  CHECK(fewest_by_bells(parts) == 3);
  parts.schools[BellId(1)].arrive = bell + minutes(5);
  parts.parameters.chain_trips = false;
  CHECK(fewest_by_bells(parts) == 3);
}

TEST_CASE("Pupils who may wait let one bus drive several trips to their bell") {
  Parts parts = straight_road();
  parts.types[BusTypeId(0)].pupil_seats = Heads(20);
  parts.schools[BellId(0)].early = minutes(5) - Milliseconds(1);
  CHECK(fewest_by_bells(parts) == 2);
  parts.schools[BellId(0)].early = minutes(5);
  CHECK(fewest_by_bells(parts) == 1);
}

TEST_CASE("Stops that no trip can join need a trip each") {
  // 1, 2 and 3 km from the school, all within 5 minutes alone (300 s from 3 km). Together the
  // pupils of 3 km ride 300 s and wait at the others, so nobody rides with them; those of 1 and 2
  // km ride together.
  Parts parts = straight_road();
  for (Stop& stop : parts.stops) stop.ride_limit = minutes(5);
  CHECK(least_trips_by_seats(Problem(parts)) == TripBound{1});
  CHECK(least_trips_by_rides(Problem(parts)) == TripBound{2});
  // Nobody from 3 km can come, so they are not counted.
  parts.stops[StopId(2)].ride_limit = seconds(299);
  CHECK(least_trips_by_rides(Problem(parts)) == TripBound{1});
}

TEST_CASE("Three stops of which any two share a trip need two trips") {
  // Three stops 100 s from the school and from each other; two on a trip: 100 s, 30 + 5 s, 100 s.
  // Three would take 370 s for the first. Halves of the three pairs cover all: 1.5, so two trips.
  Parts parts;
  parts.travel.sites = 4;
  for (int a = 0; a < 4; ++a) {
    for (int b = 0; b < 4; ++b) {
      parts.travel.time.push_back(a == b ? 0 : seconds(100).count());
      parts.travel.length.push_back(a == b ? 0 : metres(1000).count());
    }
  }
  const Parts road = straight_road();
  parts.schools = road.schools;
  parts.types = road.types;
  parts.parameters = road.parameters;
  for (std::size_t i = 0; i < 3; ++i) {
    parts.stops.push_back({SiteId(i), BellId(0), Heads(5), seconds(300)});
  }
  CHECK(least_trips_by_rides(Problem(parts)) == TripBound{2});
}

TEST_CASE("No small problem needs fewer trips or buses than its bounds say") {
  int trips_reached = 0;
  int buses_reached = 0;
  constexpr int problems = 120;
  for (std::uint64_t seed = 1; seed <= problems; ++seed) {
    RandomShape shape;
    shape.stops = 3 + static_cast<int>(seed % 5);
    shape.schools = 1 + static_cast<int>(seed % 3);
    shape.one_way = seed % 2 == 0;
    shape.wait_minutes = static_cast<double>(seed % 4) * 10;
    shape.bell_gap_minutes = static_cast<double>(seed % 5) * 8;
    Parts parts = random_parts(seed, shape);
    for (Stop& stop : parts.stops) stop.ride_limit = stop.ride_limit + minutes(15);
    const Problem problem(parts);
    const TripBound seats = least_trips_by_seats(problem);
    const TripBound rides = least_trips_by_rides(problem);
    CAPTURE(seed);
    for (std::size_t school = 0; school < seats.size(); ++school) {
      CHECK(seats[school] <= rides[school]);
    }
    const auto buses = static_cast<std::int64_t>(fewest_buses(problem));
    CHECK(least_buses(problem, rides) <= buses);
    buses_reached += least_buses(problem, rides) == buses;
    parts.parameters.chain_trips = false;
    const auto trips = static_cast<std::int64_t>(fewest_buses(Problem(parts)));
    CHECK(sum_of(rides) <= trips);
    trips_reached += sum_of(rides) == trips;
  }
  // Trips of a school are bounded tightly where the afternoon forbids nothing that the morning
  // allows; of buses only the bells and the quickest trips are known.
  CHECK(trips_reached >= problems * 8 / 10);
  CHECK(buses_reached >= problems / 4);
}

TEST_CASE("Where a way round is quicker than the direct one, no bound on buses is claimed") {
  // Two stops and a school in a ring: quick one way round, slow the other. One bus can drive both
  // trips, though neither stop alone has a quick way there and back.
  Parts parts = straight_road();
  parts.travel.sites = 3;
  parts.travel.time = {0, 10'000, 5'000'000, 5'000'000, 0, 10'000, 10'000, 5'000'000, 0};
  parts.travel.length = std::vector<std::int64_t>(9, 0);
  parts.schools[BellId(0)].site = SiteId(2);
  parts.schools[BellId(0)].early = minutes(30);
  parts.parameters.trips_a_day = 1;
  parts.stops = {};
  for (std::size_t i = 0; i < 4; ++i) {
    parts.stops.push_back({SiteId(i % 2), BellId(0), Heads(20), minutes(100)});
  }
  const Duty duty{BusTypeId(0),
                  {{BellId(0), {StopId(0), StopId(1)}}, {BellId(0), {StopId(2), StopId(3)}}}};
  REQUIRE(check(Problem(parts), {{duty}, {}}).empty());
  CHECK(least_buses_proved(Problem(parts)) == 2);  // taken on trust
  parts.travel.is_quickest = false;
  CHECK(least_buses_proved(Problem(parts)) == 1);
}

}  // namespace
}  // namespace budian::bus
