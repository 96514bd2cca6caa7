#include <algorithm>

#include "scenarios/balance/indicators.hpp"

namespace budian {
namespace {

constexpr std::int64_t large_class = 56;       // 大班额
constexpr std::int64_t very_large_class = 66;  // 超大班额

void count_classes(std::int64_t size, std::int64_t classes, Heads standard_size,
                   ClassSizes& result) {
  result.classes[class_size_band(size)] += classes;
  result.total += classes;
  if (Heads(size) > standard_size) result.over_standard += classes;
  if (size >= large_class) result.large += classes;
  if (size >= very_large_class) result.very_large += classes;
}

/// n = q·classes + r: r classes of q + 1 and the others of q.
void count_grade(std::int64_t pupils, std::int64_t classes, Heads standard_size,
                 ClassSizes& result) {
  if (classes <= 0) {
    const std::int64_t size = std::max<std::int64_t>(standard_size.count(), 1);
    classes = (pupils + size - 1) / size;
  }
  classes = std::min(classes, pupils);
  const std::int64_t larger = pupils % classes;
  if (larger > 0) count_classes(pupils / classes + 1, larger, standard_size, result);
  count_classes(pupils / classes, classes - larger, standard_size, result);
}

}  // namespace

std::size_t class_size_band(std::int64_t pupils) {
  if (pupils <= 25) return 0;
  return std::min(static_cast<std::size_t>((pupils - 26) / 5 + 1), class_size_bands - 1);
}

ClassSizes class_sizes(const Plan& plan, Stage stage, Heads standard_size) {
  ClassSizes result;
  result.classes.assign(class_size_bands, 0);
  for (const auto& planned : plan.schools) {
    if (!planned.open) continue;
    for (int grade = 0; grade < grade_count; ++grade) {
      const auto g = static_cast<std::size_t>(grade);
      const std::int64_t pupils = planned.school.pupils[g].count();
      if (stage_of_grade(grade) != stage || pupils <= 0) continue;
      count_grade(pupils, planned.school.classes[g], standard_size, result);
    }
  }
  return result;
}

std::vector<SchoolId> schools_over_size(const Plan& plan, const StandardRules& rules) {
  std::vector<SchoolId> result;
  for (const auto id : plan.schools.ids()) {
    const auto& planned = plan.schools[id];
    const SchoolKind kind = planned.school.kind;
    const bool combined = kind == SchoolKind::nine_year || kind == SchoolKind::twelve_year;
    const auto& largest = combined ? rules.largest_combined_school : rules.largest_school;
    if (planned.open && largest && total(planned.school.pupils) > *largest) result.push_back(id);
  }
  return result;
}

}  // namespace budian
