#include "scenarios/bus/servable.hpp"

#include <algorithm>

namespace budian::bus {
namespace {

/// True without depots.
bool a_depot_has_ways(const Problem& problem, StopId id) {
  const SiteId stop = problem.stops()[id].site;
  const SiteId school = problem.schools()[problem.stops()[id].school].site;
  return problem.depots().empty() ||
         std::any_of(problem.depots().begin(), problem.depots().end(), [&](const Depot& depot) {
           const bool morning =
               problem.has_way(depot.site, stop) && problem.has_way(school, depot.site);
           const bool afternoon =
               problem.has_way(depot.site, school) && problem.has_way(stop, depot.site);
           return morning && (afternoon || !problem.has_afternoon());
         });
}

}  // namespace

Heads most_seats(const std::vector<BusType>& types) {
  Heads seats;
  for (const BusType& type : types) {
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
  if (!a_depot_has_ways(problem, id)) return UnservedReason::no_way;
  const Heads seats = most_seats(problem.types().rows());
  if (seats == Heads(0)) return UnservedReason::no_bus;
  if (stop.pupils > seats) return UnservedReason::too_many_pupils;
  return std::nullopt;
}

}  // namespace budian::bus
