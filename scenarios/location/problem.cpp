#include "scenarios/location/problem.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <tuple>

namespace budian::location {
namespace {

/// Sums of whole numbers up to here are exact in a double.
constexpr double most_sum = 4503599627370496.0;  // 2^52

void demand_that(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(what);
}

template <class T>
std::vector<std::size_t> rows_by_key(const std::vector<T>& rows) {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return rows[a].key < rows[b].key; });
  for (std::size_t i = 1; i < order.size(); ++i)
    demand_that(rows[order[i - 1]].key != rows[order[i]].key, "a key stands twice");
  return order;
}

void check_rows(const Parts& parts) {
  for (const Site& site : parts.sites) {
    demand_that(site.least_heads >= 0 && site.most_heads.value_or(0) >= 0, "a size is negative");
    demand_that(site.opening_cost >= 0, "an opening cost is negative");
    demand_that(!site.home || *site.home < parts.demands.size(), "a home does not exist");
    demand_that(!parts.contiguous || site.home, "a site of a contiguous problem has no home");
  }
  for (const Demand& demand : parts.demands)
    demand_that(demand.heads > 0, "a demand is without heads");
  for (const Way& way : parts.ways) {
    demand_that(way.demand < parts.demands.size(), "a way begins nowhere");
    demand_that(way.site < parts.sites.size(), "a way ends nowhere");
    demand_that(way.cost >= 0, "a cost is negative");
  }
  for (const auto& [a, b] : parts.neighbours)
    demand_that(a < parts.demands.size() && b < parts.demands.size(), "a neighbour is nowhere");
}

void check_goals(const Parts& parts) {
  demand_that(parts.whole || !parts.contiguous, "areas of divided demands cannot hang together");
  demand_that(!parts.goals.empty(), "there is no goal");
  demand_that(parts.everyone_served || parts.goals.front().aim == Aim::most_covered,
              "where some may be left out, most_covered comes first");
  for (std::size_t i = 0; i < parts.goals.size(); ++i) {
    demand_that(parts.goals[i].radius >= 0, "a radius is negative");
    demand_that(parts.goals[i].aim != Aim::least_distance || i + 1 == parts.goals.size(),
                "least_distance leaves nothing to choose for the goals after it");
  }
}

void check_sums(const Parts& parts) {
  double heads = 0, opening = 0;
  std::int64_t most = 1;
  for (const Demand& demand : parts.demands) heads += static_cast<double>(demand.heads);
  for (const Site& site : parts.sites) opening += static_cast<double>(site.opening_cost);
  for (const Way& way : parts.ways) most = std::max(most, way.cost);
  demand_that(heads * static_cast<double>(most) + opening < most_sum / 16,
              "costs are too great to be summed exactly");
}

}  // namespace

Problem::Problem(Parts parts) : parts_(std::move(parts)) {
  check_rows(parts_);
  check_goals(parts_);
  check_sums(parts_);
  order_rows();
  add_ways();
}

void Problem::order_rows() {
  const auto site_order = rows_by_key(parts_.sites);
  const auto demand_order = rows_by_key(parts_.demands);
  site_rows_ = Table<SiteId, std::size_t>(site_order);
  demand_rows_ = Table<DemandId, std::size_t>(demand_order);
  std::vector<DemandId> place(parts_.demands.size());
  for (std::size_t i = 0; i < demand_order.size(); ++i) {
    place[demand_order[i]] = DemandId(i);
    demands_.push_back(parts_.demands[demand_order[i]]);
  }
  for (const std::size_t row : site_order) {
    Site site = parts_.sites[row];
    if (site.home) site.home = place[*site.home].row();
    sites_.push_back(std::move(site));
  }
  neighbours_ = Table<DemandId, std::vector<DemandId>>(demands_.size());
  for (const auto& [a, b] : parts_.neighbours) {
    neighbours_[place[a]].push_back(place[b]);
    neighbours_[place[b]].push_back(place[a]);
  }
  for (auto& of : neighbours_) {
    std::sort(of.begin(), of.end());
    of.erase(std::unique(of.begin(), of.end()), of.end());
  }
}

void Problem::add_ways() {
  reaches_ = Table<DemandId, std::vector<Reach>>(demands_.size());
  std::vector<SiteId> site_at(sites_.size());
  std::vector<DemandId> demand_at(demands_.size());
  for (const SiteId id : sites_.ids()) site_at[site_rows_[id]] = id;
  for (const DemandId id : demands_.ids()) demand_at[demand_rows_[id]] = id;
  std::vector<std::pair<std::size_t, std::size_t>> seen;
  for (const Way& way : parts_.ways) {
    seen.emplace_back(way.demand, way.site);
    const DemandId from = demand_at[way.demand];
    const SiteId to = site_at[way.site];
    const Demand& demand = demands_[from];
    const bool is_barred = (demand.farthest && way.cost > *demand.farthest) ||
                           sites_[to].standing == Standing::forbidden ||
                           (parts_.within_regions && demand.region != sites_[to].region);
    if (!is_barred) reaches_[from].push_back({to, way.cost});
  }
  std::sort(seen.begin(), seen.end());
  demand_that(std::adjacent_find(seen.begin(), seen.end()) == seen.end(), "a way stands twice");
  for (auto& reaches : reaches_) {
    std::sort(reaches.begin(), reaches.end(), [](const Reach& a, const Reach& b) {
      return std::tie(a.cost, a.site) < std::tie(b.cost, b.site);
    });
  }
}

std::optional<std::int64_t> Problem::cost(DemandId demand, SiteId site) const {
  for (const Reach& reach : reaches_[demand]) {
    if (reach.site == site) return reach.cost;
  }
  return std::nullopt;
}

}  // namespace budian::location
