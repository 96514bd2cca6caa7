// The subsidy engine: who pays what the buses of a year cost.
#pragma once

#include <vector>

#include "scenarios/money/bus_parts.hpp"
#include "scenarios/money/rules.hpp"

namespace budian::money {

/// Which year is paid for.
struct FundingYear {
  int school_year = 0;  ///< first calendar year: rules of which dates hold
  int years_on = 0;     ///< since the rules' prices: rules with a price index grow
  /// Buses are paid in the year of purchase, so purchase shares are too; else both are spread over
  /// the life of the bus.
  bool cash = false;
};

/// The rates of a later year: wages, fuel, contracts and prices grow with Horizon::price_growth.
BusRates rates_of_year(const Rules& rules, int years_on);

/// Lines of Topic::bus_share: fares, then each subsidy in its order, then the rest. No rule pays
/// more than fares and earlier rules leave, so the lines sum to the cost of the parts to the fen,
/// in every township. `rates` are those of the year.
std::vector<Line> fund_buses(const County& county, const std::vector<TownshipPart>& parts,
                             const Rules& rules, const BusRates& rates, const FundingYear& year);

/// Sums of the lines by payer.
PayerSums paid_by(const std::vector<Line>& lines);

}  // namespace budian::money
