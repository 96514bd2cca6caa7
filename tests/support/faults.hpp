// What is wrong with a rule file, as tests compare it: message key and line of each problem.
#pragma once

#include <catch2/catch.hpp>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "gis/message.hpp"

namespace budian {

struct Fault {
  std::string key;
  std::int64_t line;
  friend bool operator==(const Fault&, const Fault&) = default;
};
inline std::ostream& operator<<(std::ostream& out, const Fault& fault) {
  return out << fault.key << " in line " << fault.line;
}
using Faults = std::vector<Fault>;

/// Faults that `read` throws; each must name the file, where one is given. None where it does not
/// throw.
template <class Read>
Faults faults_of(Read read, const std::string& file = {}) {
  try {
    read();
  } catch (const InputError& error) {
    Faults result;
    for (const auto& problem : error.problems()) {
      if (!file.empty()) CHECK(problem.file == file);
      result.push_back({problem.message.key, problem.row});
    }
    return result;
  }
  return {};
}

}  // namespace budian
