#include "scenarios/balance/analysis.hpp"

#include <algorithm>

#include "scenarios/balance/smallest_change.hpp"

namespace budian {
namespace {

/// What indicator k must become for the stage to pass: its own line, or what the composite leaves
/// when all the others stay. None where nothing is over a line.
std::optional<double> target_of(const StageResult& result, std::size_t k) {
  const auto& indicator = result.indicators[k];
  if (!indicator.cv) return std::nullopt;
  if (indicator.line) return indicator.line;
  if (!result.composite_line || !result.composite) return std::nullopt;
  const double over = *result.composite - *result.composite_line;
  if (over <= 0) return std::nullopt;
  return *indicator.cv - over * static_cast<double>(result.indicators.size());
}

struct StageUnits {
  std::vector<CountedUnit> today, plan;
  std::vector<PupilFlow> flows;
};

IndicatorAnalysis analyse_indicator(const IndicatorUnits& of, const StageResult& result,
                                    const StageUnits& stage, const money::UnitCosts& costs) {
  IndicatorAnalysis analysis;
  const auto& indicator = result.indicators[of.indicator];
  if (indicator.line && indicator.cv) analysis.margin = *indicator.line - *indicator.cv;
  analysis.variance_shares = school_variance_shares(of);
  if (const auto target = target_of(result, of.indicator)) {
    analysis.addition = smallest_change(of, *target, costs);
    analysis.transfer = smallest_transfer(of, *target);
  }
  analysis.change = split_change(of.rules, of.indicator, stage.today, stage.plan, stage.flows);
  return analysis;
}

StageAnalysis analyse_stage(const StandardRules& rules, const BalanceInputs& inputs,
                            const StageResult& result, const StageUnits& units) {
  StageAnalysis analysis;
  analysis.stage = result.stage;
  std::vector<std::optional<CvChange>> changes;
  for (std::size_t k = 0; k < result.indicators.size(); ++k) {
    const IndicatorUnits of{rules, k, units.plan};
    analysis.indicators.push_back(analyse_indicator(of, result, units, inputs.money.unit_costs));
    changes.push_back(analysis.indicators.back().change);
  }
  if (result.composite_line) analysis.composite_change = mean_change(changes);
  return analysis;
}

std::vector<TreatmentResult> treat(const StandardRules& rules, const BalanceInputs& inputs) {
  std::vector<TreatmentResult> results;
  if (rules.treatments.empty()) return results;
  std::vector<UnitTreatment> treatments{{rules.teaching_points, rules.counts_private}};
  treatments.insert(treatments.end(), rules.treatments.begin(), rules.treatments.end());
  for (const auto& treatment : treatments) {
    TreatmentResult one{treatment,
                        evaluate_standard(inputs.county, inputs.plan, rules.counted_as(treatment))};
    for (auto& stage : one.result.stages) stage.schools.clear();
    results.push_back(std::move(one));
  }
  return results;
}

}  // namespace

StandardAnalysis analyse(const StandardRules& rules, const BalanceInputs& inputs) {
  StandardAnalysis analysis;
  analysis.standard = rules.code;
  analysis.treatments = treat(rules, inputs);
  for (const Stage stage : stages) {
    StageUnits units{counted_units(inputs.county, inputs.today, rules, stage),
                     counted_units(inputs.county, inputs.plan, rules, stage),
                     {}};
    units.flows = pupil_flows(units.today, units.plan, inputs.plan.groups, stage);
    const StageResult result = judge_units(rules, stage, units.plan);
    analysis.stages.push_back(analyse_stage(rules, inputs, result, units));
    if (!rules.has_school_lines() || units.plan.empty()) continue;
    auto found = shortfalls(rules, units.plan, result, inputs.money.unit_costs);
    analysis.shortfalls.insert(analysis.shortfalls.end(), std::make_move_iterator(found.begin()),
                               std::make_move_iterator(found.end()));
  }
  if (!analysis.shortfalls.empty()) {
    analysis.shortfall_sums = sum_shortfalls(rules, inputs.plan, analysis.shortfalls);
  }
  analysis.guarantees =
      check_guarantees(inputs.county, {inputs.plan, rules, inputs.money, inputs.road});
  return analysis;
}

}  // namespace budian
