#include "maps/balance_words.hpp"

#include <array>

namespace budian {

std::string word_of(TeachingPointPolicy policy) {
  constexpr std::array words{"exclude", "merge_into_parent", "own_unit", "own_unit_if_at_least"};
  return words.at(static_cast<std::size_t>(policy));
}

std::string thing_name_key(const std::string& thing) {
  return "balance.thing_name." + thing.substr(thing.rfind('.') + 1);
}

std::string points_key(TeachingPointPolicy policy) { return "page.points." + word_of(policy); }

std::string private_key(bool counts_private) {
  return counts_private ? "balance.private_counted" : "balance.private_left_out";
}

const StageAnalysis* analysis_of(const Outcome& outcome, std::size_t standard, Stage stage) {
  if (standard >= outcome.balance.size()) return nullptr;
  for (const auto& analysis : outcome.balance[standard].stages) {
    if (analysis.stage == stage) return &analysis;
  }
  return nullptr;
}

bool is_partly_arithmetic(const CvChange& change) {
  constexpr double rounding = 1e-9;
  return change.after < change.before - rounding && change.pooling < -rounding;
}

}  // namespace budian
