#include "scenarios/ground_variants.hpp"

#include <algorithm>

namespace budian {

Groundwork with_money(const Groundwork& ground, money::Rules money) {
  Groundwork variant = ground;
  variant.money = std::move(money);
  return variant;
}

Groundwork with_rolls(const Groundwork& ground, Rolls rolls) {
  Groundwork variant = ground;
  variant.county.schools = std::move(rolls.schools);
  variant.county.settlements = std::move(rolls.settlements);
  variant.placement = place_pupils(variant.county, variant.on_foot);
  return variant;
}

Groundwork with_pupils(const Groundwork& ground, std::vector<PupilGroup> groups) {
  Groundwork variant = ground;
  for (auto& school : variant.county.schools) school.pupils = {};
  for (auto& settlement : variant.county.settlements) {
    if (settlement.pupils) settlement.pupils = ByGrade{};
  }
  Placement& placement = variant.placement;
  placement.mismatch = {};
  placement.without_school = placement.unreachable = Heads(0);
  for (const PupilGroup& group : groups) {
    const auto grade = static_cast<std::size_t>(group.grade);
    variant.county.schools[group.school].pupils[grade] += group.pupils;
    auto& told = variant.county.settlements[group.settlement].pupils;
    if (told) (*told)[grade] += group.pupils;
    if (!ground.on_foot.find(group.settlement.row(), group.school.row())) {
      placement.unreachable += group.pupils;
    }
  }
  for (auto& school : variant.county.schools) {
    school.boarders = std::min(school.boarders, total(school.pupils) + school.senior_pupils);
  }
  placement.groups = std::move(groups);
  return variant;
}

Groundwork with_travel(const Groundwork& ground, TravelRules travel, Table<RoadId, Road> roads) {
  County county = ground.county;
  county.roads = std::move(roads);
  Groundwork variant =
      prepare(std::move(county), std::move(travel), ground.money, ground.standards);
  variant.appraisal = ground.appraisal;
  variant.class_sizes = ground.class_sizes;
  variant.history = ground.history;
  variant.forecast = ground.forecast;
  return variant;
}

}  // namespace budian
