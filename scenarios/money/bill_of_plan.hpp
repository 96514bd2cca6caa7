// The whole bill of a plan against today, and that of each of its closures: computed once, here.
#pragma once

#include "scenarios/journeys.hpp"

namespace budian::money {

/// Fills Outcome::bill and Outcome::closure_bills from the parts of the outcome that stand:
/// journeys, ledger, line costs. `today` is the plan without measures; its ledger is reckoned by
/// the same rules.
void add_bill(const Situation& situation, const Plan& today, const BusCosts& buses,
              Outcome& outcome);

}  // namespace budian::money
