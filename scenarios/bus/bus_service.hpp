// The buses of a plan: stops, lines with their timetable and geometry, who boards where.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gis/county.hpp"
#include "scenarios/bus/routes.hpp"

namespace budian {

/// A boarding place.
struct BusStopSite {
  std::string name;
  Point place;
  TownshipId township;
};
struct BusBoarding {      ///< pupils of one settlement and grade who board at a stop
  std::size_t group = 0;  ///< row in Plan::groups
  bus::StopId stop;
  Millimetres walk;  ///< door to stop
  Heads pupils;      ///< all of the group, or those whom a bus has room for there
};

/// Pupils of one grade who get on or off.
struct GradeHeads {
  SchoolId school;
  int grade = 0;  ///< row: grade 1 is 0
  Heads pupils;
  friend bool operator==(const GradeHeads&, const GradeHeads&) = default;
};
/// A bus stands at a stop or at a school. Clock times from midnight.
struct BusCall {
  std::optional<bus::StopId> stop;  ///< none: at the school
  SchoolId school;                  ///< that it stands at, or that the stop's pupils go to
  Milliseconds arrive, leave;
  std::vector<GradeHeads> on, off;  ///< by school, then grade
  Heads load;                       ///< aboard when it leaves
  Milliseconds ride;                ///< at a stop: of the pupils who get on or off there
  Millimetres driven;               ///< with pupils, since the first call
  /// Of who get on or off at a stop, who live on the left of a road on which that counts
  /// (BusPolicy::crossing_roads): the bus stops on the right-hand side, so they have to cross.
  Heads across = {};
};
/// A line in one half of the day: from its first stop to the school, or from the school to its last
/// stop. Without calls where it does not run.
struct BusRun {
  std::vector<BusCall> calls;
  Line geometry;       ///< from the first call to the last, on the roads
  Millimetres loaded;  ///< with pupils
  Millimetres empty;   ///< to the first call, and to the depot after the last line of a bus
  Milliseconds longest_ride;
  [[nodiscard]] bool runs() const { return !calls.empty(); }
};
struct BusLine {
  std::string name;  ///< "1", "2" …
  std::size_t duty = 0;
  std::size_t trip = 0;
  BusRun morning, afternoon;
  Heads load;
  Milliseconds early;  ///< at school before its bell, waiting; the longest of its schools
  Milliseconds late;   ///< at school after lessons, waiting for the bus
  /// At which it calls, each once, in the order of the calls; several: a mixed load.
  [[nodiscard]] std::vector<SchoolId> schools() const;
  /// When it reaches its last school, and when it leaves that one in the afternoon.
  [[nodiscard]] Milliseconds at_school() const { return morning.calls.back().arrive; }
  [[nodiscard]] Milliseconds from_school() const { return afternoon.calls.front().leave; }
};
/// A school whose day begins and ends at another time than its scenario says.
struct MovedBell {
  SchoolId school;
  Stage stage = Stage::primary;  ///< whose hours they are: of all who ride to it, or of one stage
  Milliseconds arrive, leave;    ///< from then on, times of day
  Milliseconds later;            ///< with a minus: earlier
};
struct BusService {
  std::vector<BusStopSite> sites;  ///< one for each bus::StopId of the problem, in its order
  std::vector<bus::Stop> stops;    ///< the problem's stops
  std::vector<SchoolId> schools;   ///< of each bus::BellId
  std::vector<bus::BusType> types;
  std::vector<std::string> depots;  ///< names; none where the county has no depots
  bus::Routes routes;
  std::vector<bus::DutyWay> mornings, afternoons;  ///< of each duty of the routes
  std::vector<MovedBell> moved_bells;
  std::vector<BusLine> lines;
  std::vector<BusBoarding> boardings;
  bus::DutyWay a_morning, an_afternoon;  ///< of all duties
  Heads riders;
  std::size_t least_buses = 0;  ///< proved: nobody could serve all of them with fewer
  Fen yearly_cost;
  Milliseconds longest_ride, mean_ride;
  Milliseconds longest_wait;  ///< at school, morning or afternoon
};

}  // namespace budian
