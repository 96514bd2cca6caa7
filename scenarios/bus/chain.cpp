#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <optional>

#include "scenarios/bus/dispatch.hpp"

namespace budian::bus {
namespace {

/// When and where a trip takes hold of a bus, and when and where it lets it go.
struct Run {
  SiteId first;
  Milliseconds begin;
  SiteId last;
  Milliseconds end;
};
struct DayRuns {
  Run morning;
  Run afternoon;
  Milliseconds arrive;
  Milliseconds depart;
};

DayRuns runs_of(const Problem& problem, const Trip& trip) {
  const School& school = problem.schools()[trip.school];
  const Milliseconds unload = problem.parameters().unload;
  const TripTimes morning = morning_times(problem, trip);
  const StopId last = afternoon_order(problem, trip).back();
  const TripTimes afternoon = afternoon_times(problem, trip);
  return {{problem.stops()[trip.stops.front()].site, morning.arrive.front(), school.site,
           school.arrive + unload},
          {school.site, school.depart - unload, problem.stops()[last].site, afternoon.leave.back()},
          school.arrive,
          school.depart};
}

bool follows(const Problem& problem, const Run& earlier, const Run& later) {
  return problem.has_way(earlier.last, later.first) &&
         earlier.end + problem.time(earlier.last, later.first) <= later.begin;
}

/// One after the other, in the order of the bells in the afternoon (as written where the bells are
/// the same).
bool afternoon_follows(const Problem& problem, const DayRuns& a, const DayRuns& b) {
  return b.depart < a.depart ? follows(problem, b.afternoon, a.afternoon)
                             : follows(problem, a.afternoon, b.afternoon);
}

struct Connection {
  std::size_t from = 0;
  std::size_t to = 0;
  std::int64_t dead_run = 0;  ///< mm
};

std::vector<Connection> connections(const Problem& problem, const std::vector<DayRuns>& runs) {
  std::vector<Connection> result;
  for (std::size_t a = 0; a < runs.size(); ++a) {
    for (std::size_t b = 0; b < runs.size(); ++b) {
      // Strictly later bells, so that connections never close a circle.
      if (runs[a].arrive > runs[b].arrive || (runs[a].arrive == runs[b].arrive && a >= b)) continue;
      if (!follows(problem, runs[a].morning, runs[b].morning)) continue;
      if (!afternoon_follows(problem, runs[a], runs[b])) continue;
      const Millimetres empty = problem.length(runs[a].morning.last, runs[b].morning.first);
      result.push_back({a, b, empty.count()});
    }
  }
  return result;
}

constexpr std::size_t none = static_cast<std::size_t>(-1);

using Graph = lemon::SmartDigraph;

/// One unit a trip from source to sink: over a connection, or past all of them.
struct ChainGraph {
  Graph graph;
  Graph::Node source = graph.addNode();
  Graph::Node sink = graph.addNode();
  std::vector<Graph::Arc> arcs;  ///< of the connections
  Graph::Arc bypass;
};

void build(std::size_t trips, const std::vector<Connection>& pairs, ChainGraph& chains) {
  std::vector<Graph::Node> outs;
  std::vector<Graph::Node> ins;
  for (std::size_t i = 0; i < trips; ++i) {
    outs.push_back(chains.graph.addNode());
    ins.push_back(chains.graph.addNode());
    chains.graph.addArc(chains.source, outs[i]);
    chains.graph.addArc(ins[i], chains.sink);
  }
  for (const Connection& pair : pairs) {
    chains.arcs.push_back(chains.graph.addArc(outs[pair.from], ins[pair.to]));
  }
  chains.bypass = chains.graph.addArc(chains.source, chains.sink);
}

/// For each trip the one that follows it: most connections, then the shortest dead runs.
std::vector<std::size_t> followers(std::size_t trips, const std::vector<Connection>& pairs) {
  std::vector<std::size_t> next(trips, none);
  if (pairs.empty()) return next;
  constexpr std::int64_t one_bus = 1'000'000'000'000;  // mm: longer than any sum of dead runs
  ChainGraph chains;
  build(trips, pairs, chains);
  const auto supply = static_cast<std::int64_t>(trips);
  Graph::ArcMap<std::int64_t> cost(chains.graph, 0);
  Graph::ArcMap<std::int64_t> upper(chains.graph, 1);
  upper[chains.bypass] = supply;
  for (std::size_t i = 0; i < pairs.size(); ++i) cost[chains.arcs[i]] = pairs[i].dead_run - one_bus;
  lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> flow(chains.graph);
  flow.upperMap(upper).costMap(cost).stSupply(chains.source, chains.sink, supply);
  flow.run();
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (flow.flow(chains.arcs[i]) != 0) next[pairs[i].from] = pairs[i].to;
  }
  return next;
}

/// Pairs that follow each other in the morning may stand apart in the afternoon: is the whole day
/// feasible?
bool afternoon_holds(const Problem& problem, const std::vector<DayRuns>& runs, Chain chain) {
  std::stable_sort(chain.begin(), chain.end(),
                   [&](std::size_t a, std::size_t b) { return runs[a].depart < runs[b].depart; });
  for (std::size_t i = 1; i < chain.size(); ++i) {
    if (!follows(problem, runs[chain[i - 1]].afternoon, runs[chain[i]].afternoon)) return false;
  }
  return true;
}

}  // namespace

std::vector<Chain> chain_trips(const Problem& problem, const std::vector<Trip>& trips) {
  std::vector<std::size_t> next(trips.size(), none);
  std::vector<DayRuns> runs;
  if (problem.parameters().chain_trips) {
    for (const Trip& trip : trips) runs.push_back(runs_of(problem, trip));
    next = followers(trips.size(), connections(problem, runs));
  }
  std::vector<bool> begins(trips.size(), true);
  for (const std::size_t trip : next) {
    if (trip != none) begins[trip] = false;
  }
  std::vector<Chain> chains;
  for (std::size_t begin = 0; begin < trips.size(); ++begin) {
    if (!begins[begin]) continue;
    chains.push_back({begin});
    for (std::size_t trip = next[begin]; trip != none; trip = next[trip]) {
      Chain longer = chains.back();
      longer.push_back(trip);
      if (afternoon_holds(problem, runs, longer)) {
        chains.back() = std::move(longer);
      } else {
        chains.push_back({trip});
      }
    }
  }
  return chains;
}

}  // namespace budian::bus
