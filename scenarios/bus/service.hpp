// From pupils who cannot walk to a bus service: who rides, stops, routes, timetable and geometry.
#pragma once

#include "scenarios/groundwork.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// Serves every group of the plan whose way is Way::bus. Groups that no bus can serve come back as
/// findings.
struct PlannedBuses {
  BusService service;
  std::vector<Finding> findings;
};
PlannedBuses plan_buses(const Scenario& scenario, const Plan& plan, const Groundwork& ground);

}  // namespace budian
