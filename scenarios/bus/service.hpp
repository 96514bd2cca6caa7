// From pupils who cannot walk to a bus service: who rides, stops, routes, timetable and geometry.
#pragma once

#include "scenarios/bus/riders.hpp"
#include "scenarios/groundwork.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// Hours and contractor of the pupils of one bell: the county's, or the school's own.
bus::School served_school(const RideRules& rules, const Bell& bell);

/// What is asked of the buses of a plan: everyone whose way is Way::bus, to his school.
class BusTask {
 public:
  BusTask(const Scenario& scenario, const Plan& plan, const Groundwork& ground);
  BusTask(const BusTask&) = delete;
  BusTask& operator=(const BusTask&) = delete;
  [[nodiscard]] bool is_empty() const { return sites_.settlements() == 0; }
  [[nodiscard]] const RideRules& rules() const { return rules_; }
  [[nodiscard]] const Boarding& boarding() const { return boarding_; }
  [[nodiscard]] const bus::Problem& problem() const { return problem_; }
  [[nodiscard]] const std::string& stop_name(bus::StopId stop) const;
  [[nodiscard]] const std::string& school_name(bus::BellId bell) const;

 private:
  BusSites sites_;
  RideRules rules_;
  Boarding boarding_;
  bus::Problem problem_;
};

struct PlannedBuses {
  BusService service;
  std::vector<Stranded> stranded;  ///< whom no bus can serve
  std::vector<Finding> findings;   ///< the same in words
};
/// What follows from routes that pass bus::check.
PlannedBuses serve(const BusTask& task, const bus::Routes& routes);
/// Serves every group of the plan whose way is Way::bus.
PlannedBuses plan_buses(const Scenario& scenario, const Plan& plan, const Groundwork& ground);

}  // namespace budian
