#include "scenarios/appraisal/procedure_figures.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace budian::appraisal {
namespace {

StepState passed_if(bool good) { return good ? StepState::passed : StepState::failed; }
double tenths(Milliseconds time) { return std::round(in_minutes(time) * 10) / 10; }

Decision lower_grades_time(const ClosureCase& at, double most) {
  Heads pupils, over, unknown;
  Milliseconds longest;
  for (const std::size_t i : at.groups) {
    const Trip& trip = at.trips.after[i];
    if (band_of_grade(trip.group->grade) != GradeBand::lower_primary) continue;
    pupils += trip.group->pupils;
    const auto& time = trip.journey->door_to_door;
    if (!time) {
      unknown += trip.group->pupils;
      continue;
    }
    longest = std::max(longest, *time);
    if (*time > minutes(most)) over += trip.group->pupils;
  }
  if (pupils == Heads(0)) return {StepState::does_not_apply, {"procedure.figures.no_lower", {}}};
  const StepState state = over > Heads(0)      ? StepState::failed
                          : unknown > Heads(0) ? StepState::open
                                               : StepState::passed;
  return {state,
          {"procedure.figures.lower_grades_time",
           {{"pupils", pupils.count()},
            {"over", over.count()},
            {"unknown", unknown.count()},
            {"longest", tenths(longest)},
            {"most", most}}}};
}

std::int64_t classes_needed(const ByGrade& pupils, const ByStage<Heads>& size) {
  std::int64_t classes = 0;
  for (int grade = 0; grade < grade_count; ++grade) {
    const std::int64_t most = size[row(stage_of_grade(grade))].count();
    classes += (pupils[static_cast<std::size_t>(grade)].count() + most - 1) / most;
  }
  return classes;
}

/// Classrooms against the classes that the class size of the limits demands; a school that is over
/// its classrooms today keeps what it has. Rooms that the plan adds must be built first.
Decision seats_first(const ClosureCase& at) {
  const auto& size = at.trips.situation.scenario.limits.class_size;
  const auto& schools = at.trips.county().schools;
  std::int64_t missing = 0, to_build = 0, unknown = 0;
  for (const auto& [id, heads] : at.closure.receivers) {
    const auto& planned = at.trips.plan().schools[id];
    const std::int64_t needed = classes_needed(planned.school.pupils, size);
    const std::int64_t rooms_today = planned.existed ? schools[id].classrooms : 0;
    const std::int64_t kept = planned.existed ? classes_needed(schools[id].pupils, size) : 0;
    const bool told = planned.existed ? rooms_today > 0 : planned.school.classrooms > 0;
    if (!told && needed > kept) {
      ++unknown;
      continue;
    }
    // What the plan adds comes on top of what the school manages with today.
    const std::int64_t today = std::max(rooms_today, kept);
    const std::int64_t built = today + planned.school.classrooms - rooms_today;
    missing += std::max<std::int64_t>(0, needed - built);
    to_build += std::max<std::int64_t>(0, std::min(needed, built) - today);
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

Decision buses_within_limits(const ClosureCase& at) {
  const auto& limits = at.trips.situation.scenario.limits;
  Heads riders, unserved, over;
  Milliseconds longest;
  for (const std::size_t i : at.groups) {
    const Trip& trip = at.trips.after[i];
    if (trip.way == Way::walk) continue;
    riders += trip.group->pupils;
    const auto& journey = *trip.journey;
    if (!journey.ride || !journey.door_to_door) {
      unserved += trip.group->pupils;
      continue;
    }
    longest = std::max(longest, *journey.ride);
    const auto band = row(band_of_grade(trip.group->grade));
    if ((trip.way == Way::bus && *journey.ride > limits.ride[band]) ||
        *journey.door_to_door > limits.door_to_door[band]) {
      over += trip.group->pupils;
    }
  }
  if (riders == Heads(0)) return {StepState::does_not_apply, {"procedure.figures.no_riders", {}}};
  return {passed_if(unserved == Heads(0) && over == Heads(0)),
          {"procedure.figures.buses",
           {{"riders", riders.count()},
            {"unserved", unserved.count()},
            {"over", over.count()},
            {"longest", tenths(longest)}}}};
}

Decision small_roll(const ClosureCase& at, double most) {
  const Heads pupils = total(at.school().pupils);
  return {passed_if(static_cast<double>(pupils.count()) < most),
          {"procedure.figures.roll", {{"pupils", pupils.count()}, {"most", most}}}};
}

/// Today's roll is in the files; earlier ones and the forecast are the planner's to state.
Decision small_for_years(const ClosureCase& at, double most) {
  const auto is_small = [&](Heads roll) { return static_cast<double>(roll.count()) < most; };
  const Heads pupils = total(at.school().pupils);
  const auto& stated = at.stated;
  // Two years running: this one and the one before. A school that shrank may well have been large.
  const bool known_large =
      !is_small(pupils) ||
      (!stated.earlier_rolls.empty() && !is_small(stated.earlier_rolls.front())) ||
      (stated.forecast && !is_small(*stated.forecast));
  const bool complete = !stated.earlier_rolls.empty() && stated.forecast;
  const StepState state = known_large ? StepState::failed
                          : complete  ? StepState::passed
                                      : StepState::open;
  Message figures{"procedure.figures.years_open", {{"pupils", pupils.count()}, {"most", most}}};
  if (complete) {
    figures = {"procedure.figures.years",
               {{"pupils", pupils.count()},
                {"earlier", stated.earlier_rolls.front().count()},
                {"forecast", stated.forecast->count()},
                {"most", most}}};
  }
  return {state, std::move(figures)};
}

std::int64_t junior_schools(const Table<SchoolId, PlannedSchool>& schools, TownshipId township) {
  return std::count_if(schools.begin(), schools.end(), [&](const PlannedSchool& planned) {
    return planned.open && planned.school.is_public && planned.school.township == township &&
           teaches(planned, Stage::junior);
  });
}

Decision township_keeps_junior(const ClosureCase& at) {
  PlannedSchool today;
  today.school = at.school();
  if (!teaches(today, Stage::junior)) {
    return {StepState::does_not_apply, {"procedure.figures.no_junior", {}}};
  }
  const auto left = junior_schools(at.trips.plan().schools, at.school().township);
  return {passed_if(left > 0), {"procedure.figures.junior_schools", {{"count", left}}}};
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
  std::int64_t all = 0, over = 0, large = 0, very_large = 0, not_told = 0;
  for (const auto stage : stages) {
    const auto sizes = class_sizes(plan, stage, at.trips.situation.ground.class_sizes);
    all += sizes.total;
    over += sizes.over_standard;
    large += sizes.large;
    very_large += sizes.very_large;
    not_told += sizes.pupils_not_told.count();
  }
  if (over == 0 && not_told > 0) {
    return {StepState::open, {"procedure.figures.classes_not_told", {{"pupils", not_told}}}};
  }
  if (all == 0) return {StepState::does_not_apply, {"procedure.figures.nobody", {}}};
  // Classes are made as the limits ask; they are real only where there are rooms for them.
  const Decision rooms = seats_first(at);
  if (over == 0 && rooms.state != StepState::passed) return rooms;
  return {passed_if(over == 0),
          {"procedure.figures.class_sizes",
           {{"classes", all}, {"over", over}, {"large", large}, {"very_large", very_large}}}};
}

/// No measure makes anybody board. Which grades of today's boarders leave is not in the files.
Decision no_lower_boarding(const ClosureCase& at) {
  Heads lower;
  for (const std::size_t i : at.groups) {
    const PupilGroup& group = *at.trips.after[i].group;
    if (band_of_grade(group.grade) == GradeBand::lower_primary) lower += group.pupils;
  }
  if (lower == Heads(0)) return {StepState::does_not_apply, {"procedure.figures.no_lower", {}}};
  const Heads boarders = at.school().boarders;
  if (boarders > Heads(0)) {
    return {StepState::open,
            {"procedure.figures.boarders_leave", {{"boarders", boarders.count()}}}};
  }
  return {StepState::passed, {"procedure.figures.no_boarding", {}}};
}

/// A county that marks no school has not told which are to be kept.
Decision keep_flag(const ClosureCase& at) {
  if (at.school().keep) return {StepState::failed, {"procedure.figures.keep", {}}};
  const auto& schools = at.trips.county().schools;
  const bool told =
      std::any_of(schools.begin(), schools.end(), [](const School& one) { return one.keep; });
  if (!told) return {StepState::open, {"procedure.figures.keep_not_told", {}}};
  return {StepState::passed, {"procedure.figures.no_keep", {}}};
}

Decision resources_named(const ClosureCase& at) {
  const auto& moving = at.trips.situation.scenario.moving;
  const auto word = [](bool moves) {
    return std::string(moves ? "procedure.moves" : "procedure.stays");
  };
  return {StepState::passed,
          {"procedure.figures.resources",
           {{"teachers", word(moving.teachers)},
            {"books", word(moving.books)},
            {"computers", word(moving.computers)},
            {"equipment", word(moving.equipment)},
            {"buildings", word(moving.buildings)}}}};
}

}  // namespace

Decision decided_by_figures(const ClosureCase& at, const ProcedureItem& item) {
  const double most = item.most.value_or(0);
  const bool needs_closing =
      item.check == ProcedureCheck::small_roll || item.check == ProcedureCheck::small_for_years;
  if (needs_closing && !at.closure.closes) {
    return {StepState::does_not_apply, {"procedure.figures.stays", {}}};
  }
  switch (item.check) {
    case ProcedureCheck::lower_grades_time:
      return lower_grades_time(at, most);
    case ProcedureCheck::no_lower_boarding:
      return no_lower_boarding(at);
    case ProcedureCheck::seats_first:
      return seats_first(at);
    case ProcedureCheck::buses_within_limits:
      return buses_within_limits(at);
    case ProcedureCheck::small_roll:
      return small_roll(at, most);
    case ProcedureCheck::small_for_years:
      return small_for_years(at, most);
    case ProcedureCheck::township_keeps_junior:
      return township_keeps_junior(at);
    case ProcedureCheck::class_sizes:
      return class_sizes_at_receivers(at);
    case ProcedureCheck::keep_flag:
      return keep_flag(at);
    case ProcedureCheck::resources_named:
      return resources_named(at);
    default:
      return {};
  }
}

}  // namespace budian::appraisal
