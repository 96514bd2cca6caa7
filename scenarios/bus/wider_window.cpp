#include "scenarios/bus/wider_window.hpp"

#include <algorithm>

#include "scenarios/bus/around.hpp"

namespace budian::bus {
namespace {

constexpr Milliseconds longest_wait = minutes(120);

/// The problem, but for the window of one school.
Problem with_wide_window(const Problem& problem, BellId bell) {
  Parts parts = problem.parts();
  School& school = parts.schools[bell];
  school.early = std::max(school.early, longest_wait);
  school.late = std::max(school.late, longest_wait);
  return Problem(std::move(parts));
}

/// Of all trips of a duty to one school, and at least as long as pupils may wait today.
WiderWindow waits_of(const Problem& problem, const Duty& duty, const DutyTimes& times, BellId bell,
                     WiderWindow waits) {
  const School& school = problem.schools()[bell];
  for (std::size_t i = 0; i < duty.trips.size(); ++i) {
    const Trip& trip = duty.trips[i];
    const std::vector<BellId> schools = schools_of(trip);
    const auto found = std::find(schools.begin(), schools.end(), bell);
    if (found == schools.end()) continue;
    const auto row = static_cast<std::size_t>(found - schools.begin());
    const auto arrive = morning_times(problem, trip, times.arrive[i]).at_schools[row];
    waits.early = std::max(waits.early, school.arrive - arrive);
    if (!problem.has_afternoon()) continue;
    const auto depart = afternoon_times(problem, trip, times.depart[i]).at_schools[row];
    waits.late = std::max(waits.late, depart - school.depart);
  }
  return waits;
}

/// By anything but the number of buses, which the duty does not change.
bool is_broken(const Problem& problem, const Duty& duty) {
  const std::vector<Violation> faults = faults_of(problem, {{duty}, {}});
  return std::any_of(faults.begin(), faults.end(), [](const Violation& fault) {
    return fault.kind != ViolationKind::fleet_exceeded && fault.kind != ViolationKind::depot_full;
  });
}

bool may_take(const Problem& problem, const Duty& duty, StopId id) {
  const Stop& stop = problem.stops()[id];
  const int contractor = problem.schools()[duty.trips.front().school].contractor;
  return problem.types()[duty.type].pupil_seats >= stop.pupils &&
         problem.schools()[stop.school].contractor == contractor;
}

}  // namespace

std::optional<WiderWindow> window_that_would_do(const Problem& problem, const Routes& routes,
                                                StopId id) {
  const BellId bell = problem.stops()[id].school;
  if (!problem.parameters().chain_trips) return std::nullopt;
  if (problem.stops()[id].pupils < problem.parameters().least_pupils) return std::nullopt;
  const Problem wide = with_wide_window(problem, bell);
  const Trip alone =
      problem.has_afternoon() ? Trip{bell, {id}, {id}, {}} : Trip{bell, {id}, {}, {}};
  const School& now = problem.schools()[bell];
  std::optional<WiderWindow> best;
  for (const Duty& duty : routes.duties) {
    if (!may_take(problem, duty, id)) continue;
    for (std::size_t rank = 0; rank <= duty.trips.size(); ++rank) {
      Duty more = duty;
      more.trips.insert(more.trips.begin() + static_cast<std::ptrdiff_t>(rank), alone);
      const auto times = duty_times(wide, more);
      if (!times) continue;
      if (is_broken(wide, more)) continue;
      const WiderWindow waits = waits_of(wide, more, *times, bell, {now.early, now.late});
      if (!best || waits.early + waits.late < best->early + best->late) best = waits;
    }
  }
  return best;
}

}  // namespace budian::bus
