#include "gis/gates.hpp"

#include "gis/door_ways.hpp"

namespace budian {

GateTables::GateTables(const Travel& before, const std::vector<Gate>& gates)
    : gates_(gates), least_(before.least), origins_(before.origins.size()) {
  std::vector<AttachedPlace> places;
  for (const Gate& gate : gates) {
    gate_of_node_.emplace(static_cast<std::uint32_t>(gate.node.row()),
                          static_cast<std::uint32_t>(places.size()));
    places.push_back(gate.before);
  }
  // What the other measure limits is judged of whole journeys only.
  const TravelLimit limit =
      least_ == Least::length ? TravelLimit(before.limit.length) : TravelLimit(before.limit.time);
  std::vector<AttachedPlace> from = before.origins;
  from.insert(from.end(), places.begin(), places.end());
  to_ = measure(*before.network, from, places, least_, limit);
  from_ = measure_back(*before.network, before.destinations, places, least_, limit);
}

GateLabel GateTables::label(const TravelMatrix::Entry& entry) const {
  return label_of({Millimetres(entry.length), Milliseconds(entry.time)}, least_);
}

void GateTables::read(std::span<const TravelMatrix::Entry> row,
                      std::vector<GateLabel>& labels) const {
  labels.assign(size(), no_way);
  for (const auto& entry : row) labels[entry.destination] = label(entry);
}

std::vector<GateArc> GateTables::arcs(const Network& network,
                                      const std::vector<EdgeId>& edges) const {
  std::vector<GateArc> arcs;
  for (const EdgeId id : edges) {
    const Edge& edge = network.edges()[id];
    const std::uint32_t from = gate_of_node_.at(static_cast<std::uint32_t>(edge.from.row()));
    const std::uint32_t to = gate_of_node_.at(static_cast<std::uint32_t>(edge.to.row()));
    if (from == to) continue;
    const GateLabel label = label_of({edge.length, edge.time}, least_);
    if (edge.forward) arcs.push_back({from, to, label});
    if (edge.backward) arcs.push_back({to, from, label});
  }
  return arcs;
}

std::vector<GateDoor> GateTables::doors(const Network& network,
                                        const std::vector<AttachedPlace>& places,
                                        const std::vector<std::uint32_t>& rows, bool leaving,
                                        const std::vector<char>* marked) const {
  std::vector<GateDoor> doors;
  for (const std::uint32_t row : rows) {
    for (const Attachment& attachment : places[row].attachments) {
      if (marked != nullptr && (*marked)[attachment.edge.row()] == 0) continue;
      for (const DoorWay& way : door_ways(network, attachment, leaving)) {
        const auto gate = gate_of_node_.find(static_cast<std::uint32_t>(way.node.row()));
        if (gate == gate_of_node_.end()) continue;
        doors.push_back({row, gate->second, label_of(way.journey, least_)});
      }
    }
  }
  return doors;
}

std::vector<DirectWay> direct_ways(const Network& network,
                                   const std::vector<AttachedPlace>& origins,
                                   const std::vector<std::uint32_t>& origin_rows,
                                   const std::vector<AttachedPlace>& destinations,
                                   const std::vector<std::uint32_t>& destination_rows, Least least,
                                   const std::vector<char>& marked) {
  using OnEdge = std::pair<std::uint32_t, Attachment>;
  std::unordered_map<std::size_t, std::vector<OnEdge>> by_edge;
  for (const std::uint32_t row : origin_rows) {
    for (const Attachment& attachment : origins[row].attachments) {
      if (marked[attachment.edge.row()] != 0)
        by_edge[attachment.edge.row()].emplace_back(row, attachment);
    }
  }
  std::vector<DirectWay> ways;
  for (const std::uint32_t row : destination_rows) {
    for (const Attachment& attachment : destinations[row].attachments) {
      const auto around = by_edge.find(attachment.edge.row());
      if (around == by_edge.end()) continue;
      for (const auto& [origin, from] : around->second) {
        const auto journey = along_one_edge(network, from, attachment);
        if (journey) ways.push_back({origin, row, label_of(*journey, least)});
      }
    }
  }
  return ways;
}

}  // namespace budian
