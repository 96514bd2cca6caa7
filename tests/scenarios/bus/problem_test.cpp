#include "scenarios/bus/problem.hpp"

#include <stdexcept>

#include "tests/scenarios/bus/instances.hpp"

namespace budian::bus {
namespace {

void refuses(const Parts& parts) { CHECK_THROWS_AS(Problem(parts), std::invalid_argument); }

TEST_CASE("A bus problem is built from parts that fit together") {
  CHECK_NOTHROW(Problem(straight_road()));
  CHECK_NOTHROW(Problem(Parts{}));
}

TEST_CASE("A bus problem refuses travel tables that are not square, whole and zero to itself") {
  Parts short_table = straight_road();
  short_table.travel.time.pop_back();
  refuses(short_table);
  Parts half_way = straight_road();
  half_way.travel.time[1] = no_travel;
  refuses(half_way);
  Parts loop = straight_road();
  loop.travel.time[0] = 5;
  refuses(loop);
  Parts negative = straight_road();
  negative.travel.length[1] = -7;
  refuses(negative);
}

TEST_CASE("A bus problem refuses stops at unknown places, empty ones and negative limits") {
  Parts unknown_site = straight_road();
  unknown_site.stops[StopId(0)].site = SiteId(4);
  refuses(unknown_site);
  Parts unknown_school = straight_road();
  unknown_school.stops[StopId(0)].school = BellId(1);
  refuses(unknown_school);
  Parts empty = straight_road();
  empty.stops[StopId(0)].pupils = Heads(0);
  refuses(empty);
  Parts negative = straight_road();
  negative.stops[StopId(0)].ride_limit = Milliseconds(-1);
  refuses(negative);
}

TEST_CASE("A bus problem refuses schools that end before they begin or ring outside the day") {
  Parts reversed = straight_road();
  std::swap(reversed.schools[BellId(0)].arrive, reversed.schools[BellId(0)].depart);
  refuses(reversed);
  Parts tomorrow = straight_road();
  tomorrow.schools[BellId(0)].depart = minutes(24 * 60);
  refuses(tomorrow);
}

TEST_CASE("A bus problem refuses buses without seats, with too many, or of negative cost") {
  Parts seatless = straight_road();
  seatless.types[BusTypeId(0)].pupil_seats = Heads(0);
  refuses(seatless);
  Parts crowded = straight_road();
  crowded.types[BusTypeId(0)].pupil_seats = Heads(43);
  refuses(crowded);
  Parts cheap = straight_road();
  cheap.types[BusTypeId(0)].cost_a_kilometre = Fen(-1);
  refuses(cheap);
  Parts fleet = straight_road();
  fleet.types[BusTypeId(0)].available = -2;
  refuses(fleet);
}

TEST_CASE("A bus problem refuses negative dwell times and days") {
  Parts dwell = straight_road();
  dwell.parameters.dwell_a_pupil = Milliseconds(-1);
  refuses(dwell);
  Parts days = straight_road();
  days.parameters.service_days = -1;
  refuses(days);
}

}  // namespace
}  // namespace budian::bus
