// The areas of `budian travel --bands`.
#pragma once

#include <vector>

#include "maps/travel_table.hpp"
#include "scenarios/travel_rules.hpp"
#include "src/commands.hpp"

namespace budian {

struct MeasuredAreas {
  std::vector<TravelArea> bands;  ///< the last one is what lies beyond
  std::vector<TravelArea> service_areas;
};
/// Throws InputError where --bands is not understood.
void require_bands(const TravelArguments& arguments);
MeasuredAreas measure_areas(const TravelArguments& arguments, const County& county,
                            const TravelRules& rules, Language language);

}  // namespace budian
