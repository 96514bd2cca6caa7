#include "src/forecast_phases.hpp"

#include <fmt/format.h>

#include "gis/county_file.hpp"
#include "maps/scenario_text.hpp"
#include "src/terminal_table.hpp"

namespace budian {

forecast::PhasedPlan phase_plan(StudyInputs& inputs, const ForecastArguments& arguments,
                                Language language, Progress& progress) {
  const auto terms =
      forecast::read_phasing_terms(read_text_file(arguments.phasing), arguments.phasing.string());
  inputs.files.push_back(arguments.phasing);
  constexpr double begun = 0.3, a_round = 0.05;
  return forecast::phase_plan(inputs.scenarios.back(), inputs.ground, terms, [&](int round) {
    progress.step(text(Message{"phasing.working", {{"round", std::int64_t{round}}}}, language),
                  begun + a_round * round);
  });
}

PhasingStudy study_of(const forecast::PhasedPlan& plan, const StudyInputs& inputs) {
  return {inputs.ground.county, plan, inputs.scenarios.back().code};
}

void print_phases(const PhasingStudy& study, Language language) {
  if (study.county.is_invented) fmt::print("{}\n\n", text("forecast.invented", language));
  fmt::print("{}\n{}\n{}\n", terminal_table(phased_closures(study, language)),
             text("phasing.title_years", language), terminal_table(phased_years(study, language)));
  for (const auto& remark : phasing_remarks(study, language)) fmt::print("{}\n", remark);
}

void write_phases(const PhasingStudy& study, const Scenario& scenario, Language language,
                  const OutputFolder& out) {
  out.write("phases.json", phases_json(study, language));
  out.write("phases.csv", phases_csv(study, language));
  const std::string base_text = read_text_file(scenario.file);
  for (const auto& year : study.plan.years) {
    out.write(fmt::format("phase_{}.toml", year.year), year_toml(year, base_text, study.county));
  }
}

}  // namespace budian
