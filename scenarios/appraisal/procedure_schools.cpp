// Steps of the procedure about the school that closes.
#include <algorithm>

#include "scenarios/appraisal/closure_figures.hpp"
#include "scenarios/appraisal/procedure_figures.hpp"

namespace budian::appraisal {
namespace {

std::int64_t junior_schools(const Table<SchoolId, PlannedSchool>& schools, TownshipId township) {
  return std::count_if(schools.begin(), schools.end(), [&](const PlannedSchool& planned) {
    return planned.open && planned.school.is_public && planned.school.township == township &&
           teaches(planned, Stage::junior);
  });
}

}  // namespace

Decision small_roll(const ClosureCase& at, double most) {
  const Heads pupils = total(at.school().pupils);
  return {passed_if(static_cast<double>(pupils.count()) < most),
          {"procedure.figures.roll", {{"pupils", pupils.count()}, {"most", most}}}};
}

/// Today's roll is in the files; earlier ones and the forecast are stated, or in the files too.
/// Where both say something, the statement counts and what differs is told.
Decision small_roll_for_years(const ClosureCase& at, double most) {
  const Heads pupils = total(at.school().pupils);
  const StatedProcedure known = completed(at.trips, at.closure.school, at.stated);
  const StatedProcedure files = completed(at.trips, at.closure.school, {});
  const auto small = small_for_years(pupils, known, most);
  const bool complete = !known.earlier_rolls.empty() && known.forecast;
  Message figures{"procedure.figures.years_open", {{"pupils", pupils.count()}, {"most", most}}};
  if (complete) {
    figures = {"procedure.figures.years",
               {{"pupils", pupils.count()},
                {"earlier", known.earlier_rolls.front().count()},
                {"forecast", known.forecast->count()},
                {"most", most}}};
  }
  const bool in_files = complete && !files.earlier_rolls.empty() && files.forecast;
  if (in_files && (files.earlier_rolls.front() != known.earlier_rolls.front() ||
                   files.forecast != known.forecast)) {
    figures.key = "procedure.figures.years_differ";
    figures.arguments.emplace_back("earlier_in_files", files.earlier_rolls.front().count());
    figures.arguments.emplace_back("forecast_in_files", files.forecast->count());
  }
  return {small ? passed_if(*small) : StepState::open, std::move(figures)};
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

/// A county that marks no school has not told which are to be kept.
Decision keep_flag(const ClosureCase& at) {
  if (at.school().keep) return {StepState::failed, {"procedure.figures.keep", {}}};
  const auto& schools = at.trips.county().schools;
  const bool told =
      std::any_of(schools.begin(), schools.end(), [](const School& one) { return one.keep; });
  if (!told) return {StepState::open, {"procedure.figures.keep_not_told", {}}};
  return {StepState::passed, {"procedure.figures.no_keep", {}}};
}

}  // namespace budian::appraisal
