#include "scenarios/bus/stop_places.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

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

bool is_latin(const std::string& name) {
  return std::all_of(name.begin(), name.end(), [](char letter) { return (letter & 0x80) == 0; });
}

/// In the script of the settlement's name.
std::string junction_of(const std::string& settlement) {
  return settlement + (is_latin(settlement) ? " junction" : "路口");
}

RoadClass class_of(const Groundwork& ground, EdgeId edge) {
  return ground.county.roads[ground.bus_network->edges()[edge].road].road_class;
}

std::size_t roads_at(const Network& network, NodeId node) {
  const auto& graph = network.graph();
  const auto& back = network.reversed();
  const auto vertex = static_cast<std::uint32_t>(node.row());
  return std::max(boost::out_degree(vertex, graph), boost::out_degree(vertex, back));
}

Point point_along(const Line& line, double metres_along) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double piece = in_metres(distance(line[i - 1], line[i]));
    if (metres_along <= piece && piece > 0) {
      const double share = metres_along / piece;
      return {line[i - 1].x + share * (line[i].x - line[i - 1].x),
              line[i - 1].y + share * (line[i].y - line[i - 1].y)};
    }
    metres_along -= piece;
  }
  return line.back();
}

double length_of(const Line& line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += in_metres(distance(line[i - 1], line[i]));
  return sum;
}

/// What the way from the door to the road counts beyond its straight line.
double detour_at(const Line& way, bool at_begin, double detour) {
  const std::size_t last = way.size() - 1;
  const Point door = at_begin ? way.front() : way.back();
  return in_metres(distance(door, at_begin ? way[1] : way[last - 1])) * (detour - 1);
}

/// "A, 400 m towards B", in the script of A's name, to ten metres.
std::string name_towards(const std::string& from, const std::string& to, double metres_on) {
  const std::string shown = std::to_string(std::llround(metres_on / 10) * 10);
  if (is_latin(from)) return from + ", " + shown + " m towards " + to;
  return from + "往" + to + shown + "米";
}

/// The stop at a point of a road on the way between two settlements; none where no bus may stop.
std::optional<BusAccess> access_on_road(const Groundwork& ground, const BusPolicy& policy,
                                        Point place) {
  constexpr Millimetres off_the_road = metres(1);
  const Network& network = *ground.bus_network;
  std::vector<Attachment> ways = network.every_attachment(place);
  std::erase_if(ways, [&](const Attachment& way) {
    return way.leg > off_the_road || network.edges()[way.edge].right_side_only ||
           !is_connected(network, way.edge) || !may_stop(ground, policy, way.edge);
  });
  if (ways.empty()) return std::nullopt;
  return access_by(network, ways.front());
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
      // By its largest road, whose buses stop there.
      for (const auto& [node, offset] :
           {std::make_pair(edge.from, Millimetres(0)), std::make_pair(edge.to, edge.length)}) {
        const Attachment place{found.edge, Millimetres(0), offset};
        const auto [known, is_new] = near.insert({node, place});
        if (!is_new && class_of(ground, found.edge) < class_of(ground, known->second.edge)) {
          known->second = place;
        }
      }
    }
    for (const auto& [node, place] : near) {
      const double metres_off = in_metres(distance(home, network.nodes()[node]));
      if (metres_off > in_metres(walk) || roads_at(network, node) < 3) continue;
      Junction& junction = junctions.insert({node, {place, 0, metres_off, i}}).first->second;
      if (class_of(ground, place.edge) < class_of(ground, junction.place.edge)) {
        junction.place = place;
      }
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

std::vector<StopPlace> stops_between(const Groundwork& ground, const BusPolicy& policy,
                                     const std::vector<SettlementId>& settlements,
                                     const std::set<SettlementPair>& pairs) {
  const std::set<Millimetres> limits(policy.walk_to_stop.begin(), policy.walk_to_stop.end());
  const Millimetres farthest = *limits.rbegin() * 2;
  std::vector<AttachedPlace> doors;
  for (const SettlementId id : settlements) doors.push_back(ground.settlements_on_foot[id.row()]);
  const Network& network = *ground.walk_network;
  const TravelMatrix between = measure(network, doors, doors, Least::length, farthest);
  std::vector<StopPlace> places;
  std::set<std::pair<double, double>> known;
  for (const auto& [a, b] : pairs) {
    const auto journey = between.find(a, b);
    if (!journey || journey->length <= *limits.begin()) continue;
    const Line way = path(network, doors[a], doors[b], Least::length, journey->length);
    if (way.size() < 2) continue;
    const std::string& from = ground.county.settlements[settlements[a]].name;
    const std::string& to = ground.county.settlements[settlements[b]].name;
    const double detour = ground.travel.walk.door_detour;
    const double first = detour_at(way, true, detour);
    const double last = detour_at(way, false, detour);
    const double whole = first + length_of(way) + last;
    const auto add = [&](double on_foot, bool from_first) {
      const double along = from_first ? on_foot - first : whole - on_foot - first;
      const Point place = point_along(way, std::max(0.0, along));
      auto access = access_on_road(ground, policy, place);
      if (!access || !known.emplace(access->road.place.x, access->road.place.y).second) return;
      places.push_back(
          {from_first ? name_towards(from, to, on_foot) : name_towards(to, from, on_foot),
           std::move(*access)});
    };
    add(whole / 2, true);
    for (const Millimetres limit : limits) {
      const double most = in_metres(limit) - 1;  // rounding never makes it too far
      if (limit >= journey->length || limit + *limits.rbegin() < journey->length) continue;
      add(most, true);
      add(most, false);
    }
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
