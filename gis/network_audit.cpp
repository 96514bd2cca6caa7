#include "gis/network_audit.hpp"

#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <map>
#include <set>

#include "gis/edge_index.hpp"
#include "gis/projection.hpp"
#include "gis/road_layer.hpp"
#include "gis/shortest_paths.hpp"

namespace budian {
namespace {

/// The vertices of a line, and points between them where they are far apart.
Line points_along(const Line& line) {
  constexpr double step_metres = 20;
  Line points;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Point a = line[i];
    const Point b = line[i + 1];
    const auto steps = static_cast<int>(distance_metres(a, b) / step_metres) + 1;
    for (int step = 0; step < steps; ++step) {
      const double share = static_cast<double>(step) / steps;
      points.push_back({a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)});
    }
  }
  if (!line.empty()) points.push_back(line.back());
  return points;
}

class Audit {
 public:
  Audit(const RoadsToAudit& roads, const Plausibility& bounds)
      : roads_(roads),
        bounds_(bounds),
        to_degrees_("EPSG:" + std::to_string(roads.county.plane.epsg), "EPSG:4490"),
        paths_(roads.walk) {}

  std::vector<Problem> run() {
    find_loose_roads();
    find_gaps();
    find_traps();
    find_speeds();
    find_places_off_roads();
    find_detours();
    return std::move(problems_);
  }

 private:
  void find_loose_roads();
  void find_gaps();
  void find_traps();
  void find_speeds();
  void find_places_off_roads();
  void find_detours();
  void check_place(const std::string& name, Point place);
  void check_gap(EdgeId edge, NodeId end);
  [[nodiscard]] double distance_to_main_roads(Point place) const;
  void report(const std::string& code, Severity severity, Point place,
              std::vector<std::pair<std::string, Argument>> arguments);
  /// Name of an edge's road, or its class where it has none.
  [[nodiscard]] std::string name_of(EdgeId edge, const Network& network) const {
    return name_or_class(roads_.county.roads[network.edges()[edge].road]);
  }

  const RoadsToAudit& roads_;
  const Plausibility& bounds_;
  Projection to_degrees_;
  ShortestPaths paths_;
  std::vector<Problem> problems_;
};

void Audit::report(const std::string& code, Severity severity, Point place,
                   std::vector<std::pair<std::string, Argument>> arguments) {
  Problem problem;
  // What is wrong with a road stands in the road layer; a place may stand in several.
  if (arguments.front().first == "road") problem.file = roads_.file;
  problem.message = {code, std::move(arguments)};
  problem.severity = severity;
  const Point degrees = to_degrees_(place);
  problem.place = LonLat{degrees.x, degrees.y};
  problems_.push_back(std::move(problem));
}

/// Straight, in metres; negative where none is near enough to be a gap.
double Audit::distance_to_main_roads(Point place) const {
  double nearest = -1;
  for (const NearEdge& near : roads_.walk.edges_near(place, bounds_.loose_road_near_m)) {
    if (roads_.walk.component(roads_.walk.edges()[near.edge].from) != 0) continue;
    if (nearest < 0 || near.distance < nearest) nearest = near.distance;
  }
  return nearest;
}

void Audit::find_loose_roads() {
  struct Loose {
    Millimetres length;
    EdgeId edge;
    double gap = -1;
    Point place;
  };
  std::map<std::uint32_t, Loose> by_component;
  const Network& walk = roads_.walk;
  for (const EdgeId id : walk.edges().ids()) {
    const Edge& edge = walk.edges()[id];
    const std::uint32_t component = walk.component(edge.from);
    if (component == 0) continue;
    const auto [found, is_new] = by_component.try_emplace(component);
    Loose& loose = found->second;
    if (is_new) {
      loose.edge = id;
      loose.place = walk.nodes()[edge.from];
    }
    loose.length += edge.length;
    for (const Point point : points_along(walk.piece(id, Millimetres(0), edge.length))) {
      const double gap = distance_to_main_roads(point);
      if (gap < 0 || (loose.gap >= 0 && gap >= loose.gap)) continue;
      loose.gap = gap;
      loose.place = point;
    }
  }
  for (const auto& [component, loose] : by_component) {
    if (loose.gap >= 0) {
      report("network.loose_road_near", Severity::warning, loose.place,
             {{"road", name_of(loose.edge, walk)},
              {"km", in_kilometres(loose.length)},
              {"metres", loose.gap}});
    } else {
      report("network.loose_road", Severity::note, loose.place,
             {{"road", name_of(loose.edge, walk)},
              {"km", in_kilometres(loose.length)},
              {"metres", bounds_.loose_road_near_m}});
    }
  }
}

void Audit::find_gaps() {
  const Network& walk = roads_.walk;
  std::vector<std::uint32_t> ends(walk.nodes().size(), 0);
  for (const Edge& edge : walk.edges()) {
    ++ends[edge.from.row()];
    ++ends[edge.to.row()];
  }
  for (const EdgeId id : walk.edges().ids()) {
    const Edge& edge = walk.edges()[id];
    if (walk.component(edge.from) != 0) continue;  // told as a loose road
    for (const NodeId node : {edge.from, edge.to}) {
      if (ends[node.row()] == 1) check_gap(id, node);
    }
  }
}

// A dead end is suspicious where another road is near but the way round is long.
void Audit::check_gap(EdgeId id, NodeId end) {
  const Network& walk = roads_.walk;
  const Edge& own = walk.edges()[id];
  const Point place = walk.nodes()[end];
  const auto near_edges = walk.edges_near(place, bounds_.gap_most_m);
  if (near_edges.size() < 2) return;
  const Millimetres offset = end == own.from ? Millimetres(0) : own.length;
  const Millimetres around = metres(bounds_.gap_detour_m);
  paths_.run({place, {{id, Millimetres(0), offset}}}, Least::length, ShortestPaths::Way::along,
             around);
  const NearEdge* nearest = nullptr;
  for (const NearEdge& near : near_edges) {
    const Edge& other = walk.edges()[near.edge];
    if (near.edge == id ||
        roads_.county.roads[other.road].level != roads_.county.roads[own.road].level) {
      continue;
    }
    if (walk.component(other.from) != 0) continue;  // told as a loose road
    const Millimetres along = metres(near.along) - metres(other.start_metres);
    const auto is_near = [&](NodeId node, Millimetres rest) {
      return paths_.reached(node) && Millimetres(paths_.cost(node)) + rest <= around;
    };
    if (is_near(other.from, along) || is_near(other.to, other.length - along)) continue;
    if (nearest == nullptr || near.distance < nearest->distance) nearest = &near;
  }
  if (nearest == nullptr) return;
  report("network.gap", Severity::warning, place,
         {{"road", name_of(id, walk)},
          {"other", name_of(nearest->edge, walk)},
          {"metres", nearest->distance},
          {"km", bounds_.gap_detour_m / 1000}});
}

void Audit::find_traps() {
  const Network& network = roads_.vehicles;
  if (!network.has_one_way_edges()) return;
  const RoadGraph& graph = network.graph();
  std::vector<std::uint32_t> strong(network.nodes().size());
  const auto parts = boost::strong_components(
      graph,
      boost::make_iterator_property_map(strong.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<std::uint32_t> sizes(parts, 0);
  for (const std::uint32_t part : strong) ++sizes[part];
  std::map<std::uint32_t, std::uint32_t> largest;  // of each weak component
  for (const NodeId node : network.nodes().ids()) {
    const std::uint32_t part = strong[node.row()];
    auto& best = largest.try_emplace(network.component(node), part).first->second;
    if (std::pair(sizes[part], best) > std::pair(sizes[best], part)) best = part;
  }
  std::set<std::uint32_t> told;
  for (const EdgeId id : network.edges().ids()) {
    const Edge& edge = network.edges()[id];
    for (const NodeId node : {edge.from, edge.to}) {
      const std::uint32_t part = strong[node.row()];
      if (part == largest[network.component(node)] || !told.insert(part).second) continue;
      // A single junction is mostly the loose end of a one-way street.
      const auto severity = sizes[part] > 1 ? Severity::warning : Severity::note;
      report("network.one_way_trap", severity, network.nodes()[node],
             {{"road", name_of(id, network)}, {"junctions", std::int64_t{sizes[part]}}});
    }
  }
}

void Audit::find_speeds() {
  for (const Road& road : roads_.county.roads) {
    if (!road.speed) continue;
    const double speed = in_kilometres_per_hour(*road.speed);
    if (speed >= bounds_.speed_least_kmh && speed <= bounds_.speed_most_kmh) continue;
    report("network.speed", Severity::warning, road.line.front(),
           {{"road", road.name}, {"kmh", speed}});
  }
}

void Audit::check_place(const std::string& name, Point place) {
  const auto nearest = roads_.walk.nearest(place);
  if (!nearest) return;
  const double detour = roads_.walk.profile().door_detour;
  const double away = in_metres(nearest->leg) / detour;
  const auto usable = roads_.walk.attach(place);
  if (!usable.empty()) {
    const double dry = in_metres(usable.front().leg) / detour;  // the nearest, not across water
    if (dry <= bounds_.road_away_most_m) return;
    report("network.far_from_road", Severity::note, place, {{"name", name}, {"metres", dry}});
  } else if (roads_.walk.what_bars(place) == Barrier::water) {
    report("network.across_water", Severity::warning, place, {{"name", name}, {"metres", away}});
  } else {
    report("network.no_road", Severity::warning, place, {{"name", name}, {"metres", away}});
  }
}

void Audit::find_places_off_roads() {
  for (const School& school : roads_.county.schools) check_place(school.name, school.place);
  for (const Settlement& settlement : roads_.county.settlements)
    check_place(settlement.name, settlement.place);
}

// A way that goes far round is often a bridge or a piece of road that is not in the file.
void Audit::find_detours() {
  const auto homes = points_of(roads_.county.settlements);
  const auto schools = points_of(roads_.county.schools);
  const auto origins = attach_all(roads_.walk, homes);
  const auto destinations = attach_all(roads_.walk, schools);
  const TravelMatrix nearest =
      measure_nearest(roads_.walk, origins, destinations, Least::length, {}, 1);
  for (const SettlementId id : roads_.county.settlements.ids()) {
    for (const auto& entry : nearest.row(id.row())) {
      const double straight = distance_metres(homes[id.row()], schools[entry.destination]);
      const double road = in_metres(Millimetres(entry.length));
      if (straight < bounds_.detour_from_m || road <= bounds_.detour_most * straight) continue;
      report("network.detour", Severity::note, homes[id.row()],
             {{"name", roads_.county.settlements[id].name},
              {"school", roads_.county.schools[SchoolId(entry.destination)].name},
              {"km", road / 1000},
              {"straight_km", straight / 1000},
              {"times", road / straight}});
    }
  }
}

}  // namespace

std::vector<Problem> audit_roads(const RoadsToAudit& roads, const Plausibility& bounds) {
  return Audit(roads, bounds).run();
}

}  // namespace budian
