#include "scenarios/bus/schedule.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace budian::bus {
namespace {

/// When a trip may be at Trip::school so that the windows of all its schools are kept.
struct Window {
  Milliseconds earliest, latest;
  Milliseconds onward;  ///< from Trip::school to its last school, or from that one to Trip::school
};

/// Empty where a way between two schools is missing.
std::optional<Window> window_of(const Problem& problem, const Trip& trip, bool afternoon) {
  Window window{Milliseconds(std::numeric_limits<std::int64_t>::min() / 4),
                Milliseconds(std::numeric_limits<std::int64_t>::max() / 4), Milliseconds(0)};
  SiteId site = problem.schools()[trip.school].site;
  for (const BellId id : schools_of(trip)) {
    const School& school = problem.schools()[id];
    const SiteId from = afternoon ? school.site : site;
    const SiteId to = afternoon ? site : school.site;
    if (!problem.has_way(from, to)) return std::nullopt;
    window.onward += problem.onward(from, to);
    const Milliseconds begin = afternoon ? school.depart : school.arrive - school.early;
    const Milliseconds end = afternoon ? school.depart + school.late : school.arrive;
    const Milliseconds shift = afternoon ? window.onward : Milliseconds(0) - window.onward;
    window.earliest = std::max(window.earliest, begin + shift);
    window.latest = std::min(window.latest, end + shift);
    site = school.site;
  }
  return window;
}

SiteId last_school(const Problem& problem, const Trip& trip) {
  return problem.schools()[trip.further.empty() ? trip.school : trip.further.back()].site;
}

/// Backwards from the last trip, each as late as its bell and the next trip allow. False where a
/// window is not kept or a way is missing.
bool set_arrivals(const Problem& problem, const Duty& duty, std::vector<Milliseconds>& arrive) {
  Milliseconds begin;  // of the trip that follows, at its first stop
  SiteId first;
  for (std::size_t i = duty.trips.size(); i-- > 0;) {
    const Trip& trip = duty.trips[i];
    const auto window = window_of(problem, trip, false);
    if (!window) return false;
    arrive[i] = window->latest;
    if (i + 1 < duty.trips.size()) {
      const SiteId site = last_school(problem, trip);
      if (!problem.has_way(site, first)) return false;
      arrive[i] = std::min(arrive[i], begin - problem.time(site, first) -
                                          problem.parameters().unload - window->onward);
    }
    if (arrive[i] < window->earliest) return false;
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
    const auto window = window_of(problem, trip, true);
    if (!window) return false;
    depart[i] = window->earliest;
    if (!is_first) {
      const SiteId site = last_school(problem, trip);
      if (!problem.has_way(place, site)) return false;
      depart[i] = std::max(depart[i], back + problem.time(place, site) +
                                          problem.parameters().unload + window->onward);
    }
    if (depart[i] > window->latest) return false;
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
  std::vector<Milliseconds> ends;
  for (const Trip& trip : duty.trips) {
    const auto window = window_of(problem, trip, true);
    ends.push_back(window ? window->earliest : problem.schools()[trip.school].depart);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return ends[a] < ends[b]; });
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
