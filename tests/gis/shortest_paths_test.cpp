#include "gis/shortest_paths.hpp"

#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <catch2/catch.hpp>

#include "tests/support/random_town.hpp"
#include "tests/support/town.hpp"

namespace budian {
namespace {

constexpr Millimetres far_away(1'000'000'000);
constexpr auto unreached = std::numeric_limits<std::int64_t>::max();

/// Boost's own Dijkstra from one node.
std::vector<std::int64_t> distances_by_boost(const RoadGraph& graph, std::size_t node,
                                             std::uint32_t Arc::*weight) {
  std::vector<std::int64_t> distances(boost::num_vertices(graph));
  boost::dijkstra_shortest_paths(graph, static_cast<std::uint32_t>(node),
                                 boost::weight_map(boost::get(weight, graph))
                                     .distance_map(boost::make_iterator_property_map(
                                         distances.begin(), boost::get(boost::vertex_index, graph)))
                                     .distance_inf(unreached)
                                     .distance_zero(std::int64_t{0}));
  return distances;
}

/// A door that stands on a node.
AttachedPlace at_node(const Network& network, NodeId node) {
  for (const EdgeId id : network.edges().ids()) {
    const Edge& edge = network.edges()[id];
    const Point place = network.nodes()[node];
    if (edge.from == node) return {place, {{id, Millimetres(0), Millimetres(0)}}};
    if (edge.to == node) return {place, {{id, Millimetres(0), edge.length}}};
  }
  return {};
}

TEST_CASE("Least lengths and times are those of Boost's Dijkstra, both ways") {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    RandomTown random(seed, 3000);
    const Network network(random.roads(40), driving(100));
    ShortestPaths paths(network);
    for (int start = 0; start < 5; ++start) {
      const NodeId node(random.below(static_cast<std::uint32_t>(network.nodes().size())));
      const AttachedPlace place = at_node(network, node);
      const auto lengths = distances_by_boost(network.graph(), node.row(), &Arc::length);
      paths.run(place, Least::length, ShortestPaths::Way::along, far_away);
      for (const NodeId to : network.nodes().ids()) {
        REQUIRE(paths.reached(to) == (lengths[to.row()] != unreached));
        if (paths.reached(to)) REQUIRE(paths.journey(to).length.count() == lengths[to.row()]);
      }
      const auto times = distances_by_boost(network.reversed(), node.row(), &Arc::time);
      paths.run(place, Least::time, ShortestPaths::Way::against, far_away);
      for (const NodeId from : network.nodes().ids()) {
        REQUIRE(paths.reached(from) == (times[from.row()] != unreached));
        if (paths.reached(from)) REQUIRE(paths.journey(from).time.count() == times[from.row()]);
      }
    }
  }
}

TEST_CASE("Many starts at once give the nearest of the single searches, ties to the lowest") {
  RandomTown random(7, 3000);
  const Network network(random.roads(60), walking(300));
  std::vector<AttachedPlace> places = attach_all(network, random.points(8));
  places.push_back(places[2]);  // a twin: always tied, never the owner
  ShortestPaths all(network);
  all.run_all(places, Least::length, ShortestPaths::Way::against, far_away);
  std::vector<ShortestPaths> single(places.size(), ShortestPaths(network));
  for (std::size_t row = 0; row < places.size(); ++row) {
    single[row].run(places[row], Least::length, ShortestPaths::Way::against, far_away);
  }
  for (const NodeId node : network.nodes().ids()) {
    std::int64_t least = unreached;
    std::uint32_t owner = 0;
    for (std::uint32_t row = 0; row < places.size(); ++row) {
      if (!single[row].reached(node) || single[row].journey(node).length.count() >= least) continue;
      least = single[row].journey(node).length.count();
      owner = row;
    }
    REQUIRE(all.reached(node) == (least != unreached));
    if (!all.reached(node)) continue;
    REQUIRE(all.cost(node) == least);
    REQUIRE(all.owner(node) == owner);
  }
}

TEST_CASE("The edges of a path add up to its length") {
  RandomTown random(11, 3000);
  const Network network(random.roads(60), driving(100));
  const AttachedPlace place = at_node(network, NodeId(0));
  for (const auto way : {ShortestPaths::Way::along, ShortestPaths::Way::against}) {
    ShortestPaths paths(network);
    paths.run(place, Least::time, way, far_away);
    for (const NodeId node : network.nodes().ids()) {
      if (!paths.reached(node)) continue;
      Millimetres length;
      for (const EdgeId edge : paths.edges_to(node)) length += network.edges()[edge].length;
      REQUIRE(length == paths.journey(node).length);
    }
  }
}

TEST_CASE("Nodes beyond the limit stay unreached") {
  const Town town = draw_town("A--B--C--D", {"AB", "BC", "CD"}, 100);
  const Network network(town.roads, walking(10));
  ShortestPaths paths(network);
  const AttachedPlace door{town.at('A'), network.attach(town.at('A'))};
  paths.run(door, Least::length, ShortestPaths::Way::along, metres(600));
  CHECK(paths.reached(NodeId(2)));  // C, exactly 600 m
  CHECK_FALSE(paths.reached(NodeId(3)));
  paths.run(door, Least::length, ShortestPaths::Way::along, metres(599));
  CHECK_FALSE(paths.reached(NodeId(2)));
}

}  // namespace
}  // namespace budian
