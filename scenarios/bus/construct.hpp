// First trips of a school.
#pragma once

#include <vector>

#include "scenarios/bus/draft.hpp"

namespace budian::bus {

/// One trip a stop, then joined end to start in the order of the time saved (parallel savings after
/// Clarke & Wright, 1964, doi:10.1287/opre.12.4.568, for routes that are open at their outer end):
/// joining a trip that ends at `a` with one that starts at `b` saves time(a, school) − time(a, b).
/// The stops must be servable alone.
std::vector<Trip> savings_trips(const Valuation& valuation, const Neighbours& neighbours,
                                const Stops& stops);

}  // namespace budian::bus
