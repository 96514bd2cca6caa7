#include <algorithm>

#include "scenarios/bus/around.hpp"
#include "scenarios/bus/matched_routes.hpp"
#include "scenarios/bus/violation_words.hpp"
#include "scenarios/door_riders.hpp"
#include "scenarios/evaluate.hpp"
#include "scenarios/plan_maker.hpp"

namespace budian {
namespace {

std::vector<Point> opened_places(const std::vector<ResolvedMeasure>& measures) {
  std::vector<Point> places;
  for (const auto& measure : measures) {
    if (const auto* opening = std::get_if<Opening>(&measure))
      places.push_back(opening->school.place);
  }
  return places;
}

Denials::Denial denial_of(const Stranded& stranded) {
  switch (stranded.reason) {
    case NoRide::no_road_at_home:
    case NoRide::no_road_at_school:
    case NoRide::stop_too_far:
    case NoRide::no_allowed_stop:
      return {Obstacle::no_bus_road, std::nullopt};
    case NoRide::no_way:
      return {Obstacle::no_bus_way, std::nullopt};
    case NoRide::ride_limit:
      return {Obstacle::ride_too_long, stranded.ride};
    case NoRide::door_to_door_limit:
      return {Obstacle::door_to_door_too_long, stranded.ride};
    case NoRide::below_minimum:
      return {Obstacle::too_few_riders, std::nullopt};
    case NoRide::no_bus:
      return {Obstacle::no_bus_left, std::nullopt};
  }
  return {};
}

/// The file's routes, and the best ones around them. Throws InputError where they break a limit.
PlannedBuses buses_as_drawn(const Scenario& scenario, const Plan& plan, const Groundwork& ground) {
  const BusTask task(scenario, plan, ground);
  if (task.is_empty()) return {};
  const DrawnRoutes& drawn = *scenario.bus.drawn;
  const bus::Routes all = matched(drawn, task);
  bus::Routes kept;
  kept.bells = all.bells;
  std::vector<std::int64_t> vehicles;
  for (std::size_t i = 0; i < drawn.duties.size(); ++i) {
    if (!drawn.duties[i].locked.value_or(true)) continue;
    kept.duties.push_back(all.duties[i]);
    vehicles.push_back(drawn.duties[i].vehicle);
  }
  std::vector<Problem> problems;
  for (Message& message : words_of(task, kept, faults_of(task.problem(), kept), vehicles)) {
    Problem problem;
    problem.file = drawn.file;
    problem.message = std::move(message);
    problems.push_back(std::move(problem));
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return serve(task, bus::solve_around(task.problem(), kept));
}

struct Making {
  const Scenario& scenario;
  const Groundwork& ground;
  const SchoolTravel& travel;
  const Denials& denials;
};

/// Teachers and things move once it is settled where the pupils go: the same measures once more,
/// each where it stands in the list.
void move_staff(const Making& making, const std::vector<ResolvedMeasure>& measures, Plan& plan) {
  const bool any = std::any_of(measures.begin(), measures.end(), [](const ResolvedMeasure& each) {
    return std::holds_alternative<StaffStep>(each);
  });
  if (!any) return;
  PlanMaker maker(making.scenario, making.ground, making.travel, making.denials);
  maker.with_staff();
  maker.perform(measures);
  Plan staffed = maker.finish();
  plan.schools = std::move(staffed.schools);
  plan.staffing = std::move(staffed.staffing);
}

}  // namespace

Plan apply(const Scenario& scenario, const Groundwork& ground, const BusPlanning& buses_of) {
  const auto measures = resolve(scenario, ground.county);
  const SchoolTravel travel(ground, opened_places(measures));
  Denials denials;
  for (;;) {
    PlanMaker maker(scenario, ground, travel, denials);
    maker.perform(measures);
    Plan plan = with_door_riders(scenario, ground.county, maker.finish());
    PlannedBuses buses = buses_of(scenario, plan, ground);
    // Displaced pupils whom no bus can serve: another receiver, or the closure is refused. The way
    // back, the stops and the fleet are only known once the buses are planned. Each round denies at
    // least one more ride, so the loop ends.
    const std::size_t known = denials.size();
    for (const Stranded& stranded : buses.stranded) {
      const PupilGroup& group = plan.groups[stranded.group];
      if (!group.displaced()) continue;
      denials.deny(group.settlement, group.grade, group.school, denial_of(stranded));
    }
    if (denials.size() > known) continue;
    if (scenario.bus.drawn) buses = buses_as_drawn(scenario, plan, ground);
    move_staff({scenario, ground, travel, denials}, measures, plan);
    plan.buses = std::move(buses.service);
    plan.ride_findings = std::move(buses.findings);
    return plan;
  }
}

}  // namespace budian
