// The county and the two plans of small_outcome.hpp.
#pragma once

#include "scenarios/balance/standard.hpp"
#include "scenarios/plan.hpp"

namespace budian::small {

inline constexpr double side = 10000;   // metres of a township's edge
inline constexpr double west = 500000;  // of the first township
inline constexpr double south = 3600000;
/// Rows of the schools.
inline constexpr std::size_t centre_school = 0, gully_point = 1, nine_year = 2, slope_point = 3;

Polygon square(double x, double y, double edge);
/// Pupils: 东山 60 + 12, 西河 36 + 16 (junior), 西坡 20: 144.
County county();
std::vector<PupilGroup> groups();
StandardRules standard(const char* code, const char* zh, const char* en);
Plan plan_of(const County& county);
/// 东沟教学点 closes, 西坡教学点 is refused.
Plan merged(const County& county);

}  // namespace budian::small
