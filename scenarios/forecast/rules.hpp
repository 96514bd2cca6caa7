// How pupils are forecast, as scenarios/standards/forecast.toml says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/balance/standard.hpp"

namespace budian::forecast {

/// Multiples of the middle variant.
struct VariantRates {
  double entrants = 1;     ///< of grade 1
  double progression = 1;  ///< of each step to the next grade
};

/// A weight that counts as so many years which had found it right.
struct PriorWeight {
  double weight = 1;
  double years = 0;
};

/// How the next rate follows from a row of yearly ones.
struct RateRules {
  PriorWeight latest;  ///< of the latest year's rate beside that of all years
  bool corrected = false;
  double no_errors = 0;  ///< past forecasts without error that count beside the real ones
};

struct Rules {
  int horizon = 0;                ///< years ahead
  std::int64_t small_school = 0;  ///< schools below it are listed one by one
  int birth_lag = 0;              ///< years from birth to grade 1
  /// What the rate of the larger place weighs, in pupils or births.
  double school_pupils = 0, township_pupils = 0, settlement_births = 0, township_births = 0;
  RateRules entry;  ///< births that enter
  /// Of the cohort beside as-today where pupils change schools: of all of them, of each school.
  PriorWeight cohort_sum, cohort_school;
  double pupils_per_dwelling = 0;
  VariantRates low, high;
  double rules_errors = 0;  ///< what `low` and `high` weigh beside errors of the back-test
  int tested_years = 0;     ///< of the back-test
  std::vector<std::int64_t> size_ends;  ///< largest roll of each size but the last, rising
  std::int64_t least_errors = 0;        ///< for a range
  double low_quantile = 0, high_quantile = 1;
  std::vector<CitedSource> sources;
  /// Row of a school's size in BackTest::by_size.
  [[nodiscard]] std::size_t size_of(std::int64_t roll) const;
};

/// A county's file names only what it changes. Unknown keys, wrong types and values without sense
/// are problems with file and line (InputError).
Rules read_rules(std::string_view text, const std::string& file, Rules base);
const Rules& built_in_rules();

}  // namespace budian::forecast
