// The planner's page: plan.json with the ground it lies on, in one HTML file (maps/web/src/plan).
#pragma once

#include <string>

#include "maps/plan_outputs.hpp"

namespace budian {

/// Form: maps/web/src/plan/data.ts. Places are whole metres from the county's frame.
std::string plan_page_json(const PlanStudy& study);
/// Empty where the program was built without its pages.
std::string plan_html(const PlanStudy& study, Language language);

}  // namespace budian
