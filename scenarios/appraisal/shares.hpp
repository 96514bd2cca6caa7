// Whole heads of a settlement, shared out among its groups of pupils.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace budian::appraisal {

/// `heads` in proportion to `sizes`, whole, by largest remainder, ties to the earlier one (A.
/// Hamilton's method). No part is larger than its size; heads ≤ Σ sizes.
std::vector<std::int64_t> shared_out(std::int64_t heads, std::span<const std::int64_t> sizes);

}  // namespace budian::appraisal
