// A plan spread over years as tables, sentences, CSV and JSON.
#pragma once

#include <string>
#include <vector>

#include "maps/forecast_outputs.hpp"
#include "scenarios/forecast/phased_years.hpp"

namespace budian {

/// A phasing and the county of its schools.
struct PhasingStudy {
  const County& county;
  const forecast::PhasedPlan& plan;
  std::string scenario;  ///< code
};

/// One closure a row: its year, its rooms and their year.
TextTable phased_closures(const PhasingStudy& study, Language language);
/// One year a row: buses, what the county pays for them, for rooms and for all else, the verdict.
TextTable phased_years(const PhasingStudy& study, Language language);
/// What neither table says: how many have a year, what clashes, refusals, years beyond the budget.
std::vector<std::string> phasing_remarks(const PhasingStudy& study, Language language);

std::string phases_csv(const PhasingStudy& study, Language language);
std::string phases_json(const PhasingStudy& study, Language language);

}  // namespace budian
