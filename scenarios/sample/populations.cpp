#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/sample/settlements.hpp"

namespace budian::sample {
namespace {

/// People of a settlement as a share of its county's, before they are made whole.
double weight_of(const SampleSettlement& row, const Townships& townships, const Terrain& terrain,
                 const std::vector<Village>& villages, Random& random) {
  const Point seat = townships[row.township].seat;
  if (!row.village) {
    return townships.is_capital(row.township) ? random.real(5200.0, 8400.0)
                                              : random.real(2200.0, 4000.0);
  }
  const double near_town = std::exp(-distance_metres(row.place, seat) / 2500.0);
  return 330.0 * std::sqrt(villages[*row.village].size) * std::exp(0.45 * random.normal()) *
         (1.0 + 0.6 * near_town) * (row.is_centre ? 1.5 : 1.0) * (row.is_roadside ? 1.25 : 1.0) *
         (1.0 - 0.35 * terrain.hilliness(row.place));
}

}  // namespace

std::vector<std::int64_t> shared_out(std::int64_t total, const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::int64_t> shares(weights.size());
  std::vector<std::pair<double, std::size_t>> remainders;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = sum > 0 ? static_cast<double>(total) * weights[i] / sum : 0.0;
    shares[i] = static_cast<std::int64_t>(exact);
    given += shares[i];
    remainders.emplace_back(static_cast<double>(shares[i]) - exact, i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; given < total; ++i, ++given) {
    ++shares[remainders[i % remainders.size()].second];
  }
  return shares;
}

void populate(const Townships& townships, const Terrain& terrain, Random random,
              Settlements& settlements) {
  constexpr std::int64_t least = 12;
  Random needs = random.branch(1);
  for (std::uint32_t county = 0; county < townships.counties(); ++county) {
    std::vector<SampleSettlement*> rows;
    std::vector<double> weights;
    for (SampleSettlement& row : settlements.rows) {
      if (townships[row.township].county != county) continue;
      rows.push_back(&row);
      weights.push_back(weight_of(row, townships, terrain, settlements.villages, random));
    }
    const auto people =
        shared_out(people_a_county - least * static_cast<std::int64_t>(rows.size()), weights);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      SampleSettlement& row = *rows[i];
      row.population = least + people[i];
      const bool town = !row.village;
      row.left_behind = row.population * random.whole(town ? 4 : 15, town ? 12 : 60) / 1000;
      row.poor = row.population * needs.whole(town ? 1 : 2, town ? 3 : 10) / 1000;
      row.disabled = (row.population * needs.whole(0, 8) + 5000) / 10000;
      if (row.village) settlements.villages[*row.village].population += row.population;
    }
  }
}

}  // namespace budian::sample
