#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>

#include "gis/gates.hpp"
#include "gis/journey_changes.hpp"

namespace budian {
namespace {

using Entry = TravelMatrix::Entry;
using Update = TravelMatrix::Update;

/// Lowers the labels along the arcs until none gets lower.
void spread(const GroupedRows<GateArc>& arcs, std::vector<std::uint32_t>& waiting,
            std::vector<GateLabel>& labels) {
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const std::uint32_t gate = waiting[i];
    for (const GateArc& arc : arcs[gate]) {
      if (labels[gate] + arc.label >= labels[arc.to]) continue;
      labels[arc.to] = labels[gate] + arc.label;
      waiting.push_back(arc.to);
    }
  }
  waiting.clear();
}

GroupedRows<GateArc> by_start_of(const std::vector<GateArc>& arcs, std::size_t gates) {
  return grouped(arcs, gates, [](const GateArc& arc) { return arc.from; });
}

std::vector<GateArc> turned_round(std::vector<GateArc> arcs) {
  for (GateArc& arc : arcs) std::swap(arc.from, arc.to);
  return arcs;
}

/// Looks at one origin after the other.
class BetterJourneys {
 public:
  BetterJourneys(const Travel& before, const ChangedNetwork& after,
                 const std::vector<EdgeId>& edges, const AttachedRows& origins,
                 const AttachedRows& destinations)
      : before_(before),
        tables_(before, after.gates_of(edges), GateTables::Between::yes),
        edges_(useful_edges(tables_.arcs(*after.network, edges))),
        leaving_(grouped(tables_.doors(*after.network, origins, true), before.origins.size(),
                         [](const GateDoor& door) { return door.place; })),
        coming_(tables_.doors(*after.network, destinations, false)),
        is_entered_by_door_(gates_with_doors()),
        arcs_(by_start_of(with_ways_between(), tables_.size())),
        direct_(grouped(direct_ways(*after.network, origins, destinations, before.least,
                                    marked_edges(*after.network, edges)),
                        before.origins.size(), [](const DirectWay& way) { return way.origin; })),
        exits_(exits()) {
    for (std::uint32_t gate = 0; gate < tables_.size(); ++gate) {
      if (tables_.joins(gate)) joined_.push_back(gate);
    }
    // When the limit is of one measure only, what is not held is further or longer than it.
    others_limited_ = before.limit.of_other(before.least) < TravelLimit::most;
  }

  /// Arrays of one thread.
  struct Desk {
    std::vector<GateLabel> before;
    std::vector<GateLabel> labels;
    std::vector<GateLabel> best;
    std::vector<std::uint32_t> offered;
    std::vector<std::uint32_t> waiting;
  };
  void find(std::uint32_t origin, Desk& desk, std::vector<std::uint32_t>& stale,
            std::vector<Update>& better) const;

 private:
  [[nodiscard]] std::vector<GateArc> useful_edges(std::vector<GateArc> arcs) const;
  [[nodiscard]] std::vector<GateArc> with_ways_between() const;
  struct Exits {
    GroupedRows<GateExit> of_edges;
    GroupedRows<GateExit> of_gates;
  };
  [[nodiscard]] Exits exits() const;
  [[nodiscard]] std::vector<char> gates_with_doors() const;
  void reach_gates(std::uint32_t origin, Desk& desk) const;
  void judge(std::uint32_t origin, std::uint32_t destination, GateLabel way,
             std::vector<std::uint32_t>& stale, std::vector<Update>& better) const;
  [[nodiscard]] bool is_allowed(GateLabel label) const {
    return (label >> 32) <= before_.limit.of_cost(before_.least) &&
           static_cast<std::uint32_t>(label) <= before_.limit.of_other(before_.least);
  }
  [[nodiscard]] Entry entry(std::uint32_t destination, GateLabel label) const {
    const auto above = static_cast<std::uint32_t>(label >> 32);
    const auto below = static_cast<std::uint32_t>(label);
    return before_.least == Least::length ? Entry{destination, above, below}
                                          : Entry{destination, below, above};
  }

  const Travel& before_;
  GateTables tables_;
  std::vector<GateArc> edges_;  ///< changed ones
  GroupedRows<GateDoor> leaving_;
  std::vector<GateDoor> coming_;
  std::vector<char> is_entered_by_door_;  ///< of each gate; joined ones as well
  GroupedRows<GateArc> arcs_;             ///< changed edges, and ways between over the roads before
  GroupedRows<DirectWay> direct_;
  std::vector<std::uint32_t> joined_;
  Exits exits_;
  bool others_limited_ = false;
};

/// Without those that the roads before are as good as.
std::vector<GateArc> BetterJourneys::useful_edges(std::vector<GateArc> arcs) const {
  std::vector<std::vector<GateLabel>> between(tables_.size());
  const auto is_useless = [&](const GateArc& arc) {
    if (between[arc.from].empty()) tables_.read_gate(arc.from, between[arc.from]);
    return between[arc.from][arc.to] <= arc.label;
  };
  arcs.erase(std::remove_if(arcs.begin(), arcs.end(), is_useless), arcs.end());
  return arcs;
}

/// A way over the roads before is of use only between two things that are new, door ways or edges,
/// and where it is better than changed edges alone.
std::vector<GateArc> BetterJourneys::with_ways_between() const {
  std::vector<char> ends = is_entered_by_door_;
  std::vector<char> begins(tables_.size(), 0);
  for (const GateArc& edge : edges_) {
    ends[edge.to] = 1;
    begins[edge.from] = 1;
  }
  for (const GateDoor& door : coming_) begins[door.gate] = 1;
  for (std::uint32_t gate = 0; gate < tables_.size(); ++gate) {
    if (tables_.joins(gate)) begins[gate] = 1;
  }
  const auto by_start = by_start_of(edges_, tables_.size());
  std::vector<GateArc> arcs = edges_;
  std::vector<GateLabel> over_roads;
  std::vector<GateLabel> over_edges;
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t gate = 0; gate < tables_.size(); ++gate) {
    if (ends[gate] == 0) continue;
    tables_.read_gate(gate, over_roads);
    over_edges.assign(tables_.size(), no_way);
    over_edges[gate] = 0;
    waiting.assign({gate});
    spread(by_start, waiting, over_edges);
    for (std::uint32_t other = 0; other < tables_.size(); ++other) {
      if (other != gate && begins[other] != 0 && over_roads[other] < over_edges[other])
        arcs.push_back({gate, other, over_roads[other]});
    }
  }
  return arcs;
}

/// After the last new edge of a way: on over the roads before, which would have been longer without
/// the edge, and is no longer than over further new edges.
BetterJourneys::Exits BetterJourneys::exits() const {
  const auto doors = grouped(coming_, before_.destinations.size(),
                             [](const GateDoor& door) { return door.place; });
  std::vector<std::pair<std::uint32_t, GateExit>> of_edges;
  std::vector<std::pair<std::uint32_t, GateExit>> of_gates;
  const auto back = by_start_of(turned_round(edges_), tables_.size());
  std::vector<GateLabel> labels;
  std::vector<GateLabel> over_edges;
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t destination = 0; destination < before_.destinations.size(); ++destination) {
    tables_.read_destination(destination, labels);
    for (const GateDoor& door : doors[destination])
      labels[door.gate] = std::min(labels[door.gate], door.label);
    over_edges = labels;
    for (const GateArc& edge : edges_) {
      if (labels[edge.to] != no_way) waiting.push_back(edge.to);
    }
    spread(back, waiting, over_edges);
    for (std::uint32_t i = 0; i < edges_.size(); ++i) {
      const GateArc& edge = edges_[i];
      if (labels[edge.to] != no_way && labels[edge.to] == over_edges[edge.to] &&
          edge.label + labels[edge.to] < labels[edge.from])
        of_edges.emplace_back(i, GateExit{destination, labels[edge.to]});
    }
    for (std::uint32_t gate = 0; gate < tables_.size(); ++gate) {
      if (labels[gate] != no_way && is_entered_by_door_[gate] != 0)
        of_gates.emplace_back(gate, GateExit{destination, labels[gate]});
    }
  }
  return {{of_edges, edges_.size()}, {of_gates, tables_.size()}};
}

std::vector<char> BetterJourneys::gates_with_doors() const {
  std::vector<char> with(tables_.size(), 0);
  for (const GateDoor& door : leaving_.rows()) with[door.gate] = 1;
  for (std::uint32_t gate = 0; gate < tables_.size(); ++gate) {
    if (tables_.joins(gate)) with[gate] = 1;
  }
  return with;
}

/// Labels of the ways to the gates after the change.
void BetterJourneys::reach_gates(std::uint32_t origin, Desk& desk) const {
  tables_.read_origin(origin, desk.before);
  desk.labels = desk.before;
  const auto offer = [&](std::uint32_t gate, GateLabel label) {
    if (label >= desk.labels[gate]) return;
    desk.labels[gate] = label;
    desk.waiting.push_back(gate);
  };
  for (const GateDoor& door : leaving_[origin]) offer(door.gate, door.label);
  for (const GateArc& edge : edges_) {
    if (desk.labels[edge.from] != no_way) offer(edge.to, desk.labels[edge.from] + edge.label);
  }
  for (const std::uint32_t gate : joined_) {
    if (desk.labels[gate] != no_way) desk.waiting.push_back(gate);
  }
  spread(arcs_, desk.waiting, desk.labels);
}

void BetterJourneys::find(std::uint32_t origin, Desk& desk, std::vector<std::uint32_t>& stale,
                          std::vector<Update>& better) const {
  reach_gates(origin, desk);
  desk.best.resize(before_.destinations.size(), no_way);
  const auto offer = [&](std::uint32_t destination, GateLabel label) {
    if (label >= desk.best[destination]) return;
    if (desk.best[destination] == no_way) desk.offered.push_back(destination);
    desk.best[destination] = label;
  };
  const auto& labels = desk.labels;
  for (std::uint32_t i = 0; i < edges_.size(); ++i) {
    const GateArc& edge = edges_[i];
    if (labels[edge.to] >= desk.before[edge.to]) continue;
    if (labels[edge.from] + edge.label != labels[edge.to]) continue;
    for (const GateExit& exit : exits_.of_edges[i])
      offer(exit.destination, labels[edge.to] + exit.label);
  }
  const auto offer_gate = [&](std::uint32_t gate) {
    for (const GateExit& exit : exits_.of_gates[gate])
      offer(exit.destination, labels[gate] + exit.label);
  };
  for (const GateDoor& door : leaving_[origin]) {
    if (labels[door.gate] == door.label && door.label < desk.before[door.gate])
      offer_gate(door.gate);
  }
  for (const std::uint32_t gate : joined_) {
    if (labels[gate] != no_way) offer_gate(gate);
  }
  for (const GateDoor& door : coming_) offer(door.place, desk.labels[door.gate] + door.label);
  for (const DirectWay& way : direct_[origin]) offer(way.destination, way.label);
  if (desk.offered.empty()) return;
  std::sort(desk.offered.begin(), desk.offered.end());
  for (const std::uint32_t destination : desk.offered) {
    judge(origin, destination, desk.best[destination], stale, better);
    desk.best[destination] = no_way;
  }
  desk.offered.clear();
}

void BetterJourneys::judge(std::uint32_t origin, std::uint32_t destination, GateLabel way,
                           std::vector<std::uint32_t>& stale, std::vector<Update>& better) const {
  const GateLabel held = tables_.held(origin, destination);
  if (way >= held || (held == no_way && !is_allowed(way))) return;
  // A quicker way may be too long to be held: then this one must not take its place.
  if (held == no_way && others_limited_) {
    stale.push_back(destination);
  } else {
    better.push_back({origin, entry(destination, way), is_allowed(way)});
  }
}

}  // namespace

JourneyChanges better_journeys(const Travel& before, const ChangedNetwork& after,
                               const std::vector<EdgeId>& edges, const AttachedRows& origins,
                               const AttachedRows& destinations) {
  const BetterJourneys journeys(before, after, edges, origins, destinations);
  JourneyChanges changes;
  changes.stale.resize(before.origins.size());
  changes.better.resize(before.origins.size());
  tbb::enumerable_thread_specific<BetterJourneys::Desk> desks;
  tbb::parallel_for(std::uint32_t{0}, static_cast<std::uint32_t>(before.origins.size()),
                    [&](std::uint32_t origin) {
                      journeys.find(origin, desks.local(), changes.stale[origin],
                                    changes.better[origin]);
                    });
  return changes;
}

}  // namespace budian
