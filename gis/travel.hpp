// Travel between two lists of places on one state of the roads, and what a change of roads does to
// it.
#pragma once

#include <memory>
#include <vector>

#include "gis/changed_network.hpp"
#include "gis/travel_matrix.hpp"

namespace budian {

struct Travel {
  std::shared_ptr<const Network> network;
  std::vector<AttachedPlace> origins;
  std::vector<AttachedPlace> destinations;
  Least least = Least::length;
  TravelLimit limit;
  TravelMatrix matrix;
  /// For ways to and from a few gates, see `prepare`; of the network.
  std::shared_ptr<const PreparedPlaces> prepared_origins;
  std::shared_ptr<const PreparedPlaces> prepared_destinations;
};

Travel measure_travel(std::shared_ptr<const Network> network, const std::vector<Point>& origins,
                      const std::vector<Point>& destinations, Least least, TravelLimit limit);

/// Lays the places out over the network's hierarchy: worth it before many changes are tried out.
void prepare(Travel& travel);

/// The same travel after some roads have changed: every byte of the table is what measuring anew on
/// the changed roads would give, but only what the change touches is looked at.
///
/// First what closes or slows down. The ends of the changed edges are gates; a journey that led
/// through one of them as quickly as the changed edge allowed may have used it, and only such
/// journeys are searched again, by origin or by destination, whichever are fewer. Then what opens
/// or speeds up: a journey that gets better leads to a gate, over changed edges, and on from a
/// gate, so that sums of the ways to and from gates on the roads before are all it takes, and no
/// search on the new roads.
Travel travel_after(Travel before, const std::vector<ChangedRoad>& roads);

}  // namespace budian
