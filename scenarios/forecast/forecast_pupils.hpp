// History → PupilForecast.
#pragma once

#include <optional>

#include "gis/history.hpp"
#include "scenarios/forecast/forecast.hpp"
#include "scenarios/forecast/rules.hpp"
#include "scenarios/groundwork.hpp"

namespace budian::forecast {

/// Nothing where neither earlier rolls nor births are told: a forecast is never a constant.
/// In whole heads (rounding.hpp).
std::optional<PupilForecast> forecast_pupils(const Groundwork& ground, const History& history,
                                             const Rules& rules);

}  // namespace budian::forecast
