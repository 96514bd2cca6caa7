// What a goal asks for, in sentences.
#pragma once

#include <vector>

#include "gis/message.hpp"
#include "scenarios/planner/goal.hpp"

namespace budian {

/// The aim, who may change and how, then each bound.
std::vector<Message> goal_words(const planner::Goal& goal);

}  // namespace budian
