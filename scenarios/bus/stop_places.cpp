#include "scenarios/bus/stop_places.hpp"

#include <algorithm>
#include <map>

#include "gis/edge_index.hpp"

namespace budian {
namespace {

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
  std::vector<Attachment> ways = network.every_attachment(place);
  std::erase_if(ways, [&](const Attachment& way) { return !may_stop(ground, policy, way.edge); });
  if (ways.empty()) return {bus_access(network, place), false};
  return {nearest_access(network, place, ways), true};
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
    places.push_back({junction_of(nearest.name), access_by(network, junction.place)});
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
