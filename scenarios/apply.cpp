#include <set>

#include "scenarios/bus/service.hpp"
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

/// Closures whose pupils the planned buses cannot carry within the limits: single rides pass the
/// first judgement, but stops, classes of grades and fleet are only known once the routes are.
Barred unserved_closures(const Scenario& scenario, const Plan& plan, const Groundwork& ground) {
  Barred barred;
  const auto planned = plan_buses(scenario, plan, ground);
  std::vector<char> served(plan.groups.size(), 0);
  for (const auto& boarding : planned.service.boardings) served[boarding.group] = 1;
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    const auto& group = plan.groups[i];
    if (group.way != Way::bus || served[i] != 0 || !group.displaced()) continue;
    barred.emplace(group.before,
                   Message{"plan.reason.no_bus_serves",
                           {{"settlement", ground.county.settlements[group.settlement].name},
                            {"receiver", plan.schools[group.school].school.name},
                            {"pupils", group.pupils.count()}}});
  }
  return barred;
}

}  // namespace

Plan apply(const Scenario& scenario, const Groundwork& ground) {
  const auto measures = resolve(scenario, ground.county);
  const SchoolTravel travel(ground, opened_places(measures));
  Barred barred;
  for (;;) {
    PlanMaker maker(scenario, ground, travel, barred);
    maker.perform(measures);
    Plan plan = maker.finish();
    // Each round bars at least one more closure, so the loop ends.
    const auto more = unserved_closures(scenario, plan, ground);
    const std::size_t known = barred.size();
    barred.insert(more.begin(), more.end());
    if (barred.size() == known) return plan;
  }
}

}  // namespace budian
