#include "scenarios/appraisal/procedure_figures.hpp"

namespace budian::appraisal {

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
    case ProcedureCheck::lower_grades_ride:
      return lower_grades_ride(at, most);
    case ProcedureCheck::buses_served:
      return buses_served(at);
    case ProcedureCheck::bus_seats:
      return bus_seats(at);
    case ProcedureCheck::bus_speeds:
      return bus_speeds(at, item);
    case ProcedureCheck::buses_within_limits:
      return buses_within_limits(at);
    case ProcedureCheck::small_roll:
      return small_roll(at, most);
    case ProcedureCheck::small_for_years:
      return small_roll_for_years(at, most);
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
