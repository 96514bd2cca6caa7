#include "scenarios/bus/schedule.hpp"

#include <algorithm>
#include <numeric>

namespace budian::bus {
namespace {

/// Backwards from the last trip, each as late as its bell and the next trip allow. False where a
/// window is not kept or a way is missing.
bool set_arrivals(const Problem& problem, const Duty& duty, std::vector<Milliseconds>& arrive) {
  Milliseconds begin;  // of the trip that follows, at its first stop
  SiteId first;
  for (std::size_t i = duty.trips.size(); i-- > 0;) {
    const Trip& trip = duty.trips[i];
    const School& school = problem.schools()[trip.school];
    arrive[i] = school.arrive;
    if (i + 1 < duty.trips.size()) {
      if (!problem.has_way(school.site, first)) return false;
      arrive[i] = std::min(arrive[i],
                           begin - problem.time(school.site, first) - problem.parameters().unload);
    }
    if (arrive[i] + school.early < school.arrive) return false;
    begin = morning_times(problem, trip, arrive[i]).arrive.front();
    first = problem.stops()[trip.stops.front()].site;
  }
  return true;
}

/// Forwards, each as soon as lessons end and the bus is back; pupils get in as long as they get out
/// in the morning. False as above.
bool set_departures(const Problem& problem, const Duty& duty, std::vector<Milliseconds>& depart) {
  Milliseconds back;
  SiteId place;
  bool is_first = true;
  for (const std::size_t i : afternoon_trips(problem, duty)) {
    const Trip& trip = duty.trips[i];
    const School& school = problem.schools()[trip.school];
    depart[i] = school.depart;
    if (!is_first) {
      if (!problem.has_way(place, school.site)) return false;
      depart[i] = std::max(depart[i],
                           back + problem.time(place, school.site) + problem.parameters().unload);
      if (depart[i] > school.depart + school.late) return false;
    }
    is_first = false;
    back = afternoon_times(problem, trip, depart[i]).leave.back();
    place = problem.stops()[trip.afternoon.back()].site;
  }
  return true;
}

}  // namespace

std::vector<std::size_t> afternoon_trips(const Problem& problem, const Duty& duty) {
  std::vector<std::size_t> order(duty.trips.size());
  std::iota(order.rbegin(), order.rend(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return problem.schools()[duty.trips[a].school].depart <
           problem.schools()[duty.trips[b].school].depart;
  });
  return order;
}

std::optional<DutyTimes> duty_times(const Problem& problem, const Duty& duty) {
  DutyTimes times{std::vector<Milliseconds>(duty.trips.size()),
                  std::vector<Milliseconds>(duty.trips.size())};
  if (!set_arrivals(problem, duty, times.arrive)) return std::nullopt;
  if (problem.has_afternoon() && !set_departures(problem, duty, times.depart)) return std::nullopt;
  return times;
}

}  // namespace budian::bus
