// Journeys looked at closely: how much of each is on foot, and why there is none.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "gis/shortest_paths.hpp"
#include "gis/travel_matrix.hpp"

namespace budian {

struct JourneyDetail {
  std::optional<Journey> journey;
  Millimetres walk;                   ///< between door and road at both ends; on foot all of it
  std::optional<Unreachable> reason;  ///< where there is no journey
};

/// From many origins to one destination after the other; the same journeys as `measure`. Reusable,
/// by one thread: holds its arrays.
class JourneyDetails {
 public:
  JourneyDetails(const Network& network, const std::vector<AttachedPlace>& origins, Least least,
                 TravelLimit limit);

  /// One detail for each of the origins (rows), in their order.
  std::vector<JourneyDetail> to(const AttachedPlace& destination,
                                const std::vector<std::uint32_t>& origins);

 private:
  JourneyDetail detail(const AttachedPlace& origin, const AttachedPlace& destination);
  Millimetres arriving_leg(const AttachedPlace& destination, NodeId node);
  Unreachable reason(const AttachedPlace& origin, const AttachedPlace& destination);

  const Network& network_;
  const std::vector<AttachedPlace>& origins_;
  Least least_;
  TravelLimit limit_;
  bool has_one_way_;
  std::int64_t longest_way_ = 0;  ///< most that a door way costs at an origin
  ShortestPaths paths_;
  std::optional<ShortestPaths> unlimited_;  ///< to the same destination, where a reason needs it
  bool unlimited_is_current_ = false;
  std::vector<Millimetres> legs_;  ///< at the destination, of the best way from each node
  std::vector<char> knows_leg_;
};

}  // namespace budian
