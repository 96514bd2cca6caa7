#include "scenarios/planner/sketch.hpp"

#include <algorithm>

#include "scenarios/evaluate.hpp"
#include "scenarios/journeys.hpp"
#include "scenarios/money/bill_lines.hpp"
#include "scenarios/money/bus_riders.hpp"

namespace budian::planner {
namespace {

/// Takes out what was refused, and visits that nobody has to make; true when there was one.
bool leave_out_refused(const Plan& plan, Decisions& decisions) {
  const auto& visits = plan.staffing.visits;
  bool any = std::erase_if(decisions.schools, [&](const auto& entry) {
               return entry.second.choice == Choice::visit &&
                      std::none_of(visits.begin(), visits.end(), [&](const staff::Visit& visit) {
                        return visit.to == entry.first;
                      });
             }) > 0;
  for (const auto& refusal : plan.refusals) any = decisions.erase(refusal.school) > 0 || any;
  return any;
}

/// Rooms that would let refused decisions through; a school that the plan opens is as large as the
/// goal says.
Rooms rooms_for(const Plan& plan, const Decisions& decisions) {
  Rooms rooms;
  for (const auto& refusal : plan.refusals) {
    if (!decisions.contains(refusal.school)) continue;
    for (const auto& [receiver, classrooms] : refusal.classrooms) {
      if (plan.schools[receiver].existed) rooms[receiver] = std::max(rooms[receiver], classrooms);
    }
  }
  std::erase_if(rooms, [](const auto& entry) { return entry.second <= 0; });
  return rooms;
}

struct Making {
  const Goal& goal;
  const Groundwork& ground;
  const TownshipBuses& buses;

  [[nodiscard]] Plan plan_of(const Scenario& scenario) const {
    return apply(scenario, ground,
                 [this](const Scenario& of, const Plan& plan, const Groundwork& on) {
                   return buses.plan(of, plan, on);
                 });
  }
  [[nodiscard]] Scenario scenario_of(const Sketch& sketch) const {
    return planner::scenario_of(goal, sketch.decisions, sketch.rooms, ground);
  }
};

/// The plan of what can be done of the decisions. Where rooms are missing they are built, once;
/// what is refused all the same is left out, and the plan made without it is the sketch's.
Scenario carry_out(const Making& making, Sketch& sketch) {
  sketch.decisions = consistent(std::move(sketch.decisions));
  Scenario scenario = making.scenario_of(sketch);
  sketch.plan = making.plan_of(scenario);
  if (making.goal.candidates.build_rooms) {
    sketch.rooms = rooms_for(sketch.plan, sketch.decisions);
    if (!sketch.rooms.empty()) {
      scenario = making.scenario_of(sketch);
      sketch.plan = making.plan_of(scenario);
    }
  }
  for (;;) {
    sketch.refusals.insert(sketch.refusals.end(), sketch.plan.refusals.begin(),
                           sketch.plan.refusals.end());
    if (!leave_out_refused(sketch.plan, sketch.decisions)) break;
    sketch.decisions = consistent(std::move(sketch.decisions));
    scenario = making.scenario_of(sketch);
    sketch.plan = making.plan_of(scenario);
  }
  return scenario;
}

}  // namespace

std::vector<money::Line> Sketcher::ledger_of(const Scenario& scenario, const Plan& plan,
                                             const std::vector<GroupJourney>& journeys) const {
  const money::BusCosts buses = money::bus_costs(ground_.county, plan);
  auto ledger = money::make_ledger(ground_.county, plan, buses, ground_.money);
  money::add_bill_lines(
      {ground_.county, plan, journeys, ground_.money, scenario.limits.class_size, &scenario.staff},
      ledger);
  return ledger;
}

Sketch Sketcher::sketch(const Decisions& decisions) const {
  Sketch sketch;
  sketch.decisions = decisions;
  const Scenario scenario = carry_out({goal_, ground_, buses_}, sketch);
  const SchoolTravel travel(ground_, opened_places(sketch.plan));
  const Situation situation{scenario, sketch.plan, ground_, travel};
  sketch.journeys = group_journeys(situation, sketch.plan.buses);
  sketch.ledger = ledger_of(scenario, sketch.plan, sketch.journeys);
  sketch.standards = standards_of(situation);
  sketch.figures = planner::figures_of({sketch.plan, sketch.journeys, sketch.ledger,
                                        sketch.standards, goal_.long_journey, goal_.base.limits});
  return sketch;
}

Figures Sketcher::figures_of(const Outcome& outcome) const {
  return planner::figures_of({outcome.plan, outcome.journeys, outcome.ledger, outcome.standards,
                              goal_.long_journey, goal_.base.limits});
}

}  // namespace budian::planner
