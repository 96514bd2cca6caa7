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

/// Five points, and few classrooms to spare, so that full schools send pupils on.
County county_with_few_rooms(std::uint32_t seed);

/// A goal over the defaults: small work, so that tests are quick.
Goal goal_of(const std::string& toml);

}  // namespace budian::planner
