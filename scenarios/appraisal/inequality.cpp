#include "scenarios/appraisal/inequality.hpp"

#include <algorithm>
#include <cmath>

namespace budian::appraisal {
namespace {

/// Sorted, each value once: sums then come in one order, however the pupils were grouped.
Spread merged(Spread spread) {
  std::sort(spread.begin(), spread.end());
  Spread result;
  for (const auto& [value, heads] : spread) {
    if (heads <= 0) continue;
    if (!result.empty() && result.back().first == value) {
      result.back().second += heads;
    } else {
      result.emplace_back(value, heads);
    }
  }
  return result;
}

struct Sums {
  std::int64_t heads = 0;
  std::int64_t travel = 0;
};

Sums sums_of(const Spread& spread) {
  Sums sums;
  for (const auto& [value, heads] : spread) {
    sums.heads += heads;
    sums.travel += value * heads;
  }
  return sums;
}

/// Travel of the first pupils, ten times: `tenths` of a pupil count tenths of their travel.
std::int64_t travel_of_first(const Spread& spread, std::int64_t tenths) {
  std::int64_t sum = 0;
  for (const auto& [value, heads] : spread) {
    const std::int64_t taken = std::min(tenths, 10 * heads);
    sum += value * taken;
    tenths -= taken;
    if (tenths == 0) break;
  }
  return sum;
}

double theil_of(const Spread& spread, const Sums& sums) {
  if (sums.travel == 0) return 0;
  const double mean = static_cast<double>(sums.travel) / static_cast<double>(sums.heads);
  double result = 0;
  for (const auto& [value, heads] : spread) {
    if (value == 0) continue;
    const double ratio = static_cast<double>(value) / mean;
    result +=
        static_cast<double>(heads) / static_cast<double>(sums.heads) * ratio * std::log(ratio);
  }
  return std::max(0.0, result);  // below zero by rounding only
}

}  // namespace

std::optional<double> gini(Spread spread) {
  const Spread sorted = merged(std::move(spread));
  const Sums sums = sums_of(sorted);
  if (sums.heads == 0) return std::nullopt;
  if (sums.travel == 0 || sorted.size() == 1) return 0.0;
  // Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / 2 = Σ w x (heads before − heads after)
  double differences = 0;
  std::int64_t before = 0;
  for (const auto& [value, heads] : sorted) {
    const std::int64_t after = sums.heads - before - heads;
    differences += static_cast<double>(value * heads) * static_cast<double>(before - after);
    before += heads;
  }
  return differences / (static_cast<double>(sums.heads) * static_cast<double>(sums.travel));
}

std::optional<double> palma(Spread spread) {
  Spread sorted = merged(std::move(spread));
  const Sums sums = sums_of(sorted);
  if (sums.heads == 0) return std::nullopt;
  const std::int64_t nearest = travel_of_first(sorted, 4 * sums.heads);
  if (nearest == 0) return std::nullopt;
  std::reverse(sorted.begin(), sorted.end());
  const std::int64_t farthest = travel_of_first(sorted, sums.heads);
  return static_cast<double>(farthest) / static_cast<double>(nearest);
}

std::optional<double> theil(Spread spread) {
  const Spread sorted = merged(std::move(spread));
  const Sums sums = sums_of(sorted);
  if (sums.heads == 0) return std::nullopt;
  return theil_of(sorted, sums);
}

std::optional<Theil> theil_by_group(const std::vector<Spread>& groups) {
  Spread all;
  for (const auto& group : groups) all.insert(all.end(), group.begin(), group.end());
  const auto total = theil(all);
  if (!total) return std::nullopt;
  const Sums county = sums_of(all);
  Theil result;
  result.total = *total;
  if (county.travel == 0) return result;
  const double mean = static_cast<double>(county.travel) / static_cast<double>(county.heads);
  for (const auto& group : groups) {
    const Spread sorted = merged(group);
    const Sums sums = sums_of(sorted);
    if (sums.travel == 0) continue;
    const double share = static_cast<double>(sums.travel) / static_cast<double>(county.travel);
    const double own = static_cast<double>(sums.travel) / static_cast<double>(sums.heads);
    result.within += share * theil_of(sorted, sums);
    result.between += share * std::log(own / mean);
  }
  return result;
}

}  // namespace budian::appraisal
