// A contraction hierarchy of a network: shortcuts over nodes of little importance, so that best
// ways need only climb and come down again.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "gis/network.hpp"

namespace budian {

/// Nodes are contracted one by one, the least important first; where the only best way between two
/// neighbours leads over the node, a shortcut takes its place (R. Geisberger, P. Sanders,
/// D. Schultes, D. Delling, 2008, doi:10.1007/978-3-540-68552-4_24). Then each best way goes up to
/// its most important node and down again. Costs are those of ShortestPaths, cost above and tie
/// breaker below in one number, so both give the same journeys to the millimetre and millisecond.
class Hierarchy {
 public:
  using Label = std::int64_t;  ///< cost in the upper half, the other measure in the lower
  /// No way. Labels of ways are below it, so that two can be added.
  static constexpr Label no_label = Label{1} << 62;

  Hierarchy(const Network& network, Least least);

  /// To a more important node. Nodes are called by their place in the order of importance, the most
  /// important is 0.
  struct UpArc {
    std::uint32_t head = 0;
    Label out = no_label;  ///< from the node up to the head
    Label in = no_label;   ///< from the head down to the node
  };
  [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }
  [[nodiscard]] std::uint32_t place(NodeId node) const { return places_[node.row()]; }
  [[nodiscard]] std::span<const UpArc> up(std::uint32_t place) const {
    return {arcs_.data() + starts_[place], arcs_.data() + starts_[place + 1]};
  }
  [[nodiscard]] std::size_t arcs() const { return arcs_.size(); }

 private:
  std::vector<std::uint32_t> places_;  ///< of each node
  std::vector<std::uint64_t> starts_;
  std::vector<UpArc> arcs_;
};

}  // namespace budian
