#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>

#include "gis/gates.hpp"
#include "gis/journey_changes.hpp"

namespace budian {
namespace {

using Entry = TravelMatrix::Entry;
using Update = TravelMatrix::Update;

/// Lowers the labels along the arcs until none gets lower. Arcs are grouped by the gate that a
/// lower label is handed on from.
void spread(const GroupedRows<GateArc>& arcs, bool backwards, std::vector<std::uint32_t>& waiting,
            std::vector<GateLabel>& labels) {
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const std::uint32_t gate = waiting[i];
    for (const GateArc& arc : arcs[gate]) {
      const std::uint32_t next = backwards ? arc.from : arc.to;
      if (labels[gate] + arc.label >= labels[next]) continue;
      labels[next] = labels[gate] + arc.label;
      waiting.push_back(next);
    }
  }
  waiting.clear();
}

GroupedRows<GateArc> grouped(const std::vector<GateArc>& arcs, std::size_t gates, bool by_end) {
  std::vector<std::pair<std::uint32_t, GateArc>> keyed;
  for (const GateArc& arc : arcs) keyed.emplace_back(by_end ? arc.to : arc.from, arc);
  return {keyed, gates};
}

template <class Row, class Key>
GroupedRows<Row> by_key(const std::vector<Row>& rows, std::size_t keys, const Key& key) {
  std::vector<std::pair<std::uint32_t, Row>> keyed;
  for (const Row& row : rows) keyed.emplace_back(key(row), row);
  return {keyed, keys};
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
        leaving_(by_key(tables_.doors(*after.network, origins, true), before.origins.size(),
                        [](const GateDoor& door) { return door.place; })),
        coming_(tables_.doors(*after.network, destinations, false)),
        arcs_(grouped(with_ways_between(), tables_.size(), false)),
        direct_(by_key(direct_ways(*after.network, origins, destinations, before.least,
                                   marked_edges(*after.network, edges)),
                       before.origins.size(), [](const DirectWay& way) { return way.origin; })),
        exits_(exits()) {
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
  [[nodiscard]] GroupedRows<GateExit> exits() const;
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
  GroupedRows<GateArc> arcs_;  ///< changed edges, and ways between over the roads before
  GroupedRows<DirectWay> direct_;
  GroupedRows<GateExit> exits_;
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
  std::vector<char> ends(tables_.size(), 0);
  std::vector<char> begins(tables_.size(), 0);
  for (const GateArc& edge : edges_) {
    ends[edge.to] = 1;
    begins[edge.from] = 1;
  }
  for (const GateDoor& door : leaving_.rows()) ends[door.gate] = 1;
  for (const GateDoor& door : coming_) begins[door.gate] = 1;
  for (std::uint32_t gate = 0; gate < tables_.size(); ++gate) {
    if (tables_.joins(gate)) ends[gate] = begins[gate] = 1;
  }
  const auto by_start = grouped(edges_, tables_.size(), false);
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
    spread(by_start, false, waiting, over_edges);
    for (std::uint32_t other = 0; other < tables_.size(); ++other) {
      if (other != gate && begins[other] != 0 && over_roads[other] < over_edges[other])
        arcs.push_back({gate, other, over_roads[other]});
    }
  }
  return arcs;
}

// Where a way over a changed edge is as good, it is seen again at the gate where that edge ends.
GroupedRows<GateExit> BetterJourneys::exits() const {
  const auto by_end = grouped(edges_, tables_.size(), true);
  const auto doors =
      by_key(coming_, before_.destinations.size(), [](const GateDoor& door) { return door.place; });
  std::vector<std::pair<std::uint32_t, GateExit>> keyed;
  std::vector<GateLabel> straight;
  std::vector<GateLabel> labels;
  std::vector<std::uint32_t> waiting;
  std::vector<char> goes_on(tables_.size());
  for (std::uint32_t destination = 0; destination < before_.destinations.size(); ++destination) {
    tables_.read_destination(destination, straight);
    for (const GateDoor& door : doors[destination])
      straight[door.gate] = std::min(straight[door.gate], door.label);
    labels = straight;
    for (const GateArc& edge : edges_) {
      if (labels[edge.to] != no_way) waiting.push_back(edge.to);
    }
    spread(by_end, true, waiting, labels);
    std::fill(goes_on.begin(), goes_on.end(), 0);
    for (const GateArc& edge : edges_) {
      if (labels[edge.to] != no_way && edge.label + labels[edge.to] <= straight[edge.from])
        goes_on[edge.from] = 1;
    }
    for (std::uint32_t gate = 0; gate < tables_.size(); ++gate) {
      if (straight[gate] != no_way && goes_on[gate] == 0)
        keyed.emplace_back(gate, GateExit{destination, straight[gate]});
    }
  }
  return {keyed, tables_.size()};
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
  for (std::uint32_t gate = 0; gate < tables_.size(); ++gate) {
    if (tables_.joins(gate) && desk.labels[gate] != no_way) desk.waiting.push_back(gate);
  }
  spread(arcs_, false, desk.waiting, desk.labels);
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
  for (std::uint32_t gate = 0; gate < tables_.size(); ++gate) {
    if (desk.labels[gate] >= desk.before[gate] && !tables_.joins(gate)) continue;
    if (desk.labels[gate] == no_way) continue;
    for (const GateExit& exit : exits_[gate])
      offer(exit.destination, desk.labels[gate] + exit.label);
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
