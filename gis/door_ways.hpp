// Between a door and the ends of the edges it attaches to: legs and partial edges, exact to mm and
// ms.
#pragma once

#include <array>
#include <cstddef>

#include "gis/network.hpp"
#include "gis/travel_matrix.hpp"

namespace budian {

/// From the door to a node (or back), without passing another node.
struct DoorWay {
  NodeId node;
  Millimetres offset;  ///< of the node on the attachment's edge: 0 or the edge's length
  Journey journey;
};

/// At most two: over `from` and over `to` of the edge.
class DoorWays {
 public:
  void add(const DoorWay& way) { ways_[count_++] = way; }
  [[nodiscard]] const DoorWay* begin() const { return ways_.data(); }
  [[nodiscard]] const DoorWay* end() const { return ways_.data() + count_; }

 private:
  std::array<DoorWay, 2> ways_;
  std::size_t count_ = 0;
};

/// `leaving`: from the door to the nodes; else from the nodes to the door. One-way edges are
/// obeyed; an attachment at the very end of an edge stands on its node and leads over it alone.
inline DoorWays door_ways(const Network& network, const Attachment& attachment, bool leaving) {
  const Edge& edge = network.edges()[attachment.edge];
  const Milliseconds leg_time = network.leg_time(attachment.leg);
  const bool at_from = attachment.offset == Millimetres(0);
  const bool at_to = attachment.offset == edge.length;
  DoorWays ways;
  if (at_from) ways.add({edge.from, Millimetres(0), {attachment.leg, leg_time}});
  if (at_to) ways.add({edge.to, edge.length, {attachment.leg, leg_time}});
  if (at_from || at_to) return ways;
  const Milliseconds time = network.time_to_offset(attachment.edge, attachment.offset);
  if (leaving ? edge.backward : edge.forward) {
    ways.add({edge.from, Millimetres(0), {attachment.leg + attachment.offset, leg_time + time}});
  }
  if (leaving ? edge.forward : edge.backward) {
    const Millimetres rest = edge.length - attachment.offset;
    ways.add({edge.to, edge.length, {attachment.leg + rest, leg_time + edge.time - time}});
  }
  return ways;
}

/// From one door to another along an edge that both attach to; empty when it is one-way the other
/// way.
inline std::optional<Journey> along_one_edge(const Network& network, const Attachment& origin,
                                             const Attachment& destination) {
  const Edge& edge = network.edges()[origin.edge];
  const bool allowed = origin.offset == destination.offset ||
                       (origin.offset < destination.offset ? edge.forward : edge.backward);
  if (origin.edge != destination.edge || !allowed) return std::nullopt;
  const Milliseconds a = network.time_to_offset(origin.edge, origin.offset);
  const Milliseconds b = network.time_to_offset(origin.edge, destination.offset);
  const Millimetres ahead = destination.offset - origin.offset;
  const Milliseconds later = b - a;
  const Journey road{ahead < Millimetres(0) ? -ahead : ahead,
                     later < Milliseconds(0) ? -later : later};
  return Journey{origin.leg + road.length + destination.leg,
                 network.leg_time(origin.leg) + road.time + network.leg_time(destination.leg)};
}

}  // namespace budian
