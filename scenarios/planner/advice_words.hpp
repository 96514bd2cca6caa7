// Why a school stands where it stands in the list, and what would change that.
#pragma once

#include "scenarios/planner/advice.hpp"

namespace budian::planner {

/// Fills `reasons` and `flips` from the figures that stand in the advice.
void add_words(const Goal& goal, SchoolAdvice& advice);
/// Message key of whose money it is.
const char* purse_name(Purse purse);
/// A teaching point that is no candidate, as it is today.
Message why_not_asked(const Goal& goal, const Groundwork& ground, SchoolId id,
                      const School& school);

}  // namespace budian::planner
