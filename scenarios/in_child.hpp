// Work in a process of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace budian {

/// What `work` gives, worked out in a child process: an assertion of a library that ends it there
/// ends nothing here: then there is no result. Where no child can be started, or `work` threw in
/// it, it is worked out here, and throws here. What the child prints is lost. It has the calling
/// thread only: `work` waits for no other.
std::optional<std::vector<std::int64_t>> in_child(
    const std::function<std::vector<std::int64_t>()>& work);

}  // namespace budian
