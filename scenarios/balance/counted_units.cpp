#include <algorithm>
#include <map>
#include <tuple>

#include "scenarios/balance/indicators.hpp"

namespace budian {

double stage_weight(const StandardRules& rules, Heads primary, Heads junior, Heads senior,
                    Stage stage) {
  const auto a = static_cast<double>(primary.count());
  const auto b = static_cast<double>(junior.count());
  const auto c = static_cast<double>(senior.count());
  // A campus without primary pupils is weighed 1 : 1.2, which is 1.1 : 1.32.
  const bool complete = primary == Heads(0);
  const double weighted_junior = complete ? b : rules.junior_weight * b;
  const double weighted_senior =
      complete ? rules.complete_senior_weight * c : rules.senior_weight * c;
  const double all = a + weighted_junior + weighted_senior;
  if (all <= 0) return 0;
  return (stage == Stage::primary ? a : weighted_junior) / all;
}

namespace {

struct Counted {
  std::int64_t count = 0;
  bool told = true;
};

/// Classes of the grades with pupils; not told where one of them has none.
Counted classes_of_stage(const School& school, Stage stage) {
  Counted classes;
  for (int grade = 0; grade < grade_count; ++grade) {
    const auto g = static_cast<std::size_t>(grade);
    if (stage_of_grade(grade) != stage || school.pupils[g] <= Heads(0)) continue;
    classes.count += school.classes[g];
    classes.told = classes.told && school.classes[g] > 0;
  }
  return classes;
}

Counted base_of(Per per, const School& school, const CountedUnit& unit) {
  switch (per) {
    case Per::pupil:
    case Per::hundred_pupils:
      break;
    case Per::teacher:
      return {school.resources.by_stage[row(Resource::full_time_teachers)][row(unit.stage)],
              school.resources.tells(Resource::full_time_teachers, unit.stage)};
    case Per::school_class:
      return classes_of_stage(school, unit.stage);
  }
  return {unit.pupils};
}

bool tells_amount(const IndicatorRule& rule, const School& school, Stage stage) {
  if (rule.counts_all_staff) return !school.staff_untold[row(stage)];
  return school.resources.tells(rule.resource, stage);
}

CountedUnit unit_of(const StandardRules& rules, SchoolId id, const School& school, Stage stage) {
  const Heads primary = pupils_of_stage(school.pupils, Stage::primary);
  const Heads junior = pupils_of_stage(school.pupils, Stage::junior);
  CountedUnit unit{id, stage, (stage == Stage::primary ? primary : junior).count(), {}};
  const double weight = stage_weight(rules, primary, junior, school.senior_pupils, stage);
  unit.members = {id};
  unit.campus_share = weight;
  unit.is_rural = school.is_rural;
  for (const auto& rule : rules.indicators) {
    const std::size_t resource = row(rule.resource);
    const Counted base = base_of(rule.per, school, unit);
    unit.bases.push_back(base.count);
    unit.told.push_back(base.told && tells_amount(rule, school, stage));
    if (rule.counts_all_staff) {
      unit.amounts.push_back(static_cast<double>(school.staff[row(stage)].count()));
    } else if (is_by_stage(rule.resource)) {
      unit.amounts.push_back(static_cast<double>(school.resources.by_stage[resource][row(stage)]));
    } else {
      unit.amounts.push_back(weight * static_cast<double>(school.resources.campus[resource]));
    }
  }
  return unit;
}

void add(CountedUnit& to, const CountedUnit& from) {
  to.pupils += from.pupils;
  for (std::size_t i = 0; i < to.amounts.size(); ++i) {
    to.amounts[i] += from.amounts[i];
    to.bases[i] += from.bases[i];
    to.told[i] = to.told[i] && from.told[i];
  }
  to.members.insert(to.members.end(), from.members.begin(), from.members.end());
}

/// The unit that takes in a point: its parent's, else the nearest school of its own ownership by
/// straight line, of the point's township first. Public pupils are counted with a private school
/// only where the files say that the point belongs to it.
CountedUnit* unit_for_point(const Plan& plan, const School& point,
                            std::map<SchoolId, CountedUnit>& units) {
  if (point.parent) {
    const auto parent = units.find(*point.parent);
    if (parent != units.end()) return &parent->second;
  }
  CountedUnit* best = nullptr;
  std::tuple<bool, Millimetres> least;
  for (auto& [id, unit] : units) {
    const School& school = plan.schools[id].school;
    if (school.is_public != point.is_public) continue;
    const std::tuple<bool, Millimetres> rank{school.township != point.township,
                                             distance(school.place, point.place)};
    if (best == nullptr || rank < least) {
      best = &unit;
      least = rank;
    }
  }
  return best;
}

bool stands_alone(const StandardRules& rules, TeachingPointPolicy policy, const CountedUnit& unit) {
  if (policy == TeachingPointPolicy::own_unit) return true;
  return policy == TeachingPointPolicy::own_unit_if_at_least &&
         Heads(unit.pupils) >= rules.teaching_point_least;
}

/// Adds the points to the units of full schools. Points never take in other points.
void merge_points(const Plan& plan, const std::vector<CountedUnit>& points,
                  std::map<SchoolId, CountedUnit>& units) {
  std::vector<const CountedUnit*> orphans;
  for (const auto& point : points) {
    if (CountedUnit* unit = unit_for_point(plan, plan.schools[point.school].school, units)) {
      add(*unit, point);
    } else {
      orphans.push_back(&point);
    }
  }
  for (const CountedUnit* orphan : orphans) units.emplace(orphan->school, *orphan);
}

}  // namespace

std::vector<CountedUnit> counted_units(const County& /*county*/, const Plan& plan,
                                       const StandardRules& rules, Stage stage) {
  const TeachingPointPolicy policy = rules.teaching_points;
  std::map<SchoolId, CountedUnit> units;
  std::vector<CountedUnit> points;
  for (const auto id : plan.schools.ids()) {
    const auto& planned = plan.schools[id];
    if (!planned.open || (!planned.school.is_public && !rules.counts_private)) continue;
    CountedUnit unit = unit_of(rules, id, planned.school, stage);
    if (unit.pupils <= 0) continue;
    if (planned.school.kind != SchoolKind::teaching_point || stands_alone(rules, policy, unit)) {
      units.emplace(id, std::move(unit));
    } else if (policy == TeachingPointPolicy::merge_into_parent) {
      points.push_back(std::move(unit));
    }
  }
  merge_points(plan, points, units);
  std::vector<CountedUnit> result;
  result.reserve(units.size());
  for (auto& [id, unit] : units) result.push_back(std::move(unit));
  return result;
}

}  // namespace budian
