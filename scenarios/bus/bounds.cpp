#include "scenarios/bus/bounds.hpp"

#include <lemon/preflow.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

#include "gis/grouped_rows.hpp"
#include "scenarios/bus/servable.hpp"

namespace budian::bus {
namespace {

using StopsBySchool = GroupedRows<StopId>;

/// From the first school to the second with the quickest trip that the second one has; empty
/// without one.
std::optional<Milliseconds> quickest(const Problem& problem, const StopsBySchool& stops,
                                     BellId first, BellId second) {
  std::optional<Milliseconds> least;
  const SiteId from = problem.schools()[first].site;
  const SiteId to = problem.schools()[second].site;
  for (const StopId id : stops[second.row()]) {
    const Stop& stop = problem.stops()[id];
    if (!problem.has_way(from, stop.site) || !problem.has_way(stop.site, to)) continue;
    const Milliseconds takes = problem.parameters().unload + problem.time(from, stop.site) +
                               problem.boarding(id) + problem.time(stop.site, to);
    least = least ? std::min(*least, takes) : takes;
  }
  return least;
}

/// Trips that one bus can drive to one school while its pupils may wait there.
std::int64_t trips_a_bus(const Problem& problem, const StopsBySchool& stops, BellId school) {
  const auto cycle = quickest(problem, stops, school, school);
  // Without a way back it may come by another school.
  if (!cycle || *cycle <= Milliseconds(0)) return std::numeric_limits<std::int64_t>::max();
  return 1 + problem.schools()[school].early.count() / cycle->count();
}

bool can_follow(const Problem& problem, const StopsBySchool& stops, BellId first, BellId second) {
  const School& from = problem.schools()[first];
  if (from.contractor != problem.schools()[second].contractor) return false;
  const auto takes = quickest(problem, stops, first, second);
  if (!takes) return false;
  const School& to = problem.schools()[second];
  if (first == second) return from.arrive - from.early + *takes <= to.arrive;
  return from.arrive - from.bell_earlier - from.early + *takes <= to.arrive + to.bell_later;
}

/// Trips that can at most be driven right after another one (maximum flow).
std::int64_t most_followers(const Problem& problem, const StopsBySchool& stops,
                            const TripBound& trips) {
  using Graph = lemon::SmartDigraph;
  Graph graph;
  Graph::ArcMap<std::int64_t> capacity(graph);
  const auto source = graph.addNode();
  const auto sink = graph.addNode();
  std::vector<Graph::Node> before, after;
  const auto join = [&](Graph::Node from, Graph::Node to, std::int64_t most) {
    capacity[graph.addArc(from, to)] = most;
  };
  for (const std::int64_t count : trips) {
    before.push_back(graph.addNode());
    after.push_back(graph.addNode());
    join(source, before.back(), count);
    join(after.back(), sink, count);
  }
  for (const BellId first : problem.schools().ids()) {
    for (const BellId second : problem.schools().ids()) {
      if (!can_follow(problem, stops, first, second)) continue;
      join(before[first.row()], after[second.row()],
           std::min(trips[first.row()], trips[second.row()]));
    }
  }
  lemon::Preflow<Graph, Graph::ArcMap<std::int64_t>> flow(graph, capacity, source, sink);
  flow.run();
  return flow.flowValue();
}

}  // namespace

TripBound least_trips_by_seats(const Problem& problem) {
  const std::int64_t seats = most_seats(problem.types().rows()).count();
  TripBound trips(problem.schools().size(), 0);
  for (const StopId id : problem.stops().ids()) {
    const Stop& stop = problem.stops()[id];
    if (!why_not_alone(problem, id)) trips[stop.school.row()] += stop.pupils.count();
  }
  for (std::int64_t& count : trips) count = seats == 0 ? 0 : (count + seats - 1) / seats;
  return trips;
}

std::int64_t sum_of(const TripBound& trips) {
  return std::accumulate(trips.begin(), trips.end(), std::int64_t{0});
}

std::size_t least_buses_proved(const Problem& problem) {
  if (problem.stops().empty()) return 0;
  const auto& times = problem.travel().time;
  const bool has_gaps = std::find(times.begin(), times.end(), no_travel) != times.end();
  if (has_gaps || !problem.travel().is_quickest || problem.has_mixed_loads()) return 1;
  if (problem.parameters().least_pupils > Heads(0)) return 1;
  return static_cast<std::size_t>(least_buses(problem, least_trips_by_seats(problem)));
}

std::int64_t least_buses(const Problem& problem, const TripBound& trips) {
  const std::int64_t all = sum_of(trips);
  if (!problem.parameters().chain_trips) return all;
  const StopsBySchool stops = grouped(
      problem.stops().ids(), problem.schools().size(),
      [&](StopId id) { return static_cast<std::uint32_t>(problem.stops()[id].school.row()); });
  std::int64_t least = all - most_followers(problem, stops, trips);
  for (const BellId school : problem.schools().ids()) {
    const std::int64_t a_bus = trips_a_bus(problem, stops, school);
    least = std::max(least, trips[school.row()] / a_bus + (trips[school.row()] % a_bus != 0));
  }
  return least;
}

}  // namespace budian::bus
