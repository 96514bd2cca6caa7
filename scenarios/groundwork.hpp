// What every scenario of a county shares and no scenario changes: the networks, the journeys, where
// today's pupils live.
#pragma once

#include <memory>
#include <vector>

#include "gis/catchment.hpp"
#include "gis/history.hpp"
#include "gis/travel_matrix.hpp"
#include "scenarios/appraisal/rules.hpp"
#include "scenarios/balance/class_sizes.hpp"
#include "scenarios/balance/standard.hpp"
#include "scenarios/forecast/forecast.hpp"
#include "scenarios/money/rules.hpp"
#include "scenarios/placement.hpp"
#include "scenarios/travel_rules.hpp"

namespace budian {

/// Where people of one place meet the bus: the nearest point of a road that buses may use, and the
/// walk to it.
struct BusAccess {
  AttachedPlace road;  ///< one attachment without a leg; none when no such road is in reach
  Millimetres walk;
  [[nodiscard]] bool exists() const { return !road.attachments.empty(); }
};

/// Networks are absent where the county has no roads: then distances are straight lines times a
/// factor.
struct Groundwork {
  County county;
  TravelRules travel;
  money::Rules money;
  std::vector<StandardRules> standards;
  appraisal::Rules appraisal = appraisal::built_in_rules();
  ClassSizeRules class_sizes = built_in_class_sizes();
  /// Never changed once built, so variants of a groundwork share them (ground_variants.hpp).
  std::shared_ptr<const Network> walk_network, bus_network;
  std::vector<AttachedPlace> settlements_on_foot;
  std::vector<AttachedPlace> schools_on_foot;
  std::vector<BusAccess> settlements_bus;
  std::vector<BusAccess> schools_bus;
  TravelMatrix on_foot;  ///< settlements × schools, door to door, least length
  /// settlements × schools, from bus access to bus access, least time; the longer of the way there
  /// and the way back, and only where there are both
  TravelMatrix by_bus;
  GroundCells cells;
  Placement placement;                              ///< today's pupil groups
  History history;                                  ///< other years, as far as the files tell them
  std::optional<forecast::PupilForecast> forecast;  ///< of the years ahead; empty: not known
};

Groundwork prepare(County county, TravelRules travel, money::Rules money,
                   std::vector<StandardRules> standards);

/// The county's schools with the rolls of the placement.
std::vector<School> schools_today(const Groundwork& ground);

/// Bus access of any place on a network.
BusAccess bus_access(const Network& bus_network, Point place);
/// By the first of these ways, nearest first, that belongs to the county's connected roads; by a
/// loose piece only where there is no other. None without ways.
BusAccess nearest_access(const Network& bus_network, Point place,
                         const std::vector<Attachment>& ways);
BusAccess access_by(const Network& bus_network, const Attachment& way);
/// Journeys from every settlement to further places (schools that a scenario opens), as in
/// `on_foot` and `by_bus`.
struct FurtherJourneys {
  std::vector<AttachedPlace> places_on_foot;
  std::vector<BusAccess> places_bus;
  TravelMatrix on_foot;
  TravelMatrix by_bus;
};
FurtherJourneys measure_further(const Groundwork& ground, const std::vector<Point>& places);

}  // namespace budian
