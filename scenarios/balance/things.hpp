// Things as people count, buy and carry them: square metres, yuan of equipment, pieces, persons.
#pragma once

#include <cmath>
#include <optional>
#include <string>

#include "scenarios/balance/standard.hpp"
#include "scenarios/money/rules.hpp"

namespace budian {

/// Stored units of one thing: areas are stored in dm² (0.01 m²), equipment in fen.
constexpr std::int64_t stored_a_thing(Resource resource) {
  switch (resource) {
    case Resource::teaching_area:
    case Resource::sports_area:
    case Resource::site_area:
    case Resource::building_area:
    case Resource::equipment_value:
      return 100;
    default:
      return 1;
  }
}

/// Could be carried from one school to another; land and rooms could not.
constexpr bool is_movable(Resource resource) {
  return is_by_stage(resource) || resource == Resource::equipment_value ||
         resource == Resource::computers || resource == Resource::books;
}

/// Counted for the stage; all else belongs to the campus, of which the stage has a share.
inline bool belongs_to_stage(const IndicatorRule& rule) {
  return rule.counts_all_staff || is_by_stage(rule.resource);
}

/// Price of an amount in stored units, rounded up to fen; empty where nothing has a price.
inline std::optional<Fen> price_of(const money::UnitCosts& costs, Resource resource,
                                   std::int64_t stored) {
  const auto& each = costs.of(resource);
  if (!each) return std::nullopt;
  const std::int64_t unit = stored_a_thing(resource);
  return Fen((each->count() * stored + unit - 1) / unit);
}

/// Message key of a thing, such as "balance.thing.computers".
std::string thing_key(const IndicatorRule& rule);
std::string thing_key(Resource resource);

}  // namespace budian
