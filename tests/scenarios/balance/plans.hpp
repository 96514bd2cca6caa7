// Small plans for the tests of the balance indicators.
#pragma once

#include "scenarios/balance/indicators.hpp"

namespace budian {

/// Of which nothing is asked.
inline const County nowhere;

/// A public school that is open; pupils of a stage stand in its first grade.
inline PlannedSchool school_with(SchoolKind kind, std::int64_t primary, std::int64_t junior) {
  PlannedSchool planned;
  planned.school.kind = kind;
  planned.school.pupils[0] = Heads(primary);
  planned.school.pupils[6] = Heads(junior);
  return planned;
}

inline std::int64_t& campus(PlannedSchool& planned, Resource resource) {
  return planned.school.resources.campus[row(resource)];
}
inline std::int64_t& teachers(PlannedSchool& planned, Resource resource, Stage stage) {
  return planned.school.resources.by_stage[row(resource)][row(stage)];
}

/// A standard that counts books only, with the split weights of policy §1.4.
inline StandardRules books_standard(TeachingPointPolicy policy) {
  StandardRules rules;
  rules.code = "books";
  IndicatorRule books;
  books.code = "books";
  books.resource = Resource::books;
  rules.indicators.push_back(books);
  rules.teaching_points = policy;
  rules.teaching_point_least = Heads(50);
  return rules;
}

}  // namespace budian
