#include "scenarios/balance/variance_shares.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/balance/indicators.hpp"

namespace budian {
namespace {

struct Sums {
  double weight = 0;
  double spread = 0;  ///< Σ P_i (x_i − X)²
  double mean = 0;
};

/// Of all but a unit that lies `away` from the mean. Sums around the old mean, so that nothing
/// cancels: the others weigh P − P_i, and their mean lies −P_i·d_i/(P − P_i) from the old one.
std::optional<double> cv_without(const Sums& all, double base, double away) {
  const double rest = all.weight - base;
  const double mean_moved = rest > 0 ? -base * away / rest : 0;
  if (rest <= 0 || all.mean + mean_moved <= all.mean * 1e-12) return std::nullopt;
  const double variance = (all.spread - base * away * away) / rest - mean_moved * mean_moved;
  return std::sqrt(std::max(variance, 0.0)) / (all.mean + mean_moved);
}

std::optional<double> measured_without(std::span<const std::int64_t> bases,
                                       std::span<const double> amounts, std::size_t unit) {
  std::vector<std::int64_t> rest(bases.begin(), bases.end());
  rest[unit] = 0;
  return variation(rest, amounts).cv;
}

}  // namespace

std::vector<VarianceShare> variance_shares(std::span<const std::int64_t> bases,
                                           std::span<const double> amounts) {
  const Variation all = variation(bases, amounts);
  std::vector<VarianceShare> result;
  if (!all.cv) return result;
  double weight = 0;
  double spread = 0;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    if (bases[i] <= 0) continue;
    const auto base = static_cast<double>(bases[i]);
    const double away = amounts[i] / base - all.mean;
    weight += base;
    spread += base * away * away;
  }
  for (std::size_t i = 0; i < bases.size(); ++i) {
    if (bases[i] <= 0) continue;
    const auto base = static_cast<double>(bases[i]);
    VarianceShare one{i, amounts[i] / base, 0, false, std::nullopt};
    const double away = one.value - all.mean;
    if (spread > 0) one.share = base * away * away / spread;
    one.above = away > 0;
    one.cv_without = cv_without({weight, spread, all.mean}, base, away);
    // Where next to nothing is left of the variance, the difference is all rounding.
    if (one.cv_without.value_or(0) < *all.cv * 1e-3) {
      one.cv_without = measured_without(bases, amounts, i);
    }
    result.push_back(one);
  }
  std::stable_sort(
      result.begin(), result.end(),
      [](const VarianceShare& a, const VarianceShare& b) { return a.share > b.share; });
  return result;
}

}  // namespace budian
