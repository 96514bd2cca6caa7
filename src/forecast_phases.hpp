// `forecast --phasing`: a plan spread over years.
#pragma once

#include "maps/phasing_outputs.hpp"
#include "src/output_folder.hpp"
#include "src/study.hpp"

namespace budian {

/// Reads the terms and phases the closures of the last scenario.
forecast::PhasedPlan phase_plan(StudyInputs& inputs, const ForecastArguments& arguments,
                                Language language, Progress& progress);
PhasingStudy study_of(const forecast::PhasedPlan& plan, const StudyInputs& inputs);

void print_phases(const PhasingStudy& study, Language language);
/// phases.json, phases.csv, and for each year a scenario file with what is closed by then.
void write_phases(const PhasingStudy& study, const Scenario& scenario, Language language,
                  const OutputFolder& out);

}  // namespace budian
