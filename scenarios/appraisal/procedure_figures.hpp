// The steps of a closure's procedure that the figures of a plan decide.
#pragma once

#include "scenarios/appraisal/appraisal.hpp"
#include "scenarios/appraisal/trips.hpp"

namespace budian::appraisal {

/// A step's state and the figures that decide it.
struct Decision {
  StepState state = StepState::open;
  Message figures;
};

/// One closure of a plan.
struct ClosureCase {
  const Trips& trips;
  const Closure& closure;
  const StatedProcedure& stated;
  std::vector<std::size_t> groups;              ///< of the plan, that leave the school
  [[nodiscard]] const School& school() const {  ///< as it is today
    return trips.county().schools[closure.school];
  }
};

/// Of checks that are not stated.
Decision decided_by_figures(const ClosureCase& at, const ProcedureItem& item);

}  // namespace budian::appraisal
