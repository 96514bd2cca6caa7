#include "scenarios/bus/valuation.hpp"

#include <algorithm>

#include "scenarios/bus/afternoon.hpp"

namespace budian::bus {

Fen duty_cost(const Problem& problem, BusTypeId type, Millimetres length) {
  const BusType& bus = problem.types()[type];
  const Parameters& year = problem.parameters();
  const std::int64_t scaled =
      length.count() * year.service_days * year.trips_a_day * bus.cost_a_kilometre.count();
  return bus.fixed_cost_a_year + Fen(scaled / 1'000'000);
}

Heads largest_bus(const Problem& problem) {
  Heads seats;
  for (const BusType& type : problem.types()) {
    if (type.available != 0) seats = std::max(seats, type.pupil_seats);
  }
  return seats;
}

Valuation::Valuation(const Problem& problem, Heads seats)
    : problem_(problem), seats_(std::min(seats, largest_bus(problem))) {}

Fen Valuation::cheapest(Heads load, Millimetres length) const {
  std::optional<Fen> least;
  for (const BusTypeId id : problem_.types().ids()) {
    const BusType& type = problem_.types()[id];
    if (type.available == 0 || type.pupil_seats < load) continue;
    const Fen cost = duty_cost(problem_, id, length);
    if (!least || cost < *least) least = cost;
  }
  return least.value_or(Fen(0));
}

std::optional<TripValue> Valuation::value(BellId school, const Stops& stops) const {
  if (stops.empty()) return TripValue{};
  Heads load;
  for (const StopId stop : stops) load += problem_.stops()[stop].pupils;
  if (load > seats_) return std::nullopt;
  TripValue result{load, {}};
  Milliseconds ride;
  Millimetres length;
  SiteId next = problem_.schools()[school].site;
  for (auto stop = stops.rbegin(); stop != stops.rend(); ++stop) {
    const Stop& here = problem_.stops()[*stop];
    if (!problem_.has_way(here.site, next)) return std::nullopt;
    ride += problem_.time(here.site, next);
    if (ride > here.ride_limit) return std::nullopt;
    length += problem_.length(here.site, next);
    result.score.rides += ride.count() * here.pupils.count();
    ride += problem_.boarding(*stop);
    next = here.site;
  }
  if (!afternoon_keeps_limits(school, stops)) return std::nullopt;
  result.score.buses = 1;
  result.score.cost = cheapest(load, length).count();
  return result;
}

/// The reversed morning nearly always does; only where one-way roads break it are other orders
/// searched.
bool Valuation::afternoon_keeps_limits(BellId school, const Stops& stops) const {
  Milliseconds clock;
  SiteId last = problem_.schools()[school].site;
  bool kept = true;
  for (auto stop = stops.rbegin(); kept && stop != stops.rend(); ++stop) {
    const Stop& here = problem_.stops()[*stop];
    kept = problem_.has_way(last, here.site);
    if (!kept) break;
    clock += problem_.time(last, here.site);
    kept = clock <= here.ride_limit;
    clock += problem_.boarding(*stop);
    last = here.site;
  }
  if (kept) return true;
  const Trip trip{school, stops};
  return AfternoonSearch(problem_, trip).keeps_limits();
}

}  // namespace budian::bus
