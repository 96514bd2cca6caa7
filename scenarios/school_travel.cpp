#include "scenarios/school_travel.hpp"

namespace budian {

std::vector<Point> opened_places(const Plan& plan) {
  std::vector<Point> places;
  for (const auto& planned : plan.schools) {
    if (!planned.existed) places.push_back(planned.school.place);
  }
  return places;
}

SchoolTravel::SchoolTravel(const Groundwork& ground, const std::vector<Point>& opened)
    : ground_(ground) {
  if (!opened.empty()) opened_ = measure_further(ground, opened);
}

std::optional<Journey> SchoolTravel::on_foot(SettlementId settlement, SchoolId school) const {
  const auto& matrix = is_opened(school) ? opened_.on_foot : ground_.on_foot;
  return matrix.find(settlement.row(), column(school));
}

std::optional<Milliseconds> SchoolTravel::direct_ride(SettlementId settlement,
                                                      SchoolId school) const {
  const auto& matrix = is_opened(school) ? opened_.by_bus : ground_.by_bus;
  const auto journey = matrix.find(settlement.row(), column(school));
  if (!journey) return std::nullopt;
  return journey->time;
}

std::optional<Millimetres> SchoolTravel::walk_to_bus(SettlementId settlement) const {
  if (!ground_.bus_network) return Millimetres(0);
  const auto& access = ground_.settlements_bus[settlement.row()];
  if (!access.exists()) return std::nullopt;
  return access.walk;
}

std::optional<Millimetres> SchoolTravel::walk_from_bus(SchoolId school) const {
  if (!ground_.bus_network) return Millimetres(0);
  const auto& access =
      is_opened(school) ? opened_.places_bus[column(school)] : ground_.schools_bus[school.row()];
  if (!access.exists()) return std::nullopt;
  return access.walk;
}

const AttachedPlace& SchoolTravel::attached(SchoolId school) const {
  return is_opened(school) ? opened_.places_on_foot[column(school)]
                           : ground_.schools_on_foot[school.row()];
}

}  // namespace budian
