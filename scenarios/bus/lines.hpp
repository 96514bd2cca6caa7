// The lines of a bus service: one a trip, with each call in the morning and in the afternoon.
#pragma once

#include <vector>

#include "scenarios/bus/riders.hpp"

namespace budian {

/// By duty, then trip. The routes pass `bus::check`.
std::vector<BusLine> make_lines(const RideRules& rules, const Boarding& boarding,
                                const bus::Problem& problem, const bus::Routes& routes);

}  // namespace budian
