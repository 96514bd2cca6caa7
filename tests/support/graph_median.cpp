#include "tests/support/graph_median.hpp"

#include <queue>
#include <random>

namespace budian::location {

Parts graph_median(std::size_t nodes, std::size_t number, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::vector<std::pair<std::size_t, std::int64_t>>> edges(nodes);
  const auto add = [&](std::size_t a, std::size_t b) {
    const auto length = static_cast<std::int64_t>(random() % 100 + 1);
    edges[a].emplace_back(b, length);
    edges[b].emplace_back(a, length);
  };
  for (std::size_t i = 1; i < nodes; ++i) add(i, random() % i);  // hangs together
  for (std::size_t e = nodes - 1; e < nodes * nodes / 50; ++e) {
    const std::size_t a = random() % nodes, b = random() % nodes;
    if (a != b) add(a, b);
  }
  Parts parts;
  for (std::size_t i = 0; i < nodes; ++i) {
    parts.sites.push_back({"s" + std::to_string(i)});
    parts.demands.push_back({"d" + std::to_string(i), 1});
    std::vector<std::int64_t> lengths(nodes, -1);
    std::priority_queue<std::pair<std::int64_t, std::size_t>> queue;
    queue.emplace(0, i);
    while (!queue.empty()) {
      const auto [minus, at] = queue.top();
      queue.pop();
      if (lengths[at] >= 0) continue;
      lengths[at] = -minus;
      for (const auto& [next, length] : edges[at]) queue.emplace(minus - length, next);
    }
    for (std::size_t j = 0; j < nodes; ++j) parts.ways.push_back({i, j, lengths[j]});
  }
  parts.least_sites = number;
  parts.most_sites = number;
  return parts;
}

}  // namespace budian::location
