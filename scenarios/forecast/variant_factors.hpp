// How far the low and the high variant lie from the middle one.
#pragma once

#include "scenarios/forecast/back_test_figures.hpp"
#include "scenarios/forecast/lasting_rule.hpp"
#include "scenarios/forecast/rules.hpp"

namespace budian::forecast {

/// Multiples of the middle variant, by grade and years ahead: low at most 1 and falling with the
/// years, high at least 1 and rising. Where the back-test has townships, so many years ahead, their
/// real / forecast at the rules' quantiles (empirical limits of forecasts: W. H. Williams, M. L.
/// Goodman, A simple method for the construction of empirical confidence limits for economic
/// forecasts, 1971, doi:10.1080/01621459.1971.10482340), shrunk toward the rules' factors, which
/// weigh as so many errors. Beyond the tested years they go on as the rules' factors do. Without a
/// back-test: the rules' factors.
class VariantFactors {
 public:
  VariantFactors(const Rules& rules, const BackTest& test) : rules_(rules), test_(test) {}
  [[nodiscard]] double of(Variant variant, std::size_t grade, int ahead) const;
  /// Years ahead that the back-test speaks for; 0: none.
  [[nodiscard]] int tested() const;

 private:
  [[nodiscard]] double shrunk_factor(Variant variant, std::size_t grade, int ahead) const;
  const Rules& rules_;
  const BackTest& test_;
};

}  // namespace budian::forecast
