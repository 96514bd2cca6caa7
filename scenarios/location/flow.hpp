// Divisible demands between open sites: a min-cost flow.
#pragma once

#include "scenarios/location/task.hpp"

namespace budian::location {

/// The cheapest parts between the sites that are open in `allotment`; `beyond()` where the sizes
/// cannot be met.
void allot_divisible(const Task& task, Allotment& allotment);

}  // namespace budian::location
