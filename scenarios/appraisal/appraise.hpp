// Appraises a plan: children, townships, procedure.
#pragma once

#include <vector>

#include "scenarios/appraisal/appraisal.hpp"
#include "scenarios/journeys.hpp"

namespace budian::appraisal {

/// From all other parts of the outcome but its findings. Today's figures are those of the same
/// pupils on their way to the school of today; the comparison with today's outcome is left to
/// whoever shows both.
Appraisal appraise(const Situation& situation, const Outcome& outcome);

/// Adds the risks that hold, closures that are not permissible, and statements about schools that
/// do not close.
void add_findings(const Situation& situation, const Appraisal& appraisal,
                  std::vector<Finding>& findings);

}  // namespace budian::appraisal
