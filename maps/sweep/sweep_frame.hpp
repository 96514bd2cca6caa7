// What the runs of a sweep have in common: enough to join and word them without the county's files.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/sweep/design.hpp"
#include "scenarios/sweep/record.hpp"

namespace budian {

struct NamedTitle {
  std::string code;
  Bilingual title;
};

struct SweepFrame {
  std::string inputs;  ///< SHA-256 of everything that the runs are computed from
  std::string county;
  bool is_invented = false;
  std::vector<NamedTitle> scenarios;
  std::vector<NamedTitle> standards;
  std::vector<std::pair<std::string, std::string>> files;  ///< read by the runs, with SHA-256
  std::string map;                                         ///< sweep_map_json; empty: none
  std::string text;                                        ///< of the sweep's file
  sweep::Sweep sweep;
};

}  // namespace budian
