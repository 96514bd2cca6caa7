// Everything that follows from a plan. `evaluate` computes it whole; today's situation is the
// outcome of the empty scenario.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gis/catchment.hpp"
#include "scenarios/balance/indicators.hpp"
#include "scenarios/bus/routes.hpp"
#include "scenarios/money/ledger.hpp"
#include "scenarios/plan.hpp"

namespace budian {

/// Journey of a pupil group from door to school.
struct GroupJourney {
  std::optional<Millimetres> road;  ///< on foot by road, door to door; empty: unreachable
  Millimetres straight;
  std::optional<Milliseconds> on_foot;       ///< at the speed of the grade band
  std::optional<Milliseconds> door_to_door;  ///< as they really go: on foot, or walk + wait + ride
  std::optional<Milliseconds> ride;          ///< bus only
};

inline constexpr std::array<double, 7> distance_bands_km{0.5, 1, 1.5, 2, 2.5, 3, 5};
inline constexpr std::array<double, 4> time_bands_minutes{15, 30, 40, 60};

/// Travel of a set of pupils. Bands are not cumulative: band i holds (edge i-1, edge i]; the last
/// one is beyond.
struct TravelSummary {
  Heads pupils;
  Heads unreachable;
  Heads riders;
  Heads over_limit;  ///< beyond the walking limit on foot, or beyond the door-to-door limit
  std::array<Heads, 8> by_distance{};  ///< by road
  std::array<Heads, 5> by_time{};      ///< door to door as they really go
  std::optional<Millimetres> mean_road, median_road, p90_road, max_road;
  std::optional<Milliseconds> mean_time, median_time, p90_time, max_time;
  std::optional<double> detour_ratio;  ///< Σ road / Σ straight
};

struct WorstSettlement {
  SettlementId settlement;
  SchoolId school;
  Heads pupils;
  std::optional<Millimetres> road;
};

struct TownshipTravel {
  TownshipId township;
  ByStage<TravelSummary> by_stage;
  ByBand<TravelSummary> by_band;
  ByStage<std::vector<WorstSettlement>> worst;   ///< up to five, furthest first
  ByStage<std::optional<double>> accessibility;  ///< mean 2SFCA, seats a pupil
};

/// One settlement before or after: what the map shows.
struct SettlementTravel {
  ByStage<Heads> pupils;
  ByStage<std::optional<Millimetres>> mean_road;
  ByStage<std::optional<Milliseconds>> mean_time;
  ByStage<std::optional<double>> accessibility;  ///< 2SFCA
  Heads displaced;
  Heads riders;
};

struct CatchmentArea {
  SchoolId school;
  Stage stage = Stage::primary;
  MultiPolygon area;
  double square_kilometres = 0;
};
struct CoverageArea {
  Stage stage = Stage::primary;
  std::size_t band = 0;  ///< row of distance_bands_km; 7: beyond
  MultiPolygon area;
  double square_kilometres = 0;
};

/// A boarding place.
struct BusStopSite {
  std::string name;
  Point place;
  TownshipId township;
};
struct BusBoarding {      ///< pupils of one settlement and grade who board at a stop
  std::size_t group = 0;  ///< row in Plan::groups
  bus::StopId stop;
  Millimetres walk;  ///< door to stop
};
struct BusLine {
  std::string name;  ///< "1", "2" …
  std::size_t duty = 0;
  std::size_t trip = 0;
  SchoolId school;
  bus::TripTimes morning;
  bus::TripTimes afternoon;
  std::vector<bus::StopId> afternoon_stops;
  Line geometry;  ///< morning, first stop to school, on the roads
};
struct BusService {
  std::vector<BusStopSite> sites;  ///< one for each bus::StopId of the problem, in its order
  std::vector<bus::Stop> stops;    ///< the problem's stops
  std::vector<SchoolId> schools;   ///< of each bus::BellId
  std::vector<bus::BusType> types;
  bus::Routes routes;
  std::vector<bus::DutyLength> duty_lengths;  ///< of each duty of the routes, a morning
  std::vector<BusLine> lines;
  std::vector<BusBoarding> boardings;
  Millimetres loaded_a_morning, empty_a_morning;
  Heads riders;
  Fen yearly_cost;
  Milliseconds longest_ride, mean_ride;
};

enum class Severity : std::uint8_t { note, warning, serious };
/// A problem of the world: not an error.
struct Finding {
  Severity severity = Severity::warning;
  Message message;
  std::optional<Point> place;
  std::optional<TownshipId> township;
  std::optional<SchoolId> school;
  std::optional<SettlementId> settlement;
  Heads pupils;
};

struct StaffPosts {  ///< 编制 by the staffing norm, before teachers are moved
  SchoolId school;
  double posts = 0;
};

struct Outcome {
  std::string scenario;  ///< code: file stem; empty for today
  std::string title;
  Plan plan;
  std::vector<GroupJourney> journeys;  ///< one for each Plan::groups
  ByStage<TravelSummary> county_by_stage;
  ByBand<TravelSummary> county_by_band;
  Table<TownshipId, TownshipTravel> townships;
  Table<SettlementId, SettlementTravel> settlements;
  std::vector<CatchmentArea> catchments;
  std::vector<CoverageArea> coverage;
  BusService buses;
  std::vector<money::Line> ledger;
  std::vector<StandardResult> standards;
  ByStage<ClassSizes> classes;
  std::vector<StaffPosts> posts;
  double total_posts = 0;
  std::vector<Finding> findings;
};

}  // namespace budian
