#include "scenarios/bus/sites.hpp"

#include <algorithm>
#include <iterator>
#include <map>
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

BusSites::BusSites(const Groundwork& ground, const Plan& plan, const BusPolicy& policy,
                   std::vector<SettlementId> settlements, std::vector<SchoolId> schools)
    : ground_(ground), settlements_(std::move(settlements)), schools_(std::move(schools)) {
  const auto access_of = [&](Point place) {
    return ground.bus_network ? bus_access(*ground.bus_network, place)
                              : access_without_roads(place);
  };
  add_settlements(policy);
  for (const SchoolId id : schools_) access_.push_back(access_of(plan.schools[id].school.place));
  for (const Point depot : depot_places(ground)) access_.push_back(access_of(depot));
  if (ground.bus_network) add_further_stops(plan, policy);
  std::vector<AttachedPlace> roads;
  std::vector<Point> places;
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

void BusSites::add_settlements(const BusPolicy& policy) {
  for (const SettlementId id : settlements_) {
    const Point place = ground_.county.settlements[id].place;
    if (!ground_.bus_network) {
      access_.push_back(access_without_roads(place));
      stop_allowed_.push_back(true);
      continue;
    }
    StopAccess found = stop_access(ground_, policy, place);
    access_.push_back(std::move(found.access));
    stop_allowed_.push_back(found.allowed && !policy.given_stops_only);
  }
}

/// Settlements with riders to one school: one stop may do for both.
std::set<SettlementPair> BusSites::pairs_of(const Plan& plan) const {
  std::map<SchoolId, std::set<std::size_t>> riders;
  for (const PupilGroup& group : plan.groups) {
    const bool walks_to_stop = group.way == Way::bus && !group.to_the_door;
    if (walks_to_stop) riders[group.school].insert(row_of(group.settlement));
  }
  std::set<SettlementPair> pairs;
  for (const auto& [school, rows] : riders) {
    for (auto a = rows.begin(); a != rows.end(); ++a) {
      for (auto b = std::next(a); b != rows.end(); ++b) pairs.emplace(*a, *b);
    }
  }
  return pairs;
}

void BusSites::add_further_stops(const Plan& plan, const BusPolicy& policy) {
  const Millimetres walk =
      *std::max_element(policy.walk_to_stop.begin(), policy.walk_to_stop.end());
  std::vector<StopPlace> places = given_stops(ground_, policy, settlements_, walk);
  if (policy.stops_at_junctions && !policy.given_stops_only) {
    auto junctions = shared_junctions(ground_, policy, settlements_, walk);
    std::move(junctions.begin(), junctions.end(), std::back_inserter(places));
  }
  if (policy.stops_between_villages && !policy.given_stops_only) {
    auto between = stops_between(ground_, policy, settlements_, pairs_of(plan));
    std::move(between.begin(), between.end(), std::back_inserter(places));
  }
  for (StopPlace& place : places) {
    further_stops_.push_back(std::move(place.name));
    access_.push_back(std::move(place.access));
  }
}

bool BusSites::may_stop(bus::SiteId site) const {
  if (!has_road(site)) return false;
  return site.row() < settlements_.size() ? stop_allowed_[site.row()]
                                          : site.row() >= first_further_stop();
}

std::vector<bus::SiteId> BusSites::stop_sites() const {
  std::vector<bus::SiteId> sites;
  for (std::size_t row = 0; row < access_.size(); ++row) {
    if (may_stop(bus::SiteId(row))) sites.emplace_back(row);
  }
  return sites;
}

const std::string& BusSites::name(bus::SiteId site) const {
  if (site.row() >= settlements_.size()) return further_stops_[site.row() - first_further_stop()];
  return ground_.county.settlements[settlements_[site.row()]].name;
}

std::size_t BusSites::row_of(SettlementId settlement) const {
  const auto found = std::lower_bound(settlements_.begin(), settlements_.end(), settlement);
  return static_cast<std::size_t>(found - settlements_.begin());
}

std::optional<RoadClass> BusSites::road_class(bus::SiteId site) const {
  const auto& ways = access_[site.row()].road.attachments;
  if (!ground_.bus_network || ways.empty()) return std::nullopt;
  return ground_.county.roads[ground_.bus_network->edges()[ways.front().edge].road].road_class;
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

TravelMatrix BusSites::walks(const std::vector<bus::SiteId>& sites, Millimetres limit) const {
  std::vector<Point> places;
  for (const bus::SiteId site : sites) places.push_back(place(site));
  std::vector<Point> doors;
  for (const SettlementId settlement : settlements_) {
    doors.push_back(ground_.county.settlements[settlement].place);
  }
  if (!ground_.walk_network) {
    return measure_straight(doors, places, ground_.travel.straight_detour_factor,
                            ground_.travel.walk.door_speed, limit);
  }
  std::vector<AttachedPlace> homes;
  for (const SettlementId settlement : settlements_) {
    homes.push_back(ground_.settlements_on_foot[settlement.row()]);
  }
  return measure(*ground_.walk_network, homes, attach_all(*ground_.walk_network, places),
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
