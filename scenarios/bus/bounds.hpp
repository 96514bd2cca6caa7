// What no routes can undercut.
#pragma once

#include "scenarios/bus/problem.hpp"

namespace budian::bus {

/// No routes that serve all of these stops have fewer trips: each school's pupils over the seats of
/// the largest bus.
std::size_t least_trips(const Problem& problem);
/// No routes that serve everyone have fewer buses: the trips of `least_trips`, driven as quickly as
/// any trip to their school can be, in as few buses as the bells allow.
std::size_t least_buses(const Problem& problem);

}  // namespace budian::bus
