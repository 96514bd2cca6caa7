#include "scenarios/location/flow.hpp"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <numeric>

namespace budian::location {
namespace {

/// Source → demands → open sites → sink, and past the sites for who may be left out.
struct FlowNetwork {
  lemon::SmartDigraph graph;
  lemon::SmartDigraph::ArcMap<std::int64_t> lower{graph}, upper{graph}, cost{graph};

  lemon::SmartDigraph::Arc add(lemon::SmartDigraph::Node from, lemon::SmartDigraph::Node to,
                               std::int64_t least, std::int64_t most) {
    const auto arc = graph.addArc(from, to);
    lower[arc] = least;
    upper[arc] = most;
    cost[arc] = 0;
    return arc;
  }
};

}  // namespace

void allot_divisible(const Task& task, Allotment& allotment) {
  FlowNetwork flow;
  const std::int64_t all = std::accumulate(task.heads.begin(), task.heads.end(), std::int64_t{0});
  const auto source = flow.graph.addNode(), sink = flow.graph.addNode();
  std::vector<lemon::SmartDigraph::Node> sites;
  for (std::size_t j = 0; j < task.sites.size(); ++j) {
    sites.push_back(flow.graph.addNode());
    if (allotment.open[j])
      flow.add(sites[j], sink, task.sites[j].least, std::min(task.sites[j].most, all));
  }
  std::vector<std::pair<lemon::SmartDigraph::Arc, Allotment::Part>> ways;
  for (std::uint32_t i = 0; i < task.heads.size(); ++i) {
    const auto demand = flow.graph.addNode();
    flow.add(source, demand, task.heads[i], task.heads[i]);
    for (const Task::Edge& edge : task.edges[i]) {
      if (!allotment.open[edge.site]) continue;
      const auto arc = flow.add(demand, sites[edge.site], 0, task.heads[i]);
      flow.cost[arc] = edge.price;
      ways.push_back({arc, {i, edge.site, 0}});
    }
    if (task.left_out >= 0) flow.cost[flow.add(demand, sink, 0, task.heads[i])] = task.left_out;
  }
  lemon::NetworkSimplex<lemon::SmartDigraph, std::int64_t, std::int64_t> simplex(flow.graph);
  simplex.lowerMap(flow.lower).upperMap(flow.upper).costMap(flow.cost).stSupply(source, sink, all);
  allotment.to.clear();
  allotment.parts.clear();
  const bool is_best = simplex.run() == decltype(simplex)::OPTIMAL;
  for (auto& [arc, part] : ways) {
    part.heads = is_best ? simplex.flow(arc) : 0;
    if (part.heads > 0) allotment.parts.push_back(part);
  }
  allotment.value = is_best ? price_of(task, allotment) : task.beyond();
}

}  // namespace budian::location
