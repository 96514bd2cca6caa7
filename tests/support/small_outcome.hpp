// A county small enough to check by hand, its today and one scenario, made without the evaluator:
// for tests of everything that draws outcomes.
#pragma once

#include <vector>

#include "scenarios/groundwork.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// 2 townships of 10 km × 10 km side by side, 4 schools, 6 settlements, 144 pupils.
/// Scenario "merge": 东沟教学点 (12 pupils) closes, its pupils ride line 1 to 东山中心小学;
/// 西坡教学点 (20) is refused because the ride would be too long.
struct SmallStudy {
  Groundwork ground;
  std::vector<Scenario> scenarios;  ///< today, merge
  std::vector<Outcome> outcomes;
};
SmallStudy small_study();

}  // namespace budian
