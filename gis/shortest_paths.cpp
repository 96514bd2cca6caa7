#include "gis/shortest_paths.hpp"

#include <algorithm>
#include <tuple>

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
  limit_ = limit.count();
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
      if (way.journey.length.count() > limit_) continue;
      Label label;
      label.cost = cost(way.journey, least_);
      label.other = other_cost(way.journey, least_);
      label.owner = owner;
      label.parent_node = no_parent;
      label.parent_edge = attachment.edge;
      offer(static_cast<std::uint32_t>(way.node.row()), label);
    }
  }
}

void ShortestPaths::offer(std::uint32_t node, const Label& label) {
  Label& held = labels_[node];
  if (held.stamp == stamp_) {
    const bool better = std::tuple(label.cost, label.owner, label.other) <
                        std::tuple(held.cost, held.owner, held.other);
    if (!better) return;
  } else {
    reached_.push_back(node);
  }
  held = label;
  held.stamp = stamp_;
  push({label.cost, node});
}

void ShortestPaths::search() {
  const RoadGraph& graph = way_ == Way::along ? network_->graph() : network_->reversed();
  const bool by_length = least_ == Least::length;
  while (!heap_.empty()) {
    const Waiting next = pop();
    const Label from = labels_[next.node];
    if (next.cost != from.cost) continue;  // a better way came after this one was queued
    const auto [begin, end] = boost::out_edges(next.node, graph);
    for (auto it = begin; it != end; ++it) {
      const Arc& arc = graph[*it];
      Label label;
      label.cost = from.cost + (by_length ? arc.length : arc.time);
      label.other = from.other + (by_length ? arc.time : arc.length);
      if ((by_length ? label.cost : label.other) > limit_) continue;
      label.owner = from.owner;
      label.parent_node = next.node;
      label.parent_edge = arc.edge;
      offer(boost::target(*it, graph), label);
    }
  }
}

// A heap with four children a parent: half as deep as a binary one, and the children share a cache
// line.
void ShortestPaths::push(Waiting waiting) {
  std::size_t child = heap_.size();
  heap_.push_back(waiting);
  while (child > 0) {
    const std::size_t parent = (child - 1) / 4;
    if (heap_[parent].cost <= waiting.cost) break;
    heap_[child] = heap_[parent];
    child = parent;
  }
  heap_[child] = waiting;
}

ShortestPaths::Waiting ShortestPaths::pop() {
  const Waiting top = heap_.front();
  const Waiting last = heap_.back();
  heap_.pop_back();
  const std::size_t size = heap_.size();
  if (size == 0) return top;
  std::size_t hole = 0;
  for (std::size_t child = 1; child < size; child = 4 * hole + 1) {
    const std::size_t end = std::min(child + 4, size);
    std::size_t least = child;
    for (std::size_t i = child + 1; i < end; ++i) {
      if (heap_[i].cost < heap_[least].cost) least = i;
    }
    if (heap_[least].cost >= last.cost) break;
    heap_[hole] = heap_[least];
    hole = least;
  }
  heap_[hole] = last;
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
