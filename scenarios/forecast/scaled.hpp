// The forecast of a county whose rolls are larger or smaller than the files say.
#pragma once

#include <vector>

#include "scenarios/forecast/forecast.hpp"

namespace budian::forecast {

/// Pupils of every year and variant times the factor of their school's township; one factor for
/// all: the county's. The ratios that made the forecast stay, so its base line moves with today's
/// rolls and no cohort is taken for a trend. Whole heads, the county's rounded once (rounding.hpp).
/// Errors of the back-test stay as they are: they are ratios.
PupilForecast scaled_forecast(PupilForecast forecast, const County& county,
                              const std::vector<double>& factors);

}  // namespace budian::forecast
