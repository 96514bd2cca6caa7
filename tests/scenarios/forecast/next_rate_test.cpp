#include "scenarios/forecast/next_rate.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace budian::forecast {
namespace {

/// Of 100 each, so that the rate of all years is the mean of theirs.
double next(const std::vector<double>& rates, const RateRules& rules) {
  std::vector<YearlyRate> years;
  for (const double rate : rates) years.push_back({100 * rate, 100});
  const auto found = next_rate(years, rules);
  REQUIRE(found);
  return *found;
}

constexpr RateRules not_corrected{{0, 1}, false, 4};
constexpr RateRules with_correction{{0, 1}, true, 4};

}  // namespace

TEST_CASE("Without years there is no rate; one year tells its own") {
  CHECK_FALSE(next_rate({}, with_correction));
  CHECK(next({0.5}, with_correction) == Approx(0.5));
  // All years together, not the mean of rates: (10 + 80) / (100 + 100 + 0 …) where sizes differ.
  CHECK(*next_rate({{10, 100}, {80, 100}}, not_corrected) == Approx(0.45));
  CHECK(*next_rate({{10, 100}, {240, 300}}, not_corrected) == Approx(250.0 / 400));
}

TEST_CASE("The latest rate weighs as past years speak for it") {
  // The third year was told 0.45 by the mean and 0.4 by the latest, 0.05 apart. Σ d² = 0.0025, and
  // one year more for the mean. Real 0.3: Σ d (real − mean) = 0.0075, weight 1.5, so all.
  CHECK(next({0.5, 0.4, 0.3}, not_corrected) == Approx(0.3));
  // Real 0.5: −0.0025, none.
  CHECK(next({0.5, 0.4, 0.5}, not_corrected) == Approx(1.4 / 3));
  // Real 0.44: 0.0005 of 0.005, a tenth.
  CHECK(next({0.5, 0.4, 0.44}, not_corrected) == Approx(0.1 * 0.44 + 0.9 * 1.34 / 3));
  // A rule that starts from the latest: (0.0005 + 0.0025) / 0.005 = 0.6.
  const RateRules latest{{1, 1}, false, 4};
  CHECK(next({0.5, 0.4, 0.44}, latest) == Approx(0.6 * 0.44 + 0.4 * 1.34 / 3));
}

TEST_CASE("What such forecasts missed on the whole, they are taken to miss again, shrunk") {
  // Told 0.5 and 0.4 came: × 0.8; one error beside four of none.
  CHECK(next({0.5, 0.4}, with_correction) == Approx(0.45 * std::pow(0.8, 1.0 / 5)));
  // Then told 0.45 (of the weight nothing was known) and 0.3 came: × 2 / 3.
  CHECK(next({0.5, 0.4, 0.3}, with_correction) == Approx(0.3 * std::pow(0.8 * 2 / 3, 1.0 / 6)));
  // A rate of 0 has no logarithm and is no error.
  CHECK(next({0.5, 0.0}, with_correction) == Approx(0.25));
}

TEST_CASE("A rate that stays is told as it is") {
  CHECK(next({0.9, 0.9, 0.9, 0.9, 0.9}, with_correction) == Approx(0.9));
}

}  // namespace budian::forecast
