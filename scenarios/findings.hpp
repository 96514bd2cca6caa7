// What a reader must know about the world behind the numbers: findings, with a place on the map.
#pragma once

#include <vector>

#include "scenarios/journeys.hpp"

namespace budian {

/// Findings of travel, class sizes, school sizes, placement and missing inputs, in a fixed order.
std::vector<Finding> find_problems(const Situation& situation,
                                   const std::vector<GroupJourney>& journeys);

}  // namespace budian
