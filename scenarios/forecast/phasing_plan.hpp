// A plan's closures as a phasing task, and each year's state judged by `apply` as any scenario is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/forecast/lasting_rule.hpp"
#include "scenarios/forecast/phasing.hpp"
#include "scenarios/groundwork.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/scenario.hpp"

namespace budian::forecast {

/// What the planner states in a phasing file.
struct PhasingTerms {
  int first_year = 0;  ///< school year in which the first closure may be
  int years = 0;
  PhasingLimits limits;
  std::optional<Heads> line;  ///< a school closes in a year only if its roll stays below it
  int years_below = 1;        ///< so many years running, that year the last
  Variant variant = Variant::middle;
};
/// Keys first_year, years, budget_yuan_a_year, closures_a_township_year, most_moved_again,
/// fewer_than, years_below, forecast_variant. Faults are thrown with file and line (InputError).
PhasingTerms read_phasing_terms(std::string_view text, const std::string& file);

/// Roll of a school in any school year: told, today's or forecast; empty where not known.
std::optional<Heads> roll_in(const Groundwork& ground, SchoolId school, int year, Variant variant);

/// One closure a school that the plan closes, in the plan's order. Rooms and yearly cost are the
/// county's parts of the closure's bill; less than today counts as nothing. Who moves again: those
/// in a grade after which the school that takes them does not go on, in the rolls of that year.
PhasingTask phasing_task(const Outcome& outcome, const Groundwork& ground,
                         const PhasingTerms& terms);

/// Does a measure close whole schools?
bool closes_schools(const Measure& measure);

/// The plan's scenario with only the closures up to a row of the phasing's years: what stood in it
/// beside closures stays, then come its mergers, each with its receiver, then the other closures.
Scenario scenario_until(const Scenario& scenario, const PhasingTask& task,
                        const std::vector<Phase>& phases, int year, const County& county);

}  // namespace budian::forecast
