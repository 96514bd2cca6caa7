#include "src/manifest.hpp"

#include <nlohmann/json.hpp>

#include "gis/county_file.hpp"
#include "src/file_hashes.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

/// Every file that was read, with all of its parts, named as seen from `folder`.
Json inputs_json(const std::vector<fs::path>& inputs, const fs::path& folder) {
  auto list = Json::array();
  for (const auto& file : file_hashes(inputs, folder)) {
    list.push_back({{"file", file.file}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  }
  return list;
}

}  // namespace

std::string manifest_json(const RunArguments& arguments, Language language,
                          const std::vector<fs::path>& inputs) {
  Json json;
  json["program"] = "budian";
  json["version"] = BUDIAN_VERSION;
  json["language"] = language == Language::zh ? "zh" : "en";
  json["county"] = relative_to(arguments.county, arguments.out);
  json["scenarios"] = Json::array();
  for (const auto& scenario : arguments.scenarios)
    json["scenarios"].push_back(relative_to(scenario, arguments.out));
  json["shapefiles"] = arguments.shapefiles;
  json["accept"] = arguments.accept;
  json["inputs"] = inputs_json(inputs, arguments.out);
  return json.dump(2) + "\n";
}

namespace {

/// `call` is a command with a county and nothing that another run would repeat.
template <class Call>
Json manifest_of(const char* command, const Call& call, const fs::path& out, Language language,
                 const std::vector<fs::path>& inputs) {
  Json json;
  json["program"] = "budian";
  json["command"] = command;
  json["version"] = BUDIAN_VERSION;
  json["language"] = language == Language::zh ? "zh" : "en";
  json["county"] = relative_to(call.county, out);
  json["accept"] = call.accept;
  json["inputs"] = inputs_json(inputs, out);
  return json;
}

}  // namespace

std::string check_manifest_json(const CheckArguments& arguments, const fs::path& out,
                                Language language, const std::vector<fs::path>& inputs) {
  return manifest_of("check", arguments, out, language, inputs).dump(2) + "\n";
}

std::string forecast_manifest_json(const ForecastArguments& arguments, Language language,
                                   const std::vector<fs::path>& inputs) {
  return manifest_of("forecast", arguments, arguments.out, language, inputs).dump(2) + "\n";
}

std::string plan_manifest_json(const PlanArguments& arguments, Language language,
                               const std::vector<fs::path>& inputs) {
  Json json = manifest_of("plan", arguments, arguments.out, language, inputs);
  json["goal"] = relative_to(arguments.goal, arguments.out);
  if (arguments.seconds > 0) json["seconds"] = arguments.seconds;
  return json.dump(2) + "\n";
}

Replay read_manifest(const fs::path& manifest) {
  Replay replay;
  std::vector<Problem> problems;
  const auto problem = [&](Message message) {
    Problem found;
    found.file = manifest.string();
    found.message = std::move(message);
    problems.push_back(std::move(found));
  };
  const auto json = Json::parse(read_text_file(manifest), nullptr, false);
  if (json.is_discarded() || !json.contains("scenarios") || !json.contains("inputs")) {
    problem({"run.no_manifest", {}});
    throw InputError(std::move(problems));
  }
  const auto folder = manifest.parent_path();
  replay.language = json.value("language", "zh") == "en" ? Language::en : Language::zh;
  replay.arguments.county = (folder / json["county"].get<std::string>()).lexically_normal();
  replay.arguments.shapefiles = json.value("shapefiles", false);
  replay.arguments.accept = json.value("accept", false);
  for (const auto& scenario : json["scenarios"]) {
    replay.arguments.scenarios.push_back((folder / scenario.get<std::string>()).lexically_normal());
  }
  for (const auto& input : json["inputs"]) {
    const auto file = (folder / input["file"].get<std::string>()).lexically_normal();
    if (!fs::exists(file)) {
      problem({"file.cannot_read", {{"file", file.string()}}});
    } else if (sha256(read_text_file(file)) != input["sha256"].get<std::string>()) {
      problem({"run.input_changed", {{"file", file.string()}}});
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return replay;
}

}  // namespace budian
