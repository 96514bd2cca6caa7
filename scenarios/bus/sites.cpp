#include "scenarios/bus/sites.hpp"

#include <algorithm>
#include <utility>

namespace budian {
namespace {

BusAccess access_without_roads(Point place) {
  BusAccess access;
  access.road.place = place;
  return access;
}

bus::SiteTravel table_of(const TravelMatrix& matrix) {
  bus::SiteTravel travel;
  travel.sites = matrix.origins();
  travel.time.assign(travel.sites * travel.sites, bus::no_travel);
  travel.length = travel.time;
  for (std::size_t from = 0; from < travel.sites; ++from) {
    for (const auto& entry : matrix.row(from)) {
      const std::size_t cell = from * travel.sites + entry.destination;
      travel.time[cell] = entry.time;
      travel.length[cell] = entry.length;
    }
    travel.time[from * travel.sites + from] = 0;
    travel.length[from * travel.sites + from] = 0;
  }
  return travel;
}

std::vector<Point> depot_places(const Groundwork& ground) {
  std::vector<Point> places;
  if (ground.money.bus.depots.empty()) return places;
  const Projection to_plane("EPSG:4490", "EPSG:" + std::to_string(ground.county.plane.epsg));
  for (const money::BusDepot& depot : ground.money.bus.depots) {
    places.push_back(to_plane({depot.place.longitude, depot.place.latitude}));
  }
  return places;
}

/// As fast as on a village road where there is no network.
Speed speed_without_roads(const TravelRules& travel) {
  return travel.bus.speeds[row(RoadClass::village)].value_or(travel.bus.cap);
}

}  // namespace

BusSites::BusSites(const Groundwork& ground, const Plan& plan,
                   std::vector<SettlementId> settlements, std::vector<SchoolId> schools)
    : ground_(ground), settlements_(std::move(settlements)), schools_(std::move(schools)) {
  const auto access_of = [&](Point place) {
    return ground.bus_network ? bus_access(*ground.bus_network, place)
                              : access_without_roads(place);
  };
  std::vector<AttachedPlace> roads;
  std::vector<Point> places;
  for (const SettlementId id : settlements_) {
    access_.push_back(access_of(ground.county.settlements[id].place));
  }
  for (const SchoolId id : schools_) access_.push_back(access_of(plan.schools[id].school.place));
  for (const Point depot : depot_places(ground)) access_.push_back(access_of(depot));
  for (const BusAccess& access : access_) {
    roads.push_back(access.road);
    places.push_back(access.road.place);
  }
  const Millimetres limit = useful_length(plan);
  travel_ = table_of(ground.bus_network
                         ? measure(*ground.bus_network, roads, roads, Least::time, limit)
                         : measure_straight(places, places, ground.travel.straight_detour_factor,
                                            speed_without_roads(ground.travel), limit));
}

std::size_t BusSites::row_of(SettlementId settlement) const {
  const auto found = std::lower_bound(settlements_.begin(), settlements_.end(), settlement);
  return static_cast<std::size_t>(found - settlements_.begin());
}

bool BusSites::has_road(bus::SiteId site) const {
  return !ground_.bus_network || access_[site.row()].exists();
}

/// Legs longer than twice the longest journey from a settlement to a school are never worth driving
/// with pupils: driving by the school would be shorter. Dead runs are given 15 km in any case, ways
/// from and to depots as much as journeys may have.
Millimetres BusSites::useful_length(const Plan& plan) const {
  if (!ground_.money.bus.depots.empty()) return ground_.travel.limit;
  Millimetres longest = metres(7500);
  for (const SchoolId school : schools_) {
    const bool opened = !plan.schools[school].existed;
    if (opened) return ground_.travel.limit;
  }
  for (const SettlementId settlement : settlements_) {
    for (const SchoolId school : schools_) {
      const auto journey = ground_.by_bus.find(settlement.row(), school.row());
      if (journey) longest = std::max(longest, journey->length);
    }
  }
  return std::min(2 * longest, ground_.travel.limit);
}

TravelMatrix BusSites::walks(Millimetres limit) const {
  std::vector<Point> sites;
  std::vector<Point> doors;
  for (std::size_t i = 0; i < settlements_.size(); ++i) {
    sites.push_back(access_[i].road.place);
    doors.push_back(ground_.county.settlements[settlements_[i]].place);
  }
  if (!ground_.walk_network) {
    return measure_straight(doors, sites, ground_.travel.straight_detour_factor,
                            ground_.travel.walk.door_speed, limit);
  }
  std::vector<AttachedPlace> homes;
  for (const SettlementId settlement : settlements_) {
    homes.push_back(ground_.settlements_on_foot[settlement.row()]);
  }
  return measure(*ground_.walk_network, homes, attach_all(*ground_.walk_network, sites),
                 Least::length, limit);
}

Line BusSites::way(bus::SiteId from, bus::SiteId to) const {
  const AttachedPlace& origin = access_[from.row()].road;
  const AttachedPlace& destination = access_[to.row()].road;
  if (!ground_.bus_network) return {origin.place, destination.place};
  return path(*ground_.bus_network, origin, destination, Least::time,
              Milliseconds(travel_.time[cell(from, to)]));
}

}  // namespace budian
