// Steps of the procedure about how pupils travel.
#include <algorithm>

#include "scenarios/appraisal/procedure_figures.hpp"

namespace budian::appraisal {
namespace {

/// As the pupil goes without a bus: who was to ride and is not served has to walk.
const std::optional<Milliseconds>& time_without_bus(const Trip& trip) {
  return trip.way == Way::bus ? trip.journey->on_foot : trip.journey->door_to_door;
}

struct TimeCount {
  Heads pupils, judged, over;
  Milliseconds longest;
  void add(const std::optional<Milliseconds>& time, Heads heads, double most) {
    pupils += heads;
    if (!time) return;
    judged += heads;
    longest = std::max(longest, *time);
    if (*time > minutes(most)) over += heads;
  }
  [[nodiscard]] Heads unknown() const { return pupils - judged; }
  [[nodiscard]] StepState state() const {
    if (over > Heads(0)) return StepState::failed;
    return unknown() > Heads(0) ? StepState::open : StepState::passed;
  }
};

}  // namespace

/// The first half of the must-keep test (policy §4.3), in its words: does any affected pupil of
/// grades 1-3 exceed the time line without a guaranteed bus?
Decision lower_grades_time(const ClosureCase& at, double most) {
  TimeCount without;
  Heads by_bus;
  for (const std::size_t i : at.groups) {
    const Trip& trip = at.trips.after[i];
    if (!is_lower(trip)) continue;
    if (has_guaranteed_bus(trip)) {
      by_bus += trip.group->pupils;
    } else {
      without.add(time_without_bus(trip), trip.group->pupils, most);
    }
  }
  const Heads pupils = by_bus + without.pupils;
  if (pupils == Heads(0)) return {StepState::does_not_apply, {"procedure.figures.no_lower", {}}};
  if (without.pupils == Heads(0)) {
    return {StepState::passed, {"procedure.figures.lower_by_bus", {{"pupils", pupils.count()}}}};
  }
  if (without.judged == Heads(0)) {
    return {StepState::open,
            {"procedure.figures.lower_unknown",
             {{"pupils", pupils.count()},
              {"bus", by_bus.count()},
              {"unknown", without.unknown().count()}}}};
  }
  return {without.state(),
          {"procedure.figures.lower_grades_time",
           {{"pupils", pupils.count()},
            {"bus", by_bus.count()},
            {"over", without.over.count()},
            {"unknown", without.unknown().count()},
            {"longest", tenths(without.longest)},
            {"most", most}}}};
}

Decision lower_grades_ride(const ClosureCase& at, double most) {
  TimeCount riders;
  for (const std::size_t i : at.groups) {
    const Trip& trip = at.trips.after[i];
    if (!is_lower(trip) || !has_guaranteed_bus(trip)) continue;
    riders.add(trip.journey->door_to_door, trip.group->pupils, most);
  }
  if (riders.pupils == Heads(0)) {
    return {StepState::does_not_apply, {"procedure.figures.no_lower_riders", {}}};
  }
  return {riders.state(),
          {"procedure.figures.lower_grades_ride",
           {{"pupils", riders.pupils.count()},
            {"over", riders.over.count()},
            {"longest", tenths(riders.longest)},
            {"most", most}}}};
}

/// Whom the plan lets board is known; whether and in which grades pupils of the school board today
/// is not in the files, or only how many.
Decision no_lower_boarding(const ClosureCase& at) {
  const bool lower = std::any_of(at.groups.begin(), at.groups.end(),
                                 [&](std::size_t i) { return is_lower(at.trips.after[i]); });
  if (!lower) return {StepState::does_not_apply, {"procedure.figures.no_lower", {}}};
  Heads young;
  for (const std::size_t i : at.groups) {
    const Trip& trip = at.trips.after[i];
    if (is_lower(trip) && trip.way == Way::boarding) young += trip.group->pupils;
  }
  if (young > Heads(0)) {
    return {StepState::failed, {"procedure.figures.young_boarders", {{"pupils", young.count()}}}};
  }
  const Heads boarders = at.school().boarders;
  if (boarders > Heads(0)) {
    return {StepState::open,
            {"procedure.figures.boarders_leave", {{"boarders", boarders.count()}}}};
  }
  const auto& schools = at.trips.county().schools;
  const bool told = std::any_of(schools.begin(), schools.end(),
                                [](const School& one) { return one.boarders > Heads(0); });
  if (!told) return {StepState::open, {"procedure.figures.boarders_not_told", {}}};
  return {StepState::passed, {"procedure.figures.no_boarding", {}}};
}

}  // namespace budian::appraisal
