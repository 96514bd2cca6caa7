// From pupils who cannot walk to a bus service: who rides, stops, routes, timetable and geometry.
#pragma once

#include "scenarios/bus/riders.hpp"
#include "scenarios/groundwork.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

struct PlannedBuses {
  BusService service;
  std::vector<Stranded> stranded;  ///< whom no bus can serve
  std::vector<Finding> findings;   ///< the same in words
};
/// Serves every group of the plan whose way is Way::bus.
PlannedBuses plan_buses(const Scenario& scenario, const Plan& plan, const Groundwork& ground);

}  // namespace budian
