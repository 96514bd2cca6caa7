// Scenario → Plan → Outcome: one path for today's situation and for every scenario.
#pragma once

#include <functional>

#include "scenarios/bus/service.hpp"
#include "scenarios/groundwork.hpp"
#include "scenarios/journeys.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// How the buses of a plan are found: plan_buses, or something that costs less and finds less.
using BusPlanning = std::function<PlannedBuses(const Scenario&, const Plan&, const Groundwork&)>;

/// Resolves every measure first (all mistakes in one InputError), then applies them in order to a
/// new plan. A measure that would break a limit is refused with its reason; every pupil of a closed
/// school ends at a named school.
Plan apply(const Scenario& scenario, const Groundwork& ground,
           const BusPlanning& buses_of = plan_buses);

/// Figures of every standard of the county.
std::vector<StandardResult> standards_of(const Situation& situation);

/// Everything that follows from a plan.
Outcome evaluate(const Scenario& scenario, Plan plan, const Groundwork& ground);

}  // namespace budian
