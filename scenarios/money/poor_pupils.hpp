// How many of a school's poor pupils board.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scenarios/balance/standard.hpp"
#include "scenarios/plan.hpp"

namespace budian::money {

/// Poor pupils of a school, by stage. How many of them board is not in the files: its boarders are
/// taken to be as poor as all its pupils, and spread over its stages by pupils.
struct PoorPupils {
  ByStage<std::int64_t> boarders{}, day_pupils{};
};
/// A row a school; `poor` a row a group.
std::vector<PoorPupils> poor_of_schools(const Plan& plan,
                                        const std::vector<std::optional<Heads>>& poor);

}  // namespace budian::money
