#include "scenarios/rooms.hpp"

#include <algorithm>

namespace budian {

std::int64_t classes_needed(const ByGrade& pupils, const ByStage<Heads>& class_size) {
  std::int64_t classes = 0;
  for (int grade = 0; grade < grade_count; ++grade) {
    const std::int64_t most = class_size[row(stage_of_grade(grade))].count();
    if (most <= 0) continue;
    classes += (pupils[static_cast<std::size_t>(grade)].count() + most - 1) / most;
  }
  return classes;
}

RoomsNeeded rooms_needed(const School* today, const School& planned,
                         const ByStage<Heads>& class_size) {
  const std::int64_t needed = classes_needed(planned.pupils, class_size);
  const std::int64_t kept = today ? classes_needed(today->pupils, class_size) : 0;
  if (needed <= kept) return {};
  const std::int64_t rooms_today = today ? today->classrooms : 0;
  if ((today ? rooms_today : planned.classrooms) <= 0) return {0, 0, false};
  const std::int64_t manages = std::max(rooms_today, kept);
  const std::int64_t manages_then = manages + planned.classrooms - rooms_today;
  return {std::max<std::int64_t>(0, needed - manages_then),
          std::max<std::int64_t>(0, std::min(needed, manages_then) - manages), true};
}

}  // namespace budian
