#include "scenarios/balance/shortfalls.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "scenarios/balance/things.hpp"

namespace budian {
namespace {

/// Least whole number of stored units that lifts indicator k of the unit to a level.
std::int64_t missing(const IndicatorRule& rule, const CountedUnit& unit, std::size_t k,
                     double level) {
  const double share = belongs_to_stage(rule) ? 1 : unit.campus_share;
  const auto reached = [&](std::int64_t added) {
    return reaches_line(
        shown_value(rule, unit.amounts[k] + share * static_cast<double>(added), unit.bases[k]),
        level);
  };
  if (share <= 0 || reached(0)) return 0;
  // One stored unit adds the same everywhere, so the number follows by division; the line itself
  // decides on rounding.
  const double step = shown_value(rule, share, unit.bases[k]);
  const double gap = level - shown_value(rule, unit.amounts[k], unit.bases[k]);
  auto added = std::max<std::int64_t>(static_cast<std::int64_t>(gap / step) - 2, 1);
  while (!reached(added)) ++added;
  return added;
}

/// What a step costs: first what cannot be bought, then money.
using Cost = std::tuple<std::int64_t, Fen>;
Cost cost_of(const IndicatorRule& rule, const Need& need) {
  if (need.money) return {0, *need.money};
  const std::int64_t unit = stored_a_thing(rule.resource);
  return {(need.amount + unit - 1) / unit, Fen(0)};
}
Cost less(const Cost& a, const Cost& b) {
  return {std::get<0>(a) - std::get<0>(b), std::get<1>(a) - std::get<1>(b)};
}

void choose_raises(const StandardRules& rules, SchoolShortfall& school) {
  std::vector<std::size_t> below;
  for (std::size_t k = 0; k < school.indicators.size(); ++k) {
    auto& indicator = school.indicators[k];
    if (indicator.met) continue;
    if (rules.indicators[k].mandatory) {
      indicator.raise = Raise::to_line;
    } else {
      below.push_back(k);
    }
  }
  std::int64_t lines = school.met;
  for (const auto& indicator : school.indicators) lines += indicator.raise == Raise::to_line;
  const auto above_floor = [&](std::size_t k) {
    const auto& indicator = school.indicators[k];
    const auto& rule = rules.indicators[k];
    return less(cost_of(rule, indicator.to_line), cost_of(rule, indicator.to_floor));
  };
  std::stable_sort(below.begin(), below.end(),
                   [&](std::size_t a, std::size_t b) { return above_floor(a) < above_floor(b); });
  for (const std::size_t k : below) {
    auto& indicator = school.indicators[k];
    const bool needed = lines < rules.least_indicators_met;
    if (needed) ++lines;
    if (needed) {
      indicator.raise = Raise::to_line;
    } else if (indicator.to_floor.amount > 0) {
      indicator.raise = Raise::to_floor;
    }
  }
}

IndicatorShortfall shortfall_of(const StandardRules& rules, const CountedUnit& unit, std::size_t k,
                                const money::UnitCosts& costs) {
  const IndicatorRule& rule = rules.indicators[k];
  IndicatorShortfall result;
  result.line = rule.line(unit.stage, unit.is_rural);
  const auto need = [&](double level) {
    const std::int64_t amount = missing(rule, unit, k, level);
    const auto price =
        rule.counts_all_staff ? std::nullopt : price_of(costs, rule.resource, amount);
    return Need{amount, amount == 0 ? std::optional(Fen(0)) : price};
  };
  if (unit.bases[k] <= 0) {
    result.met = !result.line;
    return result;
  }
  result.value = shown_value(rule, unit.amounts[k], unit.bases[k]);
  if (!result.line) return result;
  result.met = reaches_line(*result.value, *result.line);
  result.to_line = need(*result.line);
  result.to_floor = need(rules.floor_ratio_for_rest * *result.line);
  return result;
}

}  // namespace

std::vector<SchoolShortfall> shortfalls(const StandardRules& rules,
                                        const std::vector<CountedUnit>& units,
                                        const StageResult& result, const money::UnitCosts& costs) {
  std::vector<SchoolShortfall> found;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto& unit = units[i];
    SchoolShortfall school{unit.school,       unit.stage, Heads(unit.pupils), unit.is_rural,
                           unit.campus_share, 0,          std::nullopt,       {}};
    bool all_told = true;
    for (std::size_t k = 0; k < rules.indicators.size(); ++k) {
      auto indicator = shortfall_of(rules, unit, k, costs);
      indicator.reported = result.indicators[k].cv.has_value();
      if (!indicator.reported) {
        indicator.value.reset();
        indicator.to_line = indicator.to_floor = {};
      }
      if (indicator.line) {
        all_told = all_told && indicator.value.has_value();
        school.met += indicator.met;
      }
      school.indicators.push_back(std::move(indicator));
    }
    if (rules.least_indicators_met > 0 && all_told) {
      school.passes = result.schools[i].passes;
      if (!*school.passes) choose_raises(rules, school);
    }
    found.push_back(std::move(school));
  }
  return found;
}

namespace {

/// A sum has a price where all its parts have one.
void add(const Need& need, Need& sum) {
  if (need.amount == 0) return;
  sum.amount += need.amount;
  if (need.money && sum.money) {
    *sum.money += *need.money;
  } else {
    sum.money.reset();
  }
}

/// The greater of two needs of one campus; the price follows the amount.
Need greater(const Need& a, const Need& b) { return b.amount > a.amount ? b : a; }

void add_school(const StandardRules& rules, const std::vector<const SchoolShortfall*>& of_school,
                ShortfallSum& sum) {
  for (std::size_t k = 0; k < rules.indicators.size(); ++k) {
    Need line{0, Fen(0)}, pass{0, Fen(0)};
    for (const auto* part : of_school) {
      const auto& indicator = part->indicators[k];
      const Need to_line = indicator.line ? indicator.to_line : Need{0, Fen(0)};
      const Need to_pass = indicator.to_pass();
      if (belongs_to_stage(rules.indicators[k])) {
        add(to_line, line);
        add(to_pass, pass);
      } else {
        line = greater(line, to_line);
        pass = greater(pass, to_pass);
      }
    }
    add(line, sum.to_line[k]);
    add(pass, sum.to_pass[k]);
    if (line.money) sum.money_to_line += *line.money;
    if (pass.money) sum.money_to_pass += *pass.money;
  }
  for (const auto* part : of_school) sum.schools += part->passes == false;
}

}  // namespace

std::vector<ShortfallSum> sum_shortfalls(const StandardRules& rules, const Plan& plan,
                                         const std::vector<SchoolShortfall>& schools) {
  std::map<TownshipId, std::map<SchoolId, std::vector<const SchoolShortfall*>>> by_township;
  for (const auto& school : schools) {
    by_township[plan.schools[school.school].school.township][school.school].push_back(&school);
  }
  const std::vector<Need> nothing(rules.indicators.size(), Need{0, Fen(0)});
  const auto lacks = [](const ShortfallSum& sum) {
    return sum.schools > 0 || std::any_of(sum.to_line.begin(), sum.to_line.end(),
                                          [](const Need& need) { return need.amount > 0; });
  };
  std::vector<ShortfallSum> result;
  ShortfallSum county{std::nullopt, 0, nothing, nothing, Fen(0), Fen(0)};
  for (const auto& [township, of_township] : by_township) {
    ShortfallSum sum{township, 0, nothing, nothing, Fen(0), Fen(0)};
    for (const auto& [school, parts] : of_township) {
      add_school(rules, parts, sum);
      add_school(rules, parts, county);
    }
    if (lacks(sum)) result.push_back(std::move(sum));
  }
  result.push_back(std::move(county));
  return result;
}

}  // namespace budian
