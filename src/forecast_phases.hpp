// `forecast --phasing`: a plan spread over years, each year judged as a plan of its own.
#pragma once

#include <string>
#include <vector>

#include "scenarios/forecast/phasing_plan.hpp"
#include "src/output_folder.hpp"
#include "src/study.hpp"

namespace budian {

struct PhasedPlan {
  forecast::PhasingTerms terms;
  forecast::PhasingTask task;
  forecast::Phasing phasing;
  struct Year {
    int year = 0;
    bool judged = false;             ///< false: the pupils of the year are not known
    std::vector<Refusal> refusals;   ///< what `apply` refuses in that year
    std::vector<SchoolId> closed{};  ///< until then
  };
  std::vector<Year> years;
};

/// Evaluates the scenario, phases its closures and applies what is closed by each year to the
/// pupils who are forecast for it.
PhasedPlan phase_plan(StudyInputs& inputs, const ForecastArguments& arguments);

std::string phases_in_words(const PhasedPlan& phased, const StudyInputs& inputs, Language language);
std::string phases_json(const PhasedPlan& phased, const StudyInputs& inputs, Language language);
/// phases.json, and for each year a scenario file with what is closed by then.
void write_phases(const PhasedPlan& phased, const StudyInputs& inputs, Language language,
                  const OutputFolder& out);

}  // namespace budian
