// The appraisal of an outcome for other programs: names in place of ids, units in the keys.
#pragma once

#include <nlohmann/json.hpp>

#include "maps/outputs.hpp"

namespace budian {

/// Townships with their ledger and score, lines, who bears it, settlements that change, fairness,
/// risks, the checklist of each closure.
nlohmann::ordered_json children_json(const Study& study, std::size_t scenario);

}  // namespace budian
