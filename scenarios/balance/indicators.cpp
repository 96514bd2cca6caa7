#include "scenarios/balance/indicators.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
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

double shown(const IndicatorRule& rule, double amount, double base) {
  return amount * (rule.per == Per::hundred_pupils ? 100 : 1) / (base * rule.shown_divisor);
}

/// What is compared with lines, and what has come of it.
class Comparison {
 public:
  explicit Comparison(const StandardRules& rules) : rules_(rules) {}
  Verdict add(const std::optional<double>& value, double line) {
    verdicts_.emplace_back();
    if (value) {
      const double margin = line - *value;
      margins_.push_back(margin);
      near_ = near_ || std::abs(margin) <= rules_.near_line;
      verdicts_.back() = margin >= -hair_of_line;
    }
    return verdicts_.back();
  }
  void conclude(StageResult& result) const {
    result.passes = all_hold(verdicts_);
    result.near_line = near_;
    if (margins_.empty() || margins_.size() < verdicts_.size()) return;
    result.margin = *std::min_element(margins_.begin(), margins_.end());
  }

 private:
  const StandardRules& rules_;
  std::vector<Verdict> verdicts_;
  std::vector<double> margins_;
  bool near_ = false;
};

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

IndicatorResult measure(const StandardRules& rules, const std::vector<CountedUnit>& units,
                        std::size_t k) {
  IndicatorResult indicator;
  indicator.code = rules.indicators[k].code;
  indicator.units_untold = units_untold(units, k);
  const auto bases = bases_of(units, k);
  const bool some = std::any_of(bases.begin(), bases.end(), [](auto base) { return base > 0; });
  if (indicator.units_untold > 0 || !some) return indicator;
  const Variation found = variation(bases, amounts_of(units, k));
  indicator.mean = shown(rules.indicators[k], found.mean, 1);
  indicator.cv = found.cv;
  return indicator;
}

SchoolResult judge_unit(const StandardRules& rules, const CountedUnit& unit) {
  std::vector<std::optional<double>> values(rules.indicators.size());
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!unit.tells(k) || unit.bases[k] <= 0) continue;
    values[k] = shown_value(rules.indicators[k], unit.amounts[k], unit.bases[k]);
  }
  SchoolResult result = judge_school(rules, unit.stage, std::move(values), unit.is_rural);
  result.school = unit.school;
  result.pupils = Heads(unit.pupils);
  return result;
}

/// Would the school pass if each value that is not known were `unknown`?
bool would_pass(const StandardRules& rules, const SchoolResult& school, bool is_rural,
                double unknown) {
  int met = 0;
  for (std::size_t k = 0; k < rules.indicators.size(); ++k) {
    const auto& line = rules.indicators[k].line(school.stage, is_rural);
    if (!line) continue;
    const double value = school.values[k].value_or(unknown);
    if (reaches_line(value, *line)) {
      ++met;
    } else if (rules.indicators[k].mandatory ||
               !reaches_line(value, rules.floor_ratio_for_rest * *line)) {
      return false;
    }
  }
  return met >= rules.least_indicators_met;
}

}  // namespace

Verdict all_hold(const std::vector<Verdict>& parts) {
  bool open = parts.empty();
  for (const Verdict& part : parts) {
    if (part == Verdict(false)) return false;
    open = open || !part;
  }
  return open ? Verdict() : Verdict(true);
}

std::int64_t units_untold(const std::vector<CountedUnit>& units, std::size_t indicator) {
  return std::count_if(units.begin(), units.end(),
                       [&](const CountedUnit& unit) { return !unit.tells(indicator); });
}

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

bool reaches_line(double value, double line) { return value >= line * (1 - hair_of_line); }

StageResult judge_units(const StandardRules& rules, Stage stage,
                        const std::vector<CountedUnit>& units) {
  if (units.empty()) {
    StageResult nothing;
    nothing.stage = stage;
    return nothing;
  }
  std::vector<IndicatorResult> indicators;
  for (std::size_t k = 0; k < rules.indicators.size(); ++k) {
    indicators.push_back(measure(rules, units, k));
  }
  StageResult result = judge_stage(rules, stage, std::move(indicators));
  result.units = static_cast<std::int64_t>(units.size());
  std::vector<Verdict> schools;
  for (const auto& unit : units) {
    result.pupils += Heads(unit.pupils);
    result.schools.push_back(judge_unit(rules, unit));
    schools.push_back(result.schools.back().passes);
  }
  if (!rules.judges_schools()) return result;
  const auto count = [&](Verdict verdict) {
    return std::count(schools.begin(), schools.end(), verdict);
  };
  result.schools_passing = count(true);
  result.schools_failing = count(false);
  result.schools_not_known = count(Verdict());
  if (rules.composite_line[row(stage)] || rules.indicator_line[row(stage)]) {
    schools.push_back(result.passes);
  }
  result.passes = all_hold(schools);
  return result;
}

SchoolResult judge_school(const StandardRules& rules, Stage stage,
                          std::vector<std::optional<double>> values, bool is_rural) {
  SchoolResult result;
  result.stage = stage;
  result.values = std::move(values);
  for (std::size_t k = 0; k < rules.indicators.size(); ++k) {
    const auto& line = rules.indicators[k].line(stage, is_rural);
    const auto& value = result.values[k];
    // No amount is below nought.
    result.met.push_back(!line || reaches_line(value.value_or(0), *line));
    if (!line) continue;
    result.indicators_met += result.met.back();
    result.indicators_not_known += !value && !result.met.back();
  }
  if (!rules.judges_schools()) return result;
  // The verdict rises with each value, so nought and no end for all that is unknown decide.
  const bool at_worst = would_pass(rules, result, is_rural, 0);
  const bool at_best = would_pass(rules, result, is_rural, std::numeric_limits<double>::infinity());
  if (at_worst == at_best) result.passes = at_worst;
  return result;
}

StageResult judge_stage(const StandardRules& rules, Stage stage,
                        std::vector<IndicatorResult> indicators) {
  StageResult result;
  result.stage = stage;
  result.composite = composite_of(indicators);
  result.composite_line = rules.composite_line[row(stage)];
  Comparison comparison(rules);
  if (result.composite_line) comparison.add(result.composite, *result.composite_line);
  const auto& line = rules.indicator_line[row(stage)];
  for (auto& indicator : indicators) {
    indicator.line = line;
    indicator.passes.reset();
    if (line) indicator.passes = comparison.add(indicator.cv, *line);
  }
  result.indicators = std::move(indicators);
  comparison.conclude(result);
  return result;
}

StandardResult evaluate_standard(const County& county, const Plan& plan,
                                 const StandardRules& rules) {
  StandardResult result;
  result.standard = rules.code;
  std::vector<Verdict> verdicts;
  for (const Stage stage : stages) {
    result.stages.push_back(judge_units(rules, stage, counted_units(county, plan, rules, stage)));
    if (result.stages.back().units > 0) verdicts.push_back(result.stages.back().passes);
  }
  result.passes = all_hold(verdicts);
  return result;
}

}  // namespace budian
