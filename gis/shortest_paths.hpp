// Dijkstra's algorithm over a network's arcs, bounded, from places that lie on edges.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "gis/network.hpp"
#include "gis/travel_matrix.hpp"

namespace budian {

/// Least cost from one or many places to every node within the limit. Reusable: holds its arrays.
///
/// Nodes wait in buckets of cost instead of a heap (R. B. Dial, 1969, doi:10.1145/363269.363610).
/// Inside a bucket there is no order; a node that gets better after it was expanded is expanded
/// again, so the answer is exact whatever the width. A label is one number, cost above and tie
/// breaker below: the least label of a node is unique, so the order of places and arcs does not
/// matter.
class ShortestPaths {
 public:
  explicit ShortestPaths(const Network& network);

  enum class Way : std::uint8_t { along, against };
  /// One place: journeys from it (`along`) or to it (`against`). Nodes whose best journey is
  /// beyond the limit stay unreached. `margin` (mm or ms) is the most that a door way adds at the
  /// other end: within it of the last reached node also the best ways that are too long in the
  /// measure that is not made least are found, for they take the place of slower and shorter ones.
  void run(const AttachedPlace& place, Least least, Way way, TravelLimit limit,
           std::int64_t margin = 0);
  /// Many places at once: `owner` gives the row of the nearest; ties go to the lowest row. The
  /// limit is of the measure that is made least.
  void run_all(const std::vector<AttachedPlace>& places, Least least, Way way, TravelLimit limit);

  [[nodiscard]] bool reached(NodeId node) const { return is_held(labels_[node.row()]); }
  /// Nodes with a journey, in no useful order: the reached ones and those too long in the measure
  /// that is not made least.
  [[nodiscard]] const std::vector<std::uint32_t>& found_nodes() const { return found_; }
  [[nodiscard]] bool found(NodeId node) const { return labels_[node.row()] != no_label; }
  /// What is made least, in mm or ms; only where reached.
  [[nodiscard]] std::int64_t cost(NodeId node) const {
    return static_cast<std::uint32_t>(labels_[node.row()] >> 32U);
  }
  [[nodiscard]] Journey journey(NodeId node) const;      ///< after `run`, only where found
  [[nodiscard]] std::uint32_t owner(NodeId node) const;  ///< after `run_all`, only where reached
  /// One step from a node towards the place.
  struct Step {
    EdgeId edge;
    NodeId node;
  };
  /// The step of the best path, after `run`; none where the path begins. Of several the edge of the
  /// lowest row.
  [[nodiscard]] std::optional<Step> step_back(NodeId node) const;
  /// Edges from the place to a node in order of travel (or from the node to the place for
  /// `against`), after `run`: the steps back, turned round.
  [[nodiscard]] std::vector<EdgeId> edges_to(NodeId node) const;

 private:
  using Label = std::uint64_t;  ///< cost in the upper half; below the other measure, or the owner
  static constexpr Label no_label = static_cast<Label>(-1);
  struct Start {
    Label label = 0;
    std::uint32_t node = 0;
    friend auto operator<=>(const Start&, const Start&) = default;
  };

  void begin(Least least, Way way);
  void forget();
  void set_limits(std::int64_t of_cost, std::int64_t of_other);
  void start_from(const AttachedPlace& place, bool by_owner, std::uint32_t owner);
  template <class Weight>
  void search(const Weight& weight, std::int64_t margin);
  void offer(std::uint32_t node, Label label);
  [[nodiscard]] bool is_held(Label label) const {
    return label != no_label && static_cast<std::uint32_t>(label) <= most_below_;
  }
  [[nodiscard]] Label weight_of(const Arc& arc) const;
  [[nodiscard]] const RoadGraph& graph(Way way) const {
    return way == Way::along ? network_->graph() : network_->reversed();
  }
  [[nodiscard]] std::uint64_t bucket_of(Label label) const { return label >> shift_; }

  const Network* network_;
  std::vector<Label> labels_;
  std::vector<std::uint32_t> found_;
  std::vector<Start> starts_;
  /// A ring: a bucket is used again when the search has passed it.
  std::vector<std::vector<std::uint32_t>> ring_;
  std::uint64_t ring_mask_ = 0;
  std::uint32_t shift_ = 32;  ///< of a label to its bucket
  std::size_t waiting_ = 0;   ///< entries in the ring
  /// Entries whose way is longer than the limit of the other measure: they only keep worse ways
  /// from taking their place. When nothing else waits, the search ends after the margin.
  std::size_t barring_ = 0;
  std::uint32_t most_cost_ = 0;
  std::uint32_t most_below_ = 0;
  Least least_ = Least::length;
  Way way_ = Way::along;
};

}  // namespace budian
