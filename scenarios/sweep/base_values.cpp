// What parameters are in the files, and whether there is such a thing.
#include <algorithm>
#include <set>

#include "scenarios/sweep/changes.hpp"
#include "scenarios/sweep/parts.hpp"

namespace budian::sweep {
namespace {

/// The values that a parameter would replace; several where the files have several.
std::vector<double> values_in_files(const Parameter& parameter, const Base& base) {
  std::vector<double> values;
  const Limits& limits = base.scenario.limits;
  const auto add_bands = [&](const auto& by_band, const auto& number) {
    for (std::size_t band = 0; band < by_band.size(); ++band) {
      if (parameter.of.empty() || parameter.of == band_words[band]) {
        values.push_back(number(by_band[band]));
      }
    }
  };
  switch (parameter.name) {
    case Name::fewer_than:
      for (const auto* rule : rules_meant(parameter, base.scenario)) {
        values.push_back(static_cast<double>(rule->fewer_than.count()));
      }
      break;
    case Name::walk_limit_km:
      add_bands(limits.walk, in_kilometres);
      break;
    case Name::ride_limit_minutes:
      add_bands(limits.ride, in_minutes);
      break;
    case Name::door_to_door_minutes:
      add_bands(limits.door_to_door, in_minutes);
      break;
    case Name::subsidy_share:
      for (const auto* share : shares_meant(parameter, base.ground.money)) {
        values.push_back(share->share);
      }
      break;
    case Name::class_size:
      for (std::size_t stage = 0; stage < stages.size(); ++stage) {
        if (!parameter.of.empty() && parameter.of != stage_words[stage]) continue;
        values.push_back(static_cast<double>(limits.class_size[stage].count()));
      }
      break;
    case Name::forecast_variant:
      for (const auto* rule : rules_that_look_ahead(base.scenario)) {
        values.push_back(value_of(rule->lasting->variant));
      }
      break;
    case Name::forecast_years:
      values.push_back(0);
      break;
    case Name::receivers:
      values.push_back(limits.receivers == Receivers::any ? 1 : 0);
      break;
    default:
      values.push_back(1);  // factors
  }
  return values;
}

std::string joined(const std::vector<std::string>& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
  return list.empty() ? "-" : list;
}

/// "1 (30), 3 (100)".
std::string known_rules(const Scenario& scenario) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < scenario.measures.size(); ++i) {
    const auto* rule = std::get_if<CloseByRule>(&scenario.measures[i].measure);
    if (!rule) continue;
    words.push_back(std::to_string(i + 1) + " (" + std::to_string(rule->fewer_than.count()) + ")");
  }
  return joined(words);
}

std::string known_shares(const money::Rules& money) {
  std::vector<std::string> words;
  for (const auto& rule : money.funding.subsidies) {
    if (std::holds_alternative<money::ShareOfContract>(rule.kind)) words.push_back(rule.code);
  }
  return joined(words);
}

template <std::size_t count>
std::string listed(const std::array<std::string_view, count>& words) {
  return joined({words.begin(), words.end()});
}

bool looks_ahead(const Sweep& sweep) {
  return std::any_of(sweep.parameters.begin(), sweep.parameters.end(),
                     [](const Parameter& each) { return each.name == Name::forecast_years; });
}

/// What is wrong where there is no such thing, or several that differ.
std::optional<Message> misfit(const Sweep& sweep, const Parameter& parameter, const Base& base) {
  const auto values = values_in_files(parameter, base);
  const bool none = values.empty();
  const bool differ = std::set<double>(values.begin(), values.end()).size() > 1;
  if (!none && !differ) return std::nullopt;
  if (none && parameter.name == Name::forecast_variant && looks_ahead(sweep)) return std::nullopt;
  switch (parameter.name) {
    case Name::fewer_than:
      return Message{none ? "swept.no_rule" : "swept.several_rules",
                     {{"scenario", base.scenario.code}, {"known", known_rules(base.scenario)}}};
    case Name::subsidy_share:
      return Message{none ? "swept.no_share" : "swept.several_shares",
                     {{"known", known_shares(base.ground.money)}}};
    case Name::forecast_variant:
      return Message{none ? "swept.no_variant" : "swept.several_variants",
                     {{"scenario", base.scenario.code}}};
    case Name::class_size:
      return Message{"swept.several_values", {{"key", "stage"}, {"known", listed(stage_words)}}};
    default:
      return Message{"swept.several_values", {{"key", "band"}, {"known", listed(band_words)}}};
  }
}

std::optional<Message> below_floor(const Parameter& parameter, const Base& base) {
  if (parameter.name != Name::subsidy_share) return std::nullopt;
  double least = parameter.spread ? parameter.spread->low : 1;
  for (const double value : parameter.values) least = std::min(least, value);
  for (const auto* share : shares_meant(parameter, base.ground.money)) {
    if (least < share->least_share) {
      return Message{"swept.below_floor", {{"least", share->least_share}}};
    }
  }
  return std::nullopt;
}

std::optional<Message> no_bus(const Parameter& parameter, const Base& base) {
  if (parameter.name != Name::bus_speed_factor || parameter.of.empty()) return std::nullopt;
  const auto at = std::find(class_words.begin(), class_words.end(), parameter.of);
  const auto row = static_cast<std::size_t>(at - class_words.begin());
  if (row < road_class_count && base.ground.travel.bus.speeds[row]) return std::nullopt;
  return Message{"swept.no_bus_on_class", {{"class", parameter.of}}};
}

/// Years whose pupils are not forecast, the first of them.
std::optional<Message> no_forecast(const Parameter& parameter, const Base& base) {
  if (parameter.name != Name::forecast_years) return std::nullopt;
  auto years = parameter.values;
  if (parameter.spread) years = {parameter.spread->low, parameter.spread->high};
  const auto& forecast = base.ground.forecast;
  const int today = base.ground.history.year.value_or(0);
  std::sort(years.begin(), years.end());
  for (const double ahead : years) {
    const int year = today + static_cast<int>(ahead);
    const bool known = forecast && forecast->groups_in(year, forecast::Variant::middle);
    if (ahead > 0 && !known) return Message{"swept.no_forecast", {{"year", std::int64_t{year}}}};
  }
  return std::nullopt;
}

}  // namespace

void check_parameters(const Sweep& sweep, const std::vector<const Scenario*>& scenarios,
                      const Groundwork& ground) {
  std::vector<Problem> problems;
  const auto tell = [&](const Parameter& parameter, const std::optional<Message>& message) {
    if (!message) return;
    Problem problem;
    problem.file = sweep.file;
    problem.row = parameter.line;
    problem.field = parameter.code();
    problem.message = *message;
    problems.push_back(std::move(problem));
  };
  for (const auto& parameter : sweep.parameters) {
    std::vector<Message> told;
    for (const Scenario* scenario : scenarios) {
      const Base base{*scenario, ground};
      for (const auto& message : {misfit(sweep, parameter, base), below_floor(parameter, base),
                                  no_bus(parameter, base), no_forecast(parameter, base)}) {
        if (!message || std::find(told.begin(), told.end(), *message) != told.end()) continue;
        told.push_back(*message);
        tell(parameter, message);
      }
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

double base_value(const Parameter& parameter, const Base& base) {
  const auto values = values_in_files(parameter, base);
  // No rule looks ahead, so that only pupils follow the variant.
  if (values.empty()) return value_of(forecast::Variant::middle);
  return values.front();
}

}  // namespace budian::sweep
