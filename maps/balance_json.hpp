// What lies behind the balance standards, for other programs.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "maps/outputs.hpp"

namespace budian {

/// A list with one entry a standard: treatments, indicators with shares of the variance and
/// changes, what schools lack, guarantee items. Null where nothing is known.
nlohmann::ordered_json balance_json(const Study& study, const Outcome& outcome);

}  // namespace budian
