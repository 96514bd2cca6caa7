#include "scenarios/bus/around.hpp"

#include <algorithm>
#include <tuple>

#include "scenarios/bus/servable.hpp"

namespace budian::bus {
namespace {

/// What is left of a number of buses.
void take_one(int& available) {
  if (available > 0) --available;
}

/// What the rides weigh in a year, see Parameters::pupil_hour.
Fen weight(const Problem& problem, const Routes& routes) {
  const Parameters& rules = problem.parameters();
  double fen = 0;
  const auto add = [&](const TripTimes& times, const std::vector<StopId>& stops, double often) {
    for (std::size_t i = 0; i < stops.size(); ++i) {
      const Stop& stop = problem.stops()[stops[i]];
      const double hours = in_minutes(times.rides[i]) / 60;
      const double over = std::max(0.0, in_minutes(times.rides[i] - stop.ride_target) / 60);
      fen += often * static_cast<double>(stop.pupils.count()) *
             (hours * static_cast<double>(rules.pupil_hour.count()) +
              over * static_cast<double>(rules.pupil_hour_over_target.count()));
    }
  };
  for (const Duty& duty : routes.duties) {
    for (const Trip& trip : duty.trips) {
      add(morning_times(problem, trip), trip.stops, static_cast<double>(problem.mornings()));
      if (!problem.has_afternoon()) continue;
      add(afternoon_times(problem, trip), trip.afternoon,
          static_cast<double>(problem.afternoons()));
    }
  }
  return Fen(static_cast<std::int64_t>(fen));
}

}  // namespace

std::vector<Violation> faults_of(const Problem& problem, const Routes& routes) {
  std::vector<Violation> faults = check(problem, {routes.duties, {}, routes.bells});
  faults.erase(std::remove_if(faults.begin(), faults.end(),
                              [](const Violation& violation) {
                                return violation.kind == ViolationKind::stop_not_served;
                              }),
               faults.end());
  return faults;
}

bool is_better(const Problem& problem, const Routes& a, const Routes& b) {
  const auto worth = [&](const Routes& routes) {
    Heads left;
    for (const Unserved& unserved : routes.unserved) left += problem.stops()[unserved.stop].pupils;
    const std::size_t buses = problem.parameters().fewest_buses_first ? routes.duties.size() : 0;
    const Problem settled = with_bells(problem, routes.bells);
    return std::make_tuple(left, buses, yearly_cost(settled, routes) + weight(settled, routes));
  };
  return worth(a) < worth(b);
}

Routes solve_around(const Problem& problem, const Routes& locked, const Effort& effort) {
  std::vector<bool> served(problem.stops().size(), false);
  Parts rest = problem.parts();
  BellShifts bells(problem.schools().size());
  for (const Duty& duty : locked.duties) {
    take_one(rest.types[duty.type].available);
    if (!rest.depots.empty()) take_one(rest.depots[duty.depot].available);
    for (const Trip& trip : duty.trips) {
      for (const StopId stop : trip.stops) served[stop.row()] = true;
      for (const BellId school : schools_of(trip)) {
        if (!locked.bells.empty()) bells[school] = locked.bells[school];
        rest.schools[school] = with_bell(problem.schools()[school], bells[school]);
      }
    }
  }
  rest.stops = {};
  std::vector<StopId> original;
  for (const StopId stop : problem.stops().ids()) {
    if (served[stop.row()]) continue;
    rest.stops.push_back(problem.stops()[stop]);
    original.push_back(stop);
  }
  Routes routes = solve(Problem(std::move(rest)), effort);
  const auto rename = [&](std::vector<StopId>& stops) {
    for (StopId& stop : stops) stop = original[stop.row()];
  };
  for (Duty& duty : routes.duties) {
    for (Trip& trip : duty.trips) {
      rename(trip.stops);
      rename(trip.afternoon);
    }
  }
  for (Unserved& unserved : routes.unserved) {
    unserved.stop = original[unserved.stop.row()];
    // A bus that is large enough may be among those that are locked.
    const bool is_for_rest = !why_not_alone(problem, unserved.stop);
    if (is_for_rest && unserved.reason == UnservedReason::too_many_pupils) {
      unserved.reason = UnservedReason::no_bus;
    }
  }
  routes.duties.insert(routes.duties.begin(), locked.duties.begin(), locked.duties.end());
  for (const BellId school : routes.bells.ids()) bells[school] += routes.bells[school];
  routes.bells = are_moved(bells) ? bells : BellShifts();
  return routes;
}

}  // namespace budian::bus
