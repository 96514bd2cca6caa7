// Which journeys a change of roads touches.
#pragma once

#include <cstdint>
#include <vector>

#include "gis/travel.hpp"

namespace budian {

/// For each origin what becomes of some of its journeys, by destination.
struct JourneyChanges {
  /// Destinations to which the journey has to be searched again.
  std::vector<std::vector<std::uint32_t>> stale;
  /// Better journeys; an entry that the limit does not allow takes the place of the one held.
  std::vector<std::vector<TravelMatrix::Entry>> better;
};

/// `after` has been made for ChangePart::worse. Stale are the journeys that may have used an edge
/// that got worse.
JourneyChanges worse_journeys(const Travel& before, const ChangedNetwork& after);

/// Nothing got worse. `origins` and `destinations` are attached to the network after; those in
/// the lists may have other ways onto it than before.
struct AttachedAfter {
  std::vector<AttachedPlace> origins;
  std::vector<AttachedPlace> destinations;
  std::vector<std::uint32_t> new_origins;
  std::vector<std::uint32_t> new_destinations;
};
JourneyChanges better_journeys(const Travel& before, const ChangedNetwork& after,
                               const AttachedAfter& places);

}  // namespace budian
