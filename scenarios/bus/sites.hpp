// The places that buses drive to, and the travel between them.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "scenarios/bus/problem.hpp"
#include "scenarios/bus/stop_places.hpp"
#include "scenarios/groundwork.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// Settlements first, then schools, both sorted, then depots, then further places where buses may
/// stop; measured once. Without roads straight
/// lines times a factor.
class BusSites {
 public:
  BusSites(const Groundwork& ground, const Plan& plan, const BusPolicy& policy,
           std::vector<SettlementId> settlements, std::vector<SchoolId> schools);

  [[nodiscard]] std::size_t settlements() const { return settlements_.size(); }
  /// Site of a settlement that is among them.
  [[nodiscard]] std::size_t row_of(SettlementId settlement) const;
  [[nodiscard]] const std::vector<SchoolId>& schools() const { return schools_; }
  /// Row of the site of the n-th school.
  [[nodiscard]] bus::SiteId school_site(std::size_t school) const {
    return bus::SiteId(settlements_.size() + school);
  }
  [[nodiscard]] bus::SiteId depot_site(std::size_t depot) const {
    return bus::SiteId(settlements_.size() + schools_.size() + depot);
  }
  /// May a bus stop there? Sites of settlements and further places.
  [[nodiscard]] bool may_stop(bus::SiteId site) const;
  /// All sites where a bus may stop.
  [[nodiscard]] std::vector<bus::SiteId> stop_sites() const;
  /// Of a settlement or a further place.
  [[nodiscard]] const std::string& name(bus::SiteId site) const;
  /// Is there a road for buses within reach?
  [[nodiscard]] bool has_road(bus::SiteId site) const;
  [[nodiscard]] Point place(bus::SiteId site) const { return access_[site.row()].road.place; }
  /// On foot between the place's door and its site.
  [[nodiscard]] Millimetres walk(bus::SiteId site) const { return access_[site.row()].walk; }

  /// Class of the road that a site lies on; none without roads.
  [[nodiscard]] std::optional<RoadClass> road_class(bus::SiteId site) const;

  /// Least time between all pairs.
  [[nodiscard]] const bus::SiteTravel& travel() const { return travel_; }
  [[nodiscard]] bool has_way(bus::SiteId from, bus::SiteId to) const {
    return travel_.time[cell(from, to)] != bus::no_travel;
  }
  [[nodiscard]] Milliseconds time(bus::SiteId from, bus::SiteId to) const {
    return Milliseconds(travel_.time[cell(from, to)]);
  }
  /// On foot from each settlement's door to these sites within `limit`.
  [[nodiscard]] TravelMatrix walks(const std::vector<bus::SiteId>& sites, Millimetres limit) const;
  /// The way on the roads; a straight line without roads.
  [[nodiscard]] Line way(bus::SiteId from, bus::SiteId to) const;

 private:
  [[nodiscard]] std::size_t cell(bus::SiteId from, bus::SiteId to) const {
    return from.row() * access_.size() + to.row();
  }
  [[nodiscard]] Millimetres useful_length(const Plan& plan) const;
  [[nodiscard]] std::set<SettlementPair> pairs_of(const Plan& plan) const;
  void add_settlements(const BusPolicy& policy);
  void add_further_stops(const Plan& plan, const BusPolicy& policy);
  [[nodiscard]] std::size_t first_further_stop() const {
    return access_.size() - further_stops_.size();
  }

  const Groundwork& ground_;
  std::vector<SettlementId> settlements_;
  std::vector<SchoolId> schools_;
  std::vector<BusAccess> access_;
  std::vector<bool> stop_allowed_;          ///< of settlements
  std::vector<std::string> further_stops_;  ///< names
  bus::SiteTravel travel_;
};

}  // namespace budian
