// How well the method would have done: the last years held out and forecast from what was known
// before them.
#pragma once

#include "scenarios/forecast/back_test_figures.hpp"
#include "scenarios/forecast/projection.hpp"

namespace budian::forecast {

BackTest back_test(const Sources& sources);

}  // namespace budian::forecast
