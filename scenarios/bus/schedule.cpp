#include "scenarios/bus/schedule.hpp"

#include <algorithm>
#include <numeric>

namespace budian::bus {
namespace {

const School& school_of(const Problem& problem, const Run& run) {
  return problem.schools()[run.school];
}

/// Calls visit(trip, arrival at its school) from the last trip to the first; false when a window is
/// not kept or a way is missing.
template <class Visit>
bool each_arrival(const Problem& problem, std::span<const Run> runs, Visit visit) {
  Milliseconds arrive;
  for (std::size_t i = runs.size(); i-- > 0;) {
    const School& school = school_of(problem, runs[i]);
    Milliseconds latest = school.arrive;
    if (i + 1 < runs.size()) {
      const Run& next = runs[i + 1];
      if (!problem.has_way(school.site, next.first)) return false;
      latest = arrive - next.morning - problem.time(school.site, next.first) -
               problem.parameters().unload;
    }
    arrive = std::min(school.arrive, latest);
    if (arrive + school.early < school.arrive) return false;
    visit(i, arrive);
  }
  return true;
}

/// Calls visit(trip, departure from its school) in the order of the afternoon, in which trip_at(k)
/// is the k-th trip; pupils get in as long as they get out in the morning. False as above.
template <class TripAt, class Visit>
bool each_departure(const Problem& problem, std::span<const Run> runs, TripAt trip_at,
                    Visit visit) {
  Milliseconds back;
  SiteId place;
  for (std::size_t k = 0; k < runs.size(); ++k) {
    const std::size_t i = trip_at(k);
    const School& school = school_of(problem, runs[i]);
    Milliseconds depart = school.depart;
    if (k > 0) {
      if (!problem.has_way(place, school.site)) return false;
      depart =
          std::max(depart, back + problem.time(place, school.site) + problem.parameters().unload);
      if (depart > school.depart + school.late) return false;
    }
    back = depart + runs[i].afternoon;
    place = runs[i].last;
    visit(i, depart);
  }
  return true;
}

/// The usual case: lessons end in the reverse order of the morning's trips, or all at once.
bool is_mirrored(const Problem& problem, std::span<const Run> runs) {
  for (std::size_t i = 1; i < runs.size(); ++i) {
    if (school_of(problem, runs[i]).depart > school_of(problem, runs[i - 1]).depart) return false;
  }
  return true;
}

constexpr auto nothing = [](std::size_t, Milliseconds) {};

}  // namespace

Run run_of(const Problem& problem, const Trip& trip) {
  const TripTimes morning = morning_times(problem, trip);
  const TripTimes afternoon = afternoon_times(problem, trip);
  return {trip.school, problem.stops()[trip.stops.front()].site,
          morning.at_school - morning.arrive.front(),
          problem.stops()[afternoon_order(problem, trip).back()].site,
          afternoon.leave.back() - afternoon.at_school};
}

std::vector<std::size_t> afternoon_trips(const Problem& problem, std::span<const Run> runs) {
  std::vector<std::size_t> order(runs.size());
  std::iota(order.rbegin(), order.rend(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return school_of(problem, runs[a]).depart < school_of(problem, runs[b]).depart;
  });
  return order;
}

bool fits_one_bus(const Problem& problem, std::span<const Run> runs) {
  if (!each_arrival(problem, runs, nothing)) return false;
  const auto mirrored = [&](std::size_t k) { return runs.size() - 1 - k; };
  if (is_mirrored(problem, runs)) return each_departure(problem, runs, mirrored, nothing);
  const auto order = afternoon_trips(problem, runs);
  return each_departure(
      problem, runs, [&](std::size_t k) { return order[k]; }, nothing);
}

std::optional<DutyTimes> schedule(const Problem& problem, std::span<const Run> runs) {
  DutyTimes times{std::vector<Milliseconds>(runs.size()), std::vector<Milliseconds>(runs.size())};
  const auto order = afternoon_trips(problem, runs);
  const bool mornings = each_arrival(
      problem, runs, [&](std::size_t i, Milliseconds arrive) { times.arrive[i] = arrive; });
  const bool afternoons =
      mornings && each_departure(
                      problem, runs, [&](std::size_t k) { return order[k]; },
                      [&](std::size_t i, Milliseconds depart) { times.depart[i] = depart; });
  return afternoons ? std::optional(times) : std::nullopt;
}

std::optional<DutyTimes> duty_times(const Problem& problem, const Duty& duty) {
  std::vector<Run> runs;
  for (const Trip& trip : duty.trips) runs.push_back(run_of(problem, trip));
  return schedule(problem, runs);
}

}  // namespace budian::bus
