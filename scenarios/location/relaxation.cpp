#include "scenarios/location/relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace budian::location {
namespace {

constexpr double most_exact = 2251799813685248.0;  // 2^51: sums up to here stay whole

}  // namespace

Relaxation::Relaxation(const Task& task)
    : task_(task),
      beyond_(task.beyond()),
      has_sizes_(task.has_sizes()),
      sized_(task.sites.size(), 0) {
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
  }
  const auto terms = static_cast<double>(task.ways() + task.heads.size() + task.sites.size());
  while (step_ < 1048576.0 && 4 * terms * dearest * step_ < most_exact) step_ *= 2;
  ceiling_ = 2 * dearest * step_;
  most_charged_ = terms * dearest * step_;
  floor_ = needs ? -ceiling_ : 0;
  for (std::size_t j = 0; j < task.sites.size(); ++j)
    sized_[j] = task.sites[j].least > 0 || task.sites[j].most != no_limit;
  has_unsized_ = std::count(sized_.begin(), sized_.end(), 0) > 0;
  for (const std::int64_t heads : task.heads) heads_.push_back(static_cast<double>(heads));
  ratios_.resize(sized_.size());
  for (const Task::Place& site : task.sites)
    openings_.push_back(static_cast<double>(site.opening) * step_);
  add_ways();
  if (has_sizes_) add_items();
}

void Relaxation::add_ways() {
  first_way_.push_back(0);
  for (std::size_t i = 0; i < task_.heads.size(); ++i) {
    const auto heads = static_cast<double>(task_.heads[i]);
    left_out_.push_back(task_.left_out < 0 ? -1
                                           : heads * static_cast<double>(task_.left_out) * step_);
    for (const Task::Edge& edge : task_.edges[i]) {
      way_ids_.push_back(static_cast<std::uint32_t>(way_sites_.size()));
      way_sites_.push_back(edge.site);
      way_prices_.push_back(heads * static_cast<double>(edge.price) * step_);
    }
    first_way_.push_back(way_sites_.size());
  }
  first_prices_ = way_prices_;
}

void Relaxation::add_items() {
  gains_.resize(task_.sites.size());
  items_.resize(task_.sites.size());
  for (std::uint32_t i = 0; i < task_.heads.size(); ++i) {
    for (std::size_t w = first_way_[i]; w < first_way_[i + 1]; ++w) {
      const std::uint32_t site = way_sites_[w];
      if (task_.sites[site].least > 0) items_[site].push_back({i, way_ids_[w], way_prices_[w]});
    }
  }
}

std::size_t Relaxation::add(Need need) {
  const auto known = std::find(needs_.begin(), needs_.end(), need);
  if (known != needs_.end()) return static_cast<std::size_t>(known - needs_.begin());
  needs_.push_back(std::move(need));
  return needs_.size() - 1;
}

std::set<std::size_t> priced_needs(const Prices& prices) {
  std::set<std::size_t> needs;
  for (std::size_t n = 0; n < prices.needs.size(); ++n) {
    if (prices.needs[n] > 0) needs.insert(n);
  }
  return needs;
}

void Relaxation::charge(const std::vector<double>& prices) const {
  if (prices == charged_) return;
  charged_ = prices;
  offset_ = 0;
  for (std::size_t j = 0; j < openings_.size(); ++j)
    openings_[j] = static_cast<double>(task_.sites[j].opening) * step_;
  by_way_ = first_prices_;
  for (std::size_t n = 0; n < prices.size(); ++n) {
    const double price = prices[n];
    if (price == 0) continue;
    offset_ += price * needs_[n].least;
    for (const auto& [i, weight] : needs_[n].demands) offset_ -= price * weight;
    for (const auto& [j, weight] : needs_[n].sites) openings_[j] -= price * weight;
    for (const auto& [way, weight] : needs_[n].ways) by_way_[way] += price * weight;
  }
  sort_ways();
}

/// Few change their places: each goes forward to its own.
void Relaxation::sort_ways() const {
  for (std::size_t w = 0; w < way_ids_.size(); ++w) way_prices_[w] = by_way_[way_ids_[w]];
  for (std::size_t i = 0; i + 1 < first_way_.size(); ++i) {
    for (std::size_t at = first_way_[i] + 1; at < first_way_[i + 1]; ++at) {
      const auto is_before = [&](std::size_t a, std::size_t b) {
        return std::pair(way_prices_[a], way_ids_[a]) < std::pair(way_prices_[b], way_ids_[b]);
      };
      for (std::size_t k = at; k > first_way_[i] && is_before(k, k - 1); --k) {
        std::swap(way_prices_[k], way_prices_[k - 1]);
        std::swap(way_ids_[k], way_ids_[k - 1]);
        std::swap(way_sites_[k], way_sites_[k - 1]);
      }
    }
  }
  for (auto& items : items_) {
    for (Item& item : items) item.price = by_way_[item.way];
  }
}

void Relaxation::find_shortfalls(const View& view, const std::vector<std::size_t>& needs,
                                 double* shortfalls) const {
  shares_.assign(way_ids_.size(), 0);
  for (const auto& [way, share] : view.flows) shares_[way] = share;
  for (const std::size_t n : needs) {
    double rest = needs_[n].least;
    for (const auto& [i, weight] : needs_[n].demands) rest -= weight;
    for (const auto& [j, weight] : needs_[n].sites) rest -= view.chosen[j] ? weight : 0;
    for (const auto& [way, weight] : needs_[n].ways) rest += weight * shares_[way];
    *shortfalls++ = rest;
  }
}

std::int64_t Relaxation::whole(double bound) const {
  if (!std::isfinite(bound)) return bound > 0 ? beyond_ : 0;
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

/// What each site gains by those whom it serves more cheaply than their price. Only the ways below
/// it are looked at: a few of each demand.
void Relaxation::collect(const std::vector<double>& served, const std::vector<Fate>& fates,
                         View& view) const {
  for (auto& gains : gains_) gains.clear();
  for (std::uint32_t i = 0; i < served.size(); ++i) {
    const double price = served[i];
    for (std::size_t w = first_way_[i]; w < first_way_[i + 1] && way_prices_[w] < price; ++w) {
      const std::uint32_t site = way_sites_[w];
      if (!has_sizes_ || !sized_[site])
        view.worth[site] += way_prices_[w] - price;
      else if (fates[site] != Fate::closed)
        gains_[site].push_back({way_prices_[w] - price, i, way_ids_[w]});
    }
  }
}

/// All who could go there: a site that needs pupils may take some at a loss.
void Relaxation::collect_all(std::size_t j, const std::vector<double>& served) const {
  gains_[j].clear();
  for (const Item& item : items_[j])
    gains_[j].push_back({item.price - served[item.demand], item.demand, item.way});
}

/// Of `order_`, the ratio at which the places are full; the ceiling where they never are. In halves
/// instead of sorted: all but one half of the rest is looked at no more.
double Relaxation::ratio_at(double places, const std::vector<Gain>& gains) const {
  auto begin = order_.begin(), end = order_.end();
  if (begin == end) return ceiling_;
  while (end - begin > 1) {
    const auto middle = begin + (end - begin) / 2;
    std::nth_element(begin, middle, end);
    double filled = 0;
    for (auto at = begin; at != middle; ++at) filled += heads_[gains[at->second].demand];
    if (filled >= places) {
      end = middle;
    } else {
      places -= filled;
      begin = middle;
    }
  }
  return heads_[gains[begin->second].demand] >= places ? begin->first : ceiling_;
}

/// Σ min(0, price − served − μ heads) + μ × places, μ the ratio at which the places are full
/// (or at which the least size is reached).
void Relaxation::value_site(std::size_t j, const std::vector<double>& served, View& view) const {
  const Task::Place& site = task_.sites[j];
  double load = 0;
  for (const Gain& gain : gains_[j]) load += heads_[gain.demand];
  const bool is_over = site.most != no_limit && load > static_cast<double>(site.most);
  const bool is_under = load < static_cast<double>(site.least);
  double price = 0, sum = 0;
  ratios_[j] = std::numeric_limits<double>::infinity();
  if (is_over || is_under) {
    if (is_under) collect_all(j, served);
    const auto places = static_cast<double>(is_over ? site.most : site.least);
    order_.clear();
    for (std::uint32_t k = 0; k < gains_[j].size(); ++k)
      order_.emplace_back(gains_[j][k].amount / heads_[gains_[j][k].demand], k);
    price = ratio_at(places, gains_[j]);
    if (price != ceiling_) ratios_[j] = price;
    price = is_over ? std::min(0.0, std::ceil(price)) : std::max(0.0, std::floor(price));
    sum = price * places;
  }
  for (const Gain& gain : gains_[j])
    sum += std::min(0.0, gain.amount - price * heads_[gain.demand]);
  view.places[j] = price;
  view.worth[j] += sum;
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
  const std::size_t count = std::min({std::max(gaining, least), most, order_.size()});
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

void Relaxation::count_served(const std::vector<double>& served, View& view) const {
  for (std::size_t i = 0; i < served.size(); ++i) {
    const double price = served[i];
    double times = 0;
    for (std::size_t w = first_way_[i]; w < first_way_[i + 1] && way_prices_[w] < price; ++w) {
      const std::uint32_t site = way_sites_[w];
      if (!view.chosen[site] || sized_[site]) continue;
      times += 1;
      if (view.wants_flows) view.flows.push_back({way_ids_[w], 1});
    }
    view.surplus[i] -= times;
  }
}

/// All below the ratio at which the site is full, and of those at it as many as it has room for;
/// all who gain where places have no price.
void Relaxation::count_sized(std::size_t j, View& view) const {
  const Task::Place& site = task_.sites[j];
  const double ratio = view.places[j] == 0 ? 0 : ratios_[j];
  double room = static_cast<double>(view.places[j] < 0 ? site.most : site.least);
  for (const Gain& gain : gains_[j]) {
    if (gain.amount / heads_[gain.demand] >= ratio) continue;
    view.surplus[gain.demand] -= 1;
    if (view.wants_flows) view.flows.push_back({gain.way, 1});
    room -= heads_[gain.demand];
  }
  if (view.places[j] == 0) return;
  for (const Gain& gain : gains_[j]) {
    if (room <= 0) break;
    if (gain.amount / heads_[gain.demand] != ratio) continue;
    view.surplus[gain.demand] -= std::min(1.0, room / heads_[gain.demand]);
    if (view.wants_flows)
      view.flows.push_back({gain.way, std::min(1.0, room / heads_[gain.demand])});
    room -= heads_[gain.demand];
  }
}

void Relaxation::look(const std::vector<double>& served, const std::vector<Fate>& fates,
                      View& view) const {
  const std::size_t sites = task_.sites.size();
  view.worth.resize(sites);
  view.places.assign(sites, 0);
  view.chosen.resize(sites);
  view.surplus.assign(served.size(), 1);
  view.bound = offset_;
  view.flows.clear();
  for (std::size_t i = 0; i < served.size(); ++i) {
    const bool left = left_out_[i] >= 0 && left_out_[i] < served[i];
    view.bound += left ? left_out_[i] : served[i];
    if (left) view.surplus[i] = 0;
  }
  view.worth = openings_;
  collect(served, fates, view);
  for (std::size_t j = 0; has_sizes_ && j < sites; ++j) {
    if (sized_[j] && fates[j] != Fate::closed) value_site(j, served, view);
  }
  choose(fates, view);
  if (has_unsized_) count_served(served, view);
  for (std::size_t j = 0; has_sizes_ && j < sites; ++j) {
    if (view.chosen[j] && sized_[j]) count_sized(j, view);
  }
}

}  // namespace budian::location
