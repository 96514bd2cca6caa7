// What no routes can undercut, where there is a way between any two sites and the direct one is the
// quickest, as it is on roads that are all connected.
#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/bus/problem.hpp"

namespace budian::bus {

/// Trips by school: no routes have fewer that serve all stops which a bus can serve at all.
using TripBound = std::vector<std::int64_t>;
/// A school's pupils over the seats of the largest bus.
TripBound least_trips_by_seats(const Problem& problem);
/// The same with the ride limits of the morning: the linear relaxation of covering a school's stops
/// with trips that keep seats and limits, by column generation (Desrochers, Desrosiers and Solomon
/// 1992, doi:10.1287/opre.40.2.342). Never less than by seats; where a school has so many stops or
/// short trips that not all trips can be looked through, just that.
TripBound least_trips_by_rides(const Problem& problem);

std::int64_t sum_of(const TripBound& trips);

/// No routes with at least these trips have fewer buses: each trip takes as long as the quickest
/// one to its school, and one bus drives as many as the bells allow.
std::int64_t least_buses(const Problem& problem, const TripBound& trips);
/// The same with the trips by seats, where the bound holds: 1 where a way is missing or not the
/// quickest, loads are mixed or lines need a least number of pupils. 0 without stops.
std::size_t least_buses_proved(const Problem& problem);

}  // namespace budian::bus
