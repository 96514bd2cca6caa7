#include "scenarios/bus/routes.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "scenarios/bus/afternoon.hpp"
#include "scenarios/bus/schedule.hpp"

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

/// Times at the schools of a trip, from the one at Trip::school on.
std::vector<Milliseconds> times_at_schools(const Problem& problem, const Trip& trip,
                                           Milliseconds at_school, bool afternoon) {
  std::vector<Milliseconds> times{at_school};
  SiteId site = problem.schools()[trip.school].site;
  for (const BellId school : trip.further) {
    const SiteId next = problem.schools()[school].site;
    const SiteId from = afternoon ? next : site;
    const SiteId to = afternoon ? site : next;
    require_way(problem, from, to);
    const Milliseconds between = problem.onward(from, to);
    times.push_back(afternoon ? times.back() - between : times.back() + between);
    site = next;
  }
  return times;
}

Millimetres length_between_schools(const Problem& problem, const Trip& trip, bool afternoon) {
  Millimetres length;
  SiteId site = problem.schools()[trip.school].site;
  for (const BellId school : trip.further) {
    const SiteId next = problem.schools()[school].site;
    length += afternoon ? problem.length(next, site) : problem.length(site, next);
    site = next;
  }
  return length;
}

/// Of the pupils of a stop; those of a school that the trip does not call at ride to the last one.
Milliseconds school_time(const Problem& problem, const Trip& trip, const TripTimes& times,
                         StopId stop) {
  if (problem.stops()[stop].school == trip.school) return times.at_school;
  const auto found =
      std::find(trip.further.begin(), trip.further.end(), problem.stops()[stop].school);
  return found == trip.further.end()
             ? times.at_schools.back()
             : times.at_schools[static_cast<std::size_t>(found - trip.further.begin()) + 1];
}

Fen divided(Fen rate, std::int64_t quantity, std::int64_t unit) {
  return Fen((rate.count() * quantity + unit / 2) / unit);
}

/// Way × rate of all buses of one type, in whole fen.
Fen cost_of(const BusType& type, const DutyWay& a_year) {
  constexpr std::int64_t millimetres_a_kilometre = 1'000'000;
  constexpr std::int64_t milliseconds_an_hour = 3'600'000;
  return divided(type.cost_a_kilometre, a_year.length().count(), millimetres_a_kilometre) +
         divided(type.cost_an_hour, a_year.driving.count(), milliseconds_an_hour);
}

/// Adds up the way of a bus from place to place, from its depot and back to it where there is one.
class Odometer {
 public:
  Odometer(const Problem& problem, const Duty& duty) : problem_(problem) {
    if (!problem.depots().empty()) home_ = place_ = problem.depots()[duty.depot].site;
  }
  void drive_to(SiteId site, bool loaded) {
    if (place_) {
      require_way(problem_, *place_, site);
      (loaded ? way_.loaded : way_.empty) += problem_.length(*place_, site);
      way_.driving += problem_.time(*place_, site);
    }
    place_ = site;
  }
  DutyWay home() {
    if (home_) drive_to(*home_, false);
    return way_;
  }

 private:
  const Problem& problem_;
  std::optional<SiteId> home_, place_;
  DutyWay way_;
};

DutyWay times(const DutyWay& way, std::int64_t often) {
  return {way.loaded * often, way.empty * often, way.driving * often};
}

}  // namespace

std::vector<BellId> schools_of(const Trip& trip) {
  std::vector<BellId> schools{trip.school};
  schools.insert(schools.end(), trip.further.begin(), trip.further.end());
  return schools;
}

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
  times.at_schools = times_at_schools(problem, trip, at_school, false);
  times.loaded_length = length_between_schools(problem, trip, false);
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
  for (std::size_t i = 0; i < trip.stops.size(); ++i) {
    times.rides.push_back(school_time(problem, trip, times, trip.stops[i]) - times.leave[i]);
  }
  times.longest_ride = *std::max_element(times.rides.begin(), times.rides.end());
  return times;
}

TripTimes afternoon_times(const Problem& problem, const Trip& trip) {
  return afternoon_times(problem, trip, problem.schools()[trip.school].depart);
}

TripTimes afternoon_times(const Problem& problem, const Trip& trip, Milliseconds at_school) {
  if (trip.afternoon.empty()) throw std::invalid_argument("bus trip: no afternoon");
  const School& school = problem.schools()[trip.school];
  TripTimes times;
  times.at_school = at_school;
  times.at_schools = times_at_schools(problem, trip, at_school, true);
  times.loaded_length = length_between_schools(problem, trip, true);
  times.load = load_of(problem, trip);
  Milliseconds clock = at_school;
  SiteId last = school.site;
  for (const StopId stop : trip.afternoon) {
    const SiteId site = problem.stops()[stop].site;
    require_way(problem, last, site);
    times.arrive.push_back(clock + problem.time(last, site));
    times.leave.push_back(times.arrive.back() + problem.boarding(stop));
    times.rides.push_back(times.arrive.back() - school_time(problem, trip, times, stop));
    times.loaded_length += problem.length(last, site);
    clock = times.leave.back();
    last = site;
  }
  times.longest_ride = *std::max_element(times.rides.begin(), times.rides.end());
  return times;
}

DutyWay& DutyWay::operator+=(const DutyWay& other) {
  loaded += other.loaded;
  empty += other.empty;
  driving += other.driving;
  return *this;
}

DutyWay morning_way(const Problem& problem, const Duty& duty) {
  Odometer bus(problem, duty);
  for (const Trip& trip : duty.trips) {
    require_stops(trip);
    bus.drive_to(problem.stops()[trip.stops.front()].site, false);
    for (std::size_t i = 1; i < trip.stops.size(); ++i) {
      bus.drive_to(problem.stops()[trip.stops[i]].site, true);
    }
    for (const BellId school : schools_of(trip)) bus.drive_to(problem.schools()[school].site, true);
  }
  return bus.home();
}

DutyWay afternoon_way(const Problem& problem, const Duty& duty) {
  if (!problem.has_afternoon()) return {};
  Odometer bus(problem, duty);
  for (const std::size_t row : afternoon_trips(problem, duty)) {
    const Trip& trip = duty.trips[row];
    const std::vector<BellId> schools = schools_of(trip);
    for (std::size_t i = schools.size(); i-- > 0;) {
      bus.drive_to(problem.schools()[schools[i]].site, i + 1 < schools.size());
    }
    for (const StopId stop : trip.afternoon) bus.drive_to(problem.stops()[stop].site, true);
  }
  return bus.home();
}

Fen yearly_cost(const Problem& problem, const Routes& routes) {
  Table<BusTypeId, DutyWay> a_year(problem.types().size());
  Fen cost;
  for (const Duty& duty : routes.duties) {
    const DutyWay mornings = times(morning_way(problem, duty), problem.mornings());
    const DutyWay afternoons = times(afternoon_way(problem, duty), problem.afternoons());
    a_year[duty.type] += mornings;
    a_year[duty.type] += afternoons;
    cost += problem.types()[duty.type].fixed_cost_a_year;
  }
  for (const BusTypeId type : a_year.ids()) cost += cost_of(problem.types()[type], a_year[type]);
  return cost;
}

Trip with_afternoon(const Problem& problem, Trip trip) {
  if (problem.has_afternoon()) trip.afternoon = AfternoonSearch(problem, trip).best();
  return trip;
}

}  // namespace budian::bus
