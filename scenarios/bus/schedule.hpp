// When the trips of one bus run: each school's window is kept, pupils wait at school as little as
// possible.
#pragma once

#include <vector>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {

/// Order of the trips in the afternoon: by the earliest time at which they can leave Trip::school
/// (the end of its lessons; of several schools, when lessons have ended at all of them); where that
/// is the same, who came first leaves last, so that the day mirrors the morning.
std::vector<std::size_t> afternoon_trips(const Problem& problem, const Duty& duty);

}  // namespace budian::bus
