// What a relaxation decides for good: sites and ways that no better answer can have.
#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/location/relaxation.hpp"

namespace budian::location {
namespace {

/// How many of a list in order of worth: all that gain, within the numbers.
std::size_t best_count(std::size_t gaining, std::size_t least, std::size_t most) {
  return std::min(std::max(gaining, least), most);
}

}  // namespace

Regret Relaxation::regret(const View& view, const std::vector<Fate>& fates) const {
  constexpr double never = std::numeric_limits<double>::infinity();
  Regret result{std::vector<double>(fates.size(), 0), std::vector<double>(fates.size(), 0)};
  std::vector<std::pair<double, std::uint32_t>> order;
  std::size_t fixed = 0, gaining = 0;
  for (std::uint32_t j = 0; j < fates.size(); ++j) {
    fixed += fates[j] == Fate::open ? 1U : 0U;
    if (fates[j] != Fate::free) continue;
    order.emplace_back(view.worth[j], j);
    gaining += view.worth[j] < 0 ? 1U : 0U;
  }
  std::sort(order.begin(), order.end());
  std::vector<double> sums(order.size() + 1, 0);
  for (std::size_t r = 0; r < order.size(); ++r) sums[r + 1] = sums[r] + order[r].first;
  const std::size_t least = task_.least_sites > fixed ? task_.least_sites - fixed : 0;
  const std::size_t most = task_.most_sites > fixed ? task_.most_sites - fixed : 0;
  const std::size_t count = std::min(best_count(gaining, least, most), order.size());
  const double base = sums[count];
  for (std::size_t r = 0; r < order.size(); ++r) {
    const auto [worth, j] = order[r];
    if (r >= count) {  // opened: one less of the others may be
      if (most == 0) {
        result.opening[j] = never;
        continue;
      }
      const std::size_t others = best_count(gaining, least > 0 ? least - 1 : 0, most - 1);
      result.opening[j] = sums[std::min(others, count)] + worth - base;
    } else {  // closed: the next best may take its place
      const std::size_t others = best_count(gaining - (worth < 0 ? 1 : 0), least, most);
      if (others + 1 > order.size()) {
        result.closing[j] = never;
        continue;
      }
      const double rest = others <= r ? sums[others] : sums[others + 1] - worth;
      result.closing[j] = rest - base;
    }
  }
  return result;
}

std::vector<std::vector<char>> Relaxation::useless_ways(const Prices& prices,
                                                        const std::vector<Fate>& fates,
                                                        std::int64_t value) const {
  charge(prices.needs);
  View view;
  look(prices.served, fates, view);
  const Regret cost = regret(view, fates);
  std::vector<std::vector<char>> useless;
  for (std::size_t i = 0; i < task_.heads.size(); ++i) {
    std::vector<char> flags(task_.edges[i].size(), 0);
    for (std::size_t w = first_way_[i]; w < first_way_[i + 1]; ++w) {
      const std::size_t j = way_sites_[w];
      char& flag = flags[way_ids_[w] - first_way_[i]];
      if (fates[j] == Fate::closed) {
        flag = 1;
        continue;
      }
      const double more = way_prices_[w] - prices.served[i] - view.places[j] * heads_[i];
      // A part of a divisible demand costs a part only.
      const double least = task_.whole ? std::max(0.0, more) : 0;
      flag = excludes(view.bound + least + (view.chosen[j] ? 0 : cost.opening[j]), value) ? 1 : 0;
    }
    useless.push_back(std::move(flags));
  }
  return useless;
}

}  // namespace budian::location
