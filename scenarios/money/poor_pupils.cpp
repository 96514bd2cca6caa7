#include "scenarios/money/poor_pupils.hpp"

#include <algorithm>

namespace budian::money {
namespace {

/// Quotient of whole numbers, halves up.
std::int64_t rounded(std::int64_t numerator, std::int64_t denominator) {
  return (2 * numerator + denominator) / (2 * denominator);
}

}  // namespace

std::vector<PoorPupils> poor_of_schools(const Plan& plan,
                                        const std::vector<std::optional<Heads>>& poor) {
  std::vector<ByStage<std::int64_t>> here(plan.schools.size());
  for (std::size_t i = 0; i < poor.size(); ++i) {
    const auto& group = plan.groups[i];
    if (!poor[i]) continue;
    here[group.school.row()][row(stage_of_grade(group.grade))] += poor[i]->count();
  }
  std::vector<PoorPupils> by_school(plan.schools.size());
  for (const auto id : plan.schools.ids()) {
    const School& school = plan.schools[id].school;
    const std::int64_t pupils = total(school.pupils).count();
    if (!plan.schools[id].open || pupils <= 0) continue;
    for (const Stage stage : stages) {
      const std::int64_t all = here[id.row()][row(stage)];
      const std::int64_t board = std::min(all, rounded(school.boarders.count() * all, pupils));
      by_school[id.row()].boarders[row(stage)] = board;
      by_school[id.row()].day_pupils[row(stage)] = all - board;
    }
  }
  return by_school;
}

}  // namespace budian::money
