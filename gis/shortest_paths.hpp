// Dijkstra's algorithm over a network's arcs, bounded, from places that lie on edges.
#pragma once

#include <limits>
#include <vector>

#include "gis/network.hpp"
#include "gis/travel_matrix.hpp"

namespace budian {

/// Least cost from a set of starting places to every node that lies within the limit. Reusable: holds its arrays.
class ShortestPaths {
 public:
  explicit ShortestPaths(const Network& network);

  enum class Way : std::uint8_t { along, against };
  /// One place: journeys from it (`along`) or to it (`against`). Nodes beyond `limit` (of length) stay unreached.
  void run(const AttachedPlace& place, Least least, Way way, Millimetres limit);
  /// Many places at once: `owner` gives the row of the nearest; ties go to the lowest row.
  void run_all(const std::vector<AttachedPlace>& places, Least least, Way way, Millimetres limit);

  [[nodiscard]] bool reached(NodeId node) const;
  [[nodiscard]] Journey journey(NodeId node) const;        ///< only where reached
  [[nodiscard]] std::uint32_t owner(NodeId node) const;    ///< only where reached
  /// Edges from the place to a node in order of travel (or from the node to the place for `against`).
  [[nodiscard]] std::vector<EdgeId> edges_to(NodeId node) const;

 private:
  const Network* network_;
  struct Label {
    std::int64_t cost = 0;
    std::int64_t other = 0;
    std::uint32_t owner = 0;
    std::uint32_t parent_arc = 0;
    std::uint32_t parent_node = 0;
    std::uint32_t stamp = 0;
  };
  std::vector<Label> labels_;
  std::uint32_t stamp_ = 0;
  Least least_ = Least::length;
};

}  // namespace budian
