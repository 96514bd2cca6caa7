// For every node the nearest of many places, several of them: one search for all.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gis/network.hpp"
#include "gis/sweep.hpp"

namespace budian {

/// Every node keeps the best labels of at most `keep` different places. A label that is not among
/// them is not passed on: whoever comes over the node has the kept ones before it, too. So the work
/// grows with nodes × keep, whatever the number of places.
class NearestSearch {
 public:
  using Label = std::uint64_t;  ///< cost above, the other measure below
  struct Held {
    Label label = static_cast<Label>(-1);
    std::uint32_t place = 0;
    friend auto operator<=>(const Held&, const Held&) = default;
  };
  struct Search {
    const RoadGraph& graph;  ///< for journeys to the places, Network::reversed()
    const SearchScale& scale;
    Least least;
    std::size_t keep;         ///< at most 255
    std::uint32_t most_cost;  ///< beyond it ways are not followed
  };

  /// `ways[p]` lie between the door of place p and nodes.
  NearestSearch(const Search& search, const std::vector<std::vector<NodeWay>>& ways);

  /// Best first, ties to the lower row.
  [[nodiscard]] std::span<const Held> at(std::uint32_t node) const;

 private:
  class Tile;

  std::size_t keep_;
  std::vector<Held> held_;  ///< `keep` for each node, the best first
};

}  // namespace budian
