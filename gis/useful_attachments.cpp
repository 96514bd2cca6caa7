#include "gis/useful_attachments.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "gis/door_ways.hpp"

namespace budian {
namespace {

constexpr std::uint32_t nobody_yet = std::numeric_limits<std::uint32_t>::max();

/// The edges near a door and their ends, numbered among themselves: the rows of `near` are edges,
/// 2 × row and 2 × row + 1 their ends.
class Neighbourhood {
 public:
  Neighbourhood(const Network& network, const std::vector<Attachment>& near)
      : network_(network), near_(near), node_of_end_(2 * near.size()), dropped_(near.size(), 0) {
    number_nodes();
  }

  /// Of several attachments at one junction all but the nearest are dropped.
  void keep_nearest_of_nodes();
  /// Drops what another attachment reaches as soon, in length and in time.
  void drop_reached_otherwise();
  [[nodiscard]] std::vector<Attachment> kept() const;

 private:
  struct Label {
    Journey journey;
    std::uint32_t owner = nobody_yet;
  };
  struct LocalArc {
    std::uint32_t to = 0;
    Journey journey;
  };
  using Waiting = std::pair<std::int64_t, std::uint32_t>;

  [[nodiscard]] const Edge& edge(std::size_t row) const {
    return network_.edges()[near_[row].edge];
  }
  [[nodiscard]] std::uint32_t from(std::size_t row) const { return node_of_end_[2 * row]; }
  [[nodiscard]] std::uint32_t to(std::size_t row) const { return node_of_end_[2 * row + 1]; }
  void number_nodes();
  void list_arcs();
  void start_from(std::uint32_t row);
  void offer(std::uint32_t node, const Label& label);
  void search();
  [[nodiscard]] bool is_reached_otherwise(std::uint32_t row) const;

  const Network& network_;
  const std::vector<Attachment>& near_;
  std::vector<std::uint32_t> node_of_end_;
  std::uint32_t nodes_ = 0;
  std::vector<char> dropped_;
  std::vector<Label> labels_;
  std::vector<std::uint32_t> first_arc_;
  std::vector<LocalArc> arcs_;
  std::vector<Waiting> heap_;
};

// One list a thread finds a node's number without sorting; all zero between calls.
void Neighbourhood::number_nodes() {
  thread_local std::vector<std::uint32_t> numbers;
  if (numbers.size() < network_.nodes().size()) numbers.resize(network_.nodes().size(), 0);
  const auto number = [this](NodeId node) {
    std::uint32_t& known = numbers[node.row()];
    if (known == 0) known = ++nodes_;
    return known - 1;
  };
  for (std::size_t row = 0; row < near_.size(); ++row) {
    node_of_end_[2 * row] = number(edge(row).from);
    node_of_end_[2 * row + 1] = number(edge(row).to);
  }
  for (std::size_t row = 0; row < near_.size(); ++row) {
    numbers[edge(row).from.row()] = 0;
    numbers[edge(row).to.row()] = 0;
  }
}

void Neighbourhood::keep_nearest_of_nodes() {
  std::vector<char> taken(nodes_, 0);
  // Sorted by leg: the first at a node is the nearest.
  for (std::size_t row = 0; row < near_.size(); ++row) {
    const bool at_from = near_[row].offset == Millimetres(0);
    const bool at_to = near_[row].offset == edge(row).length;
    if (!at_from && !at_to) continue;
    char& here = taken[at_from ? from(row) : to(row)];
    if (here != 0) dropped_[row] = 1;
    here = 1;
  }
}

void Neighbourhood::list_arcs() {
  const auto each = [this](const auto& visit) {
    for (std::size_t row = 0; row < near_.size(); ++row) {
      const Edge& here = edge(row);
      if (!here.forward || !here.backward || here.from == here.to) continue;
      visit(from(row), LocalArc{to(row), {here.length, here.time}});
      visit(to(row), LocalArc{from(row), {here.length, here.time}});
    }
  };
  first_arc_.assign(nodes_ + 1, 0);
  each([this](std::uint32_t node, const LocalArc&) { ++first_arc_[node + 1]; });
  for (std::size_t i = 1; i < first_arc_.size(); ++i) first_arc_[i] += first_arc_[i - 1];
  arcs_.resize(first_arc_.back());
  std::vector<std::uint32_t> next(first_arc_.begin(), first_arc_.end() - 1);
  each([&](std::uint32_t node, const LocalArc& arc) { arcs_[next[node]++] = arc; });
}

void Neighbourhood::start_from(std::uint32_t row) {
  const Attachment& attachment = near_[row];
  const Edge& here = edge(row);
  const bool inside = attachment.offset != Millimetres(0) && attachment.offset != here.length;
  // Off the middle of a one-way edge there is no way that serves both directions.
  if (inside && !(here.forward && here.backward)) return;
  for (const DoorWay& way : door_ways(network_, attachment, true)) {
    offer(way.node == here.from ? from(row) : to(row), {way.journey, row});
  }
}

void Neighbourhood::offer(std::uint32_t node, const Label& label) {
  Label& held = labels_[node];
  if (held.owner != nobody_yet && !is_less(label.journey, held.journey, Least::length)) return;
  held = label;
  heap_.emplace_back(label.journey.length.count(), node);
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

/// Least lengths from the door over all attachments at once, on the two-way edges around it.
void Neighbourhood::search() {
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    const auto [length, node] = heap_.back();
    heap_.pop_back();
    const Label here = labels_[node];
    if (here.journey.length.count() != length) continue;
    for (std::uint32_t i = first_arc_[node]; i < first_arc_[node + 1]; ++i) {
      offer(arcs_[i].to, {here.journey + arcs_[i].journey, here.owner});
    }
  }
}

bool Neighbourhood::is_reached_otherwise(std::uint32_t row) const {
  const Attachment& candidate = near_[row];
  const Edge& here = edge(row);
  const Milliseconds time = network_.time_to_offset(candidate.edge, candidate.offset);
  const Journey own{candidate.leg, network_.leg_time(candidate.leg)};
  const auto by = [&](std::uint32_t node, const Journey& partial) {
    const Label& label = labels_[node];
    if (label.owner == row || label.owner == nobody_yet) return false;
    const Journey other = label.journey + partial;
    return other.length <= own.length && other.time <= own.time;
  };
  const bool two_way = here.forward && here.backward;
  const bool over_from = two_way || candidate.offset == Millimetres(0);
  const bool over_to = two_way || candidate.offset == here.length;
  return (over_from && by(from(row), {candidate.offset, time})) ||
         (over_to && by(to(row), {here.length - candidate.offset, here.time - time}));
}

void Neighbourhood::drop_reached_otherwise() {
  labels_.assign(nodes_, {});
  list_arcs();
  for (std::uint32_t row = 0; row < near_.size(); ++row) {
    if (dropped_[row] == 0) start_from(row);
  }
  search();
  for (std::uint32_t row = 0; row < near_.size(); ++row) {
    if (dropped_[row] == 0 && is_reached_otherwise(row)) dropped_[row] = 1;
  }
}

std::vector<Attachment> Neighbourhood::kept() const {
  std::vector<Attachment> result;
  for (std::size_t row = 0; row < near_.size(); ++row) {
    if (dropped_[row] == 0) result.push_back(near_[row]);
  }
  return result;
}

}  // namespace

std::vector<Attachment> useful_attachments(const Network& network,
                                           const std::vector<Attachment>& attachments) {
  Neighbourhood neighbourhood(network, attachments);
  neighbourhood.keep_nearest_of_nodes();
  // As the crow flies nothing is nearer than its own straight line: there is nothing more to drop.
  if (network.profile().door_detour > 1) neighbourhood.drop_reached_otherwise();
  return neighbourhood.kept();
}

}  // namespace budian
