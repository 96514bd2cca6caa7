// Finds routes: nobody unserved who can be served, then fewest buses, then least yearly cost, then
// shortest rides.
#pragma once

#include "scenarios/bus/routes.hpp"

namespace budian::bus {

/// Savings construction per school, then local search (relocate, swap, 2-opt, or-opt, merge of
/// small trips), then trips chained into duties by matching. Deterministic. The answer always
/// passes `check`.
Routes solve(const Problem& problem);

}  // namespace budian::bus
