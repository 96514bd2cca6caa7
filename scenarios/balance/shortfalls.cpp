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

/// What a step from floor to line costs.
Cost above_floor(const IndicatorRule& rule, const IndicatorShortfall& indicator) {
  return less(cost_of(rule, *indicator.to_line), cost_of(rule, *indicator.to_floor));
}

void choose_raises(const StandardRules& rules, SchoolShortfall& school) {
  std::vector<std::size_t> below;
  int lines = school.met + school.not_known;
  for (std::size_t k = 0; k < school.indicators.size(); ++k) {
    auto& indicator = school.indicators[k];
    if (indicator.met || !indicator.value) continue;
    if (rules.indicators[k].mandatory) {
      indicator.raise = Raise::to_line;
      ++lines;
    } else {
      below.push_back(k);
    }
  }
  std::stable_sort(below.begin(), below.end(), [&](std::size_t a, std::size_t b) {
    return above_floor(rules.indicators[a], school.indicators[a]) <
           above_floor(rules.indicators[b], school.indicators[b]);
  });
  for (const std::size_t k : below) {
    auto& indicator = school.indicators[k];
    const bool needed = lines < rules.least_indicators_met;
    if (needed) ++lines;
    if (needed) {
      indicator.raise = Raise::to_line;
    } else if (indicator.to_floor->amount > 0) {
      indicator.raise = Raise::to_floor;
    }
  }
}

/// What the verdict leaves to be done, indicator by indicator.
void tell_needs_to_pass(SchoolShortfall& school) {
  for (auto& indicator : school.indicators) {
    if (school.passes == Verdict(true) || indicator.met) {
      indicator.to_pass = Need{0, Fen(0)};
    } else if (school.passes == Verdict(false) && indicator.value) {
      indicator.to_pass = indicator.raise == Raise::to_line    ? *indicator.to_line
                          : indicator.raise == Raise::to_floor ? *indicator.to_floor
                                                               : Need{0, Fen(0)};
    }
  }
}

struct Lacking {
  const StandardRules& rules;
  const CountedUnit& unit;
  const SchoolResult& result;
  const money::UnitCosts& costs;

  [[nodiscard]] Need need(std::size_t k, double level) const {
    const IndicatorRule& rule = rules.indicators[k];
    const std::int64_t amount = missing(rule, unit, k, level);
    if (amount == 0) return {0, Fen(0)};
    return {amount, rule.counts_all_staff ? std::nullopt : price_of(costs, rule.resource, amount)};
  }
  [[nodiscard]] IndicatorShortfall indicator(std::size_t k) const {
    IndicatorShortfall found;
    found.value = result.values[k];
    found.line = rules.indicators[k].line(unit.stage, unit.is_rural);
    found.met = result.met[k];
    if (found.met) {
      found.to_line = found.to_floor = Need{0, Fen(0)};
    } else if (found.value) {
      found.to_line = need(k, *found.line);
      found.to_floor = need(k, rules.floor_ratio_for_rest * *found.line);
    }
    return found;
  }
};

}  // namespace

void PricedSum::add(const std::optional<Need>& need) {
  if (!need) {
    ++not_known;
  } else if (need->amount > 0 && !need->money) {
    ++without_price;
  } else if (need->amount > 0) {
    ++priced;
    money += *need->money;
  }
}

std::optional<Fen> PricedSum::told() const {
  return priced == 0 && !is_whole() ? std::nullopt : std::optional(money);
}

PricedSum SchoolShortfall::money_to_pass() const {
  PricedSum sum;
  for (const auto& indicator : indicators) sum.add(indicator.to_pass);
  return sum;
}

std::vector<SchoolShortfall> shortfalls(const StandardRules& rules,
                                        const std::vector<CountedUnit>& units,
                                        const StageResult& result, const money::UnitCosts& costs) {
  std::vector<SchoolShortfall> found;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto& unit = units[i];
    const SchoolResult& judged = result.schools[i];
    SchoolShortfall school;
    school.school = unit.school;
    school.stage = unit.stage;
    school.pupils = Heads(unit.pupils);
    school.is_rural = unit.is_rural;
    school.campus_share = unit.campus_share;
    school.met = judged.indicators_met;
    school.not_known = judged.indicators_not_known;
    school.passes = judged.passes;
    const Lacking lacking{rules, unit, judged, costs};
    for (std::size_t k = 0; k < rules.indicators.size(); ++k) {
      school.indicators.push_back(lacking.indicator(k));
    }
    if (school.passes == Verdict(false)) choose_raises(rules, school);
    if (rules.judges_schools()) tell_needs_to_pass(school);
    found.push_back(std::move(school));
  }
  return found;
}

namespace {

/// Of one campus.
struct CampusNeed {
  Need sum{0, Fen(0)};
  bool known = true;
};

/// Both together; the price of a sum is told where all its parts have one.
void add(const Need& need, std::int64_t& amount, std::optional<Fen>& money) {
  if (need.amount == 0) return;
  amount += need.amount;
  if (need.money && money) {
    *money += *need.money;
  } else {
    money.reset();
  }
}

/// What belongs to a stage is needed by each; of what belongs to the campus the greater need serves
/// both, and the price follows the amount.
void join(const IndicatorRule& rule, const std::optional<Need>& need, CampusNeed& campus) {
  if (!need) {
    campus.known = false;
  } else if (belongs_to_stage(rule)) {
    add(*need, campus.sum.amount, campus.sum.money);
  } else if (need->amount > campus.sum.amount) {
    campus.sum = *need;
  }
}

void add_campus(const CampusNeed& campus, NeedSum& sum, PricedSum& money) {
  ++sum.schools;
  sum.not_known += !campus.known;
  add(campus.sum, sum.amount, sum.money);
  money.add(campus.sum);
  if (!campus.known) money.add(std::nullopt);
}

void add_school(const StandardRules& rules, const std::vector<const SchoolShortfall*>& of_school,
                ShortfallSum& sum) {
  for (std::size_t k = 0; k < rules.indicators.size(); ++k) {
    CampusNeed line, pass;
    bool asked = false;
    for (const auto* part : of_school) {
      const auto& indicator = part->indicators[k];
      if (!indicator.line) continue;
      asked = true;
      join(rules.indicators[k], indicator.to_line, line);
      join(rules.indicators[k], indicator.to_pass, pass);
    }
    if (!asked) continue;
    add_campus(line, sum.to_line[k], sum.money_to_line);
    add_campus(pass, sum.to_pass[k], sum.money_to_pass);
  }
  for (const auto* part : of_school) {
    sum.schools_failing += part->passes == Verdict(false);
    sum.schools_not_known += rules.judges_schools() && !part->passes;
  }
}

bool lacks_anything(const ShortfallSum& sum) {
  return sum.schools_failing + sum.schools_not_known > 0 ||
         std::any_of(sum.to_line.begin(), sum.to_line.end(),
                     [](const NeedSum& need) { return need.amount > 0 || need.not_known > 0; });
}

}  // namespace

std::vector<ShortfallSum> sum_shortfalls(const StandardRules& rules, const Plan& plan,
                                         const std::vector<SchoolShortfall>& schools) {
  std::map<TownshipId, std::map<SchoolId, std::vector<const SchoolShortfall*>>> by_township;
  for (const auto& school : schools) {
    by_township[plan.schools[school.school].school.township][school.school].push_back(&school);
  }
  ShortfallSum nothing;
  nothing.to_line.assign(rules.indicators.size(), NeedSum{0, Fen(0), 0, 0});
  nothing.to_pass = nothing.to_line;
  std::vector<ShortfallSum> result;
  ShortfallSum county = nothing;
  for (const auto& [township, of_township] : by_township) {
    ShortfallSum sum = nothing;
    sum.township = township;
    for (const auto& [school, parts] : of_township) {
      add_school(rules, parts, sum);
      add_school(rules, parts, county);
    }
    if (lacks_anything(sum)) result.push_back(std::move(sum));
  }
  result.push_back(std::move(county));
  return result;
}

}  // namespace budian
