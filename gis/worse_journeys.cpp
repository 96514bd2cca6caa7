#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <numeric>

#include "gis/gates.hpp"
#include "gis/journey_changes.hpp"

namespace budian {
namespace {

/// The places that attach to a marked edge.
AttachedRows places_on(const std::vector<char>& marked, const std::vector<AttachedPlace>& places) {
  AttachedRows on;
  for (std::uint32_t row = 0; row < places.size(); ++row) {
    const auto& ways = places[row].attachments;
    const auto is_on = [&](const Attachment& way) { return marked[way.edge.row()] != 0; };
    if (std::none_of(ways.begin(), ways.end(), is_on)) continue;
    on.rows.push_back(row);
    on.places.push_back(places[row]);
  }
  return on;
}

/// Looks at one origin after the other. A journey is stale when a way as good as it uses an edge
/// that got worse, which then leads through a gate: from the door, over an edge, or to the door of
/// the destination.
class WorseJourneys {
 public:
  WorseJourneys(const Travel& before, const ChangedNetwork& after)
      : before_(before),
        tables_(before, after.gates_of(after.worse), GateTables::Between::no),
        arcs_(tables_.arcs(*before.network, after.worse)),
        marked_(marked_edges(*before.network, after.worse)),
        origins_(places_on(marked_, before.origins)),
        destinations_(places_on(marked_, before.destinations)),
        leaving_(grouped(doors(origins_, true), before.origins.size(),
                         [](const GateDoor& door) { return door.place; })),
        coming_(used_doors()),
        direct_(grouped(direct(), before.origins.size(),
                        [](const DirectWay& way) { return way.origin; })),
        entered_by_door_(gates_with_doors()),
        exits_(exits()) {}

  /// Arrays of one thread.
  struct Desk {
    std::vector<GateLabel> to_gates;
  };
  void find(std::uint32_t origin, Desk& desk, std::vector<std::uint32_t>& stale) const;

 private:
  [[nodiscard]] std::vector<GateDoor> doors(const AttachedRows& places, bool leaving) const {
    return tables_.doors(*before_.network, places, leaving, &marked_);
  }
  [[nodiscard]] std::vector<DirectWay> direct() const {
    return direct_ways(*before_.network, origins_, destinations_, before_.least, marked_);
  }
  [[nodiscard]] std::vector<GateDoor> used_doors() const;
  struct Exits {
    GroupedRows<GateExit> of_arcs;
    GroupedRows<GateExit> of_gates;
  };
  [[nodiscard]] Exits exits() const;
  [[nodiscard]] std::vector<std::uint32_t> gates_with_doors() const;
  /// Is the journey held as good as the way, or one that is too long to be held?
  [[nodiscard]] bool may_be(GateLabel held, GateLabel way) const {
    if (held != no_way) return held == way;
    return (way >> 32) <= before_.limit.of_cost(before_.least) &&
           static_cast<std::uint32_t>(way) > before_.limit.of_other(before_.least);
  }

  const Travel& before_;
  GateTables tables_;
  std::vector<GateArc> arcs_;
  std::vector<char> marked_;
  AttachedRows origins_;  ///< on changed edges
  AttachedRows destinations_;
  GroupedRows<GateDoor> leaving_;
  std::vector<GateDoor> coming_;  ///< over changed edges, where that is the best way from the gate
  GroupedRows<DirectWay> direct_;
  std::vector<std::uint32_t> entered_by_door_;
  Exits exits_;
};

std::vector<GateDoor> WorseJourneys::used_doors() const {
  std::vector<GateDoor> used;
  std::vector<GateLabel> from_gates;
  for (const GateDoor& door : doors(destinations_, false)) {
    tables_.read_destination(door.place, from_gates);
    if (from_gates[door.gate] == door.label) used.push_back(door);
  }
  return used;
}

// A way that goes on over a changed edge is seen again with that edge.
WorseJourneys::Exits WorseJourneys::exits() const {
  std::vector<std::pair<std::uint32_t, GateExit>> of_arcs;
  std::vector<std::pair<std::uint32_t, GateExit>> of_gates;
  std::vector<GateLabel> labels;
  std::vector<char> goes_on(tables_.size());
  const auto is_used = [&](const GateArc& arc) {
    return labels[arc.to] != no_way && arc.label + labels[arc.to] == labels[arc.from];
  };
  for (std::uint32_t destination = 0; destination < before_.destinations.size(); ++destination) {
    tables_.read_destination(destination, labels);
    std::fill(goes_on.begin(), goes_on.end(), 0);
    for (const GateArc& arc : arcs_) {
      if (is_used(arc)) goes_on[arc.from] = 1;
    }
    for (std::uint32_t i = 0; i < arcs_.size(); ++i) {
      const std::uint32_t gate = arcs_[i].to;
      if (goes_on[gate] == 0 && is_used(arcs_[i]))
        of_arcs.emplace_back(i, GateExit{destination, labels[gate]});
    }
    for (const std::uint32_t gate : entered_by_door_) {
      if (labels[gate] != no_way && goes_on[gate] == 0)
        of_gates.emplace_back(gate, GateExit{destination, labels[gate]});
    }
  }
  return {{of_arcs, arcs_.size()}, {of_gates, tables_.size()}};
}

std::vector<std::uint32_t> WorseJourneys::gates_with_doors() const {
  std::vector<std::uint32_t> gates;
  for (const GateDoor& door : leaving_.rows()) gates.push_back(door.gate);
  std::sort(gates.begin(), gates.end());
  gates.erase(std::unique(gates.begin(), gates.end()), gates.end());
  return gates;
}

void WorseJourneys::find(std::uint32_t origin, Desk& desk,
                         std::vector<std::uint32_t>& stale) const {
  tables_.read_origin(origin, desk.to_gates);
  const auto& labels = desk.to_gates;
  const auto look_at = [&](std::uint32_t destination, GateLabel way) {
    if (way < no_way && may_be(tables_.held(origin, destination), way))
      stale.push_back(destination);
  };
  for (std::uint32_t i = 0; i < arcs_.size(); ++i) {
    const GateArc& arc = arcs_[i];
    if (labels[arc.from] == no_way || labels[arc.from] + arc.label != labels[arc.to]) continue;
    for (const GateExit& exit : exits_.of_arcs[i])
      look_at(exit.destination, labels[arc.to] + exit.label);
  }
  for (const GateDoor& door : leaving_[origin]) {
    if (labels[door.gate] != door.label) continue;
    for (const GateExit& exit : exits_.of_gates[door.gate])
      look_at(exit.destination, door.label + exit.label);
  }
  for (const GateDoor& door : coming_) look_at(door.place, desk.to_gates[door.gate] + door.label);
  for (const DirectWay& way : direct_[origin]) look_at(way.destination, way.label);
  std::sort(stale.begin(), stale.end());
  stale.erase(std::unique(stale.begin(), stale.end()), stale.end());
}

}  // namespace

JourneyChanges worse_journeys(const Travel& before, const ChangedNetwork& after) {
  const WorseJourneys journeys(before, after);
  JourneyChanges changes;
  changes.stale.resize(before.origins.size());
  changes.better.resize(before.origins.size());
  tbb::enumerable_thread_specific<WorseJourneys::Desk> desks;
  tbb::parallel_for(
      std::uint32_t{0}, static_cast<std::uint32_t>(before.origins.size()),
      [&](std::uint32_t origin) { journeys.find(origin, desks.local(), changes.stale[origin]); });
  return changes;
}

}  // namespace budian
