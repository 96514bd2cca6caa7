#include "scenarios/planner/least_buses.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

#include "scenarios/money/lines.hpp"
#include "scenarios/planner/served_sets.hpp"

namespace budian::planner {
namespace {

constexpr int most_followers = 6;     // on one bus, that are told apart by how long they take
constexpr int told_apart = 3;         // of these, by each ride that they may take
constexpr std::size_t most_told = 8;  // stops of a school whose sets are written down
constexpr double none = MixedProgram::no_limit;
using Terms = std::vector<MixedProgram::Term>;

bool can_be_had(const bus::BusType& type) {
  return type.available != 0 && type.pupil_seats > Heads(0);
}

class BusColumns {
 public:
  BusColumns(const BusPolicy& policy, const money::BusRates& rates, const LeastWays& ways,
             MixedProgram& program)
      : policy_(policy), rates_(rates), ways_(ways), program_(program) {}

  void add(const std::map<SchoolId, std::vector<Rides>>& rides) {
    for (const auto& [to, of] : rides) {
      for (const Rides& each : of) least_.riders.push_back({each.column, each.heads});
    }
    if (least_.riders.empty()) return;
    if (!policy_.mixed_loads) {
      for (const LeastTrip& trip : ways_.trips) {
        const auto of = rides.find(trip.to);
        if (of != rides.end()) add_trips(trip, of->second);
      }
    } else {
      add_mixed(rides);
    }
    add_fleet();
  }
  LeastBuses take() { return std::move(least_); }

 private:
  struct Follower {
    std::size_t column = 0;
    double minutes = none;  ///< at least, each
  };
  struct Trips {
    std::size_t first = 0, count = 0;
    Follower after_other, after_own;
  };
  struct Following {
    Trips trips;
    std::size_t minutes = 0;  ///< of all that follow
    double least = none;      ///< each
  };

  /// A trip may serve any schools, and begin after any.
  void add_mixed(const std::map<SchoolId, std::vector<Rides>>& rides) {
    LeastTrip any;
    std::vector<Rides> all;
    for (const LeastTrip& trip : ways_.trips) {
      for (const auto& time : {trip.after_own, trip.after_other}) {
        if (time) any.after_own = any.after_own ? std::min(*any.after_own, *time) : *time;
      }
    }
    for (const auto& [to, of] : rides) all.insert(all.end(), of.begin(), of.end());
    add_trips(any, all);
  }

  /// The trips to one school: first ones of a bus, ones after a trip to another school, ones after
  /// a trip to itself. The first that a bus drives to it in a row is one of the former two.
  void add_trips(const LeastTrip& trip, const std::vector<Rides>& rides) {
    double seats = 0, nearest = none;
    for (const auto& type : rates_.types) {
      if (can_be_had(type)) seats = std::max(seats, static_cast<double>(type.pupil_seats.count()));
    }
    for (const Rides& each : rides) nearest = std::min(nearest, each.loaded_km);
    const Follower after_other = follower(trip.after_other), after_own = follower(trip.after_own);
    const std::size_t first = program_.add_column(0, 0, none, false);
    const std::size_t count = program_.add_column(0, 0, seats > 0 ? none : 0, true);
    const std::size_t loaded = program_.add_column(0, 0, none, false);
    program_.add_row({{count}, {first, -1}, {after_other.column, -1}, {after_own.column, -1}}, 0,
                     0);
    add_following({first, count, after_other, after_own}, trip, rides);
    Terms load{{count, seats}}, seat_km{{loaded, seats}};
    for (const Rides& each : rides) {
      program_.add_row({{first}, {after_other.column}, {each.column, -1}}, 0, none);
      program_.add_row({{loaded}, {count, -nearest}, {each.column, nearest - each.loaded_km}}, 0,
                       none);
      load.push_back({each.column, -each.heads});
      seat_km.push_back({each.column, -each.heads * each.loaded_km});
    }
    program_.add_row(load, 0, none);
    program_.add_row(seat_km, 0, none);
    trips_.push_back({count});
    first_trips_.push_back({first});
    double a_km = none;
    for (const auto& type : rates_.types) {
      if (can_be_had(type)) a_km = std::min(a_km, in_yuan(type.cost_a_kilometre));
    }
    const double a_year = money::yearly_kilometres(rates_, metres(1000), metres(1000));
    if (a_km < none) least_.yuan.push_back({loaded, a_km * a_year});
  }

  [[nodiscard]] double minutes_following(const std::optional<Milliseconds>& takes) const {
    const bool may = policy_.chain_trips && takes && *takes <= ways_.window;
    return may ? in_minutes(*takes) : none;
  }

  Follower follower(const std::optional<Milliseconds>& takes) {
    const double minutes = minutes_following(takes);
    return {program_.add_column(0, 0, minutes < none ? none : 0, false), minutes};
  }

  /// What the trips to a school that follow others take: each at least the least there is, the one
  /// with the farthest of those who ride on it as much as they take. And how many of them are long.
  void add_following(const Trips& trips, const LeastTrip& trip, const std::vector<Rides>& rides) {
    const double window = in_minutes(ways_.window);
    const double least = std::min(trips.after_other.minutes, trips.after_own.minutes);
    quickest_ = std::min(quickest_, least);
    const std::size_t minutes = program_.add_column(0, 0, none, false);
    Terms each{{minutes}};
    for (const Follower& kind : {trips.after_other, trips.after_own}) {
      if (kind.minutes < none) each.push_back({kind.column, -kind.minutes});
    }
    program_.add_row(each, 0, none);
    following_minutes_.push_back({minutes});
    std::array<std::optional<std::size_t>, most_followers> long_ones;
    const auto longs = [&](int k) {
      auto& column = long_ones[static_cast<std::size_t>(k - 1)];
      if (!column) {
        column = program_.add_column(0, 0, none, false);
        long_followers_[static_cast<std::size_t>(k - 1)].push_back({*column});
      }
      return *column;
    };
    for (int k = 1; k <= most_followers; ++k) {
      Terms row;
      for (const Follower& kind : {trips.after_other, trips.after_own}) {
        if (kind.minutes < none && kind.minutes * (k + 1) > window)
          row.push_back({kind.column, -1});
      }
      if (row.empty()) continue;
      row.push_back({longs(k)});
      program_.add_row(row, 0, none);
    }
    const auto told = told_homes(trip, rides);
    add_sets({trips, minutes, least}, trip, told, rides, longs);
    for (const Rides& ride : rides) {
      if (std::find(told.begin(), told.end(), ride.home) != told.end()) continue;
      const double takes = minutes_following(ride.following);
      if (takes == none) {
        program_.add_row({{trips.first}, {ride.column, -1}}, 0, none);
        continue;
      }
      if (takes <= least) continue;
      // Of `count` trips that are not first at least one takes the ride's time, if it is taken.
      program_.add_row(
          {{minutes}, {trips.first, takes}, {trips.count, -least}, {ride.column, least - takes}}, 0,
          none);
      for (int k = 1; k <= told_apart; ++k) {
        if (takes * (k + 1) <= window || least * (k + 1) > window) continue;
        program_.add_row({{longs(k)}, {trips.first}, {ride.column, -1}}, 0, none);
      }
    }
  }

  /// Those that take longest, as many as there are sets to write down.
  std::vector<SettlementId> told_homes(const LeastTrip& trip, const std::vector<Rides>& rides) {
    if (trip.places.empty()) return {};
    std::map<SettlementId, Milliseconds> takes;
    for (const Rides& ride : rides)
      takes[ride.home] = ride.following.value_or(ways_.window + Milliseconds(1));
    std::vector<SettlementId> homes;
    for (const auto& [home, time] : takes) homes.push_back(home);
    std::stable_sort(homes.begin(), homes.end(),
                     [&](SettlementId a, SettlementId b) { return takes[a] > takes[b]; });
    if (homes.size() > most_told) homes.resize(most_told);
    return homes;
  }

  /// Each trip serves one of the sets of stops that one can serve, first or following.
  void add_sets(const Following& of, const LeastTrip& trip, const std::vector<SettlementId>& told,
                const std::vector<Rides>& rides,
                const std::function<std::size_t(int)>& long_column) {
    if (told.empty()) return;
    const double window = in_minutes(ways_.window);
    std::vector<Terms> serving(told.size());
    Terms first{{of.trips.first}}, following{{of.trips.after_other.column}};
    Terms minutes{{of.minutes}};
    following.push_back({of.trips.after_own.column});
    if (of.least < none) {
      for (const Follower& kind : {of.trips.after_other, of.trips.after_own})
        minutes.push_back({kind.column, -of.least});
    }
    std::array<Terms, most_followers> long_ones;
    const auto sets = served_sets(trip, told);
    const auto serve = [&](const ServedSet& set) {
      const std::size_t column = program_.add_column(0, 0, none, false);
      for (std::size_t k = 0; k < told.size(); ++k) {
        if ((set.homes >> k & 1U) != 0) serving[k].push_back({column});
      }
      return column;
    };
    for (const ServedSet& set : sets) {
      const bool is_largest = std::none_of(sets.begin(), sets.end(), [&](const ServedSet& other) {
        return other.homes != set.homes && (set.homes & ~other.homes) == 0;
      });
      if (is_largest) first.push_back({serve(set), -1});
      const double takes = minutes_following(set.following);
      if (takes == none) continue;
      const std::size_t column = serve(set);
      following.push_back({column, -1});
      minutes.push_back({column, of.least - takes});
      for (int k = 1; k <= most_followers; ++k) {
        if (takes * (k + 1) > window && of.least * (k + 1) <= window)
          long_ones[static_cast<std::size_t>(k - 1)].push_back({column, -1});
      }
    }
    program_.add_row(first, 0, none);
    program_.add_row(following, 0, none);
    program_.add_row(minutes, 0, none);
    for (int k = 1; k <= most_followers; ++k) {
      Terms& row = long_ones[static_cast<std::size_t>(k - 1)];
      if (row.empty()) continue;
      row.push_back({long_column(k)});
      program_.add_row(row, 0, none);
    }
    for (const Rides& ride : rides) {
      for (std::size_t k = 0; k < told.size(); ++k) {
        if (told[k] != ride.home) continue;
        Terms row = serving[k];
        row.push_back({ride.column, -1});
        program_.add_row(row, 0, none);
      }
    }
  }

  /// Buses by type, as many as trips begin a day; and who pays them.
  void add_fleet() {
    const double window = in_minutes(ways_.window);
    const double on_one = quickest_ < none ? 1 + std::floor(window / quickest_) : 1;
    Terms trips = trips_, seats, first = first_trips_;
    for (const auto& type : rates_.types) {
      if (!can_be_had(type)) continue;
      const double most = type.available < 0 ? none : static_cast<double>(type.available);
      const auto pupils = static_cast<double>(type.pupil_seats.count());
      const double yuan = in_yuan(type.fixed_cost_a_year);
      const std::size_t buses = program_.add_column(0, 0, most, true);
      const std::size_t driven = program_.add_column(0, 0, none, false);
      program_.add_row({{driven}, {buses, -on_one}}, -none, 0);
      trips.push_back({driven, -1});
      seats.push_back({driven, pupils});
      first.push_back({buses, -1});
      buses_.push_back({buses});
      least_.yuan.push_back({buses, yuan});
      least_.least_a_rider = std::min(least_.least_a_rider, yuan / (on_one * pupils));
    }
    program_.add_row(trips, 0, 0);
    program_.add_row(first, 0, 0);
    for (const auto& rider : least_.riders) seats.push_back({rider.column, -rider.factor});
    program_.add_row(seats, 0, none);
    const auto on_all_buses = [&](Terms terms, double on_each) {
      for (const auto& bus : buses_) terms.push_back({bus.column, -on_each});
      program_.add_row(terms, -none, 0);
    };
    on_all_buses(following_minutes_, window);
    // At most k trips that each take more than a (k+1)th of the window follow on one bus.
    for (int k = 1; k <= most_followers; ++k)
      on_all_buses(long_followers_[static_cast<std::size_t>(k - 1)], k);
  }

  const BusPolicy& policy_;
  const money::BusRates& rates_;
  const LeastWays& ways_;
  MixedProgram& program_;
  double quickest_ = none;  ///< minutes of a trip that follows
  Terms trips_, first_trips_, following_minutes_, buses_;
  std::array<Terms, most_followers> long_followers_;
  LeastBuses least_;
};

}  // namespace

LeastBuses add_least_buses(const BusPolicy& policy, const money::BusRates& rates,
                           const LeastWays& ways,
                           const std::map<SchoolId, std::vector<Rides>>& rides,
                           MixedProgram& program) {
  BusColumns columns(policy, rates, ways, program);
  columns.add(rides);
  return columns.take();
}

}  // namespace budian::planner
