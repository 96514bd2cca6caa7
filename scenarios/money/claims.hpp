// What one rule would pay in each township, before what is left and its ceilings limit it.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/money/bus_funding.hpp"
#include "scenarios/money/needs.hpp"

namespace budian::money {

/// quantity × rate; the sentence lacks the township.
struct Component {
  Message text;
  double quantity = 0;
  std::string unit;
  Fen rate;
  Fen amount;
};
/// quantity × rate, rounded once.
Component component(Message text, double quantity, std::string unit, Fen rate);

/// Of one rule in one township.
struct Claim {
  Fen base;  ///< what the rule looks at: cost, price of the buses, riders' rate …
  std::vector<Component> components;
  Fen share;  ///< of an operating grant, the township's before what it cannot use goes elsewhere
  [[nodiscard]] Fen amount() const;
  [[nodiscard]] Fen before_limits() const { return std::max(amount(), share); }
};

/// How much has been paid so far in one township.
struct Balance {
  Fen fares;               ///< by families, and by others for those who need not pay
  Fen fares_of_displaced;  ///< of them, for pupils whom the plan sends to another school
  Fen families;            ///< of the fares, what families still pay
  Fen left;                ///< of the cost, after fares and earlier rules
  [[nodiscard]] Fen fares_of(RiderClass riders) const;
};

/// What the rules read.
struct FundingView {
  const County& county;
  const std::vector<TownshipPart>& parts;
  const Rules& rules;
  const BusRates& rates;
  FundingYear year;
  [[nodiscard]] const BusFunding& funding() const { return rules.funding; }
  /// (1 + growth of the rule) to the power of the years.
  [[nodiscard]] double growth(const PriceIndex& index) const;
};

Fen scaled(Fen amount, double factor);
/// Buses as far as they serve riders of a class in a part; of types that `counts` lets pass.
template <class Counts>
double buses_of(const TownshipPart& part, RiderClass riders, const Counts& counted) {
  double buses = 0;
  for (const BusPart& bus : part.buses) {
    if (!counted(bus.type)) continue;
    Heads all, eligible;
    for (const auto& group : bus.groups) {
      all += group.heads;
      if (counts(riders, group.kind)) eligible += group.heads;
    }
    if (all <= Heads(0)) continue;
    buses += eligible == all ? bus.by_riders
                             : bus.by_riders * static_cast<double>(eligible.count()) /
                                   static_cast<double>(all.count());
  }
  return buses;
}

/// A row a part.
std::vector<Claim> claims_of(const SubsidyRule& rule, const FundingView& view,
                             const std::vector<Balance>& balances);
/// Message key of the unit of a rate a period: "money.unit.pupil_month".
std::string unit_key(Period period);

}  // namespace budian::money
