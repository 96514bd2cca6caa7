// The figures that are kept of each run.
#pragma once

#include <vector>

#include "maps/outputs.hpp"
#include "scenarios/sweep/record.hpp"

namespace budian {

/// Of the only outcome of a study: every row of the comparison but the schools by kind, time to
/// school by stage, and the whole bill by who pays it.
std::vector<sweep::Figure> figures_of(const Study& study);

}  // namespace budian
