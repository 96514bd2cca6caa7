#include "scenarios/balance/guarantees.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "scenarios/balance/indicators.hpp"
#include "scenarios/balance/things.hpp"

namespace budian {
namespace {

bool is_combined(const School& school) {
  return school.kind == SchoolKind::nine_year || school.kind == SchoolKind::twelve_year;
}

std::int64_t rounded_up(std::int64_t number, std::int64_t by) { return (number + by - 1) / by; }

/// The schools that give their names to counted units.
std::set<SchoolId> counted_schools(const County& county, const GuaranteeInputs& inputs) {
  std::set<SchoolId> result;
  for (const Stage stage : stages) {
    for (const auto& unit : counted_units(county, inputs.plan, inputs.rules, stage)) {
      result.insert(unit.school);
    }
  }
  return result;
}

/// Sums and the verdict, once the cases stand.
void conclude(GuaranteeResult& result) {
  std::set<SchoolId> at_fault;
  for (const auto& one : result.cases) {
    if (one.missing <= 0) continue;
    at_fault.insert(one.school);
    result.missing += one.missing;
    if (one.money) result.money += *one.money;
  }
  result.schools_at_fault = static_cast<std::int64_t>(at_fault.size());
  if (result.schools_at_fault > 0) {
    result.passes = false;
  } else if (result.schools > 0 && result.schools_not_told == 0) {
    result.passes = true;
  }
}

/// Classes of all grades with pupils; empty where a grade's classes are not told.
std::optional<std::int64_t> classes_of(const School& school) {
  std::int64_t classes = 0;
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    if (school.pupils[grade] <= Heads(0)) continue;
    if (school.classes[grade] <= 0) return std::nullopt;
    classes += school.classes[grade];
  }
  return classes;
}

void check_special_rooms(const GuaranteeInputs& inputs, const GuaranteeRule& rule,
                         const std::set<SchoolId>& schools, GuaranteeResult& result) {
  for (const auto resource : {Resource::music_rooms, Resource::art_rooms}) {
    const bool reported = std::any_of(inputs.plan.schools.begin(), inputs.plan.schools.end(),
                                      [&](const PlannedSchool& planned) {
                                        return planned.school.resources.campus[row(resource)] > 0;
                                      });
    for (const auto id : schools) {
      const School& school = inputs.plan.schools[id].school;
      const auto classes = classes_of(school);
      if (!reported || !classes) {
        if (resource == Resource::music_rooms || !reported) ++result.schools_not_told;
        continue;
      }
      const std::int64_t needed = rounded_up(*classes, rule.classes_a_room);
      const std::int64_t have = school.resources.campus[row(resource)];
      if (have >= needed) continue;
      result.cases.push_back({id, std::nullopt, thing_key(resource), have, needed, needed - have,
                              price_of(inputs.money.unit_costs, resource, needed - have)});
    }
  }
  result.schools = static_cast<std::int64_t>(schools.size());
  result.schools_not_told = std::min(result.schools_not_told, result.schools);
  std::stable_sort(
      result.cases.begin(), result.cases.end(),
      [](const GuaranteeCase& a, const GuaranteeCase& b) { return a.school < b.school; });
}

void check_school_size(const GuaranteeInputs& inputs, const std::set<SchoolId>& schools,
                       GuaranteeResult& result) {
  result.schools = static_cast<std::int64_t>(schools.size());
  for (const auto id : schools) {
    const School& school = inputs.plan.schools[id].school;
    const Heads most = largest_size(inputs.rules, school);
    const Heads over = total(school.pupils) - most;
    if (over <= Heads(0)) continue;
    result.cases.push_back({id, std::nullopt, "balance.thing.pupils_over",
                            total(school.pupils).count(), most.count(), over.count(),
                            std::nullopt});
  }
}

void check_class_size(const GuaranteeInputs& inputs, const GuaranteeRule& rule,
                      const std::set<SchoolId>& schools, GuaranteeResult& result) {
  result.schools = static_cast<std::int64_t>(schools.size());
  for (const auto id : schools) {
    const School& school = inputs.plan.schools[id].school;
    if (!classes_of(school)) ++result.schools_not_told;
    for (const Stage stage : stages) {
      std::int64_t have = 0, needed = 0;
      for (int grade = 0; grade < grade_count; ++grade) {
        const auto g = static_cast<std::size_t>(grade);
        if (stage_of_grade(grade) != stage || school.classes[g] <= 0) continue;
        have += school.classes[g];
        needed += std::max<std::int64_t>(
            school.classes[g],
            rounded_up(school.pupils[g].count(), rule.largest_class[row(stage)].count()));
      }
      if (needed == have) continue;
      result.cases.push_back(
          {id, stage, "balance.thing.classes", have, needed, needed - have, std::nullopt});
    }
  }
}

void check_small_school_funds(const GuaranteeInputs& inputs, const GuaranteeRule& rule,
                              GuaranteeResult& result) {
  const auto& funds = inputs.money.public_funds;
  const std::int64_t least = rule.funded_as_least.count();
  for (const auto id : inputs.plan.schools.ids()) {
    const auto& planned = inputs.plan.schools[id];
    const School& school = planned.school;
    const std::int64_t pupils = total(school.pupils).count();
    if (!planned.open || !school.is_public || !school.is_rural || pupils <= 0 || pupils >= least) {
      continue;
    }
    ++result.schools;
    const std::int64_t funded = std::max(pupils, funds.small_school_least.count());
    const bool mostly_primary =
        2 * pupils_of_stage(school.pupils, Stage::primary).count() >= pupils;
    const Fen rate = funds.a_pupil_year[row(mostly_primary ? Stage::primary : Stage::junior)];
    const std::int64_t missing = std::max<std::int64_t>(least - funded, 0);
    result.cases.push_back({id, std::nullopt, "balance.thing.funded_pupils", funded, least, missing,
                            Fen(rate.count() * missing)});
  }
  if (result.schools == 0) result.passes = funds.small_school_least.count() >= least;
}

/// Nearest open public schools by road, by grade.
class NearestSchools {
 public:
  explicit NearestSchools(const GuaranteeInputs& inputs) : inputs_(inputs) {}

  /// Is no open public school with pupils of the grade nearer by road? Where no road leads to the
  /// school there is one that is nearer, if any road leads anywhere.
  [[nodiscard]] bool is_known(const PupilGroup& group) {
    return nearest(group.settlement, group.grade).has_value();
  }
  [[nodiscard]] bool is_nearest(const PupilGroup& group) {
    const auto own = inputs_.road(group.settlement, group.school);
    const auto least = nearest(group.settlement, group.grade);
    return own && least && *own <= *least;
  }

 private:
  std::optional<Millimetres> nearest(SettlementId settlement, int grade) {
    const auto known = known_.find({settlement, grade});
    if (known != known_.end()) return known->second;
    std::optional<Millimetres> least;
    for (const auto id : inputs_.plan.schools.ids()) {
      const auto& planned = inputs_.plan.schools[id];
      const bool holds = planned.school.pupils[static_cast<std::size_t>(grade)] > Heads(0);
      if (!planned.open || !planned.school.is_public || !holds) continue;
      const auto length = inputs_.road(settlement, id);
      if (length && (!least || *length < *least)) least = length;
    }
    known_.emplace(std::pair{settlement, grade}, least);
    return least;
  }
  const GuaranteeInputs& inputs_;
  std::map<std::pair<SettlementId, int>, std::optional<Millimetres>> known_;
};

struct Enrolled {
  std::int64_t pupils = 0, nearby = 0;
  std::int64_t untold = 0;  ///< besides: no road leads from their home to any school of the grade
};

/// Least number of pupils that a share asks for.
std::int64_t least_pupils(double share, std::int64_t pupils) {
  constexpr double hair = 1e-9;
  return static_cast<std::int64_t>(std::ceil(share * static_cast<double>(pupils) - hair));
}

void check_nearby_enrolment(const GuaranteeInputs& inputs, const GuaranteeRule& rule,
                            GuaranteeResult& result) {
  NearestSchools nearest(inputs);
  std::map<std::pair<SchoolId, Stage>, Enrolled> by_school;
  ByStage<Enrolled> county{};
  for (const auto& group : inputs.plan.groups) {
    const School& school = inputs.plan.schools[group.school].school;
    if (!school.is_public || school.is_rural || school.boarders > Heads(0)) continue;
    const Stage stage = stage_of_grade(group.grade);
    const std::int64_t pupils = group.pupils.count();
    if (!nearest.is_known(group)) {
      by_school[{group.school, stage}].untold += pupils;
      county[row(stage)].untold += pupils;
      continue;
    }
    const std::int64_t nearby = nearest.is_nearest(group) ? pupils : 0;
    for (Enrolled* sum : {&by_school[{group.school, stage}], &county[row(stage)]}) {
      sum->pupils += pupils;
      sum->nearby += nearby;
    }
  }
  std::set<SchoolId> schools;
  for (const auto& [key, sum] : by_school) {
    const auto& [school, stage] = key;
    schools.insert(school);
    if (sum.untold > 0) ++result.schools_not_told;
    const std::int64_t needed = least_pupils(rule.least_share[row(stage)], sum.pupils);
    if (sum.nearby >= needed) continue;
    result.cases.push_back({school, stage, "balance.thing.nearby_pupils", sum.nearby, needed,
                            needed - sum.nearby, std::nullopt});
  }
  result.schools = static_cast<std::int64_t>(schools.size());
  conclude(result);
  // The document judges the county's share, not each school's.
  result.passes.reset();
  bool open = false;
  for (const Stage stage : stages) {
    const Enrolled& sum = county[row(stage)];
    if (sum.pupils == 0) continue;
    result.shares[row(stage)] = static_cast<double>(sum.nearby) / static_cast<double>(sum.pupils);
    // Whoever is untold may go to the nearest school or not.
    const std::int64_t needed = least_pupils(rule.least_share[row(stage)], sum.pupils + sum.untold);
    const bool may_meet = sum.nearby + sum.untold >= needed;
    open = open || (may_meet && sum.nearby < needed);
    result.passes = result.passes.value_or(true) && may_meet;
  }
  if (open && result.passes == true) result.passes.reset();
}

}  // namespace

std::vector<GuaranteeResult> check_guarantees(const County& county, const GuaranteeInputs& inputs) {
  std::vector<GuaranteeResult> results;
  if (inputs.rules.guarantees.empty()) return results;
  const auto schools = counted_schools(county, inputs);
  for (const auto& rule : inputs.rules.guarantees) {
    GuaranteeResult result;
    result.check = rule.check;
    switch (rule.check) {
      case GuaranteeCheck::special_rooms:
        check_special_rooms(inputs, rule, schools, result);
        break;
      case GuaranteeCheck::school_size:
        check_school_size(inputs, schools, result);
        break;
      case GuaranteeCheck::class_size:
        check_class_size(inputs, rule, schools, result);
        break;
      case GuaranteeCheck::small_school_funds:
        check_small_school_funds(inputs, rule, result);
        break;
      case GuaranteeCheck::nearby_enrolment:
        check_nearby_enrolment(inputs, rule, result);
        break;
    }
    if (rule.check != GuaranteeCheck::nearby_enrolment) conclude(result);
    results.push_back(std::move(result));
  }
  return results;
}

Heads largest_size(const StandardRules& rules, const School& school) {
  const auto* rule = rules.guarantee(GuaranteeCheck::school_size);
  if (!rule) return Heads(std::numeric_limits<std::int64_t>::max());
  return is_combined(school) ? rule->largest_combined_school : rule->largest_school;
}

std::vector<SchoolId> schools_over_size(const Plan& plan, const StandardRules& rules) {
  std::vector<SchoolId> result;
  for (const auto id : plan.schools.ids()) {
    const auto& planned = plan.schools[id];
    const bool over = total(planned.school.pupils) > largest_size(rules, planned.school);
    if (planned.open && over) result.push_back(id);
  }
  return result;
}

}  // namespace budian
