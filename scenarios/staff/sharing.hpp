// Teachers and things shared between the schools of a plan under construction.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/plan.hpp"
#include "scenarios/resolve.hpp"
#include "scenarios/school_travel.hpp"
#include "scenarios/staff/levelling.hpp"

namespace budian::staff {

using PlannedSchools = Table<SchoolId, PlannedSchool>;

/// Needs and shares are fractions: 9.6 teachers may be 9.600000000000001.
inline constexpr double hair_of_need = 1e-9;

/// Schools as they stand when a measure's turn comes, and what it leaves behind.
struct SharingSite {
  const Groundwork& ground;
  const StaffRules& rules;
  const SchoolTravel& travel;
  PlannedSchools& schools;  ///< resources and staff change, nothing else
  Staffing& staffing;
};

/// Performs the measure. Teachers and things go to open public schools with pupils only; nothing is
/// lost or made; no school comes below its norm or line by it, nor does one that is below give
/// more than it gets.
void perform(const StaffStep& step, const SharingSite& site);

/// Two schools between which something may move.
struct SchoolPair {
  SchoolId from, to;
  Millimetres road;
};
/// All pairs of some schools within the terms of which the first may give and the second take, by
/// from, then to.
std::vector<SchoolPair> pairs_within(const std::vector<SchoolId>& schools, const StaffStep& step,
                                     const DistrictTerms& terms, const SharingSite& site);
/// The same as ways between the rows of `schools`, in whole metres.
std::vector<LevelledWay> ways_between(const std::vector<SchoolId>& schools,
                                      const std::vector<SchoolPair>& pairs);
/// Open public schools with pupils of the stages, of the measure's townships.
std::vector<SchoolId> schools_of(const StaffStep& step, ByStage<bool> stages,
                                 const SharingSite& site);

void share_teachers(const StaffStep& step, const ShareTeachers& terms, const SharingSite& site);
void share_resources(const StaffStep& step, const ShareResources& terms, const SharingSite& site);
void send_itinerant(const StaffStep& step, const SendItinerantTeachers& terms,
                    const SharingSite& site);

/// Full-time teachers whom the norm asks of a school for a stage: its posts × their share. Empty
/// where a small school does not tell its classes.
std::optional<double> teachers_needed(const SharingSite& site, const School& school, Stage stage);

}  // namespace budian::staff
