#include "tests/scenarios/planner/combinations.hpp"

namespace budian::planner {

std::vector<Decisions> all_decisions(const Goal& goal, const std::vector<Candidate>& candidates) {
  std::vector<Decisions> all{{}};
  for (std::size_t row = 0; row < goal.candidates.additions.size(); ++row) {
    const auto without = all;
    for (Decisions with : without) {
      with.additions.insert(row);
      all.push_back(std::move(with));
    }
  }
  for (const auto& candidate : candidates) {
    const auto before = all;
    for (const auto& choice : candidate.choices) {
      for (Decisions with : before) {
        with[candidate.school] = choice;
        all.push_back(std::move(with));
      }
    }
  }
  return all;
}

}  // namespace budian::planner
