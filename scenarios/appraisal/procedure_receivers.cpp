// Steps of the procedure about the schools that receive.
#include <algorithm>
#include <set>

#include "scenarios/appraisal/closure_figures.hpp"
#include "scenarios/appraisal/procedure_figures.hpp"
#include "scenarios/rooms.hpp"

namespace budian::appraisal {
/// Classrooms against the classes that the class size of the limits demands; a school that is over
/// its classrooms today keeps what it has. Rooms that the plan adds must be built first.
Decision seats_first(const ClosureCase& at) {
  const auto& size = at.trips.situation.scenario.limits.class_size;
  const auto& schools = at.trips.county().schools;
  std::int64_t missing = 0, to_build = 0, unknown = 0;
  for (const auto& [id, heads] : at.closure.receivers) {
    const auto& planned = at.trips.plan().schools[id];
    const School* today = planned.existed ? &schools[id] : nullptr;
    const RoomsNeeded rooms = rooms_needed(today, planned.school, size);
    unknown += rooms.known ? 0 : 1;
    missing += rooms.missing;
    to_build += rooms.built;
  }
  const StepState state = missing > 0                   ? StepState::failed
                          : to_build > 0 || unknown > 0 ? StepState::open
                                                        : StepState::passed;
  return {state,
          {"procedure.figures.seats_first",
           {{"receivers", static_cast<std::int64_t>(at.closure.receivers.size())},
            {"missing", missing},
            {"build", to_build},
            {"unknown", unknown}}}};
}

/// Classes of the grades that leave, at the schools that take them.
Decision class_sizes_at_receivers(const ClosureCase& at) {
  Plan plan;
  std::set<int> grades;
  for (const std::size_t i : at.groups) grades.insert(at.trips.after[i].group->grade);
  for (const auto& [id, heads] : at.closure.receivers) {
    PlannedSchool planned = at.trips.plan().schools[id];
    for (int grade = 0; grade < grade_count; ++grade) {
      if (!grades.contains(grade)) planned.school.pupils[static_cast<std::size_t>(grade)] = {};
    }
    plan.schools.push_back(std::move(planned));
  }
  std::int64_t all = 0, over = 0, large = 0, very_large = 0;
  Heads untold;
  for (const auto stage : stages) {
    const auto sizes = class_sizes(plan, stage, at.trips.situation.ground.class_sizes);
    all += sizes.total;
    over += sizes.over_standard;
    large += sizes.large;
    very_large += sizes.very_large;
    untold += sizes.pupils_not_told;
  }
  if (over == 0 && untold > Heads(0)) {
    return {StepState::open, {"procedure.figures.classes_unknown", {{"pupils", untold.count()}}}};
  }
  if (all == 0) return {StepState::does_not_apply, {"procedure.figures.nobody", {}}};
  // Classes are made as the limits ask; they are real only where there are rooms for them.
  const Decision rooms = seats_first(at);
  if (over == 0 && rooms.state != StepState::passed) return rooms;
  return {passed_if(over == 0),
          {"procedure.figures.class_sizes",
           {{"classes", all}, {"over", over}, {"large", large}, {"very_large", very_large}}}};
}

Decision resources_named(const ClosureCase& at) {
  const auto& moving = at.trips.situation.scenario.moving;
  const auto word = [](bool moves) {
    return std::string(moves ? "procedure.moves" : "procedure.stays");
  };
  // What nobody has written is a default, which names nothing.
  return {moving.stated ? StepState::passed : StepState::open,
          {moving.stated ? "procedure.figures.resources" : "procedure.figures.resources_default",
           {{"teachers", word(moving.teachers)},
            {"books", word(moving.books)},
            {"computers", word(moving.computers)},
            {"equipment", word(moving.equipment)},
            {"buildings", word(moving.buildings)}}}};
}

}  // namespace budian::appraisal
