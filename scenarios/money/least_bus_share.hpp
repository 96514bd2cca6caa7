// What a payer pays for buses at least, whatever they cost and whoever rides.
#pragma once

#include "scenarios/money/rules.hpp"

namespace budian::money {

/// share ≥ of_cost × cost + a_rider × riders, in any township and so in all of them together, where
/// the cost is at least `least_a_rider` yuan a rider.
struct LeastShare {
  double of_cost = 0;
  double a_rider = 0;  ///< yuan a year, mostly with a minus: what families pay first
};

/// Of the first school year. Fares are taken as if nobody were exempt. Zero, which always holds,
/// where a rule has another kind than a share of the contract or of the loss, or a ceiling.
LeastShare least_share(const Rules& rules, Payer payer, double least_a_rider);

}  // namespace budian::money
