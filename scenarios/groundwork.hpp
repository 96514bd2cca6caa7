// What every scenario of a county shares and no scenario changes: the networks, the journeys, where
// today's pupils live.
#pragma once

#include <optional>
#include <vector>

#include "gis/catchment.hpp"
#include "gis/travel_matrix.hpp"
#include "scenarios/balance/standard.hpp"
#include "scenarios/money/rules.hpp"
#include "scenarios/placement.hpp"
#include "scenarios/travel_rules.hpp"

namespace budian {

/// Networks are absent where the county has no roads: then distances are straight lines times a
/// factor.
struct Groundwork {
  County county;
  TravelRules travel;
  money::Rules money;
  std::vector<StandardRules> standards;
  std::optional<Network> walk_network;
  std::optional<Network> bus_network;
  std::vector<AttachedPlace> settlements_on_foot;
  std::vector<AttachedPlace> schools_on_foot;
  TravelMatrix on_foot;  ///< settlements × schools, least length
  TravelMatrix by_bus;   ///< settlements × schools, least time; empty without roads
  GroundCells cells;
  Placement placement;  ///< today's pupil groups
};

Groundwork prepare(County county, TravelRules travel, money::Rules money,
                   std::vector<StandardRules> standards);

}  // namespace budian
