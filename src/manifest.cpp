#include "src/manifest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "gis/county_file.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

std::string sha256(const std::string& bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 is not available");
  }
  constexpr const char* digits = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < length; ++i) {
    text += digits[digest[i] >> 4U];
    text += digits[digest[i] & 15U];
  }
  return text;
}

/// A shapefile is several files.
std::vector<fs::path> parts_of(const fs::path& file) {
  if (file.extension() != ".shp") return {file};
  std::vector<fs::path> parts;
  for (const auto* extension : {".shp", ".shx", ".dbf", ".prj", ".cpg"}) {
    auto part = file;
    part.replace_extension(extension);
    if (fs::exists(part)) parts.push_back(part);
  }
  return parts;
}

std::string relative_to(const fs::path& file, const fs::path& folder) {
  return fs::relative(fs::absolute(file), fs::absolute(folder)).generic_string();
}

/// The archive, for a file within one.
fs::path on_disk(const fs::path& file) {
  fs::path path = file;
  while (!fs::exists(path) && path.has_parent_path() && path != path.parent_path()) {
    path = path.parent_path();
  }
  return fs::is_regular_file(path) ? path : file;
}

/// Every file that was read, with all of its parts, named as seen from `folder`.
Json inputs_json(const std::vector<fs::path>& inputs, const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& input : inputs) {
    for (const auto& part : parts_of(on_disk(input))) files.push_back(part);
  }
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  auto list = Json::array();
  for (const auto& file : files) {
    if (!fs::is_regular_file(file)) continue;  // told as a problem
    list.push_back({{"file", relative_to(file, folder)},
                    {"bytes", fs::file_size(file)},
                    {"sha256", sha256(read_text_file(file))}});
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
std::string plain_manifest(const char* command, const Call& call, const fs::path& out,
                           Language language, const std::vector<fs::path>& inputs) {
  Json json;
  json["program"] = "budian";
  json["command"] = command;
  json["version"] = BUDIAN_VERSION;
  json["language"] = language == Language::zh ? "zh" : "en";
  json["county"] = relative_to(call.county, out);
  json["accept"] = call.accept;
  json["inputs"] = inputs_json(inputs, out);
  return json.dump(2) + "\n";
}

}  // namespace

std::string check_manifest_json(const CheckArguments& arguments, const fs::path& out,
                                Language language, const std::vector<fs::path>& inputs) {
  return plain_manifest("check", arguments, out, language, inputs);
}

std::string forecast_manifest_json(const ForecastArguments& arguments, Language language,
                                   const std::vector<fs::path>& inputs) {
  return plain_manifest("forecast", arguments, arguments.out, language, inputs);
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
