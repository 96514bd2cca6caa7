// Fewest buses by trying everything: for small problems with an unlimited fleet, all of whose stops
// can be served.
#pragma once

#include "scenarios/bus/problem.hpp"

namespace budian::bus {

std::size_t fewest_buses(const Problem& problem);
/// Least yearly cost with one trip a bus and the fewest buses.
Fen least_cost_unchained(const Problem& problem);

}  // namespace budian::bus
