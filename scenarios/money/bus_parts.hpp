// The townships' parts of a bus service: cost, riders, buses.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/money/funding_rules.hpp"
#include "scenarios/money/rules.hpp"

namespace budian::money {

/// What the buses of a year cost: purchases apart where they are paid in the year of purchase.
struct BusYearCost {
  Fen running;  ///< everything else
  Fen purchases;
  /// In a year of cash which types are bought, a row each; then `running` holds no vehicles.
  std::vector<bool> bought{};
  [[nodiscard]] Fen sum() const { return running + purchases; }
};

/// One bus as far as it serves a township.
struct BusPart {
  std::size_t type = 0;
  double by_riders = 0;            ///< of its riders, who go to school in the township
  std::vector<RiderGroup> groups;  ///< those riders
};

/// A township's part of the service; without a township where no bus has riders.
struct TownshipPart {
  std::optional<TownshipId> township;
  double weight = 0;  ///< yearly cost of its buses, unrounded
  Fen running, purchases;
  std::vector<BusPart> buses;
  [[nodiscard]] Fen cost() const { return running + purchases; }
  [[nodiscard]] Heads riders() const;
};

/// Ordered by the townships' codes, so that the order of the file does not matter. Each township
/// district buys its own service: a bus that serves two counts in each by its riders, and by what
/// it drives for them. Who pays for whose new buses goes by their prices, what runs by what the
/// buses cost to run. The parts sum to the cost.
std::vector<TownshipPart> township_parts(const County& county, const BusCosts& buses,
                                         const BusRates& rates, const BusYearCost& cost);

/// Riders of a class; how many of them pay by which zone is the business of `zone_of`.
bool counts(RiderClass riders, const RiderKind& kind);
Zone zone_of(const BusFunding& funding, const RiderKind& kind);

}  // namespace budian::money
