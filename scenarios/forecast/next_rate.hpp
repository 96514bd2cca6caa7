// The rate of the years ahead, from a row of yearly ones that may drift.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/forecast/rules.hpp"

namespace budian::forecast {

struct YearlyRate {
  double after = 0, before = 0;  ///< before > 0
};

/// Between the rate of all years and that of the latest: the weight with the least squared error in
/// the years so far, each told from those before it (combination of forecasts: J. M. Bates, C. W.
/// J. Granger, The combination of forecasts, 1969, doi:10.1057/jors.1969.103), shrunk as the rules
/// say. Then, where the rules ask for it, × exp(Σ log(real / told) ÷ (errors + no_errors)): what
/// such forecasts missed on the whole they will miss again, and few errors say little. No year is
/// told by anything later. Empty without years.
std::optional<double> next_rate(const std::vector<YearlyRate>& years, const RateRules& rules);

}  // namespace budian::forecast
