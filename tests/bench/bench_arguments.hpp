// What the bench programs of the bus search are told.
#pragma once

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenarios/bus/search.hpp"

namespace budian::bench {

/// PATH… --seconds S --threads T --seed N --out FILE, and switches or numbers of each program's
/// own.
struct Arguments {
  Arguments(int argc, char** argv, const std::string& usage) {
    for (int i = 1; i < argc; ++i) {
      const std::string word = argv[i];
      if (word.rfind("--", 0) != 0) {
        paths.push_back(word);
        continue;
      }
      auto& values = options[word.substr(2)];
      if (i + 1 < argc && is_value(word)) values.emplace_back(argv[++i]);
    }
    if (paths.empty()) {
      throw std::invalid_argument(std::string("usage: ") + argv[0] + " " + usage +
                                  " [--seconds S] [--threads T] [--seed N] [--out FILE]");
    }
    if (has("seconds")) seconds = numbers("seconds").at(0);
    if (has("threads")) threads = static_cast<int>(numbers("threads").at(0));
    if (has("seed")) seed = static_cast<std::int64_t>(numbers("seed").at(0));
    if (has("out")) out = options.at("out").at(0);
  }
  [[nodiscard]] bool has(const std::string& option) const { return options.count(option) > 0; }
  [[nodiscard]] std::vector<double> numbers(const std::string& option) const {
    std::vector<double> result;
    if (!has(option)) return result;
    for (const std::string& value : options.at(option)) result.push_back(std::stod(value));
    return result;
  }

  std::vector<std::string> paths;
  double seconds = 10;
  int threads = 1;
  std::int64_t seed = 1;
  std::string out;

 private:
  static bool is_value(const std::string& word) { return word != "--curve" && word != "--routes"; }
  std::map<std::string, std::vector<std::string>> options;
};

/// So many seconds, and a lane a thread.
inline bus::Effort effort_of(const Arguments& arguments) {
  bus::Effort effort;
  effort.seconds = arguments.seconds;
  effort.threads = arguments.threads;
  effort.lanes = static_cast<std::size_t>(arguments.threads);
  return effort;
}

}  // namespace budian::bench
