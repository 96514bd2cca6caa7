#include <map>

#include "scenarios/money/bill_parts.hpp"
#include "scenarios/money/lines.hpp"
#include "scenarios/staff/rules.hpp"

namespace budian::money {

bool posts_are_cut(const Rules& rules, const staff::StaffRules* staff) {
  const bool by_rules = rules.bill.staff_pay.posts_are_cut;
  return staff ? staff->posts_are_cut.value_or(by_rules) : by_rules;
}

std::optional<double> posts_change_of(const StaffingNorm& norm, const County& county,
                                      const Plan& plan, SchoolId id) {
  const auto& planned = plan.schools[id];
  if (!planned.school.is_public) return 0;
  const School* today = planned.existed ? &county.schools[id] : nullptr;
  if (today && planned.open && planned.school.pupils == today->pupils &&
      planned.school.classes == today->classes)
    return 0;
  const std::optional<double> none = 0;
  const auto after = planned.open ? posts_of(norm, planned.school) : none;
  const auto before = today ? posts_of(norm, *today) : none;
  if (!after || !before) return std::nullopt;
  return *after - *before;
}

PostsChange posts_change(const BillBasis& basis) {
  PostsChange all;
  for (const auto id : basis.plan.schools.ids()) {
    const auto change = posts_change_of(basis.rules.staffing, basis.county, basis.plan, id);
    if (change) {
      all.posts += *change;
    } else {
      ++all.not_known;
    }
  }
  return all;
}

/// By the township of the schools that are visited.
void add_visit_lines(BillWriter& writer) {
  const BillBasis& basis = writer.basis;
  if (basis.staff == nullptr) return;
  const auto& rules = basis.staff->itinerant;
  struct Sum {
    std::int64_t days = 0;
    double kilometres = 0;
  };
  std::map<TownshipId, Sum> townships;
  for (const auto& visit : basis.plan.staffing.visits) {
    Sum& sum = townships[basis.plan.schools[visit.to].school.township];
    sum.days += visit.days_a_year;
    sum.kilometres += static_cast<double>(2 * visit.days_a_year) * in_kilometres(visit.road);
  }
  for (const auto& [township, sum] : townships) {
    const std::pair<std::string, Argument> name{"township", basis.county.townships[township].name};
    const TownshipId of = township;
    const auto add = [&](const char* key, double quantity, const char* unit, Fen rate) {
      Line line =
          make_line(Topic::itinerant_teachers, {key, {name}}, quantity, unit, rate, rules.source);
      line.township = of;
      writer.add(std::move(line), rules.payer);
    };
    add("money.line.visits", static_cast<double>(sum.days), "money.unit.teacher_day",
        rules.allowance_a_day);
    add("money.line.visit_travel", sum.kilometres, "money.unit.kilometre", rules.travel_a_km);
  }
}

}  // namespace budian::money
