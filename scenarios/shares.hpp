// Whole heads shared out in proportion: the one way in which heads are divided.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace budian {

/// `heads` in proportion to `sizes`, whole, by largest remainder, ties to the earlier one
/// (Hamilton's method; M. L. Balinski, H. P. Young, Fair Representation, 1982). No part is larger
/// than its size; of more heads than Σ sizes the rest is left out.
std::vector<std::int64_t> shared_heads(std::int64_t heads, std::span<const std::int64_t> sizes);

}  // namespace budian
