// Bus problems for the tests: a straight road with numbers to check by hand, and random ones.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {

/// Stops at 1, 2 and 3 km from the school on a straight road, driven at 10 m/s; 10, 20 and 5
/// pupils; sites 0, 1, 2 and the school's, 3. Bell at 8:00, end at 16:00. Dwell 30 s and 1 s a
/// pupil; a minute to unload. One bus type with 40 seats: 1,000 yuan a year and 2 yuan a kilometre;
/// 100 days of two trips. Ride limit 10 minutes.
Parts straight_road();

struct RandomShape {
  int stops = 8;
  int schools = 3;
  bool one_way = false;  ///< travel differs by direction
  bool limited_fleet = false;
  double kilometres = 12;  ///< side of the square
  double limit_minutes = 30;
  double wait_minutes = 0;       ///< pupils may wait at school, before and after
  double bell_gap_minutes = 25;  ///< between the bells of the schools
};
/// Points in a square, travel along straight lines at 8 m/s.
Parts random_parts(std::uint64_t seed, const RandomShape& shape);

/// Each trip's afternoon in the order of `with_afternoon`.
Routes with_afternoons(const Problem& problem, Routes routes);

/// Pupils of the stops that no bus serves.
std::int64_t left_behind(const Problem& problem, const Routes& routes);

/// The same problem with stops, schools and types in another order.
Parts shuffled(const Parts& parts, std::uint64_t seed);

}  // namespace budian::bus
