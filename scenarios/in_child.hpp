// Work in a process of its own.
#pragma once

#include <functional>
#include <optional>
#include <vector>

namespace budian {

/// What `work` gives, worked out in a child process: an assertion of a library that ends it there
/// ends nothing here. Nothing where it ended without a result, or threw. Where no child can be
/// started it is worked out here. The child has the calling thread only: `work` waits for no other.
std::optional<std::vector<std::int64_t>> in_child(
    const std::function<std::vector<std::int64_t>()>& work);

}  // namespace budian
