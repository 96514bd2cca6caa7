// The page of a sweep: sweep.json with the words for it and the ground, in one HTML file
// (maps/web/src/sweep).
#pragma once

#include <string>

#include "maps/sweep/sweep_outputs.hpp"

namespace budian {

/// Form: maps/web/src/sweep/data.ts. Its "sweep" is sweep.json, value by value.
std::string sweep_page_json(const SweepStudy& study);
/// Empty where the program was built without its pages.
std::string sweep_html(const SweepStudy& study, Language language);

}  // namespace budian
