// The buses of a plan: stops, lines with their timetable and geometry, who boards where.
#pragma once

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
};
struct BusLine {
  std::string name;  ///< "1", "2" …
  std::size_t duty = 0;
  std::size_t trip = 0;
  SchoolId school;
  bus::TripTimes morning;
  bus::TripTimes afternoon;
  Milliseconds early;  ///< at school before its bell, waiting
  Milliseconds late;   ///< at school after lessons, waiting for the bus
  std::vector<bus::StopId> afternoon_stops;
  Line geometry;  ///< morning, first stop to school, on the roads
};
struct BusService {
  std::vector<BusStopSite> sites;  ///< one for each bus::StopId of the problem, in its order
  std::vector<bus::Stop> stops;    ///< the problem's stops
  std::vector<SchoolId> schools;   ///< of each bus::BellId
  std::vector<bus::BusType> types;
  bus::Routes routes;
  std::vector<bus::DutyWay> mornings, afternoons;  ///< of each duty of the routes
  std::vector<BusLine> lines;
  std::vector<BusBoarding> boardings;
  bus::DutyWay a_morning, an_afternoon;  ///< of all duties
  Heads riders;
  Fen yearly_cost;
  Milliseconds longest_ride, mean_ride;
  Milliseconds longest_wait;  ///< at school, morning or afternoon
};

}  // namespace budian
