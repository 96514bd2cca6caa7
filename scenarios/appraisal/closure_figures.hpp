// What several parts ask about closures.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "scenarios/appraisal/trips.hpp"

namespace budian::appraisal {

/// Schools that take pupils of any closure.
std::set<SchoolId> receivers_of(const Plan& plan);

/// Do the files tell how many classes a grade of the school has? The plan's own classes of a school
/// that it opens, or of a grade that was not there, are known.
bool classes_told(const Trips& trips, SchoolId school, std::size_t grade);

/// What the planner says of each school.
std::map<SchoolId, const StatedProcedure*> statements_of(const Trips& trips);

/// What is stated, and where the planner states no rolls or no forecast, those of the county's
/// files. A statement goes before them.
StatedProcedure completed(const Trips& trips, SchoolId school, const StatedProcedure& stated);

/// Fewer than `most` this year, the year before and by forecast (policy §8.3); empty where one is
/// not stated and none of the others is too large.
std::optional<bool> small_for_years(Heads roll, const StatedProcedure& stated, double most);

}  // namespace budian::appraisal
