// The built program, called as a person would, and the sample county.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "tests/support/scratch_folder.hpp"

namespace budian {

namespace fs = std::filesystem;

inline std::string content(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

/// What all files within a folder hold, by the way to them.
std::map<std::string, std::string> files_of(const fs::path& folder);

struct Called {
  int exit = -1;
  std::string out;
  std::string err;
  [[nodiscard]] bool says(const std::string& words) const {
    return out.find(words) != std::string::npos || err.find(words) != std::string::npos;
  }
};

/// The folder that the next three stand in. They are made by the first test that needs them, and
/// anew once the program is newer; several tests at once wait for each other. Only to be read.
fs::path shared_runs();
/// A folder with the sample county in `county`.
const fs::path& sample();
/// A run of the sample with the scenario merge_under_30. A copy of it that is made in a folder
/// within shared_runs() still finds its county.
const fs::path& merge_run();
/// The forecast of the sample, as JSON in English.
std::string sample_forecast();

Called call(const ScratchFolder& folder, const std::string& arguments);

inline std::string county() { return "'" + (sample() / "county" / "county.toml").string() + "'"; }
inline std::string scenario(const std::string& name) {
  return "'" + (sample() / "county" / "scenarios" / (name + ".toml")).string() + "'";
}

}  // namespace budian
