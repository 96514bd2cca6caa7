#include "scenarios/appraisal/closure_figures.hpp"

#include "scenarios/forecast/lasting.hpp"
#include "scenarios/resolve.hpp"

namespace budian::appraisal {

std::set<SchoolId> receivers_of(const Plan& plan) {
  std::set<SchoolId> receivers;
  for (const auto& closure : plan.closures) {
    for (const auto& [receiver, heads] : closure.receivers) receivers.insert(receiver);
  }
  return receivers;
}

bool classes_told(const Trips& trips, SchoolId school, std::size_t grade) {
  const auto& schools = trips.county().schools;
  if (!schools.contains(school) || schools[school].pupils[grade] == Heads(0)) return true;
  return schools[school].classes[grade] > 0;
}

std::map<SchoolId, const StatedProcedure*> statements_of(const Trips& trips) {
  std::map<SchoolId, const StatedProcedure*> result;
  const auto& scenario = trips.situation.scenario;
  const auto schools = procedure_schools(scenario, trips.county());
  for (std::size_t i = 0; i < schools.size(); ++i) {
    if (schools[i]) result.emplace(*schools[i], &scenario.procedure[i]);
  }
  return result;
}

StatedProcedure completed(const Trips& trips, SchoolId school, const StatedProcedure& stated) {
  StatedProcedure result = stated;
  const Groundwork& ground = trips.situation.ground;
  if (result.earlier_rolls.empty()) result.earlier_rolls = forecast::earlier_rolls(ground, school);
  if (!result.forecast) result.forecast = forecast::highest_forecast(ground, school);
  return result;
}

std::optional<bool> small_for_years(Heads roll, const StatedProcedure& stated, double most) {
  const auto is_small = [&](Heads heads) { return static_cast<double>(heads.count()) < most; };
  // Two years running: this one and the one before. A school that shrank may well have been large.
  const bool known_large =
      !is_small(roll) ||
      (!stated.earlier_rolls.empty() && !is_small(stated.earlier_rolls.front())) ||
      (stated.forecast && !is_small(*stated.forecast));
  if (known_large) return false;
  if (stated.earlier_rolls.empty() || !stated.forecast) return std::nullopt;
  return true;
}

}  // namespace budian::appraisal
