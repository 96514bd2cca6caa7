// The buses of a plan in the words of the ledger: what each drives, and who rides.
#pragma once

#include "gis/county.hpp"
#include "scenarios/money/ledger.hpp"
#include "scenarios/plan.hpp"

namespace budian::money {

/// Riders by township of the receiving school. How many of them are poor, disabled, left-behind or
/// boarders: the counts of a settlement (boarders: of a school) in proportion to its pupils of each
/// grade and school, whole heads by largest remainder.
BusCosts bus_costs(const County& county, const Plan& plan);

/// The same buses with `factor` times the riders, whole heads by largest remainder over all groups.
BusCosts with_riders(BusCosts buses, double factor);

/// Groups of the riders; riders that no group tells of are told as rural, staying and nothing more.
std::vector<RiderGroup> groups_of(const TownshipRiders& riders);

}  // namespace budian::money
