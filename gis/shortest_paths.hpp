// Dijkstra's algorithm over a network's arcs, bounded, from places that lie on edges.
#pragma once

#include <cstdint>
#include <vector>

#include "gis/network.hpp"
#include "gis/travel_matrix.hpp"

namespace budian {

/// Least cost from a set of starting places to every node that lies within the limit. Reusable:
/// holds its arrays.
class ShortestPaths {
 public:
  /// No way is longer than 4,294 km or lasts longer than 49 days: labels are 32 bits wide.
  explicit ShortestPaths(const Network& network);

  enum class Way : std::uint8_t { along, against };
  /// One place: journeys from it (`along`) or to it (`against`). Nodes beyond `limit` (of length)
  /// stay unreached.
  void run(const AttachedPlace& place, Least least, Way way, Millimetres limit);
  /// Many places at once: `owner` gives the row of the nearest; ties go to the lowest row.
  void run_all(const std::vector<AttachedPlace>& places, Least least, Way way, Millimetres limit);

  [[nodiscard]] bool reached(NodeId node) const { return labels_[node.row()].stamp == stamp_; }
  /// All reached nodes, in no useful order.
  [[nodiscard]] const std::vector<std::uint32_t>& reached_nodes() const { return reached_; }
  [[nodiscard]] Journey journey(NodeId node) const;      ///< only where reached
  [[nodiscard]] std::uint32_t owner(NodeId node) const;  ///< only where reached
  /// Edges from the place to a node in order of travel (or from the node to the place for
  /// `against`).
  [[nodiscard]] std::vector<EdgeId> edges_to(NodeId node) const;

 private:
  /// Least by cost, then by the lowest owner, then by the other measure: a real order, so that the
  /// answer does not depend on the order of places or arcs.
  struct Label {
    std::uint32_t cost = 0;   ///< length in mm or time in ms, as `least_` says
    std::uint32_t other = 0;  ///< the other of the two
    std::uint32_t owner = 0;
    std::uint32_t parent_node = 0;  ///< `no_parent`: reached straight from the place
    EdgeId parent_edge;
    std::uint32_t stamp = 0;  ///< of the run that wrote the label; older ones do not count
  };
  static constexpr std::uint32_t no_parent = static_cast<std::uint32_t>(-1);

  void begin(Least least, Way way, Millimetres limit);
  void start_from(const AttachedPlace& place, std::uint32_t owner);
  template <bool by_length>
  void search(const RoadGraph& graph);
  void search();
  void offer(std::uint32_t node, const Label& label);
  void push(std::uint32_t cost, std::uint32_t node);
  std::uint64_t pop();

  const Network* network_;
  std::vector<Label> labels_;
  std::vector<std::uint64_t> heap_;  ///< cost in the upper half, node in the lower
  std::vector<std::uint32_t> reached_;
  std::uint32_t stamp_ = 0;
  Least least_ = Least::length;
  Way way_ = Way::along;
  std::uint64_t limit_ = 0;
};

}  // namespace budian
