#include "scenarios/groundwork.hpp"

#include <algorithm>

namespace budian {
namespace {

std::vector<BusAccess> bus_access_of(const Network& network, const std::vector<Point>& places) {
  std::vector<BusAccess> result;
  result.reserve(places.size());
  for (const auto& place : places) result.push_back(bus_access(network, place));
  return result;
}

std::vector<AttachedPlace> roads_of(const std::vector<BusAccess>& access) {
  std::vector<AttachedPlace> result;
  result.reserve(access.size());
  for (const auto& place : access) result.push_back(place.road);
  return result;
}

TravelMatrix straight(const Groundwork& ground, const std::vector<Point>& places, Speed speed) {
  return measure_straight(points_of(ground.county.settlements), places,
                          ground.travel.straight_detour_factor, speed, ground.travel.limit);
}

/// Without roads a bus is as fast as on a village road.
Speed bus_speed_without_roads(const TravelRules& travel) {
  return travel.bus.speeds[row(RoadClass::village)].value_or(travel.bus.cap);
}

void build_networks(Groundwork& ground) {
  if (ground.county.roads.empty()) return;
  const auto& county = ground.county;
  ground.walk_network =
      std::make_shared<const Network>(county.roads, ground.travel.walk, county.water);
  ground.bus_network =
      std::make_shared<const Network>(county.roads, ground.travel.bus, county.water);
  const auto settlements = points_of(ground.county.settlements);
  ground.settlements_on_foot = attach_all(*ground.walk_network, settlements);
  ground.settlements_bus = bus_access_of(*ground.bus_network, settlements);
}

TravelMatrix rides(const Groundwork& ground, const std::vector<AttachedPlace>& places) {
  const Network& network = *ground.bus_network;
  const auto homes = roads_of(ground.settlements_bus);
  auto there = measure(network, homes, places, Least::time, ground.travel.limit);
  if (!network.has_one_way_edges()) return there;
  return longer_of(there, measure_back(network, homes, places, Least::time, ground.travel.limit));
}

}  // namespace

BusAccess access_by(const Network& bus_network, const Attachment& way) {
  BusAccess access;
  access.walk = way.leg;
  access.road.place = bus_network.position(way);
  access.road.attachments = {{way.edge, Millimetres(0), way.offset}};
  return access;
}

BusAccess bus_access(const Network& bus_network, Point place) {
  return nearest_access(bus_network, place, bus_network.attach(place));
}

BusAccess nearest_access(const Network& bus_network, Point place,
                         const std::vector<Attachment>& ways) {
  if (ways.empty()) {
    BusAccess none;
    none.road.place = place;
    return none;
  }
  const auto connected = std::find_if(ways.begin(), ways.end(), [&](const Attachment& way) {
    return bus_network.component(bus_network.edges()[way.edge].from) == 0;
  });
  return access_by(bus_network, connected == ways.end() ? ways.front() : *connected);
}

FurtherJourneys measure_further(const Groundwork& ground, const std::vector<Point>& places) {
  FurtherJourneys further;
  if (!ground.walk_network) {
    further.on_foot = straight(ground, places, ground.travel.walk.door_speed);
    further.by_bus = straight(ground, places, bus_speed_without_roads(ground.travel));
    return further;
  }
  further.places_on_foot = attach_all(*ground.walk_network, places);
  further.places_bus = bus_access_of(*ground.bus_network, places);
  further.on_foot = measure(*ground.walk_network, ground.settlements_on_foot,
                            further.places_on_foot, Least::length, ground.travel.limit);
  further.by_bus = rides(ground, roads_of(further.places_bus));
  return further;
}

Groundwork prepare(County county, TravelRules travel, money::Rules money,
                   std::vector<StandardRules> standards) {
  Groundwork ground;
  ground.county = std::move(county);
  ground.travel = std::move(travel);
  ground.money = std::move(money);
  ground.standards = std::move(standards);
  build_networks(ground);
  auto journeys = measure_further(ground, points_of(ground.county.schools));
  ground.schools_on_foot = std::move(journeys.places_on_foot);
  ground.schools_bus = std::move(journeys.places_bus);
  ground.on_foot = std::move(journeys.on_foot);
  ground.by_bus = std::move(journeys.by_bus);
  ground.cells = make_ground_cells(ground.county, ground.walk_network.get(),
                                   useful_cells(ground.county, ground.travel));
  ground.placement = place_pupils(ground.county, ground.on_foot);
  return ground;
}

std::vector<School> schools_today(const Groundwork& ground) {
  std::vector<School> schools = ground.county.schools.rows();
  for (auto& school : schools) school.pupils = {};
  for (const auto& group : ground.placement.groups) {
    schools[group.school.row()].pupils[static_cast<std::size_t>(group.grade)] += group.pupils;
  }
  return schools;
}

}  // namespace budian
