// The built program, called as a person would, and the sample county.
#pragma once

#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
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

struct Called {
  int exit = -1;
  std::string out;
  std::string err;
  [[nodiscard]] bool says(const std::string& words) const {
    return out.find(words) != std::string::npos || err.find(words) != std::string::npos;
  }
};

/// A folder with the sample county, written once for all tests.
inline const fs::path& sample() {
  static const ScratchFolder folder;
  static const bool written = std::system(("'" BUDIAN_PROGRAM "' sample '" +
                                           (folder.path() / "county").string() + "' > /dev/null")
                                              .c_str()) == 0;
  REQUIRE(written);
  return folder.path();
}

inline Called call(const ScratchFolder& folder, const std::string& arguments) {
  const auto out = folder.path() / "stdout.txt";
  const auto err = folder.path() / "stderr.txt";
  std::ostringstream command;
  command << "cd " << folder.path() << " && '" BUDIAN_PROGRAM "' " << arguments << " > " << out
          << " 2> " << err;
  const int status = std::system(command.str().c_str());
  return {WEXITSTATUS(status), content(out), content(err)};
}

inline std::string county() { return "'" + (sample() / "county" / "county.toml").string() + "'"; }
inline std::string scenario(const std::string& name) {
  return "'" + (sample() / "county" / "scenarios" / (name + ".toml")).string() + "'";
}

}  // namespace budian
