#include "scenarios/forecast/variant_factors.hpp"

#include <algorithm>
#include <cmath>

namespace budian::forecast {
namespace {

/// Of a cohort that was in school when the forecast began, each year was a step; later ones began
/// as entrants.
double rules_factor(const Rules& rules, Variant variant, std::size_t grade, int ahead) {
  const VariantRates& rates = variant == Variant::low ? rules.low : rules.high;
  const int steps = std::min(ahead, static_cast<int>(grade));
  const bool entered = ahead > static_cast<int>(grade);
  return std::pow(rates.progression, steps) * (entered ? rates.entrants : 1);
}

double farther(Variant variant, double a, double b) {
  return variant == Variant::low ? std::min(a, b) : std::max(a, b);
}

}  // namespace

int VariantFactors::tested() const {
  int years = 0;
  for (const auto& townships : test_.townships) {
    if (townships.errors == 0) break;
    ++years;
  }
  return years;
}

double VariantFactors::shrunk_factor(Variant variant, std::size_t grade, int ahead) const {
  const auto& townships = test_.townships[static_cast<std::size_t>(ahead - 1)];
  const auto errors = static_cast<double>(townships.errors);
  const double seen = farther(variant, 1, variant == Variant::low ? townships.low : townships.high);
  const double stated = rules_factor(rules_, variant, grade, ahead);
  return (errors * seen + rules_.rules_errors * stated) / (errors + rules_.rules_errors);
}

double VariantFactors::of(Variant variant, std::size_t grade, int ahead) const {
  if (variant == Variant::middle || ahead == 0) return 1;
  const int known = std::min(ahead, tested());
  const double stated = rules_factor(rules_, variant, grade, ahead);
  if (known == 0) return stated;
  double factor = 1;
  for (int year = 1; year <= known; ++year) {
    factor = farther(variant, factor, shrunk_factor(variant, grade, year));
  }
  return factor * stated / rules_factor(rules_, variant, grade, known);
}

}  // namespace budian::forecast
