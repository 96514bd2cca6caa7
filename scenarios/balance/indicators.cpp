#include "scenarios/balance/indicators.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace budian {

Variation variation(std::span<const std::int64_t> pupils, std::span<const double> amounts) {
  std::vector<std::pair<std::int64_t, double>> units;
  for (std::size_t i = 0; i < pupils.size(); ++i) {
    if (pupils[i] > 0) units.emplace_back(pupils[i], amounts[i]);
  }
  // Summed in an order of their own, so that the order of the schools changes no bit.
  std::sort(units.begin(), units.end());
  double all_pupils = 0;
  double all_amounts = 0;
  for (const auto& [heads, amount] : units) {
    all_pupils += static_cast<double>(heads);
    all_amounts += amount;
  }
  if (all_pupils <= 0) return {};
  Variation result;
  result.mean = all_amounts / all_pupils;
  if (all_amounts <= 0) return result;
  double variance = 0;
  for (const auto& [heads, amount] : units) {
    const double difference = amount / static_cast<double>(heads) - result.mean;
    variance += static_cast<double>(heads) / all_pupils * difference * difference;
  }
  result.cv = std::sqrt(variance) / result.mean;
  return result;
}

namespace {

constexpr double near_line_distance = 0.0005;  // half of the last published digit

constexpr double hair = 1e-12;

double shown(const IndicatorRule& rule, double amount, double base) {
  return amount * (rule.per == Per::hundred_pupils ? 100 : 1) / (base * rule.shown_divisor);
}

/// Notes how far a judged value lies below its line; the nearest one to failing stays.
void compare(StageResult& result, const std::optional<double>& value, double line) {
  if (!value) {
    result.passes = false;
    return;
  }
  const double margin = line - *value;
  if (!result.margin || margin < *result.margin) result.margin = margin;
  result.near_line = result.near_line || std::abs(margin) <= near_line_distance;
  result.passes = result.passes && margin >= -hair;
}

/// Mean of the CVs; none where one of them cannot be told.
std::optional<double> composite_of(const std::vector<IndicatorResult>& indicators) {
  double sum = 0;
  for (const auto& indicator : indicators) {
    if (!indicator.cv) return std::nullopt;
    sum += *indicator.cv;
  }
  if (indicators.empty()) return std::nullopt;
  return sum / static_cast<double>(indicators.size());
}

std::vector<IndicatorResult> measure(const StandardRules& rules,
                                     const std::vector<CountedUnit>& units) {
  std::vector<IndicatorResult> result;
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    const Variation found = variation(bases_of(units, i), amounts_of(units, i));
    IndicatorResult indicator;
    indicator.code = rules.indicators[i].code;
    indicator.mean = shown(rules.indicators[i], found.mean, 1);
    indicator.cv = found.cv;
    result.push_back(std::move(indicator));
  }
  return result;
}

SchoolResult judge_unit(const StandardRules& rules, const CountedUnit& unit) {
  std::vector<std::optional<double>> values;
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    values.emplace_back();
    if (unit.bases[i] > 0) {
      values.back() = shown_value(rules.indicators[i], unit.amounts[i], unit.bases[i]);
    }
  }
  SchoolResult result = judge_school(rules, unit.stage, std::move(values), unit.is_rural);
  result.school = unit.school;
  result.pupils = Heads(unit.pupils);
  return result;
}

}  // namespace

std::vector<double> amounts_of(const std::vector<CountedUnit>& units, std::size_t indicator) {
  std::vector<double> amounts;
  amounts.reserve(units.size());
  for (const auto& unit : units) amounts.push_back(unit.amounts[indicator]);
  return amounts;
}

std::vector<std::int64_t> bases_of(const std::vector<CountedUnit>& units, std::size_t indicator) {
  std::vector<std::int64_t> bases;
  bases.reserve(units.size());
  for (const auto& unit : units) bases.push_back(unit.bases[indicator]);
  return bases;
}

double shown_value(const IndicatorRule& rule, double amount, std::int64_t base) {
  return shown(rule, amount, static_cast<double>(base));
}

bool reaches_line(double value, double line) { return value >= line * (1 - hair); }

StageResult judge_units(const StandardRules& rules, Stage stage,
                        const std::vector<CountedUnit>& units) {
  if (units.empty()) {
    StageResult nothing;
    nothing.stage = stage;
    return nothing;
  }
  StageResult result = judge_stage(rules, stage, measure(rules, units));
  result.units = static_cast<std::int64_t>(units.size());
  for (const auto& unit : units) {
    result.pupils += Heads(unit.pupils);
    result.schools.push_back(judge_unit(rules, unit));
    if (!result.schools.back().passes) ++result.schools_failing;
  }
  result.passes = result.passes && result.schools_failing == 0;
  return result;
}

SchoolResult judge_school(const StandardRules& rules, Stage stage,
                          std::vector<std::optional<double>> values, bool is_rural) {
  SchoolResult result;
  result.stage = stage;
  result.values = std::move(values);
  bool mandatory_met = true;
  bool rest_reaches_floor = true;
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    const auto& line = rules.indicators[i].line(stage, is_rural);
    const auto& value = result.values[i];
    const auto reaches = [&](double level) { return value && reaches_line(*value, level); };
    const bool met = !line || reaches(*line);
    result.met.push_back(met);
    if (line && met) ++result.indicators_met;
    if (met) continue;
    mandatory_met = mandatory_met && !rules.indicators[i].mandatory;
    rest_reaches_floor = rest_reaches_floor && reaches(rules.floor_ratio_for_rest * *line);
  }
  const bool judged = rules.least_indicators_met > 0;
  result.passes = !judged || (result.indicators_met >= rules.least_indicators_met &&
                              mandatory_met && rest_reaches_floor);
  return result;
}

StageResult judge_stage(const StandardRules& rules, Stage stage,
                        std::vector<IndicatorResult> indicators) {
  StageResult result;
  result.stage = stage;
  result.composite = composite_of(indicators);
  result.composite_line = rules.composite_line[row(stage)];
  if (result.composite_line) compare(result, result.composite, *result.composite_line);
  const auto& line = rules.indicator_line[row(stage)];
  for (auto& indicator : indicators) {
    indicator.line = line;
    indicator.passes = !line || (indicator.cv && *line - *indicator.cv >= -hair);
    if (line) compare(result, indicator.cv, *line);
  }
  result.indicators = std::move(indicators);
  return result;
}

StandardResult evaluate_standard(const County& county, const Plan& plan,
                                 const StandardRules& rules) {
  StandardResult result;
  result.standard = rules.code;
  for (const Stage stage : stages) {
    result.stages.push_back(judge_units(rules, stage, counted_units(county, plan, rules, stage)));
    result.passes = result.passes && result.stages.back().passes;
  }
  return result;
}

std::optional<bool> verdict_of(const IndicatorResult& indicator) {
  if (!indicator.line || !indicator.cv) return std::nullopt;
  return indicator.passes;
}

std::optional<std::int64_t> schools_failing(const StageResult& stage) {
  const bool told = std::all_of(stage.indicators.begin(), stage.indicators.end(),
                                [](const IndicatorResult& one) { return one.cv.has_value(); });
  if (stage.units == 0 || !told) return std::nullopt;
  return stage.schools_failing;
}

std::optional<bool> verdict_of(const StageResult& stage) {
  if (stage.units == 0) return std::nullopt;
  if (stage.passes || schools_failing(stage)) return stage.passes;
  // Something cannot be told; what can be told may still be over its line.
  if (stage.margin && *stage.margin < -hair) return false;
  return std::nullopt;
}

std::optional<bool> verdict_of(const StandardResult& standard) {
  std::optional<bool> verdict;
  bool open = false;
  for (const StageResult& stage : standard.stages) {
    const auto one = verdict_of(stage);
    if (one == false) return false;
    open = open || (!one && stage.units > 0);
    if (one) verdict = true;
  }
  return open ? std::nullopt : verdict;
}

}  // namespace budian
