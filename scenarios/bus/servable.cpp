#include "scenarios/bus/servable.hpp"

#include <algorithm>

namespace budian::bus {

Heads most_seats(const Problem& problem) {
  Heads seats;
  for (const BusType& type : problem.types()) {
    if (type.available != 0) seats = std::max(seats, type.pupil_seats);
  }
  return seats;
}

std::optional<UnservedReason> why_not_alone(const Problem& problem, StopId id) {
  const Stop& stop = problem.stops()[id];
  const SiteId school = problem.schools()[stop.school].site;
  const auto fits = [&](SiteId from, SiteId to) {
    return problem.time(from, to) <= stop.ride_limit;
  };
  const bool home = problem.has_afternoon();
  if (!problem.has_way(stop.site, school) || (home && !problem.has_way(school, stop.site))) {
    return UnservedReason::no_way;
  }
  if (!fits(stop.site, school) || (home && !fits(school, stop.site))) {
    return UnservedReason::ride_limit;
  }
  const Heads seats = most_seats(problem);
  if (seats == Heads(0)) return UnservedReason::no_bus;
  if (stop.pupils > seats) return UnservedReason::too_many_pupils;
  return std::nullopt;
}

}  // namespace budian::bus
