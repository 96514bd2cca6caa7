#include "scenarios/journeys.hpp"

#include <algorithm>
#include <limits>

#include "scenarios/access.hpp"
#include "scenarios/receivers.hpp"
#include "scenarios/resolve.hpp"

namespace budian {
namespace {

/// Ride of the pupils of each stop, from leaving it to reaching the school; nothing for stops no
/// line serves.
std::vector<std::optional<Milliseconds>> rides_of_stops(const BusService& buses) {
  std::vector<std::optional<Milliseconds>> rides(buses.stops.size());
  for (const auto& line : buses.lines) {
    for (const BusCall& call : line.morning.calls) {
      if (call.stop) rides[call.stop->row()] = call.ride;
    }
  }
  return rides;
}

void add_bus_part(const Situation& situation, const BusBoarding& boarding, Milliseconds ride,
                  GroupJourney& journey) {
  const auto& group = situation.plan.groups[boarding.group];
  const auto from_bus = situation.travel.walk_from_bus(group.school).value_or(Millimetres(0));
  const auto to_stop = walking_time(situation.ground.travel, group.grade, boarding.walk);
  const auto walk = to_stop + walking_time(situation.ground.travel, group.grade, from_bus);
  const auto wait = situation.scenario.bus.wait;
  const auto door_to_door = walk + wait + ride;
  // A group that boards several buses is as late as its latest.
  if (!journey.door_to_door || door_to_door > *journey.door_to_door) {
    journey.ride = ride;
    journey.door_to_door = door_to_door;
    journey.walk_to_stop = to_stop;
    journey.wait = wait;
  }
}

}  // namespace

std::vector<GroupJourney> group_journeys(const Situation& situation, const BusService& buses) {
  const auto& county = situation.ground.county;
  const PublicRides by_public_line = public_rides(situation.scenario, county);
  std::vector<GroupJourney> journeys;
  journeys.reserve(situation.plan.groups.size());
  for (const auto& group : situation.plan.groups) {
    GroupJourney journey;
    journey.straight = distance(county.settlements[group.settlement].place,
                                situation.plan.schools[group.school].school.place);
    if (const auto way = situation.travel.on_foot(group.settlement, group.school)) {
      journey.road = way->length;
      journey.on_foot = walking_time(situation.ground.travel, group.grade, way->length);
      if (group.way == Way::walk) journey.door_to_door = journey.on_foot;
    }
    if (group.way == Way::public_line) {
      journey.ride = journey.door_to_door = by_public_line.at({group.settlement, group.school});
    }
    journeys.push_back(journey);
  }
  const auto rides = rides_of_stops(buses);
  for (const auto& boarding : buses.boardings) {
    const auto& ride = rides[boarding.stop.row()];
    if (ride) add_bus_part(situation, boarding, *ride, journeys[boarding.group]);
  }
  return journeys;
}

bool teaches(const PlannedSchool& planned, Stage stage) {
  if (!planned.open) return false;
  const auto& school = planned.school;
  const int first = stage == Stage::primary ? 0 : 6;
  const int last = stage == Stage::primary ? 6 : grade_count;
  bool known = false;
  for (int grade = 0; grade < grade_count; ++grade) {
    const auto g = static_cast<std::size_t>(grade);
    const bool here = school.pupils[g] > Heads(0) || school.classes[g] > 0;
    known = known || here;
    if (here && grade >= first && grade < last) return true;
  }
  return !known && kind_holds_grade(school.kind, first);
}

namespace {

double seats_of(const PlannedSchool& planned, Stage stage, Heads class_size) {
  if (!planned.open || !planned.school.is_public) return 0;
  std::int64_t classes = 0;
  for (int grade = 0; grade < grade_count; ++grade) {
    if (stage_of_grade(grade) == stage)
      classes += planned.school.classes[static_cast<std::size_t>(grade)];
  }
  if (classes == 0)
    return static_cast<double>(pupils_of_stage(planned.school.pupils, stage).count());
  return static_cast<double>(classes * class_size.count());
}

}  // namespace

std::vector<std::optional<double>> accessibility(const Situation& situation, Stage stage) {
  const auto& settlements = situation.ground.county.settlements;
  const double threshold = in_kilometres(situation.scenario.accessibility_threshold);
  std::vector<double> supply;
  for (const auto& planned : situation.plan.schools) {
    supply.push_back(seats_of(planned, stage, situation.scenario.limits.class_size[row(stage)]));
  }
  std::vector<double> demand(settlements.size(), 0);
  for (const auto& group : situation.plan.groups) {
    if (stage_of_grade(group.grade) == stage) {
      demand[group.settlement.row()] += static_cast<double>(group.pupils.count());
    }
  }
  std::vector<std::vector<Reach>> reach(settlements.size());
  for (const auto id : settlements.ids()) {
    if (demand[id.row()] == 0) continue;
    situation.travel.each_on_foot(id, [&](SchoolId school, Millimetres length) {
      const double km = in_kilometres(length);
      if (km <= threshold && supply[school.row()] > 0)
        reach[id.row()].push_back({school.row(), km});
    });
  }
  const auto values = two_step_accessibility(supply, demand, reach, threshold);
  std::vector<std::optional<double>> result(settlements.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (demand[i] > 0) result[i] = values[i];
  }
  return result;
}

namespace {

GroundAccess ground_access(const Situation& situation, const std::vector<SchoolId>& schools) {
  const auto& ground = situation.ground;
  if (!ground.walk_network) {
    std::vector<Point> places;
    places.reserve(schools.size());
    for (const auto id : schools) places.push_back(situation.plan.schools[id].school.place);
    return nearest_destination_straight(ground.cells, places, ground.travel.straight_detour_factor,
                                        ground.travel.limit);
  }
  std::vector<AttachedPlace> places;
  places.reserve(schools.size());
  for (const auto id : schools) places.push_back(situation.travel.attached(id));
  return nearest_destination(ground.cells, *ground.walk_network, places, Least::length,
                             ground.travel.limit);
}

/// In mm; the last band is what lies beyond.
std::vector<std::int64_t> distance_bounds() {
  std::vector<std::int64_t> bounds;
  for (const double km : distance_bands_km) bounds.push_back(metres(km * 1000).count());
  bounds.push_back(std::numeric_limits<std::int64_t>::max());
  return bounds;
}

}  // namespace

void add_ground(const Situation& situation, Stage stage, std::vector<CatchmentArea>& catchments,
                std::vector<CoverageArea>& coverage) {
  std::vector<SchoolId> schools;
  for (const auto id : situation.plan.schools.ids()) {
    const auto& planned = situation.plan.schools[id];
    if (planned.school.is_public && teaches(planned, stage)) schools.push_back(id);
  }
  if (schools.empty() || situation.ground.cells.size() == 0) return;
  const auto access = ground_access(situation, schools);
  for (auto& area : polygons_of(situation.ground.cells, access.destination)) {
    const double square_metres = area_square_metres(area.area);
    catchments.push_back({schools[static_cast<std::size_t>(area.label)], stage,
                          std::move(area.area), square_metres / 1e6});
  }
  for (auto& area : polygons_of(situation.ground.cells, bands_of(access, distance_bounds()))) {
    const double square_metres = area_square_metres(area.area);
    coverage.push_back(
        {stage, static_cast<std::size_t>(area.label), std::move(area.area), square_metres / 1e6});
  }
}

}  // namespace budian
