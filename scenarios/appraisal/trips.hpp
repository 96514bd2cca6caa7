// Each group's way to school today and under the plan, side by side, and on which side of a line it
// lies.
#pragma once

#include <vector>

#include "scenarios/appraisal/appraisal.hpp"
#include "scenarios/appraisal/rules.hpp"
#include "scenarios/journeys.hpp"
#include "scenarios/known_mean.hpp"

namespace budian::appraisal {

/// One group's way to school, before or after.
struct Trip {
  const PupilGroup* group = nullptr;
  const GroupJourney* journey = nullptr;
  Way way = Way::walk;
  bool to_rural_school = true;
};
inline bool is_lower(const Trip& trip) {
  return band_of_grade(trip.group->grade) == GradeBand::lower_primary;
}

/// What all parts of an appraisal read.
struct Trips {
  const Situation& situation;
  const Outcome& outcome;  ///< its parts but the appraisal and the findings
  std::vector<GroupJourney> before_journeys;
  std::vector<Trip> before, after;  ///< of each of the plan's groups
  [[nodiscard]] const County& county() const { return situation.ground.county; }
  [[nodiscard]] const Plan& plan() const { return outcome.plan; }
  [[nodiscard]] TownshipId home(const PupilGroup& group) const {
    return county().settlements[group.settlement].township;
  }
};
/// Today everybody walks: today is the scenario without measures, whose buses serve nobody but the
/// displaced.
Trips trips_of(const Situation& situation, const Outcome& outcome);

enum class Side : std::uint8_t { within, over, unknown, not_judged };
Side side_of(const AccessLine& line, const Trip& trip);
/// Beyond one line at least that weighs as a warning or more; unknown where none is known to be
/// crossed and one cannot be judged; not judged where no line speaks of the pupil.
Side side_of_all(const std::vector<AccessLine>& lines, const Trip& trip);
void count(Side side, Heads heads, Coverage& into);

}  // namespace budian::appraisal
