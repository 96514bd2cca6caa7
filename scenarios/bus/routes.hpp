// The answer to a bus problem: immutable routes with their timetable, and the judge of any set of
// routes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/bus/problem.hpp"

namespace budian::bus {

/// One loaded run to school in the morning, and home in the afternoon.
struct Trip {
  BellId school;  ///< the first that it calls at in the morning, the last in the afternoon
  std::vector<StopId> stops;  ///< in the order of the morning
  /// The same stops in the order in which pupils are set down; empty without an afternoon.
  std::vector<StopId> afternoon = {};
  /// Of a mixed load: where it goes on to in the morning, in this order; in the afternoon the other
  /// way round.
  std::vector<BellId> further = {};
  friend bool operator==(const Trip&, const Trip&) = default;
};
/// All schools of a trip, in the order of the morning.
std::vector<BellId> schools_of(const Trip& trip);

/// What one vehicle does in a morning: one or more trips. In the afternoon each trip is driven from
/// its school.
struct Duty {
  BusTypeId type;
  std::vector<Trip> trips;
  DepotId depot = {};  ///< only where the problem has depots
  friend bool operator==(const Duty&, const Duty&) = default;
};

enum class UnservedReason : std::uint8_t {
  no_way,           ///< no road from the stop to the school
  ride_limit,       ///< over the limit even if driven alone
  too_many_pupils,  ///< more pupils at the stop than the largest bus has seats
  no_bus,           ///< the fleet is used up
  below_minimum,    ///< fewer pupils than a trip needs, and no other trip takes them in
};
struct Unserved {
  StopId stop;
  UnservedReason reason = UnservedReason::no_way;
  friend bool operator==(const Unserved&, const Unserved&) = default;
};

/// How much later, or with a minus earlier, each school's day begins and ends than `School::arrive`
/// and `School::depart` say. Empty: no bell is moved.
using BellShifts = Table<BellId, Milliseconds>;
bool are_moved(const BellShifts& shifts);
/// A school whose bell is moved so far; it is left to be chosen no more.
School with_bell(School school, Milliseconds later);
/// The problem with these bells, whether or not they are within their windows (check tells); none
/// is left to be chosen. Throws std::invalid_argument where one is moved out of the day.
Problem with_bells(const Problem& problem, const BellShifts& shifts);

/// Times, ways and costs of routes with moved bells are those of the problem with_bells.
struct Routes {
  std::vector<Duty> duties;
  std::vector<Unserved> unserved;
  BellShifts bells = {};
  friend bool operator==(const Routes&, const Routes&) = default;
};

/// Times of one trip, morning: arrival and departure at each stop, arrival at school. Clock times
/// from midnight.
struct TripTimes {
  std::vector<Milliseconds> arrive;  ///< at each stop, in trip order
  std::vector<Milliseconds> leave;
  Milliseconds at_school;  ///< at Trip::school
  /// At each school, in the order of schools_of: when it is reached, or left in the afternoon.
  std::vector<Milliseconds> at_schools;
  std::vector<Milliseconds> rides;  ///< of the pupils of each stop
  Milliseconds longest_ride;
  Millimetres loaded_length;
  Heads load;
};
/// Morning: reaches Trip::school at its bell, or at the time of day given.
TripTimes morning_times(const Problem& problem, const Trip& trip);
TripTimes morning_times(const Problem& problem, const Trip& trip, Milliseconds at_school);
/// Afternoon: leaves Trip::school at the end of lessons, or at the time of day given; `arrive` and
/// `leave` follow Trip::afternoon.
TripTimes afternoon_times(const Problem& problem, const Trip& trip);
TripTimes afternoon_times(const Problem& problem, const Trip& trip, Milliseconds at_school);

/// When each trip of a duty reaches Trip::school in the morning and leaves it in the afternoon, in
/// the order of Duty::trips.
struct DutyTimes {
  std::vector<Milliseconds> arrive;
  std::vector<Milliseconds> depart;
};
/// Pupils wait at school as little as the bus allows; the last trip of the morning reaches its
/// school at the bell (of several schools, as late as all their bells allow). Empty where one bus
/// cannot drive these trips within the schools' windows.
std::optional<DutyTimes> duty_times(const Problem& problem, const Duty& duty);

/// The way of a duty in one morning or afternoon: with pupils, and empty between trips and from and
/// to its depot.
struct DutyWay {
  Millimetres loaded;
  Millimetres empty;
  Milliseconds driving;  ///< loaded and empty, without stops and waits
  [[nodiscard]] Millimetres length() const { return loaded + empty; }
  DutyWay& operator+=(const DutyWay& other);
};
DutyWay morning_way(const Problem& problem, const Duty& duty);
/// Nothing where the problem has no afternoon.
DutyWay afternoon_way(const Problem& problem, const Duty& duty);

/// Yearly cost: fixed cost of the vehicles + kilometres and hours of all mornings and afternoons ×
/// rates.
Fen yearly_cost(const Problem& problem, const Routes& routes);

/// The trip with an afternoon: in the order with the least longest ride that keeps the ride limits
/// (see afternoon.hpp). For trips drawn by hand.
Trip with_afternoon(const Problem& problem, Trip trip);

enum class ViolationKind : std::uint8_t {
  stop_not_served,
  stop_served_twice,
  wrong_school,
  overload,
  ride_too_long,
  no_way,
  late,  ///< a bus cannot drive this trip after the one before it, or keep all its schools' windows
  empty_trip,
  fleet_exceeded,
  afternoon_ride_too_long,
  afternoon_stops,    ///< the afternoon does not set down at the stops of the morning
  contractors_mixed,  ///< a bus serves the schools of several
  trips_chained,      ///< several trips a bus where the problem allows one
  unknown_depot,
  depot_full,
  loads_mixed,    ///< a trip serves two schools that may not share a bus
  below_minimum,  ///< a trip has fewer pupils than it needs
  needless_call,  ///< a trip calls at a school to which none of its pupils go, or twice
  bell_moved,     ///< a school's bell is outside of its window
};
struct Violation {
  ViolationKind kind = ViolationKind::stop_not_served;
  std::size_t duty = 0;
  std::size_t trip = 0;
  StopId stop;
  std::int64_t amount = 0;  ///< how much: heads over, ms late or too long
  BellId school = {};       ///< of bell_moved
};
/// Judges any set of routes, the search's own and hand-drawn ones, from the problem alone. Empty:
/// nothing is broken.
std::vector<Violation> check(const Problem& problem, const Routes& routes);

}  // namespace budian::bus
