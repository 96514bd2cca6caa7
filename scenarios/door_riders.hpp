// Pupils with special needs whom the school bus fetches at their door.
#pragma once

#include "scenarios/plan.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// The plan with the scenario's door riders as groups of their own, whatever their distance
/// (Way::bus, to_the_door). Where a settlement has fewer pupils of a grade than are named, all of
/// them, with a remark.
Plan with_door_riders(const Scenario& scenario, const County& county, Plan plan);

}  // namespace budian
