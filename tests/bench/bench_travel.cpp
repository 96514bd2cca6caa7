// How fast travel is, against Boost's Dijkstra on the same compressed graph, in one run:
//   budian_bench_travel [nodes] [destinations] [origins]
// 52630 300 10000 is a county, 1520000 1000 50000 a large province. And what a province costs when
// it grows: budian_bench_travel growth
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <tbb/global_control.h>

#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>

#include "gis/hierarchy.hpp"
#include "gis/shortest_paths.hpp"
#include "gis/sweep.hpp"
#include "gis/travel.hpp"
#include "tests/bench/invented_roads.hpp"

namespace budian {
namespace {

/// Milliseconds of processor time, all threads together: the best of some tries. Other programs on
/// the machine then count little.
template <class Task>
double processor_ms(int tries, const Task& task) {
  double best = 1e300;
  for (int i = 0; i < tries; ++i) {
    const std::clock_t start = std::clock();
    task();
    best = std::min(best, static_cast<double>(std::clock() - start) * 1000.0 / CLOCKS_PER_SEC);
  }
  return best;
}

template <class Task>
double wall_ms(int tries, const Task& task) {
  double best = 1e300;
  for (int i = 0; i < tries; ++i) {
    const auto start = std::chrono::steady_clock::now();
    task();
    const std::chrono::duration<double, std::milli> passed =
        std::chrono::steady_clock::now() - start;
    best = std::min(best, passed.count());
  }
  return best;
}

AttachedPlace at_edge_start(const Network& network, std::size_t edge) {
  const EdgeId id(edge);
  return {network.nodes()[network.edges()[id].from], {{id, Millimetres(0), Millimetres(0)}}};
}

struct Reached {};
class StopAt : public boost::default_dijkstra_visitor {
 public:
  StopAt(const std::vector<std::uint32_t>& distances, std::uint32_t limit)
      : distances_(&distances), limit_(limit) {}
  template <class Vertex, class Graph>
  void examine_vertex(Vertex vertex, const Graph&) const {
    if ((*distances_)[vertex] > limit_) throw Reached();
  }

 private:
  const std::vector<std::uint32_t>* distances_;
  std::uint32_t limit_;
};

/// Boost's Dijkstra from one node by time; with a limit it stops at the first node beyond.
void search_by_boost(const Network& network, std::size_t node,
                     std::vector<std::uint32_t>& distances, std::uint32_t limit) {
  const RoadGraph& graph = network.graph();
  distances.resize(network.nodes().size());
  try {
    boost::dijkstra_shortest_paths(
        graph, static_cast<std::uint32_t>(node),
        boost::weight_map(boost::get(&Arc::time, graph))
            .distance_map(boost::make_iterator_property_map(distances.begin(),
                                                            boost::get(boost::vertex_index, graph)))
            .distance_inf(static_cast<std::uint32_t>(-1))
            .distance_zero(std::uint32_t{0})
            .visitor(StopAt(distances, limit)));
  } catch (const Reached&) {
  }
}

/// Nodes that both find within the limit must have the same times.
bool agree(const Network& network, const ShortestPaths& paths,
           const std::vector<std::uint32_t>& distances, std::uint32_t limit) {
  for (const NodeId node : network.nodes().ids()) {
    const bool reached = distances[node.row()] <= limit && distances[node.row()] + 1 != 0;
    if (reached != paths.reached(node)) return false;
    if (reached && paths.cost(node) != distances[node.row()]) return false;
  }
  return true;
}

double one_to_all(const Network& network) {
  const std::size_t edge = network.edges().size() / 2;
  const AttachedPlace start = at_edge_start(network, edge);
  const std::size_t node = network.edges()[EdgeId(edge)].from.row();
  std::vector<std::uint32_t> distances;
  ShortestPaths paths(network);
  constexpr auto unlimited = static_cast<std::uint32_t>(TravelLimit::most);
  const double boost_ms =
      processor_ms(7, [&] { search_by_boost(network, node, distances, unlimited); });
  const double own_ms = processor_ms(
      7, [&] { paths.run(start, Least::time, ShortestPaths::Way::along, TravelLimit()); });
  fmt::print(
      "one to all     Boost {:9.2f} ms  own {:9.2f} ms  ratio {:5.2f} (at least 1.8; 2.2 at 2 "
      "million)  {}\n",
      boost_ms, own_ms, boost_ms / own_ms,
      agree(network, paths, distances, unlimited) ? "equal" : "NOT EQUAL");
  for (const int limit : {10, 20, 40}) {
    const Milliseconds most = minutes(limit);
    const auto boost_limit = static_cast<std::uint32_t>(most.count());
    const double bounded =
        processor_ms(15, [&] { search_by_boost(network, node, distances, boost_limit); });
    constexpr int times = 20;
    const double own =
        processor_ms(15,
                     [&] {
                       for (int i = 0; i < times; ++i)
                         paths.run(start, Least::time, ShortestPaths::Way::along, most);
                     }) /
        times;
    fmt::print(
        "within {} min  Boost {:9.3f} ms  own {:9.3f} ms  ratio {:5.1f} (at least 10 for short "
        "ones)  {}\n",
        limit, bounded, own, bounded / own,
        agree(network, paths, distances, boost_limit) ? "equal" : "NOT EQUAL");
  }
  return boost_ms;
}

void nearest_of_all(const Network& network, std::size_t schools, double boost_ms) {
  std::vector<AttachedPlace> places;
  for (std::size_t i = 0; i < schools; ++i)
    places.push_back(at_edge_start(network, i * network.edges().size() / schools));
  ShortestPaths paths(network);
  const double own = processor_ms(
      5, [&] { paths.run_all(places, Least::time, ShortestPaths::Way::against, TravelLimit()); });
  fmt::print("nearest school of every node, {} schools: {:.2f} ms, {:.2f} of one search by Boost\n",
             schools, own, own / boost_ms);
}

/// The hierarchy and the hot table between nodes: no attaching, no result kept.
void pinned_table(const Network& network, std::size_t destinations, std::size_t origins,
                  double boost_ms) {
  const double build_wall = wall_ms(1, [&] { (void)network.hierarchy(Least::time); });
  const Hierarchy& hierarchy = network.hierarchy(Least::time);
  fmt::print("hierarchy      {:9.0f} ms, {:.2f} arcs a node\n", build_wall,
             static_cast<double>(hierarchy.arcs()) / static_cast<double>(hierarchy.size()));
  const auto nodes_of = [&](std::size_t count) {
    std::vector<std::vector<NodeWay>> ways;
    for (std::size_t i = 0; i < count; ++i)
      ways.push_back({{static_cast<std::uint32_t>(i * network.nodes().size() / count), 0}});
    return ways;
  };
  const auto to = nodes_of(destinations);
  const auto from = nodes_of(origins);
  const double layout = processor_ms(3, [&] { Sweep(hierarchy, Heading::there, from); });
  const Sweep sweep(hierarchy, Heading::there, from);
  Sweep::Desk desk;
  Sweep::Rows rows;
  const double hot = processor_ms(5, [&] {
    for (std::size_t first = 0; first < to.size(); first += Sweep::lanes) {
      const std::size_t count = std::min(Sweep::lanes, to.size() - first);
      sweep.run({to.data() + first, count}, desk, rows);
    }
  });
  fmt::print(
      "hot {} x {}  {:9.2f} ms (layout {:.1f} ms, {} nodes, {} arcs), ratio to {} Boost searches "
      "{:.0f} (at least 120)\n",
      destinations, origins, hot, layout, sweep.nodes(), sweep.arcs(), destinations,
      static_cast<double>(destinations) * boost_ms / hot);
}

/// From roads in memory to the table between doors: everything.
void whole_table(InventedRoads& invented, std::size_t destinations, std::size_t origins,
                 double boost_ms) {
  const auto schools = invented.places(destinations);
  const auto homes = invented.places(origins);
  for (const std::size_t threads : {std::size_t{1}, std::size_t{2}}) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    double network_ms = 0;
    double attach_ms = 0;
    double table_ms = 0;
    std::size_t entries = 0;
    const double all = wall_ms(1, [&] {
      std::unique_ptr<Network> network;
      network_ms = wall_ms(
          1, [&] { network = std::make_unique<Network>(invented.roads(), invented_riding()); });
      std::vector<AttachedPlace> from;
      std::vector<AttachedPlace> to;
      attach_ms = wall_ms(1, [&] {
        from = attach_all(*network, homes);
        to = attach_all(*network, schools);
      });
      table_ms = wall_ms(1, [&] {
        const TravelMatrix table = measure(*network, from, to, Least::time, TravelLimit());
        for (std::size_t o = 0; o < table.origins(); ++o) entries += table.row(o).size();
      });
    });
    fmt::print(
        "from roads, {} thread{}: {:.0f} ms (network {:.0f}, attach {:.0f}, table {:.0f}; {} "
        "journeys), ratio to {} Boost searches {:.2f} (at least 2, better 4)\n",
        threads, threads == 1 ? "" : "s", all, network_ms, attach_ms, table_ms, entries,
        destinations, static_cast<double>(destinations) * boost_ms / all);
  }
}

/// Roads along a straight line of the grid, from its middle on, so many metres.
std::vector<RoadId> roads_along(const InventedRoads& invented, RoadClass of_class, double metres) {
  // Every 32nd line is national, every 8th county, every 4th township; see InventedRoads.
  constexpr std::array<double, 4> first_line{0, 8, 4, 1};
  const double middle = invented.side_metres() / 2;
  const double spacing = 400;
  const double line = std::floor(middle / spacing / 32) * 32 + first_line[row(of_class)];
  std::vector<RoadId> found;
  for (const RoadId id : invented.roads().ids()) {
    const Line& along = invented.roads()[id].line;
    const auto lies_on = [&](Point point) {
      return std::abs(point.y - line * spacing) < spacing / 2 && point.x >= middle &&
             point.x < middle + metres;
    };
    if (invented.roads()[id].road_class == of_class && lies_on(along.front()) &&
        lies_on(along.back()))
      found.push_back(id);
  }
  return found;
}

std::vector<ChangedRoad> changed(const InventedRoads& invented, const std::vector<RoadId>& ids,
                                 bool closed, double kmh) {
  std::vector<ChangedRoad> changes;
  for (const RoadId id : ids) {
    Road road = invented.roads()[id];
    road.closed = closed;
    if (kmh > 0) road.speed = kilometres_per_hour(kmh);
    changes.push_back({id, std::move(road)});
  }
  return changes;
}

/// A road across the grid from the middle, bent every 500 m.
ChangedRoad new_road(const InventedRoads& invented, double metres, double kmh) {
  Road road;
  road.road_class = RoadClass::county;
  road.speed = kilometres_per_hour(kmh);
  const double start = invented.side_metres() / 2 + 130;
  for (double at = 0; at <= metres; at += 500)
    road.line.push_back({start + 0.8 * at, start + 0.6 * at + (std::fmod(at, 1000) > 0 ? 60 : 0)});
  return {RoadId(invented.roads().size()), std::move(road)};
}

/// A change of roads against the whole table anew, on one thread; the tables must be equal.
void what_if(InventedRoads& invented, std::size_t destinations, std::size_t origins) {
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, 1);
  const auto schools = invented.places(destinations);
  const auto homes = invented.places(origins);
  const auto anew = [&](const Table<RoadId, Road>& roads) {
    return measure_travel(std::make_shared<const Network>(roads, invented_riding()), homes, schools,
                          Least::time, TravelLimit());
  };
  Travel before = anew(invented.roads());
  prepare(before);
  std::vector<std::pair<std::string, std::vector<ChangedRoad>>> cases;
  const auto along = [&](RoadClass of_class, double metres) {
    return roads_along(invented, of_class, metres);
  };
  using Case = std::pair<std::string, std::vector<ChangedRoad>>;
  cases.push_back(Case("village road of 400 m closed",
                       changed(invented, along(RoadClass::village, 900), true, 0)));
  cases.push_back(Case("township road of 4 km closed",
                       changed(invented, along(RoadClass::township, 4200), true, 0)));
  cases.push_back(Case("county road of 20 km slower",
                       changed(invented, along(RoadClass::county, 20000), false, 25)));
  cases.push_back(Case("national road of 20 km closed",
                       changed(invented, along(RoadClass::national, 20000), true, 0)));
  cases.push_back(Case("township road of 4 km faster",
                       changed(invented, along(RoadClass::township, 4200), false, 45)));
  cases.push_back(Case("county road of 20 km faster",
                       changed(invented, along(RoadClass::county, 20000), false, 60)));
  cases.push_back(Case("new road of 2 km", {new_road(invented, 2000, 40)}));
  cases.push_back(Case("new road of 10 km", {new_road(invented, 10000, 60)}));
  auto both = changed(invented, along(RoadClass::township, 1000), true, 0);
  both.push_back(new_road(invented, 2000, 40));
  cases.push_back(Case("township road of 1 km closed, new one of 2 km", both));
  for (const Case& each : cases) {
    const auto& name = each.first;
    const auto& changes = each.second;
    Travel after;
    const double update = processor_ms(3, [&] { after = travel_after(before, changes); });
    Travel whole;
    const auto roads = changed_roads(invented.roads(), changes);
    const double all = processor_ms(1, [&] { whole = anew(roads); });
    std::size_t rows = 0;
    for (std::size_t o = 0; o < before.matrix.origins(); ++o) {
      const auto was = before.matrix.row(o);
      const auto is = after.matrix.row(o);
      rows += std::equal(was.begin(), was.end(), is.begin(), is.end()) ? 0U : 1U;
    }
    fmt::print(
        "what if: {} ({} roads, {} origins travel otherwise): {:.1f} ms, anew {:.0f} ms, "
        "ratio {:.1f}  {}\n",
        name, changes.size(), rows, update, all, all / update,
        after.matrix == whole.matrix ? "equal" : "NOT EQUAL");
  }
}

/// The nearest 20 schools of every settlement within 60 minutes, from roads in memory, two threads.
void province_table(InventedRoads& invented, std::size_t schools, std::size_t settlements) {
  const auto to_places = invented.places(schools);
  const auto from_places = invented.places(settlements);
  double network_s = 0;
  double attach_s = 0;
  double table_s = 0;
  std::size_t entries = 0;
  const double all = wall_ms(1, [&] {
    std::unique_ptr<Network> network;
    network_s = wall_ms(
        1, [&] { network = std::make_unique<Network>(invented.roads(), invented_riding()); });
    std::vector<AttachedPlace> from;
    std::vector<AttachedPlace> to;
    attach_s = wall_ms(1, [&] {
      from = attach_all(*network, from_places);
      to = attach_all(*network, to_places);
    });
    table_s = wall_ms(1, [&] {
      const TravelMatrix table = measure_nearest(*network, from, to, Least::time, minutes(60), 20);
      for (std::size_t o = 0; o < table.origins(); ++o) entries += table.row(o).size();
    });
  });
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print(
      "{} x {}, nearest 20 within 60 min, from roads: {:.2f} s (network {:.2f}, attach {:.2f}, "
      "table "
      "{:.2f}; {} journeys), most memory {:.2f} GB (province: under 30 s, under 3 GB)\n",
      schools, settlements, all / 1000, network_s / 1000, attach_s / 1000, table_s / 1000, entries,
      static_cast<double>(usage.ru_maxrss) / 1048576);
}

/// 1, 4, 16, 60 times a county of 25,000 nodes.
void growth() {
  for (const std::size_t times : {1U, 4U, 16U, 60U}) {
    InventedRoads invented(25333 * times);
    fmt::print("{:2} x: ", times);
    province_table(invented, 267 * times, 1000 * times);
  }
}

void run(std::size_t nodes, std::size_t destinations, std::size_t origins) {
  InventedRoads invented(nodes);
  const Network network(invented.roads(), invented_riding());
  fmt::print("{} nodes, {} edges\n", network.nodes().size(), network.edges().size());
  const double boost_ms = one_to_all(network);
  nearest_of_all(network, destinations, boost_ms);
  pinned_table(network, destinations, origins, boost_ms);
  if (destinations * origins > 10'000'000) return;
  whole_table(invented, destinations, origins, boost_ms);
  what_if(invented, destinations, origins);
}

}  // namespace
}  // namespace budian

int main(int count, char** arguments) {
  // As in the program: what is freed is kept for the next table (see src/main.cpp).
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 2'000'000'000);
  if (count > 1 && std::string_view(arguments[1]) == "growth") {
    budian::growth();
    return 0;
  }
  const auto number = [&](int row, std::size_t otherwise) {
    return count > row ? static_cast<std::size_t>(std::atol(arguments[row])) : otherwise;
  };
  budian::run(number(1, 52630), number(2, 300), number(3, 10000));
}
