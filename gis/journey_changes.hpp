// Which journeys a change of roads touches.
#pragma once

#include <cstdint>
#include <vector>

#include "gis/travel.hpp"

namespace budian {

/// What becomes of some journeys.
struct JourneyChanges {
  /// For each origin the destinations to which the journey has to be searched again.
  std::vector<std::vector<std::uint32_t>> stale;
  /// Better journeys of each origin, by destination.
  std::vector<std::vector<TravelMatrix::Update>> better;
};

/// `after` has been made for ChangePart::worse. Stale are the journeys that may have used an edge
/// that got worse.
JourneyChanges worse_journeys(const Travel& before, const ChangedNetwork& after);

/// Some places of a list, attached to the network after.
struct AttachedRows {
  std::vector<std::uint32_t> rows;
  std::vector<AttachedPlace> places;  ///< one for each row
};
/// Nothing got worse. `origins` and `destinations` are those that may have other ways onto the
/// network than before, along `edges`: those that got better, and others.
JourneyChanges better_journeys(const Travel& before, const ChangedNetwork& after,
                               const std::vector<EdgeId>& edges, const AttachedRows& origins,
                               const AttachedRows& destinations);

}  // namespace budian
