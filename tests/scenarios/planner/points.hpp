// The grid county with teaching points here and there, for plans to choose among.
#pragma once

#include <cstdint>
#include <string>

#include "scenarios/planner/goal.hpp"
#include "tests/support/grid_county.hpp"

namespace budian::planner {

/// Teaching points (A to D, G, H, …, at most 16, grades 1-2, as many a township) near crossings and
/// with rolls drawn by the seed, in place of P; their pupils live around them.
County county_with_points(std::uint32_t seed, int points = 6);

/// A goal over the defaults: small work, so that tests are quick.
Goal goal_of(const std::string& toml);

}  // namespace budian::planner
