// Files → Groundwork and scenarios → outcomes: what `run` does before it writes.
#pragma once

#include <filesystem>
#include <vector>

#include "scenarios/groundwork.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/scenario.hpp"
#include "src/commands.hpp"
#include "src/progress.hpp"

namespace budian {

struct StudyInputs {
  Groundwork ground;
  std::vector<Scenario> scenarios;  ///< the first is today's: no measures
  std::vector<std::filesystem::path> files;
};

/// Reads the county, its rules and all scenarios; the problems of all of them come together
/// (InputError).
StudyInputs read_inputs(const RunArguments& arguments, Language language, Progress& progress);
/// One outcome a scenario, in their order.
std::vector<Outcome> evaluate_all(const StudyInputs& inputs, Language language, Progress& progress);

}  // namespace budian
