// The whole-number program behind a phasing; used by phasing.cpp only.
#pragma once

#include "scenarios/forecast/phasing.hpp"

namespace budian::forecast {

/// As many closures as the limits allow, then as early as they allow; no clashes. Budgets hold to
/// the solver's tolerance, so a fen may pass.
Phasing program_answer(const PhasingTask& task);

}  // namespace budian::forecast
