#include "scenarios/access.hpp"

#include <algorithm>
#include <cmath>

namespace budian {
namespace {

/// Heads by value, to be sorted.
using Weighted = std::vector<std::pair<std::int64_t, std::int64_t>>;

struct Spread {
  std::int64_t mean = 0, median = 0, p90 = 0, max = 0;
};

std::int64_t quantile(const Weighted& sorted, std::int64_t heads, std::int64_t tenths) {
  std::int64_t seen = 0;
  for (const auto& [value, count] : sorted) {
    seen += count;
    if (10 * seen >= tenths * heads) return value;
  }
  return sorted.back().first;
}

std::optional<Spread> spread_of(Weighted values) {
  std::sort(values.begin(), values.end());
  std::int64_t heads = 0;
  std::int64_t sum = 0;
  for (const auto& [value, count] : values) {
    heads += count;
    sum += value * count;
  }
  if (heads == 0) return std::nullopt;
  return Spread{(sum + heads / 2) / heads, quantile(values, heads, 5), quantile(values, heads, 9),
                values.back().first};
}

template <std::size_t Bands>
std::size_t band_of(double value, const std::array<double, Bands>& edges) {
  return static_cast<std::size_t>(std::lower_bound(edges.begin(), edges.end(), value) -
                                  edges.begin());
}

bool is_over_limit(const Traveller& traveller, const Limits& limits) {
  const auto band = row(band_of_grade(traveller.group->grade));
  const auto& journey = *traveller.journey;
  if (traveller.group->way == Way::boarding) return false;
  if (traveller.group->way != Way::walk) {
    return !journey.door_to_door || *journey.door_to_door > limits.door_to_door[band];
  }
  return !journey.road || *journey.road > limits.walk[band];
}

struct Collected {
  Weighted roads, times;
  std::int64_t road_sum = 0;
  std::int64_t straight_sum = 0;
};

void collect(const Traveller& traveller, TravelSummary& summary, Collected& collected) {
  const Heads heads = traveller.group->pupils;
  const auto& journey = *traveller.journey;
  if (journey.road) {
    summary.by_distance[band_of(in_kilometres(*journey.road), distance_bands_km)] += heads;
    collected.roads.emplace_back(journey.road->count(), heads.count());
    collected.road_sum += journey.road->count() * heads.count();
    collected.straight_sum += journey.straight.count() * heads.count();
  } else {
    summary.unreachable += heads;
  }
  if (journey.door_to_door) {
    summary.by_time[band_of(in_minutes(*journey.door_to_door), time_bands_minutes)] += heads;
    collected.times.emplace_back(journey.door_to_door->count(), heads.count());
  }
}

}  // namespace

TravelSummary summarize(const std::vector<Traveller>& travellers, const Limits& limits) {
  TravelSummary summary;
  Collected collected;
  for (const auto& traveller : travellers) {
    summary.pupils += traveller.group->pupils;
    if (traveller.group->way == Way::bus) summary.riders += traveller.group->pupils;
    if (traveller.group->way == Way::boarding) summary.boarders += traveller.group->pupils;
    if (is_over_limit(traveller, limits)) summary.over_limit += traveller.group->pupils;
    collect(traveller, summary, collected);
  }
  if (const auto roads = spread_of(std::move(collected.roads))) {
    summary.mean_road = Millimetres(roads->mean);
    summary.median_road = Millimetres(roads->median);
    summary.p90_road = Millimetres(roads->p90);
    summary.max_road = Millimetres(roads->max);
  }
  if (const auto times = spread_of(std::move(collected.times))) {
    summary.mean_time = Milliseconds(times->mean);
    summary.median_time = Milliseconds(times->median);
    summary.p90_time = Milliseconds(times->p90);
    summary.max_time = Milliseconds(times->max);
  }
  if (collected.straight_sum > 0) {
    summary.detour_ratio =
        static_cast<double>(collected.road_sum) / static_cast<double>(collected.straight_sum);
  }
  return summary;
}

double gaussian_decay(double distance, double threshold) {
  if (distance > threshold) return 0;
  const double edge = std::exp(-0.5);
  const double ratio = distance / threshold;
  return (std::exp(-0.5 * ratio * ratio) - edge) / (1 - edge);
}

std::vector<double> two_step_accessibility(std::span<const double> supply,
                                           std::span<const double> demand,
                                           const std::vector<std::vector<Reach>>& reach,
                                           double threshold) {
  std::vector<double> pressure(supply.size(), 0);
  for (std::size_t i = 0; i < demand.size(); ++i) {
    for (const auto& [j, distance] : reach[i])
      pressure[j] += gaussian_decay(distance, threshold) * demand[i];
  }
  std::vector<double> result(demand.size(), 0);
  for (std::size_t i = 0; i < demand.size(); ++i) {
    for (const auto& [j, distance] : reach[i]) {
      if (pressure[j] > 0)
        result[i] += supply[j] / pressure[j] * gaussian_decay(distance, threshold);
    }
  }
  return result;
}

}  // namespace budian
