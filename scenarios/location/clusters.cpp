#include "scenarios/location/clusters.hpp"

#include <algorithm>

namespace budian::location {
namespace {

/// Places of the part and of those outside it that its demands reach.
class Builder {
 public:
  Builder(const Task& task, const Allotment& whole, const std::vector<char>& inside)
      : task_(task), whole_(whole), inside_(inside), place_(task.sites.size(), nowhere) {
    for (std::uint32_t i = 0; i < task.heads.size(); ++i) {
      if (belongs(i)) add_demand(i);
    }
    add_sites();
  }
  Cluster take() { return std::move(cluster_); }

 private:
  [[nodiscard]] bool belongs(std::uint32_t demand) const {
    const std::uint32_t at = whole_.to[demand];
    if (at != nowhere) return inside_[at] != 0;
    return std::any_of(task_.edges[demand].begin(), task_.edges[demand].end(),
                       [&](const Task::Edge& edge) { return inside_[edge.site] != 0; });
  }

  std::uint32_t place_of(std::uint32_t site) {
    if (place_[site] == nowhere) {
      place_[site] = static_cast<std::uint32_t>(cluster_.sites.size());
      cluster_.sites.push_back(site);
    }
    return place_[site];
  }

  void add_demand(std::uint32_t demand) {
    cluster_.demands.push_back(demand);
    cluster_.task.heads.push_back(task_.heads[demand]);
    auto& edges = cluster_.task.edges.emplace_back();
    std::int64_t now = task_.left_out;
    for (const Task::Edge& edge : task_.edges[demand]) {
      if (edge.site == whole_.to[demand]) now = edge.price;
      if (task_.sites[edge.site].forbidden) continue;
      edges.push_back({place_of(edge.site), edge.price});
    }
    value_ += now * task_.heads[demand];
  }

  void add_sites() {
    std::vector<std::int64_t> loads(task_.sites.size(), 0);
    for (std::uint32_t i = 0; i < task_.heads.size(); ++i) {
      if (whole_.to[i] != nowhere && !belongs(i)) loads[whole_.to[i]] += task_.heads[i];
    }
    std::size_t others = 0;  // open ones that are not in the part
    for (std::uint32_t j = 0; j < task_.sites.size(); ++j) {
      if (inside_[j]) place_of(j);
      others += whole_.open[j] && place_[j] == nowhere ? 1U : 0U;
    }
    for (const std::uint32_t j : cluster_.sites) {
      Task::Place place = task_.sites[j];
      if (inside_[j]) value_ += place.opening;
      if (whole_.open[j] && !inside_[j]) {
        place.required = true;
        place.opening = 0;
        place.least = std::max<std::int64_t>(0, place.least - loads[j]);
        if (place.most != no_limit) place.most -= loads[j];
      }
      cluster_.task.sites.push_back(place);
    }
    cluster_.task.left_out = task_.left_out;
    cluster_.task.least_sites = task_.least_sites > others ? task_.least_sites - others : 0;
    cluster_.task.most_sites = task_.most_sites - others;
    cluster_.task.cutoff = value_;
  }

  const Task& task_;
  const Allotment& whole_;
  const std::vector<char>& inside_;
  std::vector<std::uint32_t> place_;
  std::int64_t value_ = 0;
  Cluster cluster_;
};

}  // namespace

Clusters::Clusters(const Task& task) : task_(task), near_(task.sites.size()) {
  std::vector<std::vector<std::pair<std::uint32_t, std::int64_t>>> visits(task.sites.size());
  for (std::uint32_t i = 0; i < task.edges.size(); ++i) {
    for (const Task::Edge& edge : task.edges[i]) visits[edge.site].emplace_back(i, edge.price);
  }
  std::vector<std::int64_t> apart(task.sites.size(), no_limit);
  for (std::uint32_t j = 0; j < near_.size(); ++j) {
    for (const auto& [demand, price] : visits[j]) {
      for (const Task::Edge& edge : task.edges[demand]) {
        if (apart[edge.site] == no_limit) near_[j].push_back(edge.site);
        apart[edge.site] = std::min(apart[edge.site], price + edge.price);
      }
    }
    std::sort(near_[j].begin(), near_[j].end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(apart[a], a) < std::pair(apart[b], b);
    });
    for (const std::uint32_t other : near_[j]) apart[other] = no_limit;
  }
}

std::vector<std::uint32_t> Clusters::nearest_open(std::uint32_t centre, std::size_t count,
                                                  const std::vector<char>& open) const {
  std::vector<std::uint32_t> sites;
  for (const std::uint32_t j : near_[centre]) {
    if (sites.size() == count) break;
    if (open[j]) sites.push_back(j);
  }
  return sites;
}

Cluster Clusters::around(std::uint32_t centre, std::size_t count, const Allotment& whole) const {
  std::vector<char> inside(task_.sites.size(), 0);
  for (const std::uint32_t j : nearest_open(centre, count, whole.open)) inside[j] = 1;
  return Builder(task_, whole, inside).take();
}

/// Opened, closed, or with other demands.
std::vector<char> Clusters::changed_sites(const Allotment& before, const Allotment& whole) const {
  std::vector<char> changed(task_.sites.size(), before.open.empty() ? 1 : 0);
  for (std::size_t j = 0; j < before.open.size(); ++j)
    changed[j] = before.open[j] != whole.open[j] ? 1 : 0;
  for (std::size_t i = 0; i < before.to.size(); ++i) {
    if (before.to[i] == whole.to[i]) continue;
    if (before.to[i] != nowhere) changed[before.to[i]] = 1;
    if (whole.to[i] != nowhere) changed[whole.to[i]] = 1;
  }
  return changed;
}

void Clusters::improve(std::size_t count, const Allotment& before, Allotment& whole,
                       const std::function<Answer(const Cluster&)>& answer_of,
                       const std::function<bool()>& is_over) const {
  const auto changed = changed_sites(before, whole);
  std::vector<char> done(task_.sites.size(), 1);
  for (std::uint32_t j = 0; j < done.size(); ++j) {
    for (const std::uint32_t site : nearest_open(j, count, whole.open)) {
      if (changed[site]) done[j] = 0;
    }
  }
  for (bool has_gained = true; has_gained;) {
    has_gained = false;
    for (std::uint32_t j = 0; j < done.size(); ++j) {
      if (!whole.open[j] || done[j]) continue;
      if (is_over()) return;
      done[j] = 1;
      const Cluster cluster = around(j, count, whole);
      if (cluster.demands.empty()) continue;
      const Answer found = answer_of(cluster);
      if (!found.found) continue;
      put_back(cluster, found.best, whole);
      for (const std::uint32_t site : cluster.sites) done[site] = 0;
      has_gained = true;
    }
  }
}

void Clusters::put_back(const Cluster& cluster, const Allotment& part, Allotment& whole) const {
  for (std::size_t j = 0; j < cluster.sites.size(); ++j)
    whole.open[cluster.sites[j]] = part.open[j];
  for (std::size_t i = 0; i < cluster.demands.size(); ++i) {
    const std::uint32_t at = part.to[i];
    whole.to[cluster.demands[i]] = at == nowhere ? nowhere : cluster.sites[at];
  }
  whole.value = price_of(task_, whole);
}

}  // namespace budian::location
