// The tables of `budian travel`.
#pragma once

#include <vector>

#include "gis/travel.hpp"
#include "maps/travel_table.hpp"
#include "scenarios/travel_rules.hpp"
#include "src/commands.hpp"

namespace budian {

struct MeasuredTable {
  TravelTable table;
  bool has_roads = true;  ///< else straight lines times the detour factor
  /// Metres between each place and the nearest road; negative where none is in reach.
  std::vector<double> origin_snaps;
  std::vector<double> destination_snaps;
};
/// Throws InputError where the arguments cannot be met. With changes of roads the table holds the
/// journeys that they change, as they are afterwards and were before; of the nearest few those of
/// origins for which any of them changes.
MeasuredTable measure_table(const TravelArguments& arguments, const County& county,
                            const TravelRules& rules, const std::vector<ChangedRoad>& changes);

}  // namespace budian
