// Journeys from many places to many, 16 destinations at a time: climb from the destinations, then
// one sweep down over all origins.
#pragma once

#include <boost/align/aligned_allocator.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "gis/hierarchy.hpp"

namespace budian {

/// A way between an origin's door and a node, or between a destination's door and one.
struct NodeWay {
  std::uint32_t node = 0;
  Hierarchy::Label label = 0;
};

/// Restricted sweep (RPHAST: D. Delling, A. V. Goldberg, R. F. Werneck, 2011,
/// doi:10.4230/OASIcs.ATMOS.2011.52): of the hierarchy only what lies above the origins is kept,
/// each node after those above it and before the origins that need it. Read by several threads.
class Sweep {
 public:
  using Label = Hierarchy::Label;
  static constexpr std::size_t lanes = 16;
  /// `ways[o]` are those of origin o; they lead from its door (`there`) or to it (`back`).
  Sweep(const Hierarchy& hierarchy, Heading heading, const std::vector<std::vector<NodeWay>>& ways);

  /// Rows of 16 labels that lie on cache lines.
  using Rows = std::vector<Label, boost::alignment::aligned_allocator<Label, 64>>;
  /// Arrays of one thread.
  struct Desk {
    Rows rows;                 ///< 16 labels for each node of the sweep
    std::vector<char> seeded;  ///< nodes that a climb has reached
    std::vector<Label> climbed;
    std::vector<std::uint32_t> heap;
  };
  /// Least labels from each origin to up to 16 destinations (given by their own ways), or back:
  /// `result[16 × o + lane]`, Hierarchy::no_label and above where there is no way.
  void run(std::span<const std::vector<NodeWay>> destinations, Desk& desk, Rows& result) const;

  [[nodiscard]] std::size_t nodes() const { return below_.size(); }
  [[nodiscard]] std::size_t arcs() const { return heads_.size(); }

 private:
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
  void visit(std::uint32_t place);
  void climb(const std::vector<NodeWay>& ways, std::size_t lane, Desk& desk) const;

  const Hierarchy& hierarchy_;
  Heading heading_;
  std::size_t origins_ = 0;
  std::vector<std::uint32_t> local_;  ///< of each place of the hierarchy, or `none`
  /// In the order of the sweep: arcs of each step, and the origin that it is for (`none`: a node).
  std::vector<std::uint32_t> steps_;
  std::vector<std::uint64_t> starts_{0};
  std::vector<std::uint32_t> heads_;
  std::vector<Label> labels_;
  std::vector<std::uint32_t> below_;  ///< place of each node of the sweep
  std::vector<std::pair<std::uint32_t, std::uint32_t>> stack_;
};

}  // namespace budian
