// The least changes of a coefficient in words of schools and things.
#pragma once

#include "scenarios/balance/analysis.hpp"

namespace budian {

/// One indicator of a stage.
struct IndicatorUnits {
  const StandardRules& rules;
  std::size_t indicator;
  const std::vector<CountedUnit>& units;
  [[nodiscard]] const IndicatorRule& rule() const { return rules.indicators[indicator]; }
};

std::vector<SchoolVarianceShare> school_variance_shares(const IndicatorUnits& of);
/// To bring the coefficient to `target`; empty where it is there already or cannot be told.
std::optional<SmallestChange> smallest_change(const IndicatorUnits& of, double target,
                                              const money::UnitCosts& costs);
std::optional<SmallestTransfer> smallest_transfer(const IndicatorUnits& of, double target);

}  // namespace budian
