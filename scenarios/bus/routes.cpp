#include "scenarios/bus/routes.hpp"

#include <algorithm>
#include <stdexcept>

#include "scenarios/bus/afternoon.hpp"

namespace budian::bus {
namespace {

void require_way(const Problem& problem, SiteId from, SiteId to) {
  if (!problem.has_way(from, to)) throw std::invalid_argument("bus trip: no way between two sites");
}

void require_stops(const Trip& trip) {
  if (trip.stops.empty()) throw std::invalid_argument("bus trip: no stops");
}

Heads load_of(const Problem& problem, const Trip& trip) {
  Heads load;
  for (const StopId stop : trip.stops) load += problem.stops()[stop].pupils;
  return load;
}

/// Kilometres × rate of all buses of one type, rounded once to fen.
Fen kilometre_cost(const Problem& problem, BusTypeId type, Millimetres a_morning) {
  constexpr std::int64_t millimetres_a_kilometre = 1'000'000;
  const Parameters& year = problem.parameters();
  const std::int64_t scaled = a_morning.count() * year.service_days * year.trips_a_day *
                              problem.types()[type].cost_a_kilometre.count();
  return Fen((scaled + millimetres_a_kilometre / 2) / millimetres_a_kilometre);
}

}  // namespace

TripTimes morning_times(const Problem& problem, const Trip& trip) {
  return morning_times(problem, trip, problem.schools()[trip.school].arrive);
}

TripTimes morning_times(const Problem& problem, const Trip& trip, Milliseconds at_school) {
  require_stops(trip);
  const School& school = problem.schools()[trip.school];
  TripTimes times;
  times.arrive.resize(trip.stops.size());
  times.leave.resize(trip.stops.size());
  times.at_school = at_school;
  times.load = load_of(problem, trip);
  Milliseconds clock = at_school;
  SiteId next = school.site;
  for (std::size_t i = trip.stops.size(); i-- > 0;) {
    const StopId stop = trip.stops[i];
    const SiteId site = problem.stops()[stop].site;
    require_way(problem, site, next);
    times.leave[i] = clock - problem.time(site, next);
    times.arrive[i] = times.leave[i] - problem.boarding(stop);
    times.loaded_length += problem.length(site, next);
    clock = times.arrive[i];
    next = site;
  }
  times.longest_ride = at_school - times.leave.front();
  return times;
}

std::vector<StopId> afternoon_order(const Problem& problem, const Trip& trip) {
  return AfternoonSearch(problem, trip).best();
}

TripTimes afternoon_times(const Problem& problem, const Trip& trip) {
  return afternoon_times(problem, trip, problem.schools()[trip.school].depart);
}

TripTimes afternoon_times(const Problem& problem, const Trip& trip, Milliseconds at_school) {
  require_stops(trip);
  const School& school = problem.schools()[trip.school];
  TripTimes times;
  times.at_school = at_school;
  times.load = load_of(problem, trip);
  Milliseconds clock = at_school;
  SiteId last = school.site;
  for (const StopId stop : afternoon_order(problem, trip)) {
    const SiteId site = problem.stops()[stop].site;
    require_way(problem, last, site);
    times.arrive.push_back(clock + problem.time(last, site));
    times.leave.push_back(times.arrive.back() + problem.boarding(stop));
    times.loaded_length += problem.length(last, site);
    clock = times.leave.back();
    last = site;
  }
  times.longest_ride = times.arrive.back() - at_school;
  return times;
}

DutyLength length_of(const Problem& problem, const Duty& duty) {
  DutyLength length;
  for (std::size_t i = 0; i < duty.trips.size(); ++i) {
    const Trip& trip = duty.trips[i];
    length.loaded += morning_times(problem, trip).loaded_length;
    if (i == 0) continue;
    const SiteId from = problem.schools()[duty.trips[i - 1].school].site;
    const SiteId to = problem.stops()[trip.stops.front()].site;
    require_way(problem, from, to);
    length.empty += problem.length(from, to);
  }
  return length;
}

Fen yearly_cost(const Problem& problem, const Routes& routes) {
  Table<BusTypeId, Millimetres> a_morning(problem.types().size());
  Fen cost;
  for (const Duty& duty : routes.duties) {
    const DutyLength length = length_of(problem, duty);
    a_morning[duty.type] += length.loaded + length.empty;
    cost += problem.types()[duty.type].fixed_cost_a_year;
  }
  for (const BusTypeId type : a_morning.ids())
    cost += kilometre_cost(problem, type, a_morning[type]);
  return cost;
}

}  // namespace budian::bus
