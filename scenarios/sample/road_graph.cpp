#include <limits>
#include <queue>
#include <unordered_map>

#include "scenarios/sample/schools.hpp"

namespace budian::sample {

RoadGraph::RoadGraph(const RoadDrawing& drawing) : starts_(drawing.nodes().size() + 1, 0) {
  for (const Link& link : drawing.links()) {
    ++starts_[link.a + 1];
    ++starts_[link.b + 1];
  }
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  arcs_.resize(starts_.back());
  std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
  for (const Link& link : drawing.links()) {
    arcs_[next[link.a]++] = {link.b, link.metres};
    arcs_[next[link.b]++] = {link.a, link.metres};
  }
}

RoadGraph::Reach RoadGraph::nearest(const std::vector<std::uint32_t>& sources) const {
  const std::size_t nodes = starts_.size() - 1;
  Reach reach{std::vector<std::uint32_t>(nodes, nobody),
              std::vector<double>(nodes, std::numeric_limits<double>::max())};
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (const auto source : sources) {
    reach.owner[source] = source;
    reach.metres[source] = 0;
    queue.emplace(0.0, source);
  }
  while (!queue.empty()) {
    const auto [metres, node] = queue.top();
    queue.pop();
    if (metres > reach.metres[node]) continue;
    for (std::size_t i = starts_[node]; i < starts_[node + 1]; ++i) {
      const auto [to, length] = arcs_[i];
      if (metres + length >= reach.metres[to]) continue;
      reach.metres[to] = metres + length;
      reach.owner[to] = reach.owner[node];
      queue.emplace(metres + length, to);
    }
  }
  return reach;
}

std::vector<RoadGraph::Visit> RoadGraph::within(std::uint32_t source, double metres) const {
  std::vector<Visit> visits;
  std::unordered_map<std::uint32_t, double> least{{source, 0.0}};
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  queue.emplace(0.0, source);
  while (!queue.empty()) {
    const auto [gone, node] = queue.top();
    queue.pop();
    if (gone > least.at(node)) continue;
    visits.push_back({node, gone});
    for (std::size_t i = starts_[node]; i < starts_[node + 1]; ++i) {
      const double there = gone + arcs_[i].second;
      if (there > metres) continue;
      const auto [known, is_new] = least.try_emplace(arcs_[i].first, there);
      if (!is_new && there >= known->second) continue;
      known->second = there;
      queue.emplace(there, arcs_[i].first);
    }
  }
  return visits;
}

}  // namespace budian::sample
