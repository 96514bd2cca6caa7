// The steps of a closure's procedure that the figures of a plan decide.
#pragma once

#include <cmath>
#include <vector>

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

// One each, by what they look at. How pupils travel:
Decision lower_grades_time(const ClosureCase& at, double most);
Decision lower_grades_ride(const ClosureCase& at, double most);
Decision no_lower_boarding(const ClosureCase& at);
// Buses:
Decision buses_served(const ClosureCase& at);
Decision bus_seats(const ClosureCase& at);
Decision bus_speeds(const ClosureCase& at, const ProcedureItem& item);
Decision buses_within_limits(const ClosureCase& at);
// Schools that receive:
Decision seats_first(const ClosureCase& at);
Decision class_sizes_at_receivers(const ClosureCase& at);
Decision resources_named(const ClosureCase& at);
// The school that closes:
Decision small_roll(const ClosureCase& at, double most);
Decision small_roll_for_years(const ClosureCase& at, double most);
Decision township_keeps_junior(const ClosureCase& at);
Decision keep_flag(const ClosureCase& at);

inline StepState passed_if(bool good) { return good ? StepState::passed : StepState::failed; }
/// Minutes with one decimal.
inline double tenths(Milliseconds time) { return std::round(in_minutes(time) * 10) / 10; }
/// Whom the planned bus really brings: 有保障的校车. A public line is nobody's guarantee.
inline bool has_guaranteed_bus(const Trip& trip) {
  return trip.way == Way::bus && trip.journey->ride.has_value();
}

}  // namespace budian::appraisal
