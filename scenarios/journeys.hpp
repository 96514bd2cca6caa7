// Each pupil group's way to school under a plan, and what the ground looks like from it.
#pragma once

#include <vector>

#include "scenarios/outcome.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/school_travel.hpp"

namespace budian {

/// What every part of an outcome is computed from.
struct Situation {
  const Scenario& scenario;
  const Plan& plan;
  const Groundwork& ground;
  const SchoolTravel& travel;
};

/// One journey for each group of the plan, in its order.
std::vector<GroupJourney> group_journeys(const Situation& situation, const BusService& buses);

/// 2SFCA of a stage by settlement, seats a pupil; empty where nobody of the stage lives. Supply is
/// classes × class size of open schools (their pupils where no class numbers are known), demand is
/// pupils, distance on foot by road.
std::vector<std::optional<double>> accessibility(const Situation& situation, Stage stage);

/// Which ground belongs to which open public school by road, and how far it is, for one stage.
void add_ground(const Situation& situation, Stage stage, std::vector<CatchmentArea>& catchments,
                std::vector<CoverageArea>& coverage);

/// Does the school teach the stage under this plan?
bool teaches(const PlannedSchool& planned, Stage stage);

}  // namespace budian
