// What the page of a sweep draws its schools on. It is kept with the inputs of the runs, because
// `sweep gather` does not read the county.
#pragma once

#include <string>

#include "gis/county.hpp"

namespace budian {

/// JSON: extent, outlines of townships, a place for each school by its code (without one, its
/// name). Whole metres from the county's frame.
std::string sweep_map_json(const County& county);

}  // namespace budian
