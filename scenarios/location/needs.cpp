#include "scenarios/location/needs.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/location/clusters.hpp"

namespace budian::location {
namespace {

constexpr double least_open = 0.02, least_share = 0.01;  // of a mean: less is noise
constexpr std::size_t most_grown = 25, most_near = 40;   // sites around one
constexpr int most_exchanges = 3;                        // of adding and removing
constexpr double least_short = 3;                        // heads
constexpr std::size_t most_sizes = 3;                    // by which one set is rounded
constexpr double least_missing = 0.02;  // of a site, between what is open and what is needed

using Served = std::vector<std::vector<std::pair<std::uint32_t, double>>>;  // by site

/// How a set of sites is rounded: by `size`, at `count` of it; with those of the demands that it
/// serves most.
struct Rounding {
  double short_of = 0;
  double size = 0, count = 0;
  std::vector<std::uint32_t> demands;
};

/// A set of sites, and what of each demand they serve.
class Region {
 public:
  Region(const Task& task, const Mean& mean, const Served& served)
      : task_(task),
        mean_(mean),
        served_(served),
        inside_(task.sites.size(), 0),
        is_seen_(task.heads.size(), 0),
        share_(task.heads.size(), 0) {}

  void clear() {
    for (const std::uint32_t i : seen_) share_[i] = is_seen_[i] = 0;
    for (const std::uint32_t j : sites_) inside_[j] = 0;
    seen_.clear();
    sites_.clear();
  }

  /// In if it is out, out if it is in.
  void flip(std::uint32_t site) {
    inside_[site] = inside_[site] ? 0 : 1;
    for (const auto& [i, share] : served_[site]) {
      if (!is_seen_[i]) seen_.push_back(i);
      is_seen_[i] = 1;
      share_[i] += inside_[site] ? share : -share;
    }
    if (inside_[site])
      sites_.push_back(site);
    else
      sites_.erase(std::find(sites_.begin(), sites_.end(), site));
  }

  [[nodiscard]] Rounding best_rounding() {
    put_in_order();
    Rounding best;
    for (const double size : sizes()) {
      double open = 0;  // in such sizes
      for (const std::uint32_t j : sites_) open += mean_.sites[j] * places(j) / size;
      for (const double more : {0.0, 1.0}) {
        Rounding one = round(size, open, std::max(1.0, std::ceil(open)) + more, best.short_of);
        if (one.short_of > best.short_of) best = std::move(one);
      }
    }
    return best;
  }

  /// Of these sites and the demands of `rounding`; empty where nothing is needed. Exact, whatever
  /// the shares have been rounded to.
  [[nodiscard]] Need need_of(const Rounding& rounding) const {
    Need need;
    double sum = 0;
    for (const std::uint32_t i : rounding.demands) sum += heads(i);
    const double rest = sum - (rounding.count - 1) * rounding.size;
    if (sizes().empty() || rest <= 0 || rest > rounding.size) return need;
    const auto weight = [&](double amount) {
      const double sizes = std::floor(amount / rounding.size);
      return rest * sizes + std::min(rest, amount - sizes * rounding.size);
    };
    for (const std::uint32_t j : sites_) need.sites.push_back({j, weight(places(j))});
    for (const std::uint32_t i : rounding.demands) {
      // Of a divisible one any part may go elsewhere: it is not rounded.
      need.demands.push_back({i, task_.whole ? weight(heads(i)) : heads(i)});
    }
    need.least = rest * rounding.count;
    return need;
  }

  /// By how much the mean falls short of a need of this set.
  [[nodiscard]] double short_of(const Need& need) const {
    double rest = need.least;
    for (const auto& [j, weight] : need.sites) rest -= weight * mean_.sites[j];
    for (const auto& [i, weight] : need.demands) rest -= weight * std::max(0.0, 1 - share_[i]);
    return rest;
  }

 private:
  [[nodiscard]] double places(std::uint32_t site) const {
    return static_cast<double>(task_.sites[site].most);
  }
  [[nodiscard]] double heads(std::uint32_t demand) const {
    return static_cast<double>(task_.heads[demand]);
  }

  void put_in_order() {
    order_.clear();
    for (const std::uint32_t i : seen_) {
      if (share_[i] > least_share) order_.emplace_back(std::max(0.0, 1 - share_[i]), i);
    }
    std::sort(order_.begin(), order_.end());
  }

  /// By which it may be rounded: none where one of its sites has no limit.
  [[nodiscard]] std::vector<double> sizes() const {
    std::vector<double> sizes;
    for (const std::uint32_t j : sites_) {
      if (task_.sites[j].most == no_limit) return {};
      const bool is_new = std::find(sizes.begin(), sizes.end(), places(j)) == sizes.end();
      if (places(j) > 0 && is_new && sizes.size() < most_sizes) sizes.push_back(places(j));
    }
    return sizes;
  }

  /// Nothing where no more than `least` is short.
  [[nodiscard]] Rounding round(double size, double open, double count, double least) const {
    const double missing = count - open;
    if (missing < least_missing) return {};
    double sum = 0, elsewhere = 0;
    std::size_t taken = 0;
    for (const auto& [away, i] : order_) {
      if (away >= std::min(missing, 1 - least_share) || sum + heads(i) > count * size) break;
      sum += heads(i);
      elsewhere += away * heads(i);
      ++taken;
    }
    const double rest = sum - (count - 1) * size;
    if (rest <= 0 || rest * missing <= elsewhere + least) return {};
    Rounding result{rest * missing - elsewhere, size, count, {}};
    for (std::size_t r = 0; r < taken; ++r) result.demands.push_back(order_[r].second);
    return result;
  }

  const Task& task_;
  const Mean& mean_;
  const Served& served_;
  std::vector<char> inside_, is_seen_;
  std::vector<double> share_;  ///< by demand: served by these sites
  std::vector<std::uint32_t> sites_, seen_;
  std::vector<std::pair<double, std::uint32_t>> order_;  ///< demands by what is served elsewhere
};

/// Sites nearest first as long as the need grows, then each of them in or out.
Rounding grow(Region& region, const std::vector<std::uint32_t>& near, const Mean& mean) {
  region.clear();
  Rounding best;
  std::size_t best_count = 0, count = 0;
  while (count < std::min(most_grown, near.size())) {
    region.flip(near[count++]);
    const Rounding now = region.best_rounding();
    if (now.short_of <= best.short_of) continue;
    best = now;
    best_count = count;
  }
  while (count > best_count) region.flip(near[--count]);
  bool has_gained = best_count > 0;
  for (int round = 0; has_gained && round < most_exchanges; ++round) {
    has_gained = false;
    for (std::size_t r = 0; r < std::min(most_near, near.size()); ++r) {
      if (mean.sites[near[r]] < least_share) continue;
      region.flip(near[r]);
      const Rounding now = region.best_rounding();
      if (now.short_of > best.short_of + 1e-6) {
        best = now;
        has_gained = true;
      } else {
        region.flip(near[r]);
      }
    }
  }
  return best;
}

}  // namespace

void Mean::add(const std::vector<char>& chosen, const std::vector<Flow>& flows, double part) {
  const double whole = weight_ + part - weight_ * part;
  const double kept = weight_ * (1 - part) / whole, added = part / whole;
  weight_ = whole;
  for (std::size_t j = 0; j < sites.size(); ++j)
    sites[j] = kept * sites[j] + (chosen[j] ? added : 0);
  for (double& share : ways) share *= kept;
  for (const auto& [way, share] : flows) ways[way] += added * share;
}

NeedFinder::NeedFinder(const Task& task) : task_(task) {
  const Clusters clusters(task);
  for (std::uint32_t j = 0; j < task.sites.size(); ++j) near_.push_back(clusters.near(j));
  std::size_t ways = 0;
  for (const auto& edges : task.edges) {
    first_way_.push_back(ways);
    ways += edges.size();
  }
}

void NeedFinder::add_ways(Need& need) const {
  std::vector<char> inside(task_.sites.size(), 0);
  for (const auto& [j, weight] : need.sites) inside[j] = 1;
  for (const auto& [i, weight] : need.demands) {
    for (std::size_t r = 0; r < task_.edges[i].size(); ++r) {
      if (inside[task_.edges[i][r].site])
        need.ways.push_back({static_cast<std::uint32_t>(first_way_[i] + r), weight});
    }
  }
}

std::vector<Need> NeedFinder::find(const Mean& mean) const {
  Served served(task_.sites.size());
  for (std::uint32_t i = 0; i < task_.heads.size(); ++i) {
    for (std::size_t r = 0; r < task_.edges[i].size(); ++r) {
      const double share = mean.ways[first_way_[i] + r];
      if (share > least_share) served[task_.edges[i][r].site].emplace_back(i, share);
    }
  }
  Region region(task_, mean, served);
  std::vector<std::pair<double, Need>> found;
  for (std::uint32_t j = 0; j < task_.sites.size(); ++j) {
    if (mean.sites[j] < least_open) continue;
    const Rounding best = grow(region, near_[j], mean);
    if (best.short_of < least_short) continue;
    Need need = region.need_of(best);
    const double short_of = region.short_of(need);  // exactly: where sizes differ it is less
    if (short_of >= least_short) found.emplace_back(short_of, std::move(need));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Need> needs;
  for (auto& [short_of, need] : found) {
    std::sort(need.sites.begin(), need.sites.end());
    std::sort(need.demands.begin(), need.demands.end());
    add_ways(need);
    if (std::find(needs.begin(), needs.end(), need) == needs.end())
      needs.push_back(std::move(need));
  }
  return needs;
}

}  // namespace budian::location
