// The staff of an outcome for other programs.
#pragma once

#include <nlohmann/json.hpp>

#include "maps/outputs.hpp"

namespace budian {

/// Moves, transfers, visits and posts; names in place of ids, units in the keys.
nlohmann::ordered_json staff_json(const Study& study, std::size_t scenario);

}  // namespace budian
