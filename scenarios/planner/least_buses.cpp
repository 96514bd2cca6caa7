#include "scenarios/planner/least_buses.hpp"

#include <algorithm>
#include <array>

#include "scenarios/money/lines.hpp"
#include "scenarios/planner/served_sets.hpp"

namespace budian::planner {
namespace {

constexpr int most_followers = 6;     // on one bus, that are told apart by how long they take
constexpr std::size_t most_told = 8;  // settlements of a school whose sets are written down
constexpr double none = MixedProgram::no_limit;
using Terms = std::vector<MixedProgram::Term>;

bool can_be_had(const bus::BusType& type) {
  return type.available != 0 && type.pupil_seats > Heads(0);
}

class BusColumns {
 public:
  BusColumns(const BusPolicy& policy, const money::BusRates& rates, const LeastWays& ways,
             MixedProgram& program)
      : policy_(policy),
        rates_(rates),
        ways_(ways),
        window_(in_minutes(ways.window)),
        program_(program) {}

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
    add_order();
    add_fleet();
  }
  LeastBuses take() { return std::move(least_); }

 private:
  /// Trips that follow those to one school.
  struct Followers {
    std::size_t column = 0;
    bool after_own = false;
    Milliseconds reached;
  };
  /// The columns of the trips to one school.
  struct Trips {
    std::size_t first = 0, count = 0, minutes = 0;  ///< minutes: of all that follow another one
    std::vector<Followers> following;
    std::optional<Milliseconds> quickest;  ///< of one that follows
    /// How many of these are long, as of is_long.
    std::array<std::optional<std::size_t>, most_followers> long_ones;

    [[nodiscard]] double least() const { return quickest ? in_minutes(*quickest) : none; }
  };
  using LongRows = std::array<Terms, most_followers>;

  /// A trip may serve any schools, and begin after any.
  void add_mixed(const std::map<SchoolId, std::vector<Rides>>& rides) {
    LeastTrip any;
    any.to = rides.begin()->first;
    std::vector<Rides> all;
    for (const LeastTrip& trip : ways_.trips) {
      for (const LeastAfter& after : trip.after) {
        if (any.after.empty()) any.after.push_back({any.to, after.reached, after.takes});
        LeastAfter& least = any.after.front();
        least.reached = std::min(least.reached, after.reached);
        least.takes = std::min(least.takes, after.takes);
      }
    }
    for (const auto& [to, of] : rides) all.insert(all.end(), of.begin(), of.end());
    add_trips(any, all);
  }

  /// Do no more than k such trips follow on one bus?
  [[nodiscard]] bool is_long(Milliseconds takes, int k) const {
    return takes.count() * (k + 1) > ways_.window.count();
  }
  [[nodiscard]] double minutes_following(const std::optional<Milliseconds>& takes) const {
    const bool may = policy_.chain_trips && takes && *takes <= ways_.window;
    return may ? in_minutes(*takes) : none;
  }

  /// The trips to one school: first ones of a bus and ones after each other school's or its own.
  /// The first that a bus drives to it in a row does not follow its own.
  void add_trips(const LeastTrip& trip, const std::vector<Rides>& rides) {
    double seats = 0, nearest = none;
    for (const auto& type : rates_.types) {
      if (can_be_had(type)) seats = std::max(seats, static_cast<double>(type.pupil_seats.count()));
    }
    for (const Rides& each : rides) nearest = std::min(nearest, each.loaded_km);
    Trips trips;
    trips.first = program_.add_column(0, 0, none, false);
    trips.count = program_.add_column(0, 0, seats > 0 ? none : 0, true);
    trips.minutes = program_.add_column(0, 0, none, false);
    add_following(trip, trips);
    add_times(trip, rides, trips);
    Terms all{{trips.count, -1}, {trips.first}}, in_a_row{{trips.first}};
    for (const Followers& each : trips.following) {
      all.push_back({each.column});
      if (!each.after_own) in_a_row.push_back({each.column});
    }
    program_.add_row(all, 0, 0);
    const std::size_t loaded = program_.add_column(0, 0, none, false);
    Terms load{{trips.count, seats}}, seat_km{{loaded, seats}};
    for (const Rides& each : rides) {
      Terms served = in_a_row;
      served.push_back({each.column, -1});
      program_.add_row(served, 0, none);
      program_.add_row({{loaded}, {trips.count, -nearest}, {each.column, nearest - each.loaded_km}},
                       0, none);
      load.push_back({each.column, -each.heads});
      seat_km.push_back({each.column, -each.heads * each.loaded_km});
    }
    program_.add_row(load, 0, none);
    program_.add_row(seat_km, 0, none);
    trips_.push_back({trips.count});
    first_trips_.push_back({trips.first});
    following_minutes_.push_back({trips.minutes});
    if (trips.quickest) take_least(quickest_, *trips.quickest);
    before_[trip.to].push_back({trips.count, -1});
    double a_km = none;
    for (const auto& type : rates_.types) {
      if (can_be_had(type)) a_km = std::min(a_km, in_yuan(type.cost_a_kilometre));
    }
    const double a_year = money::yearly_kilometres(rates_, metres(1000), metres(1000));
    if (a_km < none) least_.yuan.push_back({loaded, a_km * a_year});
  }

  /// A column for each school whose trips they may follow.
  void add_following(const LeastTrip& trip, Trips& trips) {
    Terms row{{trips.minutes}};
    LongRows long_ones;
    for (const LeastAfter& after : trip.after) {
      const double takes = minutes_following(after.takes);
      if (takes == none) continue;
      const std::size_t column = program_.add_column(0, 0, none, false);
      trips.following.push_back({column, after.before == trip.to, after.reached});
      before_[after.before].push_back({column});
      row.push_back({column, -takes});
      take_least(trips.quickest, after.takes);
      for (int k = 1; k <= most_followers; ++k) {
        if (is_long(after.takes, k)) long_ones[index(k)].push_back({column, -1});
      }
    }
    program_.add_row(row, 0, none);
    add_long_ones(long_ones, trips);
  }

  /// At least as many of the trips that follow are long as the columns of a row say.
  void add_long_ones(LongRows& rows, Trips& trips) {
    for (int k = 1; k <= most_followers; ++k) {
      if (rows[index(k)].empty()) continue;
      auto& column = trips.long_ones[index(k)];
      if (!column) {
        column = program_.add_column(0, 0, none, false);
        long_followers_[index(k)].push_back({*column});
      }
      rows[index(k)].push_back({*column});
      program_.add_row(rows[index(k)], 0, none);
    }
  }
  static std::size_t index(int k) { return static_cast<std::size_t>(k - 1); }

  /// The settlements that take longest, as many as there are sets to write down.
  [[nodiscard]] std::vector<SettlementId> told_homes(const LeastTrip& trip,
                                                     const std::vector<Rides>& rides) const {
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

  /// Each trip serves one of the sets of settlements that one can serve; of those that are not told
  /// apart the one that takes longest is on some trip.
  void add_times(const LeastTrip& trip, const std::vector<Rides>& rides, Trips& trips) {
    const auto told = told_homes(trip, rides);
    if (!told.empty()) add_sets(trip, told, rides, trips);
    for (const Rides& ride : rides) {
      if (std::find(told.begin(), told.end(), ride.home) != told.end()) continue;
      const double takes = minutes_following(ride.following);
      if (takes == none) {
        program_.add_row({{trips.first}, {ride.column, -1}}, 0, none);
      } else if (takes > trips.least()) {
        program_.add_row({{trips.minutes},
                          {trips.first, takes},
                          {trips.count, -trips.least()},
                          {ride.column, trips.least() - takes}},
                         0, none);
      }
    }
  }

  void add_sets(const LeastTrip& trip, const std::vector<SettlementId>& told,
                const std::vector<Rides>& rides, Trips& trips) {
    std::vector<Terms> serving(told.size());
    Terms first{{trips.first}}, following;
    // From the nearest school, and from the one that they do follow.
    Terms minutes{{trips.minutes}}, minutes_after{{trips.minutes}};
    LongRows long_ones;
    const auto sets = served_sets(trip, told);
    double least_loaded = none;
    for (const LeastPlace& place : trip.places) {
      if (place.to_school) least_loaded = std::min(least_loaded, in_minutes(*place.to_school));
    }
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
      if (takes == none || !trips.quickest) continue;
      const std::size_t column = serve(set);
      following.push_back({column, -1});
      minutes.push_back({column, trips.least() - takes});
      minutes_after.push_back({column, least_loaded - in_minutes(set.loaded)});
      for (int k = 1; k <= most_followers; ++k) {
        if (is_long(*set.following, k) && !is_long(*trips.quickest, k))
          long_ones[index(k)].push_back({column, -1});
      }
    }
    for (const Followers& each : trips.following) {
      following.push_back({each.column});
      minutes.push_back({each.column, -trips.least()});
      minutes_after.push_back({each.column, -in_minutes(each.reached) - least_loaded});
    }
    program_.add_row(first, 0, none);
    program_.add_row(following, 0, none);
    program_.add_row(minutes, 0, none);
    program_.add_row(minutes_after, 0, none);
    add_long_ones(long_ones, trips);
    for (const Rides& ride : rides) {
      for (std::size_t k = 0; k < told.size(); ++k) {
        if (told[k] != ride.home) continue;
        Terms served = serving[k];
        served.push_back({ride.column, -1});
        program_.add_row(served, 0, none);
      }
    }
  }

  /// One trip at most follows each.
  void add_order() {
    for (const auto& [school, terms] : before_) program_.add_row(terms, -none, 0);
  }

  /// Buses by type, as many as trips begin a day; and who pays them.
  void add_fleet() {
    const double on_one =
        quickest_ ? static_cast<double>(1 + ways_.window.count() /
                                                std::max<std::int64_t>(1, quickest_->count()))
                  : 1;
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
    on_all_buses(following_minutes_, window_);
    // At most k trips that each take more than a (k+1)th of the window follow on one bus.
    for (int k = 1; k <= most_followers; ++k) on_all_buses(long_followers_[index(k)], k);
  }

  const BusPolicy& policy_;
  const money::BusRates& rates_;
  const LeastWays& ways_;
  double window_;  ///< minutes
  MixedProgram& program_;
  std::optional<Milliseconds> quickest_;  ///< of the trips that follow
  Terms trips_, first_trips_, following_minutes_, buses_;
  std::map<SchoolId, Terms> before_;  ///< trips that follow those to a school, less these
  LongRows long_followers_;
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
