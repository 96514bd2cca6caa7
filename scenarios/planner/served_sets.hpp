// Which settlements of a school one trip can serve, and what it takes at least.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scenarios/planner/least_ways.hpp"

namespace budian::planner {

struct ServedSet {
  std::uint32_t homes = 0;                ///< a bit a row of those looked at
  Milliseconds loaded;                    ///< from leaving the first place to being at school
  std::optional<Milliseconds> following;  ///< of a trip after another one; empty: never
};

/// Every set of these settlements that one trip can serve within their ride limits, each with the
/// least time of such a trip, by exact dynamic programming over sets (Held and Karp 1962,
/// doi:10.1137/0110015): for some twelve settlements.
std::vector<ServedSet> served_sets(const LeastTrip& trip, const std::vector<SettlementId>& homes);

}  // namespace budian::planner
