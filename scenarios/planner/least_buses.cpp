#include "scenarios/planner/least_buses.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/money/lines.hpp"

namespace budian::planner {
namespace {

constexpr int most_followers = 6;  // on one bus, that are told apart by how long they take
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
    double minutes = 0;
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
    const auto follower = [&](const std::optional<Milliseconds>& takes) {
      const bool may = policy_.chain_trips && takes && *takes <= ways_.window;
      const std::size_t column = program_.add_column(0, 0, may ? none : 0, false);
      if (may) followers_.push_back({column, in_minutes(*takes)});
      return column;
    };
    const std::size_t first = program_.add_column(0, 0, none, false);
    const std::size_t after_other = follower(trip.after_other);
    const std::size_t after_own = follower(trip.after_own);
    const std::size_t count = program_.add_column(0, 0, seats > 0 ? none : 0, true);
    const std::size_t loaded = program_.add_column(0, 0, none, false);
    program_.add_row({{count}, {first, -1}, {after_other, -1}, {after_own, -1}}, 0, 0);
    Terms load{{count, seats}}, seat_km{{loaded, seats}};
    for (const Rides& each : rides) {
      program_.add_row({{first}, {after_other}, {each.column, -1}}, 0, none);
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

  /// Buses by type, as many as trips begin a day; and who pays them.
  void add_fleet() {
    const double window = in_minutes(ways_.window);
    double quickest = none;
    for (const Follower& each : followers_) quickest = std::min(quickest, each.minutes);
    const double on_one = followers_.empty() ? 1 : 1 + std::floor(window / quickest);
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
    Terms time;
    for (const Follower& each : followers_) time.push_back({each.column, each.minutes});
    for (const auto& bus : buses_) time.push_back({bus.column, -window});
    program_.add_row(time, -none, 0);
    // At most k trips that each take more than a (k+1)th of the window follow on one bus.
    for (int k = 1; k <= most_followers; ++k) {
      Terms long_ones;
      for (const Follower& each : followers_) {
        if (each.minutes * (k + 1) > window) long_ones.push_back({each.column});
      }
      for (const auto& bus : buses_) long_ones.push_back({bus.column, -static_cast<double>(k)});
      program_.add_row(long_ones, -none, 0);
    }
  }

  const BusPolicy& policy_;
  const money::BusRates& rates_;
  const LeastWays& ways_;
  MixedProgram& program_;
  std::vector<Follower> followers_;
  Terms trips_, first_trips_, buses_;
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
