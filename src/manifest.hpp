// manifest.json: what a run read and how it was called; enough to run it again.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "src/commands.hpp"

namespace budian {

/// The manifest of a run as JSON; paths are relative to the output folder. `inputs` are all files
/// read (a shapefile stands for its .shp, .dbf, .shx, .prj and .cpg), with SHA-256.
std::string manifest_json(const RunArguments& arguments, Language language,
                          const std::vector<std::filesystem::path>& inputs);
/// The same for a check that writes into `out`: it says what was looked at, and cannot be replayed.
std::string check_manifest_json(const CheckArguments& arguments, const std::filesystem::path& out,
                                Language language,
                                const std::vector<std::filesystem::path>& inputs);

/// The same for a plan.
std::string plan_manifest_json(const PlanArguments& arguments, Language language,
                               const std::vector<std::filesystem::path>& inputs);
/// The same for a forecast.
std::string forecast_manifest_json(const ForecastArguments& arguments, Language language,
                                   const std::vector<std::filesystem::path>& inputs);

/// The call of an earlier run. Inputs that have changed since are problems (InputError).
struct Replay {
  RunArguments arguments;
  Language language = Language::zh;
};
Replay read_manifest(const std::filesystem::path& manifest);

}  // namespace budian
