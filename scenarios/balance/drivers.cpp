#include "scenarios/balance/drivers.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/balance/indicators.hpp"

namespace budian {

std::vector<Driver> drivers(std::span<const std::int64_t> bases, std::span<const double> amounts) {
  const Variation all = variation(bases, amounts);
  std::vector<Driver> result;
  if (!all.cv) return result;
  double weight = 0;
  double spread = 0;  // Σ P_i (x_i − X)²
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
    Driver driver{i, amounts[i] / base, 0, false, std::nullopt};
    const double away = driver.value - all.mean;
    if (spread > 0) driver.share = base * away * away / spread;
    driver.above = away > 0;
    // Sums around the old mean, so that nothing cancels: the others weigh P − P_i, their mean lies
    // −P_i·d_i/(P − P_i) from the old one.
    const double rest = weight - base;
    const double mean_moved = rest > 0 ? -base * away / rest : 0;
    if (rest > 0 && all.mean + mean_moved > 0) {
      const double variance = (spread - base * away * away) / rest - mean_moved * mean_moved;
      driver.cv_without = std::sqrt(std::max(variance, 0.0)) / (all.mean + mean_moved);
    }
    result.push_back(driver);
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Driver& a, const Driver& b) { return a.share > b.share; });
  return result;
}

}  // namespace budian
