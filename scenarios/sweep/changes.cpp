#include "scenarios/sweep/changes.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/forecast/scaled.hpp"
#include "scenarios/sweep/parts.hpp"
#include "scenarios/sweep/rolls.hpp"

namespace budian::sweep {
namespace {

Speed times(Speed speed, double factor) {
  const double product = static_cast<double>(speed.millimetres_per_second) * factor;
  return {std::max<std::int64_t>(1, std::llround(product))};
}

template <class Unit>
Quantity<Unit> times(Quantity<Unit> amount, double factor) {
  return Quantity<Unit>(std::llround(static_cast<double>(amount.count()) * factor));
}

/// Calls change(limit) for the bands that a parameter means.
template <class T, class Change>
void change_bands(const Parameter& parameter, ByBand<T>& limits, const Change& change) {
  for (std::size_t band = 0; band < limits.size(); ++band) {
    if (parameter.of.empty() || parameter.of == band_words[band])
      limits[band] = change(limits[band]);
  }
}

void change_scenario(const Parameter& parameter, double value, Scenario& scenario) {
  Limits& limits = scenario.limits;
  const auto by_factor = [value](auto limit) { return times(limit, value); };
  const auto to_minutes = [value](Milliseconds) { return minutes(value); };
  switch (parameter.name) {
    case Name::fewer_than:
      for (CloseByRule* rule : rules_meant(parameter, scenario)) {
        rule->fewer_than = Heads(std::llround(value));
      }
      return;
    case Name::walk_limit_factor:
      return change_bands(parameter, limits.walk, by_factor);
    case Name::walk_limit_km:
      return change_bands(parameter, limits.walk,
                          [value](Millimetres) { return metres(value * 1000); });
    case Name::ride_limit_factor:
      return change_bands(parameter, limits.ride, by_factor);
    case Name::ride_limit_minutes:
      return change_bands(parameter, limits.ride, to_minutes);
    case Name::door_to_door_factor:
      return change_bands(parameter, limits.door_to_door, by_factor);
    case Name::door_to_door_minutes:
      return change_bands(parameter, limits.door_to_door, to_minutes);
    case Name::class_size:
      for (std::size_t stage = 0; stage < stages.size(); ++stage) {
        if (!parameter.of.empty() && parameter.of != stage_words[stage]) continue;
        limits.class_size[stage] = Heads(std::llround(value));
      }
      return;
    case Name::forecast_variant:
      for (CloseByRule* rule : rules_that_look_ahead(scenario)) {
        rule->lasting->variant = variant_of(value);
      }
      return;
    case Name::receivers:
      limits.receivers = value > 0 ? Receivers::any : Receivers::township;
      return;
    default:
      return;  // no part of a scenario
  }
}

void change_price(double factor, money::BusRates& rates) {
  for (auto& purchase : rates.purchases) purchase.price = times(purchase.price, factor);
}

void change_money(const Parameter& parameter, double value, money::Rules& money) {
  money::BusRates& rates = money.bus;
  switch (parameter.name) {
    case Name::subsidy_share:
      for (auto* contract : shares_meant(parameter, money)) contract->share = value;
      return;
    case Name::bus_price_factor:
      return change_price(value, rates);
    case Name::bus_fixed_factor:
      change_price(value, rates);
      for (money::Rate* rate : {&rates.driver_a_year, &rates.attendant_a_year,
                                &rates.insurance_and_inspection_a_year}) {
        rate->amount = times(rate->amount, value);
      }
      return;
    case Name::bus_kilometre_factor:
      for (auto& type : rates.types) type.cost_a_kilometre = times(type.cost_a_kilometre, value);
      return;
    default:
      return;
  }
}

bool is_money(Name name) {
  return name == Name::subsidy_share || name == Name::bus_price_factor ||
         name == Name::bus_fixed_factor || name == Name::bus_kilometre_factor;
}

bool is_speed(Name name) {
  return name == Name::walk_speed_factor || name == Name::bus_speed_factor;
}

void change_walk(double factor, TravelRules& travel) {
  for (auto& speed : travel.walk.speeds) {
    if (speed) speed = times(*speed, factor);
  }
  for (auto& speed : travel.walking_speed) speed = times(speed, factor);
  travel.walk.door_speed = times(travel.walk.door_speed, factor);
  travel.bus.door_speed = times(travel.bus.door_speed, factor);
}

void change_bus(const Parameter& parameter, double factor, TravelRules& travel,
                Table<RoadId, Road>& roads) {
  const Profile& bus = travel.bus;
  const Speed none{};
  for (auto& road : roads) {
    const std::size_t at = row(road.road_class);
    const auto& of_class = bus.speeds[at];
    if (!of_class || !(parameter.of.empty() || parameter.of == class_words[at])) continue;
    Speed speed = road.speed.value_or(*of_class);
    if (bus.cap > none) speed = std::min(speed, bus.cap);
    if (road.hazard && bus.hazard_cap > none) speed = std::min(speed, bus.hazard_cap);
    road.speed = times(speed, factor);
  }
  // Without roads, straight lines are driven at the speed of a class.
  for (std::size_t i = 0; roads.empty() && i < road_class_count; ++i) {
    auto& speed = travel.bus.speeds[i];
    if (speed && (parameter.of.empty() || parameter.of == class_words[i])) {
      speed = times(*speed, factor);
    }
  }
}

/// One factor for the county, or one a township.
std::vector<double> roll_factors(const Sweep& sweep, const Setting& setting, std::size_t p,
                                 const County& county) {
  const Parameter& parameter = sweep.parameters[p];
  if (!parameter.by_township()) return {*setting.values[p]};
  std::vector<double> factors;
  for (const auto& township : county.townships) {
    factors.push_back(township_value(sweep, parameter, setting.row, township.code));
  }
  return factors;
}

/// The variant and the years ahead of a setting. Empty: not varied.
std::optional<double> value_of(const Sweep& sweep, const Setting& setting, Name name) {
  for (std::size_t p = 0; p < setting.values.size(); ++p) {
    if (sweep.parameters[p].name == name) return setting.values[p];
  }
  return std::nullopt;
}

/// The pupils whom the setting's years ahead bring.
Groundwork years_ahead(const Sweep& sweep, const Setting& setting, Groundwork ground) {
  const int years = static_cast<int>(value_of(sweep, setting, Name::forecast_years).value_or(0));
  if (years == 0 || !ground.forecast) return ground;
  const auto variant = value_of(sweep, setting, Name::forecast_variant);
  auto groups =
      ground.forecast->groups_in(ground.forecast->base_year + years,
                                 variant ? variant_of(*variant) : forecast::Variant::middle);
  return groups ? with_pupils(ground, std::move(*groups)) : ground;
}

/// Does the setting vary it?
bool varies(const Sweep& sweep, const Setting& setting, std::size_t p) {
  return setting.values[p] || (sweep.parameters[p].by_township() && !setting.is_base());
}

/// The variant alone is a matter of rules; with years ahead it is one of pupils, too.
bool changes_ground(const Sweep& sweep, const Setting& setting, Name name) {
  const bool ahead = value_of(sweep, setting, Name::forecast_years).value_or(0) > 0;
  return is_speed(name) || name == Name::rolls_factor ||
         (ahead && (name == Name::forecast_years || name == Name::forecast_variant));
}

}  // namespace

Scenario changed_scenario(const Sweep& sweep, const Setting& setting, const Base& base) {
  Scenario scenario = base.scenario;
  for (std::size_t p = 0; p < setting.values.size(); ++p) {
    if (setting.values[p]) change_scenario(sweep.parameters[p], *setting.values[p], scenario);
  }
  return scenario;
}

bool changes_money(const Sweep& sweep, const Setting& setting) {
  for (std::size_t p = 0; p < setting.values.size(); ++p) {
    if (setting.values[p] && is_money(sweep.parameters[p].name)) return true;
  }
  return false;
}

money::Rules changed_money(const Sweep& sweep, const Setting& setting, money::Rules money) {
  for (std::size_t p = 0; p < setting.values.size(); ++p) {
    if (setting.values[p]) change_money(sweep.parameters[p], *setting.values[p], money);
  }
  money::put_together_fixed_costs(money.bus);
  return money;
}

std::string ground_key(const Sweep& sweep, const Setting& setting) {
  std::string key;
  for (std::size_t p = 0; p < setting.values.size(); ++p) {
    const Parameter& parameter = sweep.parameters[p];
    if (!varies(sweep, setting, p)) continue;
    if (!changes_ground(sweep, setting, parameter.name)) continue;
    key += parameter.code() + "=" +
           (setting.values[p] ? value_word(parameter.name, *setting.values[p])
                              : "row " + std::to_string(setting.row)) +
           ";";
  }
  return key;
}

Groundwork changed_ground(const Sweep& sweep, const Setting& setting, const Groundwork& base) {
  TravelRules travel = base.travel;
  auto roads = base.county.roads;
  std::vector<std::size_t> rolls;
  bool other_speeds = false;
  for (std::size_t p = 0; p < setting.values.size(); ++p) {
    const Parameter& parameter = sweep.parameters[p];
    if (!varies(sweep, setting, p)) continue;
    if (parameter.name == Name::rolls_factor) rolls.push_back(p);
    if (!is_speed(parameter.name)) continue;
    other_speeds = true;
    if (parameter.name == Name::walk_speed_factor) change_walk(*setting.values[p], travel);
    if (parameter.name == Name::bus_speed_factor) {
      change_bus(parameter, *setting.values[p], travel, roads);
    }
  }
  Groundwork ground = other_speeds ? with_travel(base, std::move(travel), std::move(roads)) : base;
  for (const std::size_t p : rolls) {
    const auto factors = roll_factors(sweep, setting, p, ground.county);
    ground = with_rolls(ground, scaled_rolls(ground.county, factors));
    if (!ground.forecast) continue;
    ground.forecast =
        forecast::scaled_forecast(std::move(*ground.forecast), ground.county, factors);
  }
  return years_ahead(sweep, setting, std::move(ground));
}

}  // namespace budian::sweep
