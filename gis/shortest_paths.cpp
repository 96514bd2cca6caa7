#include "gis/shortest_paths.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "gis/door_ways.hpp"

namespace budian {

ShortestPaths::ShortestPaths(const Network& network)
    : network_(&network), labels_(network.nodes().size()) {}

void ShortestPaths::run(const AttachedPlace& place, Least least, Way way, Millimetres limit) {
  begin(least, way, limit);
  start_from(place, 0);
  search();
}

void ShortestPaths::run_all(const std::vector<AttachedPlace>& places, Least least, Way way,
                            Millimetres limit) {
  begin(least, way, limit);
  for (std::size_t row = 0; row < places.size(); ++row) {
    start_from(places[row], static_cast<std::uint32_t>(row));
  }
  search();
}

void ShortestPaths::begin(Least least, Way way, Millimetres limit) {
  least_ = least;
  way_ = way;
  const std::int64_t widest = std::numeric_limits<std::uint32_t>::max();
  limit_ = static_cast<std::uint64_t>(std::clamp(limit.count(), std::int64_t{0}, widest));
  heap_.clear();
  reached_.clear();
  if (++stamp_ == 0) {  // after 2^32 runs old stamps would look new
    for (Label& label : labels_) label.stamp = 0;
    stamp_ = 1;
  }
}

void ShortestPaths::start_from(const AttachedPlace& place, std::uint32_t owner) {
  for (const Attachment& attachment : place.attachments) {
    for (const DoorWay& way : door_ways(*network_, attachment, way_ == Way::along)) {
      if (static_cast<std::uint64_t>(way.journey.length.count()) > limit_) continue;
      Label label;
      label.cost = static_cast<std::uint32_t>(cost(way.journey, least_));
      label.other = static_cast<std::uint32_t>(other_cost(way.journey, least_));
      label.owner = owner;
      label.parent_node = no_parent;
      label.parent_edge = attachment.edge;
      offer(static_cast<std::uint32_t>(way.node.row()), label);
    }
  }
}

inline void ShortestPaths::offer(std::uint32_t node, const Label& label) {
  Label& held = labels_[node];
  if (held.stamp == stamp_) {
    if (label.cost > held.cost) return;
    if (label.cost == held.cost &&
        std::pair(label.owner, label.other) >= std::pair(held.owner, held.other)) {
      return;
    }
  } else {
    reached_.push_back(node);
  }
  held = label;
  held.stamp = stamp_;
  push(label.cost, node);
}

void ShortestPaths::search() {
  const RoadGraph& graph = way_ == Way::along ? network_->graph() : network_->reversed();
  if (least_ == Least::length) {
    search<true>(graph);
  } else {
    search<false>(graph);
  }
}

template <bool by_length>
void ShortestPaths::search(const RoadGraph& graph) {
  constexpr std::uint64_t widest = std::numeric_limits<std::uint32_t>::max();
  const std::uint64_t cost_limit = by_length ? limit_ : widest;
  const std::uint64_t other_limit = by_length ? widest : limit_;
  while (!heap_.empty()) {
    const std::uint64_t next = pop();
    const auto node = static_cast<std::uint32_t>(next);
    const Label from = labels_[node];
    if (next >> 32 != from.cost) continue;  // a better way came after this one was queued
    Label label;
    label.owner = from.owner;
    label.parent_node = node;
    const auto [begin, end] = boost::out_edges(node, graph);
    for (auto it = begin; it != end; ++it) {
      const Arc& arc = graph[*it];
      const std::uint64_t cost = std::uint64_t{from.cost} + (by_length ? arc.length : arc.time);
      const std::uint64_t other = std::uint64_t{from.other} + (by_length ? arc.time : arc.length);
      if (cost > cost_limit || other > other_limit) continue;
      label.cost = static_cast<std::uint32_t>(cost);
      label.other = static_cast<std::uint32_t>(other);
      label.parent_edge = arc.edge;
      offer(boost::target(*it, graph), label);
    }
  }
}

// A heap with four children a parent: half as deep as a binary one, and the children share a cache
// line.
inline void ShortestPaths::push(std::uint32_t cost, std::uint32_t node) {
  const std::uint64_t waiting = std::uint64_t{cost} << 32 | node;
  std::size_t child = heap_.size();
  heap_.push_back(waiting);
  while (child > 0) {
    const std::size_t parent = (child - 1) / 4;
    if (heap_[parent] <= waiting) break;
    heap_[child] = heap_[parent];
    child = parent;
  }
  heap_[child] = waiting;
}

inline std::uint64_t ShortestPaths::pop() {
  const std::uint64_t top = heap_.front();
  const std::uint64_t last = heap_.back();
  heap_.pop_back();
  const std::size_t size = heap_.size();
  if (size == 0) return top;
  std::uint64_t* const heap = heap_.data();
  std::size_t hole = 0;
  std::size_t child = 1;
  for (; child + 3 < size; child = 4 * hole + 1) {
    // Four children: the lesser of two pairs, then the lesser of both, without a branch.
    const std::size_t a = child + (heap[child + 1] < heap[child] ? 1U : 0U);
    const std::size_t b = child + 2 + (heap[child + 3] < heap[child + 2] ? 1U : 0U);
    const std::size_t least = heap[b] < heap[a] ? b : a;
    if (heap[least] >= last) break;
    heap[hole] = heap[least];
    hole = least;
  }
  if (child + 3 >= size) {
    for (std::size_t i = child; i < size; ++i) {
      if (heap[i] < heap[child]) child = i;
    }
    if (child < size && heap[child] < last) {
      heap[hole] = heap[child];
      hole = child;
    }
  }
  heap[hole] = last;
  return top;
}

Journey ShortestPaths::journey(NodeId node) const {
  const Label& label = labels_[node.row()];
  if (least_ == Least::length) return {Millimetres(label.cost), Milliseconds(label.other)};
  return {Millimetres(label.other), Milliseconds(label.cost)};
}

std::uint32_t ShortestPaths::owner(NodeId node) const { return labels_[node.row()].owner; }

std::vector<EdgeId> ShortestPaths::edges_to(NodeId node) const {
  std::vector<EdgeId> edges;
  for (auto at = static_cast<std::uint32_t>(node.row()); labels_[at].parent_node != no_parent;
       at = labels_[at].parent_node) {
    edges.push_back(labels_[at].parent_edge);
  }
  if (way_ == Way::along) std::reverse(edges.begin(), edges.end());
  return edges;
}

}  // namespace budian
