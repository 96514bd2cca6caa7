#include "scenarios/bus/stop_places.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "gis/edge_index.hpp"

namespace budian {
namespace {

BusAccess access_at(const Network& network, const Attachment& way) {
  BusAccess access;
  access.walk = way.leg;
  access.road.place = network.position(way);
  access.road.attachments = {{way.edge, Millimetres(0), way.offset}};
  return access;
}

bool is_connected(const Network& network, EdgeId edge) {
  return network.component(network.edges()[edge].from) == 0;
}

/// Settlements near a junction, the nearest first in mind.
struct Junction {
  Attachment place;
  std::size_t settlements = 0;
  double nearest = 0;
  std::size_t nearest_settlement = 0;
};

/// In the script of the settlement's name.
std::string junction_of(const std::string& settlement) {
  const bool is_latin = std::all_of(settlement.begin(), settlement.end(),
                                    [](char letter) { return (letter & 0x80) == 0; });
  return settlement + (is_latin ? " junction" : "路口");
}

std::size_t roads_at(const Network& network, NodeId node) {
  const auto& graph = network.graph();
  const auto& back = network.reversed();
  const auto vertex = static_cast<std::uint32_t>(node.row());
  return std::max(boost::out_degree(vertex, graph), boost::out_degree(vertex, back));
}

}  // namespace

bool may_stop(const Groundwork& ground, const BusPolicy& policy, EdgeId edge) {
  const Road& road = ground.county.roads[ground.bus_network->edges()[edge].road];
  if (!policy.stop_roads[row(road.road_class)]) return false;
  return (policy.stops_on_hazards || !road.hazard) && road.level == 0;
}

StopAccess stop_access(const Groundwork& ground, const BusPolicy& policy, Point place) {
  const Network& network = *ground.bus_network;
  std::optional<Attachment> best;
  for (const Attachment& way : network.every_attachment(place)) {
    if (!may_stop(ground, policy, way.edge)) continue;
    if (!best) best = way;  // the nearest, should all be loose pieces
    if (!is_connected(network, way.edge)) continue;
    best = way;
    break;
  }
  if (best) return {access_at(network, *best), true};
  return {bus_access(network, place), false};
}

std::vector<StopPlace> shared_junctions(const Groundwork& ground, const BusPolicy& policy,
                                        const std::vector<SettlementId>& settlements,
                                        Millimetres walk) {
  const Network& network = *ground.bus_network;
  std::map<NodeId, Junction> junctions;
  for (std::size_t i = 0; i < settlements.size(); ++i) {
    const Point home = ground.county.settlements[settlements[i]].place;
    std::map<NodeId, Attachment> near;
    for (const NearEdge& found : network.edges_near(home, in_metres(walk))) {
      const Edge& edge = network.edges()[found.edge];
      if (edge.right_side_only || !may_stop(ground, policy, found.edge)) continue;
      if (!is_connected(network, found.edge)) continue;
      near.insert({edge.from, {found.edge, Millimetres(0), Millimetres(0)}});
      near.insert({edge.to, {found.edge, Millimetres(0), edge.length}});
    }
    for (const auto& [node, place] : near) {
      const double metres_off = in_metres(distance(home, network.nodes()[node]));
      if (metres_off > in_metres(walk) || roads_at(network, node) < 3) continue;
      Junction& junction = junctions.insert({node, {place, 0, metres_off, i}}).first->second;
      ++junction.settlements;
      if (metres_off < junction.nearest) {
        junction.nearest = metres_off;
        junction.nearest_settlement = i;
      }
    }
  }
  std::vector<StopPlace> places;
  for (const auto& [node, junction] : junctions) {
    if (junction.settlements < 2) continue;
    const Settlement& nearest = ground.county.settlements[settlements[junction.nearest_settlement]];
    places.push_back({junction_of(nearest.name), access_at(network, junction.place)});
  }
  return places;
}

std::vector<StopPlace> given_stops(const Groundwork& ground, const BusPolicy& policy,
                                   const std::vector<SettlementId>& settlements, Millimetres walk) {
  std::vector<StopPlace> places;
  for (const NamedPlace& stop : policy.given_stops) {
    const bool near = std::any_of(settlements.begin(), settlements.end(), [&](SettlementId id) {
      return distance(ground.county.settlements[id].place, stop.place) <= walk;
    });
    if (!near) continue;
    BusAccess access = bus_access(*ground.bus_network, stop.place);
    if (access.exists()) places.push_back({stop.name, std::move(access)});
  }
  return places;
}

}  // namespace budian
