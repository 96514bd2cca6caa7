// What a back-test found.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "gis/county.hpp"

namespace budian::forecast {

/// Errors of school rolls, each a school (or a grade band of it) in a year that was held out.
struct ErrorFigures {
  std::int64_t tested = 0;
  std::int64_t empty = 0;  ///< without pupils in the end: in the bias, in no percentage of its own
  /// Mean absolute percentage error (MAPE), and 100 × (Σ forecast − Σ real) / Σ real; of the
  /// forecast and of "as in the last known year". Nothing where nothing was tested.
  std::optional<double> error_percent, bias_percent;
  std::optional<double> naive_error_percent, naive_bias_percent;
};

struct BackTest {
  std::vector<int> base_years;  ///< each forecast from, the latest first; empty: nothing to test
  ErrorFigures all;
  std::vector<ErrorFigures> by_lead;  ///< 1, 2, … years ahead
  ByBand<ErrorFigures> by_band{};
  std::vector<ErrorFigures> by_size;  ///< of the roll in the base year, as Rules::size_ends
  /// real / forecast at the rules' quantiles, by size and by years ahead; empty where there are
  /// fewer errors than the rules ask for.
  struct Spread {
    double low = 1, high = 1;
  };
  std::vector<std::vector<std::optional<Spread>>> spread;
  /// The same of all pupils of a township's schools, by years ahead: what places have in common is
  /// left, what single schools win of each other is not. Without errors: 1.
  struct TownshipSpread {
    std::int64_t errors = 0;
    double low = 1, high = 1;
  };
  std::vector<TownshipSpread> townships;
};

}  // namespace budian::forecast
