// Everything that follows from a plan. `evaluate` computes it whole; today's situation is the
// outcome of the empty scenario.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gis/catchment.hpp"
#include "scenarios/appraisal/appraisal.hpp"
#include "scenarios/balance/analysis.hpp"
#include "scenarios/balance/class_sizes.hpp"
#include "scenarios/balance/indicators.hpp"
#include "scenarios/finding.hpp"
#include "scenarios/money/bill.hpp"
#include "scenarios/money/bus_money.hpp"
#include "scenarios/money/ledger.hpp"
#include "scenarios/money/line_costs.hpp"
#include "scenarios/plan.hpp"
#include "scenarios/travel_summary.hpp"

namespace budian {

/// Journey of a pupil group from door to school.
struct GroupJourney {
  std::optional<Millimetres> road;  ///< on foot by road, door to door; empty: unreachable
  Millimetres straight;
  std::optional<Milliseconds> on_foot;  ///< at the speed of the grade band
  /// As they really go: on foot, or walk + wait + ride. None of who boards.
  std::optional<Milliseconds> door_to_door;
  std::optional<Milliseconds> ride;          ///< bus only
  std::optional<Milliseconds> walk_to_stop;  ///< school bus only: from home
  std::optional<Milliseconds> wait;          ///< school bus only: at the stop
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

struct StaffPosts {  ///< 编制 by the staffing norm, before teachers are moved
  SchoolId school;
  std::optional<double> posts;  ///< empty: a small school that does not tell its classes
};

struct Outcome {
  std::string scenario;  ///< code: file stem; empty for today
  Bilingual title;
  Plan plan;
  std::vector<GroupJourney> journeys;  ///< one for each Plan::groups
  ByStage<TravelSummary> county_by_stage;
  ByBand<TravelSummary> county_by_band;
  Table<TownshipId, TownshipTravel> townships;
  Table<SettlementId, SettlementTravel> settlements;
  std::vector<CatchmentArea> catchments;
  std::vector<CoverageArea> coverage;
  std::vector<money::Line> ledger;
  std::vector<money::LineCosts> line_costs;  ///< of each line of plan.buses
  money::BusMoney bus_money;                 ///< budget by years, sensitivity, payers of each line
  money::WholeBill bill;                     ///< against today
  std::vector<money::ClosureBill> closure_bills;  ///< each closure, then what is beside them
  std::vector<StandardResult> standards;
  std::vector<StandardAnalysis> balance;  ///< behind each of `standards`
  ByStage<ClassSizes> classes;
  std::vector<StaffPosts> posts;
  std::optional<double> total_posts;  ///< empty where those of a school are
  appraisal::Appraisal appraisal;
  std::vector<Finding> findings;
};

}  // namespace budian
