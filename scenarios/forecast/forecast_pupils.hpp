// History → PupilForecast.
#pragma once

#include <optional>

#include "gis/history.hpp"
#include "scenarios/forecast/forecast.hpp"
#include "scenarios/forecast/rules.hpp"
#include "scenarios/groundwork.hpp"

namespace budian::forecast {

/// Nothing where neither earlier rolls nor births are told: a forecast is never a constant.
/// Whole heads: a county's pupils are shared out over schools, a school's over its grades, a
/// grade's over its settlements, each by largest remainder, so that sums are sums of what is shown.
std::optional<PupilForecast> forecast_pupils(const Groundwork& ground, const History& history,
                                             const Rules& rules);

/// Moves whole heads toward what is wanted until they sum to `total`: one by one where most is
/// missing (or too much), ties to the earlier. From the floors of what is wanted this is the
/// method of the largest remainder; from any other start nobody moves away from what is wanted.
void share_out(std::vector<std::int64_t>& heads, const std::vector<double>& wanted,
               std::int64_t total);

}  // namespace budian::forecast
