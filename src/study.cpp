#include "src/study.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <optional>
#include <set>

#include "gis/county_file.hpp"
#include "gis/county_reader.hpp"
#include "scenarios/appraisal/rules.hpp"
#include "scenarios/balance/standard.hpp"
#include "scenarios/evaluate.hpp"
#include "scenarios/forecast/forecast_pupils.hpp"
#include "scenarios/money/funding_reader.hpp"
#include "scenarios/resolve.hpp"
#include "scenarios/scenario_file.hpp"

namespace budian {
namespace {

/// Runs a step of reading; its problems are kept and reading goes on.
template <class Step>
void collecting(std::vector<Problem>& problems, Step step) {
  try {
    step();
  } catch (const InputError& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
  }
}

/// The county's own standards take the place of built-in ones with the same code.
std::vector<StandardRules> read_standards(const std::vector<std::filesystem::path>& files,
                                          std::vector<Problem>& problems) {
  auto standards = built_in_standards();
  for (const auto& file : files) {
    collecting(problems, [&] {
      auto own = read_standard(read_text_file(file), file.string());
      const auto same =
          std::find_if(standards.begin(), standards.end(),
                       [&](const StandardRules& rules) { return rules.code == own.code; });
      if (same == standards.end()) {
        standards.push_back(std::move(own));
      } else {
        *same = std::move(own);
      }
    });
  }
  return standards;
}

std::vector<Scenario> read_scenarios(const RunArguments& arguments,
                                     std::vector<Problem>& problems) {
  std::vector<Scenario> scenarios{empty_scenario()};
  std::set<std::string> codes{"", "today"};
  for (const auto& file : arguments.scenarios) {
    collecting(problems, [&] {
      scenarios.push_back(read_scenario_file(file));
      if (codes.insert(scenarios.back().code).second) return;
      Problem problem;
      problem.file = file.string();
      problem.message = {"run.same_scenario_name", {{"name", scenarios.back().code}}};
      throw InputError({problem});
    });
  }
  return scenarios;
}

}  // namespace

StudyInputs read_inputs(const RunArguments& arguments, Language language, Progress& progress) {
  progress.step(text("program.reading", language), 0);
  std::vector<Problem> problems;
  std::optional<ReadCounty> read;
  collecting(problems, [&] { read = read_county(arguments.county, {arguments.accept}); });
  StudyInputs inputs;
  inputs.scenarios = read_scenarios(arguments, problems);
  TravelRules travel;
  money::Rules money;
  std::vector<StandardRules> standards;
  appraisal::Rules appraisal;
  ClassSizeRules class_sizes = built_in_class_sizes();
  forecast::Rules forecast = forecast::built_in_rules();
  if (read) {
    const auto& file = read->file;
    collecting(problems, [&] { travel = travel_rules_of(file); });
    collecting(problems, [&] {
      money = file.money_rules.empty()
                  ? money::built_in_rules()
                  : money::read_rules(read_text_file(file.money_rules), file.money_rules.string(),
                                      money::built_in_rules());
      money::check_townships(money.funding, read->county, file.money_rules.string());
    });
    standards = read_standards(file.standards, problems);
    collecting(problems, [&] { appraisal = appraisal::read_rules(file.appraisal, standards); });
    collecting(problems, [&] {
      if (file.class_sizes.empty()) return;
      class_sizes = read_class_sizes(read_text_file(file.class_sizes), file.class_sizes.string());
    });
    collecting(problems, [&] {
      if (file.forecast_rules.empty()) return;
      forecast = forecast::read_rules(read_text_file(file.forecast_rules),
                                      file.forecast_rules.string(), forecast);
    });
    for (auto& scenario : inputs.scenarios) {
      collecting(problems, [&] { (void)resolve(scenario, read->county); });
      collecting(problems, [&] { read_given_stops(scenario, read->county); });
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  inputs.files = read->file.inputs;
  inputs.files.insert(inputs.files.end(), arguments.scenarios.begin(), arguments.scenarios.end());
  for (const auto& scenario : inputs.scenarios) {
    if (scenario.bus.drawn) inputs.files.emplace_back(scenario.bus.drawn->file);
    if (scenario.bus.stops_file.empty()) continue;
    inputs.files.push_back(std::filesystem::path(scenario.file).parent_path() /
                           scenario.bus.stops_file);
  }
  progress.step(text("program.measuring", language), 0.1);
  inputs.ground =
      prepare(std::move(read->county), std::move(travel), std::move(money), std::move(standards));
  inputs.ground.appraisal = std::move(appraisal);
  inputs.ground.class_sizes = std::move(class_sizes);
  inputs.ground.forecast = forecast::forecast_pupils(inputs.ground, read->history, forecast);
  inputs.ground.history = std::move(read->history);
  return inputs;
}

std::vector<Outcome> evaluate_all(const StudyInputs& inputs, Language language,
                                  Progress& progress) {
  progress.step(text(Message{"program.evaluating",
                             {{"count", static_cast<std::int64_t>(inputs.scenarios.size())}}},
                     language),
                0.3);
  std::vector<Outcome> outcomes(inputs.scenarios.size());
  tbb::parallel_for(std::size_t{0}, outcomes.size(), [&](std::size_t i) {
    const auto& scenario = inputs.scenarios[i];
    outcomes[i] = evaluate(scenario, apply(scenario, inputs.ground), inputs.ground);
  });
  return outcomes;
}

}  // namespace budian
