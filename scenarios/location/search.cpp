#include "scenarios/location/search.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "scenarios/location/program.hpp"

namespace budian::location {

std::vector<Fate> first_fates(const Task& task) {
  std::vector<Fate> fates;
  for (const Task::Place& site : task.sites)
    fates.push_back(site.required ? Fate::open : site.forbidden ? Fate::closed : Fate::free);
  return fates;
}

std::size_t least_decided(const std::vector<Fate>& fates, const Shares& shares) {
  std::size_t site = fates.size();
  for (std::size_t j = 0; j < fates.size(); ++j) {
    if (fates[j] != Fate::free) continue;
    if (site == fates.size() || std::abs(shares[j] - 0.5) < std::abs(shares[site] - 0.5)) site = j;
  }
  return site;
}

bool fix_by_regret(const Relaxation& relaxation, const Prices& prices, std::int64_t value,
                   std::vector<Fate>& fates) {
  relaxation.charge(prices.needs);
  View view;
  relaxation.look(prices.served, fates, view);
  if (relaxation.excludes(view.bound, value)) return false;
  const Regret regret = relaxation.regret(view, fates);
  for (std::size_t j = 0; j < fates.size(); ++j) {
    if (fates[j] != Fate::free) continue;
    if (view.chosen[j]) {
      if (relaxation.excludes(view.bound + regret.closing[j], value)) fates[j] = Fate::open;
    } else if (relaxation.excludes(view.bound + regret.opening[j], value)) {
      fates[j] = Fate::closed;
    }
  }
  return true;
}

Task reduced(const Task& task, const std::vector<Fate>& fates,
             const std::vector<std::vector<char>>& useless) {
  Task result = task;
  const bool has_sizes = task.has_sizes();
  for (std::size_t j = 0; j < fates.size(); ++j) {
    result.sites[j].required = fates[j] == Fate::open;
    result.sites[j].forbidden = fates[j] == Fate::closed;
  }
  for (std::size_t i = 0; i < task.edges.size(); ++i) {
    result.edges[i].clear();
    for (std::size_t e = 0; e < task.edges[i].size(); ++e) {
      const Task::Edge& edge = task.edges[i][e];
      if (useless[i][e]) continue;
      result.edges[i].push_back(edge);
      // Nobody passes by a site that is open for certain.
      if (!has_sizes && task.cuts.empty() && result.sites[edge.site].required) break;
    }
  }
  return result;
}

namespace {

/// Price of a head of a demand that has no choice left.
std::optional<std::int64_t> decided_price(const Task& task, std::uint32_t demand) {
  const auto& edges = task.edges[demand];
  if (edges.empty() && task.left_out >= 0) return task.left_out;
  if (edges.size() != 1 || !task.sites[edges.front().site].required) return std::nullopt;
  if (task.left_out >= 0 && edges.front().price > task.left_out) return std::nullopt;
  return edges.front().price;
}

}  // namespace

Compact compact_of(const Task& task) {
  Compact compact;
  std::vector<std::uint32_t> place(task.sites.size(), nowhere);
  for (std::uint32_t j = 0; j < place.size(); ++j) {
    if (task.sites[j].forbidden) continue;
    place[j] = static_cast<std::uint32_t>(compact.sites.size());
    compact.sites.push_back(j);
  }
  compact.task.sites.clear();
  for (const std::uint32_t j : compact.sites) {
    compact.task.sites.push_back(task.sites[j]);
    if (task.sites[j].required) {
      compact.rest += task.sites[j].opening;
      compact.task.sites.back().opening = 0;
    }
  }
  std::map<std::vector<std::pair<std::uint32_t, std::int64_t>>, std::size_t> alike;
  for (std::uint32_t i = 0; i < task.heads.size(); ++i) {
    if (const auto price = decided_price(task, i)) {
      compact.rest += *price * task.heads[i];
      continue;
    }
    std::vector<std::pair<std::uint32_t, std::int64_t>> ways;
    for (const Task::Edge& edge : task.edges[i]) ways.emplace_back(place[edge.site], edge.price);
    const auto [at, is_new] = alike.try_emplace(std::move(ways), compact.demands.size());
    if (is_new) {
      compact.demands.emplace_back();
      compact.task.heads.push_back(0);
      compact.task.edges.emplace_back();
      for (const auto& [site, price] : at->first)
        compact.task.edges.back().push_back({site, price});
    }
    compact.demands[at->second].push_back(i);
    compact.task.heads[at->second] += task.heads[i];
  }
  compact.task.left_out = task.left_out;
  compact.task.least_sites = task.least_sites;
  compact.task.most_sites = task.most_sites;
  compact.task.whole = task.whole;
  return compact;
}

bool is_hopeless(const Task& task) {
  const auto required = static_cast<std::size_t>(std::count_if(
      task.sites.begin(), task.sites.end(), [](const Task::Place& site) { return site.required; }));
  const auto allowed = static_cast<std::size_t>(
      std::count_if(task.sites.begin(), task.sites.end(),
                    [](const Task::Place& site) { return !site.forbidden; }));
  if (required > task.most_sites || task.least_sites > std::min(task.most_sites, allowed))
    return true;
  return task.left_out < 0 && std::any_of(task.edges.begin(), task.edges.end(),
                                          [](const auto& edges) { return edges.empty(); });
}

std::vector<std::vector<std::uint32_t>> near_sites(const Task& task, std::size_t nearest) {
  std::vector<std::set<std::uint32_t>> near(task.sites.size());
  for (const auto& edges : task.edges) {
    const std::size_t count = std::min(edges.size(), nearest);
    for (std::size_t a = 0; a < count; ++a) {
      for (std::size_t b = 0; b < count; ++b) near[edges[a].site].insert(edges[b].site);
    }
  }
  std::vector<std::vector<std::uint32_t>> result;
  for (const auto& sites : near) result.emplace_back(sites.begin(), sites.end());
  return result;
}

Answer search(const Task& task, const Effort& effort) {
  if (is_hopeless(task)) {
    Answer answer;
    answer.infeasible = true;
    return answer;
  }
  if (!task.cuts.empty()) return solve_by_program(task, {effort.program_nodes, effort.seconds});
  return task.has_sizes() ? search_sized(task, effort) : search_unsized(task, effort);
}

}  // namespace budian::location
