// The judge: works from the problem and the answer alone and shares no code with the search.
#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <stdexcept>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {
namespace {

class Judge {
 public:
  Judge(const Problem& problem, const Routes& routes) : problem_(problem), routes_(routes) {}
  std::vector<Violation> judge();

 private:
  /// From the first door opening to reaching the school, or from leaving it to the last door
  /// closing: how long it takes, and where the bus is at the far end.
  struct Drive {
    Milliseconds takes;
    SiteId far_end;
    Milliseconds onward;  ///< from Trip::school to its last school; afternoon: the other way
    SiteId last_school;
    // Of the time at Trip::school, by the windows of all schools.
    Milliseconds earliest, latest;
  };

  void require_known_ids() const;
  void judge_service();
  void judge_unserved();
  void judge_trip(std::size_t duty, std::size_t trip);
  bool same_stops(std::size_t duty, std::size_t trip);
  void judge_load(std::size_t duty, std::size_t trip);
  void judge_schools(std::size_t duty, std::size_t trip);
  bool judge_ways_between_schools(std::size_t duty, std::size_t trip, bool afternoon, Drive& drive);
  [[nodiscard]] Milliseconds aboard(const Trip& trip, BellId school, bool afternoon) const;
  std::optional<Drive> judge_morning(std::size_t duty, std::size_t trip);
  std::optional<Drive> judge_afternoon(std::size_t duty, std::size_t trip);
  void judge_mornings(std::size_t duty);
  void judge_afternoons(std::size_t duty);
  [[nodiscard]] std::vector<std::size_t> afternoon_order(std::size_t duty) const;
  void judge_wait(std::size_t duty, std::size_t trip, Milliseconds over);
  void judge_contractor(std::size_t duty);
  void judge_fleet();
  void judge_depots();
  void judge_ways_home(std::size_t duty);
  [[nodiscard]] bool reason_is_true(const Unserved& unserved) const;
  [[nodiscard]] bool a_bus_is_left(StopId stop) const;
  [[nodiscard]] bool depot_reaches(DepotId depot, StopId stop) const;
  [[nodiscard]] const Trip& trip_of(std::size_t duty, std::size_t trip) const {
    return routes_.duties[duty].trips[trip];
  }
  [[nodiscard]] SiteId site(StopId stop) const { return problem_.stops()[stop].site; }
  void report(ViolationKind kind, std::size_t duty, std::size_t trip, StopId stop,
              std::int64_t amount = 0) {
    violations_.push_back({kind, duty, trip, stop, amount});
  }

  const Problem& problem_;
  const Routes& routes_;
  std::vector<Violation> violations_;
  std::vector<std::vector<std::optional<Drive>>> mornings_;
  std::vector<std::vector<std::optional<Drive>>> afternoons_;
};

void Judge::require_known_ids() const {
  const auto require = [](bool known) {
    if (!known) throw std::invalid_argument("bus routes: an id is not of this problem");
  };
  for (const Duty& duty : routes_.duties) {
    require(problem_.types().contains(duty.type));
    for (const Trip& trip : duty.trips) {
      for (const BellId school : schools_of(trip)) require(problem_.schools().contains(school));
      for (const StopId stop : trip.stops) require(problem_.stops().contains(stop));
      for (const StopId stop : trip.afternoon) require(problem_.stops().contains(stop));
    }
  }
  for (const Unserved& unserved : routes_.unserved) {
    require(problem_.stops().contains(unserved.stop));
  }
}

std::vector<Violation> Judge::judge() {
  require_known_ids();
  judge_service();
  judge_unserved();
  for (std::size_t duty = 0; duty < routes_.duties.size(); ++duty) {
    mornings_.emplace_back();
    afternoons_.emplace_back();
    if (routes_.duties[duty].trips.empty()) report(ViolationKind::empty_trip, duty, 0, {});
    for (std::size_t trip = 0; trip < routes_.duties[duty].trips.size(); ++trip) {
      judge_trip(duty, trip);
    }
    judge_contractor(duty);
    if (!problem_.parameters().chain_trips && routes_.duties[duty].trips.size() > 1) {
      report(ViolationKind::trips_chained, duty, 1, {});
    }
    judge_mornings(duty);
    judge_afternoons(duty);
  }
  judge_fleet();
  judge_depots();
  return std::move(violations_);
}

/// Each stop stands once, in a trip or among the unserved.
void Judge::judge_service() {
  std::vector<int> seen(problem_.stops().size(), 0);
  for (std::size_t duty = 0; duty < routes_.duties.size(); ++duty) {
    for (std::size_t trip = 0; trip < routes_.duties[duty].trips.size(); ++trip) {
      for (const StopId stop : trip_of(duty, trip).stops) {
        if (++seen[stop.row()] == 2) report(ViolationKind::stop_served_twice, duty, trip, stop);
      }
    }
  }
  for (const Unserved& unserved : routes_.unserved) {
    if (++seen[unserved.stop.row()] == 2) {
      report(ViolationKind::stop_served_twice, 0, 0, unserved.stop);
    }
  }
  for (const StopId stop : problem_.stops().ids()) {
    if (seen[stop.row()] == 0) {
      report(ViolationKind::stop_not_served, 0, 0, stop, problem_.stops()[stop].pupils.count());
    }
  }
}

/// A stop left out for a reason that does not hold is a stop not served.
void Judge::judge_unserved() {
  for (const Unserved& unserved : routes_.unserved) {
    if (reason_is_true(unserved)) continue;
    report(ViolationKind::stop_not_served, 0, 0, unserved.stop,
           problem_.stops()[unserved.stop].pupils.count());
  }
}

bool Judge::reason_is_true(const Unserved& unserved) const {
  const Stop& stop = problem_.stops()[unserved.stop];
  const SiteId school = problem_.schools()[stop.school].site;
  const bool home = problem_.has_afternoon();
  const bool way =
      problem_.has_way(stop.site, school) && (!home || problem_.has_way(school, stop.site));
  switch (unserved.reason) {
    case UnservedReason::no_way: {
      const auto depots = problem_.depots().ids();
      const bool reached =
          depots.empty() || std::any_of(depots.begin(), depots.end(), [&](DepotId depot) {
            return depot_reaches(depot, unserved.stop);
          });
      return !way || !reached;
    }
    case UnservedReason::ride_limit:
      return way && (problem_.time(stop.site, school) > stop.ride_limit ||
                     (home && problem_.time(school, stop.site) > stop.ride_limit));
    case UnservedReason::too_many_pupils:
      return std::all_of(problem_.types().begin(), problem_.types().end(),
                         [&](const BusType& type) {
                           return type.available == 0 || type.pupil_seats < stop.pupils;
                         });
    case UnservedReason::below_minimum:
      return stop.pupils < problem_.parameters().least_pupils;
    case UnservedReason::no_bus:
      return !a_bus_is_left(unserved.stop);
  }
  return false;
}

/// Ways from the depot to the stop and from its school back, and the other way round.
bool Judge::depot_reaches(DepotId depot, StopId stop) const {
  const SiteId home = problem_.depots()[depot].site;
  const SiteId school = problem_.schools()[problem_.stops()[stop].school].site;
  const bool morning = problem_.has_way(home, site(stop)) && problem_.has_way(school, home);
  const bool afternoon = problem_.has_way(home, school) && problem_.has_way(site(stop), home);
  return morning && (afternoon || !problem_.has_afternoon());
}

/// One with seats, and a depot with room for it.
bool Judge::a_bus_is_left(StopId stop) const {
  const auto depots = problem_.depots().ids();
  const bool room = std::any_of(depots.begin(), depots.end(), [&](DepotId depot) {
    const auto there = std::count_if(routes_.duties.begin(), routes_.duties.end(),
                                     [&](const Duty& duty) { return duty.depot == depot; });
    const int available = problem_.depots()[depot].available;
    return (available < 0 || there < available) && depot_reaches(depot, stop);
  });
  if (!depots.empty() && !room) return false;
  for (const BusTypeId id : problem_.types().ids()) {
    const BusType& type = problem_.types()[id];
    const auto used = std::count_if(routes_.duties.begin(), routes_.duties.end(),
                                    [&](const Duty& duty) { return duty.type == id; });
    const bool left = type.available < 0 || used < type.available;
    if (left && type.pupil_seats >= problem_.stops()[stop].pupils) return true;
  }
  return false;
}

void Judge::judge_trip(std::size_t duty, std::size_t trip) {
  mornings_[duty].emplace_back();
  afternoons_[duty].emplace_back();
  if (trip_of(duty, trip).stops.empty()) {
    report(ViolationKind::empty_trip, duty, trip, {});
    return;
  }
  judge_load(duty, trip);
  judge_schools(duty, trip);
  mornings_[duty][trip] = judge_morning(duty, trip);
  if (!problem_.has_afternoon() || !same_stops(duty, trip)) return;
  afternoons_[duty][trip] = judge_afternoon(duty, trip);
}

/// Every pupil who was brought is taken home, by the same bus.
bool Judge::same_stops(std::size_t duty, std::size_t trip) {
  std::vector<StopId> morning = trip_of(duty, trip).stops;
  std::vector<StopId> afternoon = trip_of(duty, trip).afternoon;
  std::sort(morning.begin(), morning.end());
  std::sort(afternoon.begin(), afternoon.end());
  std::vector<StopId> differ;
  std::set_symmetric_difference(morning.begin(), morning.end(), afternoon.begin(), afternoon.end(),
                                std::back_inserter(differ));
  for (const StopId stop : differ) {
    report(ViolationKind::afternoon_stops, duty, trip, stop, problem_.stops()[stop].pupils.count());
  }
  return differ.empty();
}

void Judge::judge_load(std::size_t duty, std::size_t trip) {
  const Trip& driven = trip_of(duty, trip);
  Heads load;
  for (const StopId stop : driven.stops) load += problem_.stops()[stop].pupils;
  const Heads seats = problem_.types()[routes_.duties[duty].type].pupil_seats;
  if (load > seats) {
    report(ViolationKind::overload, duty, trip, driven.stops.front(), (load - seats).count());
  }
  const Heads least = problem_.parameters().least_pupils;
  if (load < least) {
    report(ViolationKind::below_minimum, duty, trip, driven.stops.front(), (least - load).count());
  }
}

/// Every pupil's school is called at, and no school in vain; all of them may share a bus.
void Judge::judge_schools(std::size_t duty, std::size_t trip) {
  const Trip& driven = trip_of(duty, trip);
  const std::vector<BellId> schools = schools_of(driven);
  std::vector<int> calls(problem_.schools().size(), 0);
  for (const BellId school : schools) ++calls[school.row()];
  std::vector<bool> wanted(problem_.schools().size(), false);
  for (const StopId stop : driven.stops) {
    const BellId school = problem_.stops()[stop].school;
    wanted[school.row()] = true;
    if (calls[school.row()] == 0) report(ViolationKind::wrong_school, duty, trip, stop);
  }
  for (std::size_t i = 0; i < schools.size(); ++i) {
    const bool again = std::find(schools.begin(), schools.begin() + static_cast<std::ptrdiff_t>(i),
                                 schools[i]) != schools.begin() + static_cast<std::ptrdiff_t>(i);
    const bool is_one_of_several = schools.size() > 1;
    if (again || (is_one_of_several && !wanted[schools[i].row()])) {
      report(ViolationKind::needless_call, duty, trip, driven.stops.front());
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (problem_.may_share(schools[i], schools[j])) continue;
      report(ViolationKind::loads_mixed, duty, trip, driven.stops.front());
    }
  }
}

/// Fills in what follows from the schools of a trip. False where a way is missing.
bool Judge::judge_ways_between_schools(std::size_t duty, std::size_t trip, bool afternoon,
                                       Drive& drive) {
  const Trip& driven = trip_of(duty, trip);
  const std::vector<BellId> schools = schools_of(driven);
  for (std::size_t i = 0; i < schools.size(); ++i) {
    const School& school = problem_.schools()[schools[i]];
    if (i > 0) {
      const SiteId before = drive.last_school;
      if (!(afternoon ? problem_.has_way(school.site, before)
                      : problem_.has_way(before, school.site))) {
        report(ViolationKind::no_way, duty, trip, driven.stops.back());
        return false;
      }
      drive.onward +=
          afternoon ? problem_.onward(school.site, before) : problem_.onward(before, school.site);
    }
    drive.last_school = school.site;
    const Milliseconds earliest =
        afternoon ? school.depart + drive.onward : school.arrive - school.early - drive.onward;
    const Milliseconds latest =
        afternoon ? school.depart + school.late + drive.onward : school.arrive - drive.onward;
    drive.earliest = i == 0 ? earliest : std::max(drive.earliest, earliest);
    drive.latest = i == 0 ? latest : std::min(drive.latest, latest);
  }
  return true;
}

/// How long pupils of a school sit in the bus between Trip::school and their own.
Milliseconds Judge::aboard(const Trip& trip, BellId school, bool afternoon) const {
  Milliseconds time;
  SiteId site = problem_.schools()[trip.school].site;
  if (school == trip.school) return time;
  for (const BellId further : trip.further) {
    const SiteId next = problem_.schools()[further].site;
    time += afternoon ? problem_.onward(next, site) : problem_.onward(site, next);
    if (further == school) return time;
    site = next;
  }
  return time;
}

/// Drives the morning forwards from an unknown start.
std::optional<Judge::Drive> Judge::judge_morning(std::size_t duty, std::size_t trip) {
  const Trip& driven = trip_of(duty, trip);
  const School& school = problem_.schools()[driven.school];
  Drive drive;
  if (!judge_ways_between_schools(duty, trip, false, drive)) return std::nullopt;
  std::vector<Milliseconds> leaves;
  Milliseconds elapsed;
  for (std::size_t i = 0; i < driven.stops.size(); ++i) {
    const StopId stop = driven.stops[i];
    const bool last = i + 1 == driven.stops.size();
    const SiteId next = last ? school.site : site(driven.stops[i + 1]);
    elapsed += problem_.boarding(stop);
    leaves.push_back(elapsed);
    if (!problem_.has_way(site(stop), next)) {
      report(ViolationKind::no_way, duty, trip, stop);
      return std::nullopt;
    }
    elapsed += problem_.time(site(stop), next);
  }
  for (std::size_t i = 0; i < driven.stops.size(); ++i) {
    const Stop& stop = problem_.stops()[driven.stops[i]];
    const Milliseconds over =
        (elapsed + aboard(driven, stop.school, false) - leaves[i]) - stop.ride_limit;
    if (over > Milliseconds(0)) {
      report(ViolationKind::ride_too_long, duty, trip, driven.stops[i], over.count());
    }
  }
  drive.takes = elapsed;
  drive.far_end = site(driven.stops.front());
  return drive;
}

std::optional<Judge::Drive> Judge::judge_afternoon(std::size_t duty, std::size_t trip) {
  const Trip& driven = trip_of(duty, trip);
  const School& school = problem_.schools()[driven.school];
  Drive drive;
  if (!judge_ways_between_schools(duty, trip, true, drive)) return std::nullopt;
  SiteId place = school.site;
  Milliseconds clock = school.depart;
  for (const StopId stop : driven.afternoon) {
    if (!problem_.has_way(place, site(stop))) {
      report(ViolationKind::no_way, duty, trip, stop);
      return std::nullopt;
    }
    clock += problem_.time(place, site(stop));
    const Milliseconds before = aboard(driven, problem_.stops()[stop].school, true);
    const Milliseconds over = clock - school.depart + before - problem_.stops()[stop].ride_limit;
    if (over > Milliseconds(0)) {
      report(ViolationKind::afternoon_ride_too_long, duty, trip, stop, over.count());
    }
    clock += problem_.boarding(stop);
    place = site(stop);
  }
  drive.takes = clock - school.depart;
  drive.far_end = place;
  return drive;
}

void Judge::judge_wait(std::size_t duty, std::size_t trip, Milliseconds over) {
  if (over <= Milliseconds(0)) return;
  report(ViolationKind::late, duty, trip, trip_of(duty, trip).stops.front(), over.count());
}

/// Backwards from the last bell. The trip before must have reached its school early enough to
/// unload and drive to the first stop; a wait that is too long is the fault of the trip after it.
/// Windows of several schools that do not meet are the trip's own.
void Judge::judge_mornings(std::size_t duty) {
  std::optional<Milliseconds> begin;  // of the trip that follows
  for (std::size_t trip = routes_.duties[duty].trips.size(); trip-- > 0;) {
    const auto& drive = mornings_[duty][trip];
    if (!drive) {
      begin.reset();
      continue;
    }
    judge_wait(duty, trip, drive->earliest - drive->latest);
    Milliseconds at_school = drive->latest;
    if (begin) {
      const SiteId next = mornings_[duty][trip + 1]->far_end;
      if (!problem_.has_way(drive->last_school, next)) {
        report(ViolationKind::no_way, duty, trip + 1, trip_of(duty, trip + 1).stops.front());
      } else {
        at_school = std::min(at_school, *begin - problem_.time(drive->last_school, next) -
                                            problem_.parameters().unload - drive->onward);
        if (at_school < drive->latest) judge_wait(duty, trip + 1, drive->earliest - at_school);
        at_school = std::max(at_school, drive->earliest);
      }
    }
    begin = at_school - drive->takes;
  }
}

/// Trips that can leave Trip::school earlier come first; at equal times the later trip of the
/// morning. Trips that cannot be driven count with the end of lessons at Trip::school.
std::vector<std::size_t> Judge::afternoon_order(std::size_t duty) const {
  std::vector<std::size_t> order(routes_.duties[duty].trips.size());
  std::iota(order.rbegin(), order.rend(), std::size_t{0});
  const auto end_of = [&](std::size_t trip) {
    const auto& drive = afternoons_[duty][trip];
    return drive ? drive->earliest : problem_.schools()[trip_of(duty, trip).school].depart;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return end_of(a) < end_of(b); });
  return order;
}

/// Forwards in the order of the ends of lessons, trips of the same end in the reverse of the
/// morning. Pupils get in as long as they get out in the morning: the bus stands at the school that
/// much earlier.
void Judge::judge_afternoons(std::size_t duty) {
  std::optional<Milliseconds> end;  // of the trip before
  SiteId place;
  for (const std::size_t trip : afternoon_order(duty)) {
    const auto& drive = afternoons_[duty][trip];
    if (!drive) {
      end.reset();
      continue;
    }
    judge_wait(duty, trip, drive->earliest - drive->latest);
    Milliseconds leaves = drive->earliest;
    if (end) {
      if (!problem_.has_way(place, drive->last_school)) {
        report(ViolationKind::no_way, duty, trip, trip_of(duty, trip).stops.front());
      } else {
        leaves = std::max(leaves, *end + problem_.time(place, drive->last_school) +
                                      problem_.parameters().unload + drive->onward);
        if (leaves > drive->earliest) judge_wait(duty, trip, leaves - drive->latest);
        leaves = std::max(drive->earliest, std::min(leaves, drive->latest));
      }
    }
    end = leaves + drive->takes;
    place = drive->far_end;
  }
}

void Judge::judge_contractor(std::size_t duty) {
  std::optional<int> first;
  for (std::size_t trip = 0; trip < routes_.duties[duty].trips.size(); ++trip) {
    for (const BellId school : schools_of(trip_of(duty, trip))) {
      const int contractor = problem_.schools()[school].contractor;
      if (!first) first = contractor;
      if (contractor == *first) continue;
      const auto& stops = trip_of(duty, trip).stops;
      report(ViolationKind::contractors_mixed, duty, trip,
             stops.empty() ? StopId() : stops.front());
      first = contractor;
    }
  }
}

/// Reported once for each type, at the first duty that has no vehicle.
void Judge::judge_fleet() {
  std::vector<int> used(problem_.types().size(), 0);
  std::vector<std::optional<std::size_t>> first_without(problem_.types().size());
  for (std::size_t duty = 0; duty < routes_.duties.size(); ++duty) {
    const BusTypeId type = routes_.duties[duty].type;
    const int available = problem_.types()[type].available;
    if (++used[type.row()] <= available || available < 0) continue;
    if (!first_without[type.row()]) first_without[type.row()] = duty;
  }
  for (const BusTypeId type : problem_.types().ids()) {
    if (!first_without[type.row()]) continue;
    report(ViolationKind::fleet_exceeded, *first_without[type.row()], 0, {},
           used[type.row()] - problem_.types()[type].available);
  }
}

/// Each bus has a depot that exists, a way from and to it, and no depot has more than it holds.
void Judge::judge_depots() {
  if (problem_.depots().empty()) return;
  std::vector<int> used(problem_.depots().size(), 0);
  for (std::size_t duty = 0; duty < routes_.duties.size(); ++duty) {
    const DepotId id = routes_.duties[duty].depot;
    if (!problem_.depots().contains(id)) {
      report(ViolationKind::unknown_depot, duty, 0, {});
      continue;
    }
    judge_ways_home(duty);
    const int available = problem_.depots()[id].available;
    if (++used[id.row()] > available && available >= 0) {
      report(ViolationKind::depot_full, duty, 0, {}, used[id.row()] - available);
    }
  }
}

void Judge::judge_ways_home(std::size_t duty) {
  const auto& trips = routes_.duties[duty].trips;
  const auto has_stops = [](const Trip& trip) { return !trip.stops.empty(); };
  if (trips.empty() || !std::all_of(trips.begin(), trips.end(), has_stops)) return;
  const SiteId home = problem_.depots()[routes_.duties[duty].depot].site;
  const SiteId school = problem_.schools()[schools_of(trips.back()).back()].site;
  if (!problem_.has_way(home, site(trips.front().stops.front()))) {
    report(ViolationKind::no_way, duty, 0, trips.front().stops.front());
  }
  if (!problem_.has_way(school, home)) {
    report(ViolationKind::no_way, duty, trips.size() - 1, trips.back().stops.back());
  }
  const auto sets_down = [](const Trip& trip) { return !trip.afternoon.empty(); };
  if (!problem_.has_afternoon() || !std::all_of(trips.begin(), trips.end(), sets_down)) return;
  const std::vector<std::size_t> order = afternoon_order(duty);
  const std::size_t first = order.front();
  const std::size_t last = order.back();
  if (!problem_.has_way(home, problem_.schools()[schools_of(trips[first]).back()].site)) {
    report(ViolationKind::no_way, duty, first, trips[first].afternoon.front());
  }
  if (!problem_.has_way(site(trips[last].afternoon.back()), home)) {
    report(ViolationKind::no_way, duty, last, trips[last].afternoon.back());
  }
}

}  // namespace

std::vector<Violation> check(const Problem& problem, const Routes& routes) {
  if (routes.bells.empty()) return Judge(problem, routes).judge();
  if (routes.bells.size() != problem.schools().size()) {
    throw std::invalid_argument("bus routes: bells of other schools than the problem has");
  }
  // A bell outside of its window is told once, and the rest judged with the nearest one inside.
  BellShifts shifts = routes.bells;
  std::vector<Violation> outside;
  for (const BellId id : problem.schools().ids()) {
    const School& school = problem.schools()[id];
    const Milliseconds inside =
        std::clamp(shifts[id], Milliseconds(0) - school.bell_earlier, school.bell_later);
    if (inside == shifts[id]) continue;
    const Milliseconds over = std::max(shifts[id] - inside, inside - shifts[id]);
    outside.push_back({ViolationKind::bell_moved, 0, 0, {}, over.count(), id});
    shifts[id] = inside;
  }
  const Problem settled = with_bells(problem, shifts);
  std::vector<Violation> violations = Judge(settled, routes).judge();
  violations.insert(violations.end(), outside.begin(), outside.end());
  return violations;
}

}  // namespace budian::bus
