#include "scenarios/bus/routes.hpp"

#include <stdexcept>

#include "tests/scenarios/bus/instances.hpp"

namespace budian::bus {
namespace {

constexpr Milliseconds at(int hour, int minute, int second) {
  return seconds(hour * 3600.0 + minute * 60.0 + second);
}

/// Furthest first: 5 pupils at 3 km, 20 at 2 km, 10 at 1 km.
const Trip inward{BellId(0), {StopId(2), StopId(1), StopId(0)}};

TEST_CASE("The morning on a straight road is timed back from the bell") {
  // A kilometre takes 100 s. The bus reaches the school at 8:00:00, so it leaves the last stop at
  // 7:58:20; 10 pupils take 30 + 10 s there, so it arrives at 7:57:40. It leaves the 2 km stop 100
  // s earlier, 7:56:00, having stood 30 + 20 s since 7:55:10; it leaves the 3 km stop at 7:53:30,
  // having stood 30 + 5 s since 7:52:55.
  const TripTimes times = morning_times(Problem(straight_road()), inward);
  CHECK(times.leave == std::vector<Milliseconds>{at(7, 53, 30), at(7, 56, 0), at(7, 58, 20)});
  CHECK(times.arrive == std::vector<Milliseconds>{at(7, 52, 55), at(7, 55, 10), at(7, 57, 40)});
  CHECK(times.at_school == at(8, 0, 0));
  CHECK(times.longest_ride == seconds(390));  // 7:53:30 to 8:00:00
  CHECK(times.loaded_length == metres(3000));
  CHECK(times.load == Heads(35));
}

TEST_CASE("The afternoon on a straight road sets the nearest down first") {
  // Leaves at 16:00:00; 1 km at 16:01:40, stands 40 s; 2 km at 16:04:00, stands 50 s; 3 km at
  // 16:06:30, stands 35 s.
  const Problem problem(straight_road());
  CHECK(with_afternoon(problem, inward).afternoon ==
        std::vector<StopId>{StopId(0), StopId(1), StopId(2)});
  const TripTimes times = afternoon_times(problem, with_afternoon(problem, inward));
  CHECK(times.arrive == std::vector<Milliseconds>{at(16, 1, 40), at(16, 4, 0), at(16, 6, 30)});
  CHECK(times.leave == std::vector<Milliseconds>{at(16, 2, 20), at(16, 4, 50), at(16, 7, 5)});
  CHECK(times.longest_ride == seconds(390));
  CHECK(times.loaded_length == metres(3000));
}

TEST_CASE("The afternoon takes another order where a one-way road forbids the reversed morning") {
  // From 1 km to 2 km there is only a way of 900 s, from 2 km to 1 km still 100 s. Out to 2 km (200
  // s), 50 s there, on to 3 km (100 s): 350 s, 35 s there, back to 1 km 200 s: 585 s in all, within
  // 10 minutes. Other orders start 1-2 (900 s) or end later: 3-2-1 is 300 + 35 + 100 + 50 + 100 =
  // 585 as well, a tie; 1-3-2 is 100 + 40 + 200 + 35 + 100 = 475, the least.
  Parts parts = straight_road();
  parts.travel.time[0 * 4 + 1] = seconds(900).count();
  const Problem problem(parts);
  CHECK(with_afternoon(problem, inward).afternoon ==
        std::vector<StopId>{StopId(0), StopId(2), StopId(1)});
  CHECK(afternoon_times(problem, with_afternoon(problem, inward)).longest_ride == seconds(475));
}

TEST_CASE("A ride limit outweighs a short afternoon") {
  // As above, but the pupils at 2 km may ride 300 s only: 1-3-2 brings them there after 475 s. 2 km
  // is reached in time first (200 s) only: 2-3-1 and 2-1-3. 2-1-3: 200 + 50 + 100 + 40 + 200 = 590;
  // 2-3-1: 585.
  Parts parts = straight_road();
  parts.travel.time[0 * 4 + 1] = seconds(900).count();
  parts.stops[StopId(1)].ride_limit = seconds(300);
  const Problem problem(parts);
  CHECK(with_afternoon(problem, inward).afternoon ==
        std::vector<StopId>{StopId(1), StopId(2), StopId(0)});
}

TEST_CASE("The yearly cost is fixed cost and kilometres of a day's trips") {
  // 1,000 yuan + 3 km × 100 days × 2 trips × 2 yuan = 2,200 yuan.
  const Problem problem(straight_road());
  const Routes routes{{{BusTypeId(0), {with_afternoon(problem, inward)}}}, {}};
  CHECK(yearly_cost(problem, routes) == yuan(2200));
}

TEST_CASE("A duty of two trips drives empty from the first school to the second trip") {
  // Two trips of 1 km and 2 km of load. In the morning the bus drives 2 km out between them, in the
  // afternoon, the other way round, it comes back from 2 km.
  const Problem problem(straight_road());
  const Routes routes = with_afternoons(
      problem, {{{BusTypeId(0), {{BellId(0), {StopId(0)}}, {BellId(0), {StopId(1)}}}}}, {}});
  for (const DutyWay& way :
       {morning_way(problem, routes.duties[0]), afternoon_way(problem, routes.duties[0])}) {
    CHECK(way.loaded == metres(3000));
    CHECK(way.empty == metres(2000));
    CHECK(way.driving == seconds(500));
  }
  // One bus: 1,000 yuan + 5 km × 100 × 2 × 2 yuan = 3,000 yuan.
  CHECK(yearly_cost(problem, routes) == yuan(3000));
}

TEST_CASE(
    "From a depot and back to it a bus drives empty, mornings and afternoons, and hours cost too") {
  // Depot at 2 km: 1 km out to 3 km, 3 km with pupils, 2 km back; in the afternoon 2 km to the
  // school, 3 km out, 1 km back: 6 km and 600 s each. 1,000 yuan + 200 × 6 km × 2 yuan + 200 × 1/6
  // h × 30 yuan.
  Parts parts = straight_road();
  parts.depots.push_back({SiteId(1)});
  parts.types[BusTypeId(0)].cost_an_hour = yuan(30);
  const Problem problem(parts);
  const Routes routes = with_afternoons(problem, {{{BusTypeId(0), {inward}}}, {}});
  CHECK(morning_way(problem, routes.duties[0]).empty == metres(3000));
  CHECK(afternoon_way(problem, routes.duties[0]).empty == metres(3000));
  CHECK(yearly_cost(problem, routes) == yuan(1000 + 2400 + 1000));
}

TEST_CASE("A bus of two trips to one bell brings some early and fetches them late") {
  // The second trip boards 40 s at 1 km and drives 100 s: it begins at 7:57:40. 100 s out and 60 s
  // to unload before that: the first reaches the school at 7:55:00. In the afternoon those of 1 km
  // leave first; the bus is back at 16:04:00 and leaves again at 16:05:00.
  Parts parts = straight_road();
  parts.schools[BellId(0)].early = parts.schools[BellId(0)].late = minutes(5);
  const Duty duty{BusTypeId(0),
                  {{BellId(0), {StopId(1)}, {StopId(1)}}, {BellId(0), {StopId(0)}, {StopId(0)}}}};
  const auto times = duty_times(Problem(parts), duty);
  REQUIRE(times);
  CHECK(times->arrive == std::vector<Milliseconds>{at(7, 55, 0), at(8, 0, 0)});
  CHECK(times->depart == std::vector<Milliseconds>{at(16, 5, 0), at(16, 0, 0)});
  parts.schools[BellId(0)].early = minutes(5) - Milliseconds(1);
  CHECK_FALSE(duty_times(Problem(parts), duty));
}

TEST_CASE("Times are refused for a trip without stops or without a way") {
  Parts parts = straight_road();
  parts.travel.time[0 * 4 + 3] = no_travel;
  parts.travel.length[0 * 4 + 3] = no_travel;
  CHECK_THROWS_AS(morning_times(Problem(parts), inward), std::invalid_argument);
  CHECK_THROWS_AS(morning_times(Problem(parts), {BellId(0), {}}), std::invalid_argument);
}

}  // namespace
}  // namespace budian::bus
