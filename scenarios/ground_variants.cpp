#include "scenarios/ground_variants.hpp"

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
