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

/// Schools of an item, and which of them are not known to be at fault or sound.
struct Looked {
  const std::set<SchoolId>& schools;
  std::set<SchoolId> not_known{};
};

/// Sums and the verdict, once the cases stand. Who is at fault is so whatever else is not known.
void conclude(const GuaranteeRule& rule, const Looked& looked, GuaranteeResult& result) {
  std::set<SchoolId> at_fault;
  for (const auto& one : result.cases) {
    if (one.missing <= 0) continue;
    at_fault.insert(one.school);
    result.missing += one.missing;
    result.money.add(Need{one.missing, one.money});
  }
  result.schools = static_cast<std::int64_t>(looked.schools.size());
  for (const SchoolId id : looked.not_known) result.schools_not_known += !at_fault.contains(id);
  if (!rule.judged) return;
  result.schools_at_fault = static_cast<std::int64_t>(at_fault.size());
  if (result.schools_at_fault > 0) {
    result.passes = false;
  } else if (result.schools > 0 && result.schools_not_known == 0) {
    result.passes = true;
  }
}

/// Least and greatest number of classes. A grade whose classes are not told may sit with another
/// one (复式), and has no more classes than pupils.
struct ClassRange {
  std::int64_t least = 0, most = 0;
};
ClassRange classes_of(const School& school) {
  ClassRange classes;
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    const std::int64_t pupils = school.pupils[grade].count();
    const std::int64_t told = school.classes[grade];
    if (pupils <= 0) continue;
    classes.least += told;
    classes.most += told > 0 ? told : pupils;
  }
  if (classes.most > 0) classes.least = std::max<std::int64_t>(classes.least, 1);
  return classes;
}

void check_special_rooms(const GuaranteeInputs& inputs, const GuaranteeRule& rule, Looked& looked,
                         GuaranteeResult& result) {
  for (const auto id : looked.schools) {
    const School& school = inputs.plan.schools[id].school;
    const ClassRange classes = classes_of(school);
    for (const auto resource : {Resource::music_rooms, Resource::art_rooms}) {
      if (!school.resources.tells(resource, Stage::primary)) {
        looked.not_known.insert(id);
        continue;
      }
      const std::int64_t have = school.resources.campus[row(resource)];
      const std::int64_t needed = rounded_up(classes.least, rule.classes_a_room);
      if (have < needed) {
        result.cases.push_back({id, std::nullopt, thing_key(resource), have, needed, needed - have,
                                price_of(inputs.money.unit_costs, resource, needed - have)});
      } else if (have < rounded_up(classes.most, rule.classes_a_room)) {
        looked.not_known.insert(id);
      }
    }
  }
}

void check_school_size(const GuaranteeInputs& inputs, const Looked& looked,
                       GuaranteeResult& result) {
  for (const auto id : looked.schools) {
    const School& school = inputs.plan.schools[id].school;
    const Heads most = largest_size(inputs.rules, school);
    const Heads over = total(school.pupils) - most;
    if (over <= Heads(0)) continue;
    result.cases.push_back({id, std::nullopt, "balance.thing.pupils_over",
                            total(school.pupils).count(), most.count(), over.count(),
                            std::nullopt});
  }
}

/// Of the grades whose classes are told.
struct StageClasses {
  std::int64_t have = 0, needed = 0;
  bool all_told = true;
};
StageClasses stage_classes(const School& school, Stage stage, std::int64_t largest) {
  StageClasses classes;
  for (int grade = 0; grade < grade_count; ++grade) {
    const auto g = static_cast<std::size_t>(grade);
    const std::int64_t pupils = school.pupils[g].count();
    if (stage_of_grade(grade) != stage) continue;
    classes.all_told = classes.all_told && (pupils <= 0 || school.classes[g] > 0);
    if (school.classes[g] <= 0) continue;
    classes.have += school.classes[g];
    classes.needed += std::max<std::int64_t>(school.classes[g], rounded_up(pupils, largest));
  }
  return classes;
}

void check_class_size(const GuaranteeInputs& inputs, const GuaranteeRule& rule, Looked& looked,
                      GuaranteeResult& result) {
  for (const auto id : looked.schools) {
    const School& school = inputs.plan.schools[id].school;
    for (const Stage stage : stages) {
      const Heads largest = rule.largest_class[row(stage)];
      const StageClasses classes = stage_classes(school, stage, largest.count());
      // So few pupils fit into one class, whoever sits with whom.
      const bool few = pupils_of_stage(school.pupils, stage) <= largest;
      if (!classes.all_told && !few) looked.not_known.insert(id);
      if (classes.needed == classes.have) continue;
      result.cases.push_back({id, stage, "balance.thing.classes", classes.have, classes.needed,
                              classes.needed - classes.have, std::nullopt});
    }
  }
}

void check_small_school_funds(const GuaranteeInputs& inputs, const GuaranteeRule& rule,
                              std::set<SchoolId>& schools, GuaranteeResult& result) {
  const auto& funds = inputs.money.public_funds;
  const std::int64_t least = rule.funded_as_least.count();
  for (const auto id : inputs.plan.schools.ids()) {
    const auto& planned = inputs.plan.schools[id];
    const School& school = planned.school;
    const std::int64_t pupils = total(school.pupils).count();
    if (!planned.open || !school.is_public || !school.is_rural || pupils <= 0 || pupils >= least) {
      continue;
    }
    schools.insert(id);
    const std::int64_t funded = std::max(pupils, funds.small_school_least.count());
    const bool mostly_primary =
        2 * pupils_of_stage(school.pupils, Stage::primary).count() >= pupils;
    const Fen rate = funds.a_pupil_year[row(mostly_primary ? Stage::primary : Stage::junior)];
    const std::int64_t missing = std::max<std::int64_t>(least - funded, 0);
    result.cases.push_back({id, std::nullopt, "balance.thing.funded_pupils", funded, least, missing,
                            Fen(rate.count() * missing)});
  }
  if (schools.empty() && rule.judged) result.passes = funds.small_school_least.count() >= least;
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
  std::set<SchoolId> schools, not_known;
  for (const auto& [key, sum] : by_school) {
    const auto& [school, stage] = key;
    schools.insert(school);
    if (sum.untold > 0) not_known.insert(school);
    const std::int64_t needed = least_pupils(rule.least_share[row(stage)], sum.pupils);
    if (sum.nearby >= needed) continue;
    result.cases.push_back({school, stage, "balance.thing.nearby_pupils", sum.nearby, needed,
                            needed - sum.nearby, std::nullopt});
  }
  conclude(rule, {schools, not_known}, result);
  // The document judges the county's share, not each school's.
  std::vector<Verdict> verdicts;
  for (const Stage stage : stages) {
    const Enrolled& sum = county[row(stage)];
    if (sum.pupils == 0) continue;
    result.shares[row(stage)] = static_cast<double>(sum.nearby) / static_cast<double>(sum.pupils);
    // Whoever is untold may go to the nearest school or not.
    const std::int64_t needed = least_pupils(rule.least_share[row(stage)], sum.pupils + sum.untold);
    const bool at_worst = sum.nearby >= needed;
    const bool at_best = sum.nearby + sum.untold >= needed;
    verdicts.push_back(at_worst == at_best ? Verdict(at_worst) : Verdict());
  }
  result.passes = rule.judged ? all_hold(verdicts) : Verdict();
}

}  // namespace

std::vector<GuaranteeResult> check_guarantees(const County& county, const GuaranteeInputs& inputs) {
  std::vector<GuaranteeResult> results;
  if (inputs.rules.guarantees.empty()) return results;
  const auto schools = counted_schools(county, inputs);
  for (const auto& rule : inputs.rules.guarantees) {
    GuaranteeResult result;
    result.check = rule.check;
    Looked looked{schools};
    std::set<SchoolId> small;
    switch (rule.check) {
      case GuaranteeCheck::special_rooms:
        check_special_rooms(inputs, rule, looked, result);
        break;
      case GuaranteeCheck::school_size:
        check_school_size(inputs, looked, result);
        break;
      case GuaranteeCheck::class_size:
        check_class_size(inputs, rule, looked, result);
        break;
      case GuaranteeCheck::small_school_funds:
        check_small_school_funds(inputs, rule, small, result);
        conclude(rule, {small}, result);
        break;
      case GuaranteeCheck::nearby_enrolment:
        check_nearby_enrolment(inputs, rule, result);
        break;
    }
    if (rule.check < GuaranteeCheck::small_school_funds) conclude(rule, looked, result);
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
