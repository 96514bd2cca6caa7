// Every plan of a goal, for laws that hold of all of them.
#pragma once

#include <vector>

#include "scenarios/planner/decisions.hpp"

namespace budian::planner {

/// Every combination of choices and additions.
std::vector<Decisions> all_decisions(const Goal& goal, const std::vector<Candidate>& candidates);

}  // namespace budian::planner
