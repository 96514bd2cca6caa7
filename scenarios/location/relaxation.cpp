#include "scenarios/location/relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace budian::location {
namespace {

constexpr double most_exact = 2251799813685248.0;  // 2^51: sums up to here stay whole

/// Sites with how many the best of a list in order of worth: all that gain, within the numbers.
std::size_t best_count(std::size_t gaining, std::size_t least, std::size_t most) {
  return std::min(std::max(gaining, least), most);
}

}  // namespace

Relaxation::Relaxation(const Task& task)
    : task_(task), first_(task.sites.size() + 1, 0), sized_(task.sites.size(), 0) {
  double dearest = 1;
  bool needs = false;
  for (const Task::Place& site : task.sites) {
    dearest = std::max(dearest, static_cast<double>(site.opening));
    needs = needs || site.least > 0;
  }
  for (std::size_t i = 0; i < task.heads.size(); ++i) {
    const auto heads = static_cast<double>(task.heads[i]);
    if (!task.edges[i].empty())
      dearest = std::max(dearest, heads * static_cast<double>(task.edges[i].back().price));
    dearest = std::max(dearest, heads * static_cast<double>(task.left_out));
    for (const Task::Edge& edge : task.edges[i]) ++first_[edge.site + 1];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  const auto terms = static_cast<double>(first_.back() + task.heads.size() + task.sites.size());
  while (step_ < 1048576.0 && 4 * terms * dearest * step_ < most_exact) step_ *= 2;
  ceiling_ = 2 * dearest * step_;
  floor_ = needs ? -ceiling_ : 0;
  items_.resize(first_.back());
  auto at = first_;
  for (std::uint32_t i = 0; i < task.heads.size(); ++i) {
    const auto heads = static_cast<double>(task.heads[i]);
    left_out_.push_back(task.left_out < 0 ? -1
                                          : heads * static_cast<double>(task.left_out) * step_);
    for (const Task::Edge& edge : task.edges[i]) {
      items_[at[edge.site]++] = {i, heads * static_cast<double>(edge.price) * step_, heads};
    }
  }
  for (std::size_t j = 0; j < task.sites.size(); ++j)
    sized_[j] = task.sites[j].least > 0 || task.sites[j].most != no_limit;
}

std::int64_t Relaxation::whole(double bound) const {
  if (!std::isfinite(bound)) return task_.beyond();
  return static_cast<std::int64_t>(std::ceil(bound / step_));
}

Prices Relaxation::first_prices() const {
  Prices prices;
  for (std::size_t i = 0; i < task_.heads.size(); ++i) {
    const auto& edges = task_.edges[i];
    const auto heads = static_cast<double>(task_.heads[i]);
    double price = edges.empty()
                       ? ceiling_ / 2
                       : heads * step_ * static_cast<double>(edges[edges.size() > 1 ? 1 : 0].price);
    if (left_out_[i] >= 0) price = std::min(price, left_out_[i]);
    prices.served.push_back(price);
  }
  return prices;
}

/// Σ min(0, price − served − μ heads) + μ × places, μ the ratio at which the places are full
/// (or at which the least size is reached).
void Relaxation::value_site(std::size_t j, const std::vector<double>& served, View& view) const {
  double sum = 0;
  const std::size_t begin = first_[j], end = first_[j + 1];
  view.places[j] = 0;
  if (!sized_[j]) {
    for (std::size_t k = begin; k < end; ++k)
      sum += std::min(0.0, items_[k].price - served[items_[k].demand]);
    view.worth[j] = sum;
    return;
  }
  const Task::Place& site = task_.sites[j];
  order_.clear();
  double load = 0;
  const bool needs = site.least > 0;
  for (std::size_t k = begin; k < end; ++k) {
    const double gain = items_[k].price - served[items_[k].demand];
    if (gain < 0) load += items_[k].heads;
    if (gain < 0 || needs)
      order_.emplace_back(gain / items_[k].heads, static_cast<std::uint32_t>(k));
  }
  const bool is_over = site.most != no_limit && load > static_cast<double>(site.most);
  const bool is_under = load < static_cast<double>(site.least);
  double price = 0;
  if (is_over || is_under) {
    const auto places = static_cast<double>(is_over ? site.most : site.least);
    std::sort(order_.begin(), order_.end());
    double filled = 0;
    for (const auto& [ratio, k] : order_) {
      price = ratio;
      filled += items_[k].heads;
      if (filled >= places) break;
    }
    if (filled < places) price = ceiling_;  // it can never have so many
    price = is_over ? std::min(0.0, std::ceil(price)) : std::max(0.0, std::floor(price));
    sum = price * places;
  }
  for (std::size_t k = begin; k < end; ++k)
    sum += std::min(0.0, items_[k].price - served[items_[k].demand] - price * items_[k].heads);
  view.places[j] = price;
  view.worth[j] = sum;
}

void Relaxation::choose(const std::vector<Fate>& fates, View& view) const {
  order_.clear();
  std::size_t fixed = 0, gaining = 0;
  for (std::uint32_t j = 0; j < fates.size(); ++j) {
    view.chosen[j] = fates[j] == Fate::open;
    fixed += fates[j] == Fate::open ? 1U : 0U;
    if (fates[j] == Fate::open) view.bound += view.worth[j];
    if (fates[j] != Fate::free) continue;
    order_.emplace_back(view.worth[j], j);
    gaining += view.worth[j] < 0 ? 1U : 0U;
  }
  const std::size_t least = task_.least_sites > fixed ? task_.least_sites - fixed : 0;
  const std::size_t most = task_.most_sites > fixed ? task_.most_sites - fixed : 0;
  const std::size_t count = std::min(best_count(gaining, least, most), order_.size());
  if (fixed > task_.most_sites || least > order_.size()) {
    view.bound = std::numeric_limits<double>::infinity();
    return;
  }
  std::nth_element(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(count),
                   order_.end());
  for (std::size_t r = 0; r < count; ++r) {
    view.chosen[order_[r].second] = 1;
    view.bound += order_[r].first;
  }
}

void Relaxation::count_served(std::size_t j, const std::vector<double>& served, View& view) const {
  const double price = view.places[j];
  if (price == 0) {
    for (std::size_t k = first_[j]; k < first_[j + 1]; ++k) {
      if (items_[k].price < served[items_[k].demand]) view.surplus[items_[k].demand] -= 1;
    }
    return;
  }
  const Task::Place& site = task_.sites[j];
  double room = static_cast<double>(price < 0 ? site.most : site.least);
  order_.clear();
  for (std::size_t k = first_[j]; k < first_[j + 1]; ++k) {
    const double gain = items_[k].price - served[items_[k].demand];
    if (gain < 0 || price > 0)
      order_.emplace_back(gain / items_[k].heads, static_cast<std::uint32_t>(k));
  }
  std::sort(order_.begin(), order_.end());
  for (const auto& [ratio, k] : order_) {
    if (room <= 0) break;
    view.surplus[items_[k].demand] -= std::min(1.0, room / items_[k].heads);
    room -= items_[k].heads;
  }
}

void Relaxation::look(const std::vector<double>& served, const std::vector<Fate>& fates,
                      View& view) const {
  const std::size_t sites = task_.sites.size();
  view.worth.resize(sites);
  view.places.resize(sites);
  view.chosen.resize(sites);
  view.surplus.assign(served.size(), 1);
  view.bound = 0;
  for (std::size_t i = 0; i < served.size(); ++i) {
    const bool left = left_out_[i] >= 0 && left_out_[i] < served[i];
    view.bound += left ? left_out_[i] : served[i];
    if (left) view.surplus[i] = 0;
  }
  for (std::size_t j = 0; j < sites; ++j) {
    if (fates[j] == Fate::closed) continue;
    value_site(j, served, view);
    view.worth[j] += static_cast<double>(task_.sites[j].opening) * step_;
  }
  choose(fates, view);
  for (std::size_t j = 0; j < sites; ++j) {
    if (view.chosen[j]) count_served(j, served, view);
  }
}

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
  View view;
  look(prices.served, fates, view);
  const Regret cost = regret(view, fates);
  std::vector<std::vector<char>> useless;
  for (std::size_t i = 0; i < task_.heads.size(); ++i) {
    std::vector<char> flags;
    const auto heads = static_cast<double>(task_.heads[i]);
    for (const Task::Edge& edge : task_.edges[i]) {
      const std::size_t j = edge.site;
      if (fates[j] == Fate::closed) {
        flags.push_back(1);
        continue;
      }
      const double more = heads * static_cast<double>(edge.price) * step_ - prices.served[i] -
                          view.places[j] * heads;
      // A part of a divisible demand costs a part only.
      const double least = task_.whole ? std::max(0.0, more) : 0;
      flags.push_back(excludes(view.bound + least + (view.chosen[j] ? 0 : cost.opening[j]), value));
    }
    useless.push_back(std::move(flags));
  }
  return useless;
}

Shares ascend(const Relaxation& relaxation, const std::vector<Fate>& fates, const Ascent& ascent,
              std::int64_t& value, Prices& prices,
              const std::function<void(const View&, int)>& see) {
  View view;
  auto at = prices.served;
  std::vector<double> direction(at.size(), 0);
  Shares shares(fates.size(), 0.5);
  double step = ascent.first_step;
  int waited = 0;
  for (int round = 0; round < ascent.iterations; ++round) {
    relaxation.look(at, fates, view);
    if (view.bound > prices.bound) {
      const bool much = view.bound > prices.bound + 1e-6 * std::abs(prices.bound);
      prices.served = at;
      prices.bound = view.bound;
      if (much) waited = 0;
    }
    see(view, round);
    for (std::size_t j = 0; j < shares.size(); ++j)
      shares[j] += 0.1 * ((view.chosen[j] ? 1.0 : 0.0) - shares[j]);
    if (relaxation.excludes(prices.bound, value)) break;
    if (++waited > ascent.patience) {
      step /= 2;
      waited = 0;
      at = prices.served;
      std::fill(direction.begin(), direction.end(), 0.0);
      if (step < ascent.last_step) break;
      continue;
    }
    double cross = 0, old = 0, norm = 0;
    for (std::size_t i = 0; i < at.size(); ++i) {
      cross += view.surplus[i] * direction[i];
      old += direction[i] * direction[i];
    }
    const double keep = cross < 0 && old > 0 ? -1.5 * cross / old : 0;
    for (std::size_t i = 0; i < at.size(); ++i) {
      direction[i] = view.surplus[i] + keep * direction[i];
      norm += direction[i] * direction[i];
    }
    if (norm == 0) break;
    // Where nothing good is known yet: a tenth more than what is proven.
    double aim = static_cast<double>(value) * relaxation.step();
    if (prices.bound > 0) aim = std::min(aim, prices.bound * 1.1 + relaxation.step());
    const double length = step * std::max(aim - view.bound, 1.0) / norm;
    for (std::size_t i = 0; i < at.size(); ++i)
      at[i] = std::clamp(std::round(at[i] + length * direction[i]), relaxation.floor(),
                         relaxation.ceiling());
  }
  return shares;
}

}  // namespace budian::location
