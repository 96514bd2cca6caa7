#include <fmt/format.h>

#include "maps/forecast_outputs.hpp"
#include "src/commands.hpp"
#include "src/forecast_phases.hpp"
#include "src/manifest.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"
#include "src/study.hpp"
#include "src/terminal_table.hpp"

namespace budian {
namespace {

void print(const Groundwork& ground, Language language) {
  if (ground.county.is_invented) fmt::print("{}\n\n", text("forecast.invented", language));
  fmt::print("{}\n{}\n", text("forecast.title_townships", language),
             terminal_table(forecast_townships(ground, language)));
  const Message schools{"forecast.title_schools", {{"line", ground.forecast->rules.small_school}}};
  fmt::print("{}\n{}\n", text(schools, language),
             terminal_table(forecast_schools(ground, language)));
  for (const auto& words : variant_words(*ground.forecast, language)) fmt::print("{}\n", words);
  for (const Message& reason : ground.forecast->unknown) fmt::print("{}\n", text(reason, language));
  if (ground.forecast->back_test.base_years.empty()) {
    fmt::print("{}\n", text("forecast.not_tested", language));
    return;
  }
  fmt::print("{}\n{}", text("forecast.title_test", language),
             terminal_table(forecast_test(ground, language)));
}

}  // namespace

Exit run_forecast(const ForecastArguments& arguments, Language language) {
  StudyInputs inputs;
  std::optional<forecast::PhasedPlan> phased;
  {
    Progress progress;
    RunArguments run;
    run.county = arguments.county;
    run.accept = arguments.accept;
    if (!arguments.scenario.empty()) run.scenarios = {arguments.scenario};
    inputs = read_inputs(run, language, progress);
    if (!arguments.phasing.empty()) phased = phase_plan(inputs, arguments, language, progress);
  }
  const Groundwork& ground = inputs.ground;
  if (!arguments.out.empty()) {
    OutputFolder out(arguments.out);
    out.write("forecast.json", forecast_json(ground, language));
    if (ground.forecast) out.write("forecast.csv", forecast_csv(ground, language));
    if (phased) write_phases(study_of(*phased, inputs), inputs.scenarios.back(), language, out);
    out.write("manifest.json", forecast_manifest_json(arguments, language, inputs.files));
    out.commit();
  }
  if (phased && !arguments.json) {
    print_phases(study_of(*phased, inputs), language);
  } else if (arguments.json) {
    fmt::print("{}", phased ? phases_json(study_of(*phased, inputs), language)
                            : forecast_json(ground, language));
  } else if (ground.forecast) {
    print(ground, language);
  } else {
    fmt::print("{}\n", text("forecast.nothing", language));
  }
  if (!arguments.out.empty() && !arguments.json) {
    fmt::print("\n{}\n",
               text(Message{"forecast.written", {{"folder", arguments.out.string()}}}, language));
    if (phased) fmt::print("{}\n", text("phasing.written", language));
  }
  return Exit::done;
}

}  // namespace budian
