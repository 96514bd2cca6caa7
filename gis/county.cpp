#include "gis/county.hpp"

namespace budian {

Heads pupils_of_stage(const ByGrade& pupils, Stage stage) {
  Heads sum;
  for (int grade = 0; grade < grade_count; ++grade) {
    if (stage_of_grade(grade) == stage) sum += pupils[static_cast<std::size_t>(grade)];
  }
  return sum;
}

Heads total(const ByGrade& pupils) {
  Heads sum;
  for (const Heads heads : pupils) sum += heads;
  return sum;
}

std::optional<SchoolKind> school_kind_of_code(int code) {
  switch (code) {
    case 211:
    case 218:
    case 311:
    case 312:
    case 341:
    case 345:
      return static_cast<SchoolKind>(code);
    default:
      return std::nullopt;
  }
}

bool kind_holds_grade(SchoolKind kind, int grade_row) {
  if (grade_row < 0 || grade_row >= grade_count) return false;
  switch (kind) {
    case SchoolKind::primary:
    case SchoolKind::teaching_point:
      return stage_of_grade(grade_row) == Stage::primary;
    case SchoolKind::junior:
    case SchoolKind::complete_secondary:
      return stage_of_grade(grade_row) == Stage::junior;
    case SchoolKind::nine_year:
    case SchoolKind::twelve_year:
      return true;
  }
  return false;
}

}  // namespace budian
