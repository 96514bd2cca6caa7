// Which parts of a scenario or of the rules a parameter means.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "scenarios/money/rules.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/sweep/sweep.hpp"

namespace budian::sweep {

inline constexpr std::array<std::string_view, 3> band_words{"lower_primary", "upper_primary",
                                                            "junior"};
inline constexpr std::array<std::string_view, 2> stage_words{"primary", "junior"};
inline constexpr std::array<std::string_view, road_class_count> class_words{
    "national", "county", "township", "village", "path"};

/// Closing rules of a scenario, all or the one that the parameter names.
template <class AnyScenario>
auto rules_meant(const Parameter& parameter, AnyScenario& scenario) {
  std::vector<decltype(std::get_if<CloseByRule>(&scenario.measures.front().measure))> rules;
  for (std::size_t i = 0; i < scenario.measures.size(); ++i) {
    if (!parameter.of.empty() && parameter.of != std::to_string(i + 1)) continue;
    auto* rule = std::get_if<CloseByRule>(&scenario.measures[i].measure);
    if (rule) rules.push_back(rule);
  }
  return rules;
}

/// Closing rules that ask for the years ahead.
template <class AnyScenario>
auto rules_that_look_ahead(AnyScenario& scenario) {
  auto rules = rules_meant(Parameter{}, scenario);
  std::erase_if(rules,
                [](const auto* rule) { return !rule->lasting || !rule->lasting->forecast_below; });
  return rules;
}
/// Value of forecast_variant, and back.
inline forecast::Variant variant_of(double value) {
  return forecast::variants.at(static_cast<std::size_t>(value));
}
inline double value_of(forecast::Variant variant) {
  return static_cast<double>(forecast::row(variant));
}

/// Subsidies that pay a share of the contract, all or the one that the parameter names.
template <class AnyRules>
auto shares_meant(const Parameter& parameter, AnyRules& money) {
  std::vector<decltype(std::get_if<money::ShareOfContract>(&money.funding.subsidies.front().kind))>
      shares;
  for (auto& rule : money.funding.subsidies) {
    if (!parameter.of.empty() && parameter.of != rule.code) continue;
    auto* share = std::get_if<money::ShareOfContract>(&rule.kind);
    if (share) shares.push_back(share);
  }
  return shares;
}

}  // namespace budian::sweep
