#include "scenarios/bus/search.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <set>

#include "scenarios/bus/canonical.hpp"
#include "scenarios/bus/construct.hpp"
#include "scenarios/bus/dispatch.hpp"
#include "scenarios/bus/moves.hpp"
#include "scenarios/bus/renew.hpp"

namespace budian::bus {
namespace {

/// Why a stop cannot be served even by a bus of its own.
std::optional<UnservedReason> why_not_alone(const Problem& problem, StopId id) {
  const Stop& stop = problem.stops()[id];
  const SiteId school = problem.schools()[stop.school].site;
  if (!problem.has_way(stop.site, school) || !problem.has_way(school, stop.site)) {
    return UnservedReason::no_way;
  }
  if (problem.time(stop.site, school) > stop.ride_limit ||
      problem.time(school, stop.site) > stop.ride_limit) {
    return UnservedReason::ride_limit;
  }
  const Heads seats = largest_bus(problem);
  if (seats == Heads(0)) return UnservedReason::no_bus;
  if (stop.pupils > seats) return UnservedReason::too_many_pupils;
  return std::nullopt;
}

/// Can the number of buses differ from the number of trips?
bool buses_differ_from_trips(const Problem& problem) {
  std::set<Milliseconds> bells;
  bool wait = false;
  for (const School& school : problem.schools()) {
    bells.insert(school.arrive);
    wait = wait || (school.early > Milliseconds(0) && school.late > Milliseconds(0));
  }
  const bool chains = problem.parameters().chain_trips && (bells.size() > 1 || wait);
  return fleet_is_limited(problem) || chains;
}

/// Rounds of ruin and recreate: bounded, so that thousands of stops take seconds.
std::int64_t rounds_for_trips(std::size_t stops) {
  return std::min<std::int64_t>(20'000, 500 + 10 * static_cast<std::int64_t>(stops));
}
constexpr std::int64_t most_rounds_for_buses = 1'000;
/// Each of these rounds dispatches all trips, which grows with their square.
std::int64_t rounds_for_buses(std::size_t trips) {
  const auto pairs = static_cast<std::int64_t>(trips * trips + 20);
  return std::clamp<std::int64_t>(200'000 / pairs, 0, most_rounds_for_buses);
}

/// Seats that trips may fill: the largest bus; with a limited fleet also what each smaller bus
/// holds, because few large buses may be left.
std::vector<Heads> seats_to_try(const Problem& problem) {
  std::set<Heads> seats;
  for (const BusType& type : problem.types()) {
    if (type.available != 0) seats.insert(type.pupil_seats);
  }
  if (!fleet_is_limited(problem)) return {*seats.rbegin()};
  return {seats.rbegin(), seats.rend()};
}

class Search {
 public:
  Search(const Problem& problem, Stops stops) : problem_(problem), stops_(std::move(stops)) {}

  [[nodiscard]] Routes run() const {
    std::optional<Routes> best;
    std::optional<Score> least;
    for (const Heads seats : seats_to_try(problem_)) {
      const Routes routes = run_with(seats);
      const Score score = score_of(problem_, routes);
      if (least && !(score < *least)) continue;
      least = score;
      best = routes;
    }
    return *best;
  }

 private:
  /// Stops that fit into a bus of these seats are searched; the others ride alone, in what bus
  /// there is.
  [[nodiscard]] Routes run_with(Heads seats) const {
    const Valuation valuation(problem_, seats);
    Stops fitting;
    std::vector<Trip> alone;
    for (const StopId stop : stops_) {
      const bool fits = problem_.stops()[stop].pupils <= seats;
      fits ? fitting.push_back(stop) : alone.push_back({problem_.stops()[stop].school, {stop}});
    }
    const Neighbours neighbours(problem_, fitting);
    std::mt19937_64 random(static_cast<std::uint64_t>(problem_.parameters().seed));
    Draft draft(valuation, savings_trips(valuation, neighbours, fitting));
    improve(draft, neighbours, fitting);
    draft =
        renew(draft, neighbours, fitting, {Aim::trips, rounds_for_trips(fitting.size())}, random);
    improve(draft, neighbours, fitting);
    if (buses_differ_from_trips(problem_))
      draft = renew_for_buses(draft, neighbours, fitting, random);
    std::vector<Trip> trips = draft.nonempty_trips();
    trips.insert(trips.end(), alone.begin(), alone.end());
    return dispatch(problem_, trips);
  }

  /// Few long trips are not always fewest buses: short ones fit between more bells. So the search
  /// also starts from one trip a stop.
  [[nodiscard]] Draft renew_for_buses(const Draft& draft, const Neighbours& neighbours,
                                      const Stops& fitting, std::mt19937_64& random) const {
    const Renewal renewal{Aim::buses, rounds_for_buses(draft.nonempty_trips().size())};
    Draft from_few = renew(draft, neighbours, fitting, renewal, random);
    if (renewal.rounds < most_rounds_for_buses) return from_few;
    std::vector<Trip> singles;
    for (const StopId stop : fitting) singles.push_back({problem_.stops()[stop].school, {stop}});
    Draft from_many =
        renew(Draft(draft.valuation(), singles), neighbours, fitting, renewal, random);
    const auto score = [&](const Draft& found) {
      return score_of(problem_, dispatch(problem_, found.nonempty_trips()));
    };
    return score(from_many) < score(from_few) ? from_many : from_few;
  }

  const Problem& problem_;
  Stops stops_;
};

Routes solve_canonical(const Problem& problem) {
  Stops servable;
  std::vector<Unserved> unserved;
  for (const StopId stop : problem.stops().ids()) {
    const auto reason = why_not_alone(problem, stop);
    reason ? unserved.push_back({stop, *reason}) : servable.push_back(stop);
  }
  Routes routes;
  if (!servable.empty()) routes = Search(problem, std::move(servable)).run();
  routes.unserved.insert(routes.unserved.end(), unserved.begin(), unserved.end());
  return routes;
}

}  // namespace

Routes solve(const Problem& problem) {
  const Canonical canonical(problem);
  return canonical.in_original_ids(solve_canonical(canonical.problem()));
}

}  // namespace budian::bus
