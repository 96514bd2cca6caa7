// From trips to vehicles: which trips one bus drives one after the other, and which type of bus
// drives them.
#pragma once

#include <vector>

#include "scenarios/bus/valuation.hpp"

namespace budian::bus {

/// Rows of trips that one bus drives, in the order of the morning.
using Chain = std::vector<std::size_t>;

/// Few chains with short dead runs: a minimum-cost flow over the pairs that one bus can drive in
/// the morning and in the afternoon, which is exact where pupils do not wait at school; where they
/// may, waits add up along a chain, so chains are cut and the shortest ones given to others. Each
/// trip alone where the problem forbids chaining.
std::vector<Chain> chain_trips(const Problem& problem, const std::vector<Trip>& trips);

/// Duties for all trips with the cheapest bus that has the seats; with a limited fleet most pupils
/// first, then cheapest. Stops for which no bus is left come back as unserved.
Routes dispatch(const Problem& problem, const std::vector<Trip>& trips);

/// Is there a type with a limited number of buses?
bool fleet_is_limited(const Problem& problem);

/// Buses, cost and rides of an answer; pupils left behind are those for whom no bus is left.
Score score_of(const Problem& problem, const Routes& routes);

}  // namespace budian::bus
