// How good a plan can be at best, in sentences.
#pragma once

#include <vector>

#include "gis/message.hpp"
#include "scenarios/planner/answer.hpp"

namespace budian {

/// What no plan of the goal can undercut, how far the best plan is from it, and what the proof
/// reckons with; or why nothing is proved.
std::vector<Message> bound_words(const planner::Goal& goal, const planner::Answer& answer);

}  // namespace budian
