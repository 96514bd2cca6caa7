#include "gis/gates.hpp"

#include "gis/door_ways.hpp"

namespace budian {

GateTables::GateTables(const Travel& before, std::vector<Gate> gates, Between between)
    : before_(before), gates_(std::move(gates)) {
  std::vector<AttachedPlace> places;
  for (const Gate& gate : gates_) {
    gate_of_node_.emplace(static_cast<std::uint32_t>(gate.node.row()),
                          static_cast<std::uint32_t>(places.size()));
    places.push_back(gate.before);
  }
  // What the other measure limits is judged of whole journeys only.
  const Least least = before.least;
  const TravelLimit limit =
      least == Least::length ? TravelLimit(before.limit.length) : TravelLimit(before.limit.time);
  if (before.prepared_origins && before.prepared_destinations) {
    measure_prepared(places, limit, between);
  } else {
    measure_anew(places, limit);
  }
}

void GateTables::measure_prepared(const std::vector<AttachedPlace>& places, TravelLimit limit,
                                  Between between) {
  to_ = before_.prepared_origins->measure(places, limit);
  from_ = before_.prepared_destinations->measure(places, limit);
  if (between == Between::no) return;
  between_ = measure(*before_.network, places, places, before_.least, limit, Engine::hierarchy);
}

void GateTables::measure_anew(const std::vector<AttachedPlace>& places, TravelLimit limit) {
  const Network& network = *before_.network;
  std::vector<AttachedPlace> rows = before_.origins;
  all_in_one_ = true;
  first_gate_ = rows.size();
  rows.insert(rows.end(), places.begin(), places.end());
  if (network.has_one_way_edges()) {
    from_ = measure_back(network, before_.destinations, places, before_.least, limit);
  } else {
    both_ways_in_one_ = true;
    first_destination_ = rows.size();
    rows.insert(rows.end(), before_.destinations.begin(), before_.destinations.end());
  }
  to_ = measure(network, rows, places, before_.least, limit);
}

void GateTables::read(std::span<const TravelMatrix::Entry> row,
                      std::vector<GateLabel>& labels) const {
  labels.assign(size(), no_way);
  for (const auto& entry : row)
    labels[entry.destination] =
        label_of({Millimetres(entry.length), Milliseconds(entry.time)}, before_.least);
}

std::vector<GateArc> GateTables::arcs(const Network& network,
                                      const std::vector<EdgeId>& edges) const {
  std::vector<GateArc> arcs;
  for (const EdgeId id : edges) {
    const Edge& edge = network.edges()[id];
    const std::uint32_t from = gate_of_node_.at(static_cast<std::uint32_t>(edge.from.row()));
    const std::uint32_t to = gate_of_node_.at(static_cast<std::uint32_t>(edge.to.row()));
    if (from == to) continue;
    const GateLabel label = label_of({edge.length, edge.time}, before_.least);
    if (edge.forward) arcs.push_back({from, to, label});
    if (edge.backward) arcs.push_back({to, from, label});
  }
  return arcs;
}

std::vector<GateDoor> GateTables::doors(const Network& network, const AttachedRows& places,
                                        bool leaving, const std::vector<char>* marked) const {
  std::vector<GateDoor> doors;
  for (std::size_t i = 0; i < places.rows.size(); ++i) {
    for (const Attachment& attachment : places.places[i].attachments) {
      if (marked != nullptr && (*marked)[attachment.edge.row()] == 0) continue;
      for (const DoorWay& way : door_ways(network, attachment, leaving)) {
        const auto gate = gate_of_node_.find(static_cast<std::uint32_t>(way.node.row()));
        if (gate == gate_of_node_.end()) continue;
        doors.push_back({places.rows[i], gate->second, label_of(way.journey, before_.least)});
      }
    }
  }
  return doors;
}

std::vector<DirectWay> direct_ways(const Network& network, const AttachedRows& origins,
                                   const AttachedRows& destinations, Least least,
                                   const std::vector<char>& marked) {
  using OnEdge = std::pair<std::uint32_t, Attachment>;
  std::unordered_map<std::size_t, std::vector<OnEdge>> by_edge;
  for (std::size_t i = 0; i < origins.rows.size(); ++i) {
    for (const Attachment& attachment : origins.places[i].attachments) {
      if (marked[attachment.edge.row()] != 0)
        by_edge[attachment.edge.row()].emplace_back(origins.rows[i], attachment);
    }
  }
  std::vector<DirectWay> ways;
  for (std::size_t i = 0; i < destinations.rows.size(); ++i) {
    for (const Attachment& attachment : destinations.places[i].attachments) {
      const auto around = by_edge.find(attachment.edge.row());
      if (around == by_edge.end()) continue;
      for (const auto& [origin, from] : around->second) {
        const auto journey = along_one_edge(network, from, attachment);
        if (journey) ways.push_back({origin, destinations.rows[i], label_of(*journey, least)});
      }
    }
  }
  return ways;
}

std::vector<char> marked_edges(const Network& network, const std::vector<EdgeId>& edges) {
  std::vector<char> marked(network.edges().size(), 0);
  for (const EdgeId edge : edges) marked[edge.row()] = 1;
  return marked;
}

}  // namespace budian
