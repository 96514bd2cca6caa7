#include "gis/shortest_paths.hpp"

#include <algorithm>
#include <limits>

#include "gis/door_ways.hpp"

namespace budian {
namespace {

constexpr std::uint32_t widest = std::numeric_limits<std::uint32_t>::max();
/// Marks an entry of the ring whose way is longer than the limit of the other measure.
constexpr std::uint32_t barring = 1U << 31U;

struct LengthOnly {
  std::uint64_t operator()(const Arc& arc) const { return std::uint64_t{arc.length} << 32U; }
};
struct TimeOnly {
  std::uint64_t operator()(const Arc& arc) const { return std::uint64_t{arc.time} << 32U; }
};

std::uint32_t held_in(std::int64_t limit, std::uint32_t most) {
  return static_cast<std::uint32_t>(std::clamp(limit, std::int64_t{0}, std::int64_t{most}));
}

}  // namespace

ShortestPaths::ShortestPaths(const Network& network)
    : network_(&network), labels_(network.nodes().size(), no_label) {}

void ShortestPaths::run(const AttachedPlace& place, Least least, Way way, TravelLimit limit,
                        std::int64_t margin) {
  begin(least, way);
  start_from(place, false, 0);
  set_limits(limit.of_cost(least), limit.of_other(least));
  if (least == Least::length) {
    search(LengthThenTime(), margin);
  } else {
    search(TimeThenLength(), margin);
  }
}

void ShortestPaths::run_all(const std::vector<AttachedPlace>& places, Least least, Way way,
                            TravelLimit limit) {
  begin(least, way);
  for (std::size_t row = 0; row < places.size(); ++row) {
    start_from(places[row], true, static_cast<std::uint32_t>(row));
  }
  most_cost_ = held_in(limit.of_cost(least), widest);
  most_below_ = widest;
  if (least == Least::length) {
    search(LengthOnly(), 0);
  } else {
    search(TimeOnly(), 0);
  }
}

void ShortestPaths::begin(Least least, Way way) {
  forget();
  least_ = least;
  way_ = way;
  starts_.clear();
  const SearchScale& scale = network_->scale(least);
  shift_ = 32 + scale.bucket_shift;
  std::uint64_t buckets = 4;
  while (buckets < (std::uint64_t{scale.longest} >> scale.bucket_shift) + 2) buckets *= 2;
  if (ring_.size() != buckets) ring_.assign(buckets, {});
  ring_mask_ = buckets - 1;
}

void ShortestPaths::forget() {
  if (found_.size() > labels_.size() / 4) {
    std::fill(labels_.begin(), labels_.end(), no_label);
  } else {
    for (const std::uint32_t node : found_) labels_[node] = no_label;
  }
  found_.clear();
}

// The other measure must stay below 2^32, or it would spill over into the cost.
void ShortestPaths::set_limits(std::int64_t of_cost, std::int64_t of_other) {
  std::uint32_t most = network_->scale(least_).most_cost;
  std::uint32_t started = 0;
  for (const Start& start : starts_)
    started = std::max(started, static_cast<std::uint32_t>(start.label));
  most = most > started ? most - started : 0;
  most_cost_ = held_in(of_cost, most);
  most_below_ = held_in(of_other, widest);
}

void ShortestPaths::start_from(const AttachedPlace& place, bool by_owner, std::uint32_t owner) {
  for (const Attachment& attachment : place.attachments) {
    for (const DoorWay& way : door_ways(*network_, attachment, way_ == Way::along)) {
      const auto price = static_cast<Label>(budian::cost(way.journey, least_));
      const auto other = static_cast<Label>(other_cost(way.journey, least_));
      if (price > widest || other > widest) continue;
      starts_.push_back(
          {price << 32U | (by_owner ? owner : other), static_cast<std::uint32_t>(way.node.row())});
    }
  }
}

inline void ShortestPaths::offer(std::uint32_t node, Label label) {
  Label& held = labels_[node];
  if (label >= held || label >> 32U > most_cost_) return;
  if (held == no_label) found_.push_back(node);
  held = label;
  ++waiting_;
  if (static_cast<std::uint32_t>(label) > most_below_) {
    ++barring_;
    node |= barring;
  }
  ring_[bucket_of(label) & ring_mask_].push_back(node);
}

template <class Weight>
void ShortestPaths::search(const Weight& weight, std::int64_t margin) {
  const RoadGraph& arcs = graph(way_);
  std::sort(starts_.begin(), starts_.end());
  auto start = starts_.begin();
  const std::uint64_t further = (static_cast<Label>(margin) << 32U >> shift_) + 1;
  std::uint64_t current = 0;
  // Bucket in which something within the limit was seen last. From a door that is itself too far
  // from its nodes a place on the same edge may still be within it.
  std::uint64_t last_open = starts_.empty() ? 0 : bucket_of(starts_.back().label);
  while (waiting_ > barring_ || start != starts_.end() ||
         (waiting_ > 0 && current <= last_open + further)) {
    if (waiting_ == 0) current = bucket_of(start->label);
    for (; start != starts_.end() && bucket_of(start->label) <= current; ++start)
      offer(start->node, start->label);
    if (waiting_ > barring_) last_open = std::max(last_open, current);
    std::vector<std::uint32_t>& bucket = ring_[current & ring_mask_];
    while (!bucket.empty()) {
      const std::uint32_t entry = bucket.back();
      bucket.pop_back();
      --waiting_;
      if ((entry & barring) != 0) --barring_;
      const std::uint32_t node = entry & ~barring;
      const Label label = labels_[node];
      if (bucket_of(label) != current) continue;  // got better and was expanded before
      const auto [begin, end] = boost::out_edges(node, arcs);
      for (auto arc = begin; arc != end; ++arc)
        offer(boost::target(*arc, arcs), label + weight(arcs[*arc]));
    }
    ++current;
  }
  if (waiting_ == 0) return;
  for (std::vector<std::uint32_t>& bucket : ring_) bucket.clear();
  waiting_ = barring_ = 0;
}

ShortestPaths::Label ShortestPaths::weight_of(const Arc& arc) const {
  return least_ == Least::length ? LengthThenTime()(arc) : TimeThenLength()(arc);
}

Journey ShortestPaths::journey(NodeId node) const {
  const Label label = labels_[node.row()];
  const auto above = static_cast<std::uint32_t>(label >> 32U);
  const auto below = static_cast<std::uint32_t>(label);
  if (least_ == Least::length) return {Millimetres(above), Milliseconds(below)};
  return {Millimetres(below), Milliseconds(above)};
}

std::uint32_t ShortestPaths::owner(NodeId node) const {
  return static_cast<std::uint32_t>(labels_[node.row()]);
}

std::optional<ShortestPaths::Step> ShortestPaths::step_back(NodeId node) const {
  const auto at = static_cast<std::uint32_t>(node.row());
  const Start here{labels_[at], at};
  if (std::binary_search(starts_.begin(), starts_.end(), here)) return std::nullopt;
  const RoadGraph& back = graph(way_ == Way::along ? Way::against : Way::along);
  std::optional<Step> best;
  const auto [begin, end] = boost::out_edges(at, back);
  for (auto arc = begin; arc != end; ++arc) {
    const std::uint32_t there = boost::target(*arc, back);
    if (labels_[there] == no_label) continue;
    if (labels_[there] + weight_of(back[*arc]) != labels_[at]) continue;
    const EdgeId edge = network_->edge_of(back, *arc);
    if (!best || edge < best->edge) best = {edge, NodeId(there)};
  }
  return best;
}

std::vector<EdgeId> ShortestPaths::edges_to(NodeId node) const {
  std::vector<EdgeId> edges;
  for (auto step = step_back(node); step; step = step_back(step->node)) edges.push_back(step->edge);
  if (way_ == Way::along) std::reverse(edges.begin(), edges.end());
  return edges;
}

}  // namespace budian
