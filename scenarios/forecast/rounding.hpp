// Expected pupils → whole heads, so that sums are sums of what is shown.
#pragma once

#include <array>
#include <vector>

#include "scenarios/forecast/forecast.hpp"

namespace budian::forecast {

/// Moves whole heads toward what is wanted until they sum to `total`: one by one where most is
/// missing (or too much), ties to the earlier. From the floors of what is wanted this is the
/// method of the largest remainder; from any other start nobody moves away from what is wanted.
void share_out(std::vector<std::int64_t>& heads, const std::vector<double>& wanted,
               std::int64_t total);

/// What is expected of a settlement at one school in one grade, low ≤ middle ≤ high.
struct ExpectedGroup {
  SettlementId settlement;
  ByVariant<double> pupils{};
};
/// By grade, each sorted by settlement.
using ExpectedSchool = std::array<std::vector<ExpectedGroup>, grade_count>;

/// The county's pupils are shared out over schools, a school's over its grades, a grade's over its
/// settlements, each by largest remainder; low ≤ middle ≤ high in every group. `schools`: one a
/// school of the county.
ForecastYear whole_year(const std::vector<ExpectedSchool>& schools,
                        const std::array<bool, grade_count>& known);

}  // namespace budian::forecast
