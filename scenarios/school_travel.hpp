// Journeys between settlements and the schools of a plan, opened ones included, in one place.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/groundwork.hpp"

namespace budian {

/// Where the schools lie that a plan opens, in their order.
std::vector<Point> opened_places(const Plan& plan);

class SchoolTravel {
 public:
  /// `opened` are the places of schools that the scenario opens; their ids follow the county's.
  SchoolTravel(const Groundwork& ground, const std::vector<Point>& opened);

  /// On foot, door to door.
  [[nodiscard]] std::optional<Journey> on_foot(SettlementId settlement, SchoolId school) const;
  /// By a bus that drives straight to the school: the ride alone, there or back, whichever is
  /// longer.
  [[nodiscard]] std::optional<Milliseconds> direct_ride(SettlementId settlement,
                                                        SchoolId school) const;
  /// Walk from the door to the nearest road that buses may use; empty when none is in reach.
  [[nodiscard]] std::optional<Millimetres> walk_to_bus(SettlementId settlement) const;
  /// Walk from where the bus lets off to the school; empty when no bus road is in reach.
  [[nodiscard]] std::optional<Millimetres> walk_from_bus(SchoolId school) const;
  /// The school's ways onto the walking network; only where the county has roads.
  [[nodiscard]] const AttachedPlace& attached(SchoolId school) const;
  /// Calls visit(school, length) for every school within the search limit of a settlement.
  template <class Visit>
  void each_on_foot(SettlementId settlement, Visit visit) const {
    each(ground_.on_foot, opened_.on_foot, settlement,
         [&](SchoolId school, const auto& entry) { visit(school, Millimetres(entry.length)); });
  }
  /// Calls visit(school, time) for every school to which a bus could drive straight.
  template <class Visit>
  void each_ride(SettlementId settlement, Visit visit) const {
    each(ground_.by_bus, opened_.by_bus, settlement,
         [&](SchoolId school, const auto& entry) { visit(school, Milliseconds(entry.time)); });
  }

 private:
  template <class Visit>
  void each(const TravelMatrix& today, const TravelMatrix& opened, SettlementId settlement,
            Visit visit) const {
    for (const auto& entry : today.row(settlement.row())) visit(SchoolId(entry.destination), entry);
    if (opened.origins() == 0) return;
    for (const auto& entry : opened.row(settlement.row()))
      visit(SchoolId(ground_.county.schools.size() + entry.destination), entry);
  }
  [[nodiscard]] bool is_opened(SchoolId school) const {
    return school.row() >= ground_.county.schools.size();
  }
  [[nodiscard]] std::size_t column(SchoolId school) const {
    return is_opened(school) ? school.row() - ground_.county.schools.size() : school.row();
  }
  const Groundwork& ground_;
  FurtherJourneys opened_;
};

}  // namespace budian
