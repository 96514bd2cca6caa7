#include "gis/useful_attachments.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>

#include "gis/door_ways.hpp"

namespace budian {
namespace {

void keep_nearest_of_nodes(const Network& network, std::vector<Attachment>& attachments) {
  std::vector<std::pair<NodeId, std::size_t>> at_nodes;
  for (std::size_t row = 0; row < attachments.size(); ++row) {
    const Attachment& attachment = attachments[row];
    const Edge& edge = network.edges()[attachment.edge];
    if (attachment.offset == Millimetres(0)) {
      at_nodes.emplace_back(edge.from, row);
    } else if (attachment.offset == edge.length) {
      at_nodes.emplace_back(edge.to, row);
    }
  }
  std::sort(at_nodes.begin(), at_nodes.end());
  std::vector<char> drop(attachments.size(), 0);
  for (std::size_t i = 1; i < at_nodes.size(); ++i) {
    if (at_nodes[i].first == at_nodes[i - 1].first) drop[at_nodes[i].second] = 1;
  }
  std::size_t kept = 0;
  for (std::size_t row = 0; row < attachments.size(); ++row) {
    if (drop[row] == 0) attachments[kept++] = attachments[row];
  }
  attachments.resize(kept);
}

/// Least lengths from the door over all attachments at once, on the two-way edges around it.
class Neighbourhood {
 public:
  Neighbourhood(const Network& network, const std::vector<Attachment>& near,
                const std::vector<Attachment>& candidates)
      : network_(network) {
    list_nodes(near);
    list_arcs(near);
    for (std::uint32_t row = 0; row < candidates.size(); ++row) start_from(candidates[row], row);
    search();
  }

  /// Is the point of candidate `row` reached by another one as soon, in length and in time?
  [[nodiscard]] bool is_reached_otherwise(const Attachment& candidate, std::uint32_t row) const {
    const Edge& edge = network_.edges()[candidate.edge];
    const Milliseconds time = network_.time_to_offset(candidate.edge, candidate.offset);
    const Journey own{candidate.leg, network_.leg_time(candidate.leg)};
    const auto by = [&](NodeId node, const Journey& partial) {
      const Label& label = labels_[local(node)];
      if (label.owner == row || label.owner == nobody_yet) return false;
      const Journey other = label.journey + partial;
      return other.length <= own.length && other.time <= own.time;
    };
    const bool two_way = edge.forward && edge.backward;
    const bool over_from = two_way || candidate.offset == Millimetres(0);
    const bool over_to = two_way || candidate.offset == edge.length;
    return (over_from && by(edge.from, {candidate.offset, time})) ||
           (over_to && by(edge.to, {edge.length - candidate.offset, edge.time - time}));
  }

 private:
  static constexpr std::uint32_t nobody_yet = std::numeric_limits<std::uint32_t>::max();
  struct Label {
    Journey journey;
    std::uint32_t owner = nobody_yet;
  };
  struct LocalArc {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    Journey journey;
  };
  using Waiting = std::pair<std::int64_t, std::uint32_t>;

  [[nodiscard]] std::uint32_t local(NodeId node) const {
    const auto found = std::lower_bound(nodes_.begin(), nodes_.end(), node);
    return static_cast<std::uint32_t>(found - nodes_.begin());
  }

  void list_nodes(const std::vector<Attachment>& near) {
    nodes_.reserve(2 * near.size());
    for (const Attachment& attachment : near) {
      const Edge& edge = network_.edges()[attachment.edge];
      nodes_.insert(nodes_.end(), {edge.from, edge.to});
    }
    std::sort(nodes_.begin(), nodes_.end());
    nodes_.erase(std::unique(nodes_.begin(), nodes_.end()), nodes_.end());
    labels_.resize(nodes_.size());
  }

  void list_arcs(const std::vector<Attachment>& near) {
    for (const Attachment& attachment : near) {
      const Edge& edge = network_.edges()[attachment.edge];
      if (!edge.forward || !edge.backward || edge.from == edge.to) continue;
      const std::uint32_t from = local(edge.from);
      const std::uint32_t to = local(edge.to);
      arcs_.push_back({from, to, {edge.length, edge.time}});
      arcs_.push_back({to, from, {edge.length, edge.time}});
    }
    std::sort(arcs_.begin(), arcs_.end(),
              [](const LocalArc& a, const LocalArc& b) { return a.from < b.from; });
    first_arc_.assign(nodes_.size() + 1, 0);
    for (const LocalArc& arc : arcs_) ++first_arc_[arc.from + 1];
    for (std::size_t i = 1; i < first_arc_.size(); ++i) first_arc_[i] += first_arc_[i - 1];
  }

  void start_from(const Attachment& attachment, std::uint32_t row) {
    const Edge& edge = network_.edges()[attachment.edge];
    const bool inside = attachment.offset != Millimetres(0) && attachment.offset != edge.length;
    // Off the middle of a one-way edge there is no way that serves both directions.
    if (inside && !(edge.forward && edge.backward)) return;
    for (const DoorWay& way : door_ways(network_, attachment, true)) {
      offer(local(way.node), {way.journey, row});
    }
  }

  void offer(std::uint32_t node, const Label& label) {
    Label& held = labels_[node];
    if (held.owner != nobody_yet && !is_less(label.journey, held.journey, Least::length)) return;
    held = label;
    heap_.emplace(label.journey.length.count(), node);
  }

  void search() {
    while (!heap_.empty()) {
      const auto [length, node] = heap_.top();
      heap_.pop();
      const Label from = labels_[node];
      if (from.journey.length.count() != length) continue;
      for (std::uint32_t i = first_arc_[node]; i < first_arc_[node + 1]; ++i) {
        offer(arcs_[i].to, {from.journey + arcs_[i].journey, from.owner});
      }
    }
  }

  const Network& network_;
  std::vector<NodeId> nodes_;
  std::vector<Label> labels_;
  std::vector<LocalArc> arcs_;
  std::vector<std::uint32_t> first_arc_;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> heap_;
};

}  // namespace

std::vector<Attachment> useful_attachments(const Network& network,
                                           std::vector<Attachment> attachments) {
  const std::vector<Attachment> near = attachments;
  keep_nearest_of_nodes(network, attachments);
  // As the crow flies nothing is nearer than its own straight line: there is nothing more to drop.
  if (network.profile().door_detour <= 1) return attachments;
  const Neighbourhood neighbourhood(network, near, attachments);
  std::vector<Attachment> useful;
  for (std::uint32_t row = 0; row < attachments.size(); ++row) {
    if (!neighbourhood.is_reached_otherwise(attachments[row], row)) {
      useful.push_back(attachments[row]);
    }
  }
  return useful;
}

}  // namespace budian
