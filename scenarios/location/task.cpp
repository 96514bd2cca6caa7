#include "scenarios/location/task.hpp"

#include <algorithm>

namespace budian::location {

std::size_t Task::ways() const {
  std::size_t ways = 0;
  for (const auto& of_demand : edges) ways += of_demand.size();
  return ways;
}

bool Task::has_sizes() const {
  return std::any_of(sites.begin(), sites.end(),
                     [](const Place& site) { return site.least > 0 || site.most != no_limit; });
}

std::int64_t Task::beyond() const {
  std::int64_t sum = 1;
  for (const Place& site : sites) sum += site.opening;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const std::int64_t dearest = edges[i].empty() ? 0 : edges[i].back().price;
    sum += heads[i] * std::max(dearest, left_out);
  }
  return std::min(sum, cutoff);
}

namespace {

std::int64_t price_of_way(const Task& task, std::uint32_t demand, std::uint32_t site) {
  for (const Task::Edge& edge : task.edges[demand]) {
    if (edge.site == site) return edge.price;
  }
  return -1;
}

}  // namespace

std::int64_t price_of(const Task& task, const Allotment& allotment) {
  const std::int64_t broken = task.beyond();
  std::vector<std::int64_t> loads(task.sites.size(), 0), rest = task.heads;
  std::int64_t sum = 0;
  std::size_t open = 0;
  const auto go = [&](std::uint32_t demand, std::uint32_t site, std::int64_t heads) {
    const std::int64_t price = price_of_way(task, demand, site);
    if (price < 0 || !allotment.open[site]) return false;
    sum += heads * price;
    loads[site] += heads;
    rest[demand] -= heads;
    return true;
  };
  for (std::uint32_t i = 0; i < allotment.to.size(); ++i) {
    if (allotment.to[i] != nowhere && !go(i, allotment.to[i], task.heads[i])) return broken;
  }
  for (const auto& part : allotment.parts) {
    if (!go(part.demand, part.site, part.heads)) return broken;
  }
  for (const std::int64_t heads : rest) {
    if (heads < 0 || (heads > 0 && task.left_out < 0)) return broken;
    if (heads > 0) sum += heads * task.left_out;
  }
  for (std::size_t j = 0; j < task.sites.size(); ++j) {
    const Task::Place& site = task.sites[j];
    if (site.required && !allotment.open[j]) return broken;
    if (!allotment.open[j]) continue;
    if (site.forbidden) return broken;
    ++open;
    sum += site.opening;
    if (loads[j] < site.least || loads[j] > site.most) return broken;
  }
  return open < task.least_sites || open > task.most_sites ? broken : sum;
}

}  // namespace budian::location
