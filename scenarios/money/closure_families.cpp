// What closures change for the families of the pupils who leave: meals, lunches, time.
#include <algorithm>
#include <tuple>

#include "scenarios/money/bill_lines.hpp"
#include "scenarios/money/bill_parts.hpp"
#include "scenarios/money/closure_parts.hpp"
#include "scenarios/money/lines.hpp"
#include "scenarios/outcome.hpp"

namespace budian::money {
namespace {

/// What families of one closure have more than today.
struct Tally {
  std::int64_t rural_lunches = 0, seat_lunches = 0;  ///< pupils
  std::int64_t boarders = 0;
  Milliseconds time;  ///< of adults, a year
};

/// Which of today's groups the pupils are in; today's are sorted by settlement, grade, school.
std::optional<std::size_t> group_today(const Plan& today, const PupilGroup& group) {
  const auto place = [](const PupilGroup& g, SchoolId school) {
    return std::tuple(g.settlement, g.grade, school);
  };
  const auto found =
      std::partition_point(today.groups.begin(), today.groups.end(), [&](const PupilGroup& before) {
        return place(before, before.school) < place(group, group.before);
      });
  if (found == today.groups.end()) return std::nullopt;
  if (place(*found, found->school) != place(group, group.before)) return std::nullopt;
  return static_cast<std::size_t>(found - today.groups.begin());
}

void add_meal_grants(const PupilGroup& group, std::size_t at, OpenBills& open) {
  const int change = static_cast<int>(open.planned(group.school).is_rural) -
                     static_cast<int>(open.basis.county.schools[group.before].is_rural);
  if (change == 0) return;
  const auto& rule = open.basis.rules.bill.meal_grants;
  const SharedRate parts = shared_rate(rule.a_year(), rule.province_and_centre_share);
  const auto line = [&](Fen rate) {
    return make_line(Topic::meal_grants, {"money.line.meal_grants", {}},
                     static_cast<double>(change * group.pupils.count()), "money.unit.pupil", rate,
                     rule.source);
  };
  open.add(at, line(parts.centre), Payer::province_and_centre);
  open.add(at, line(parts.county), Payer::county);
}

/// Adds or takes away what a group counts at a school.
void count(const Rules& rules, const School& school, const PupilGroup& group,
           const GroupJourney& journey, Tally& tally, int sign) {
  if (eats_at_school(rules, group, journey).value_or(false)) {
    (school.is_rural ? tally.rural_lunches : tally.seat_lunches) += sign * group.pupils.count();
  }
  if (group.way == Way::boarding) tally.boarders += sign * group.pupils.count();
  const auto time = accompanied_a_year(rules, group, journey);
  if (time) tally.time += *time * sign;
}

std::vector<Tally> tallies_of(const OpenBills& open) {
  std::vector<Tally> tallies(open.bills.size());
  const auto& [county, rules, today, plan, line_costs, bus_years, whole, staff_rules] = open.basis;
  for (std::size_t i = 0; i < plan.plan.groups.size(); ++i) {
    const auto& group = plan.plan.groups[i];
    const std::size_t at = open.of_group[i];
    if (at == open.bills.size()) continue;
    const auto before = group_today(today.plan, group);
    if (!before) continue;
    PupilGroup then = today.plan.groups[*before];
    then.pupils = group.pupils;
    count(rules, county.schools[then.school], then, today.journeys[*before], tallies[at], -1);
    count(rules, open.planned(group.school), group, plan.journeys[i], tallies[at], 1);
  }
  return tallies;
}

void add_tally(const Tally& tally, std::size_t at, OpenBills& open) {
  const auto& rules = open.basis.rules.bill;
  const auto lunches = [&](const char* key, std::int64_t pupils, bool is_rural) {
    School school;
    school.is_rural = is_rural;
    open.add(at,
             make_line(Topic::family_meals, {key, {}}, static_cast<double>(pupils),
                       "money.unit.pupil", lunch_a_year(rules, school), rules.family.source),
             Payer::family);
  };
  lunches("money.line.lunch_rural", tally.rural_lunches, true);
  lunches("money.line.lunch_seat", tally.seat_lunches, false);
  open.add(at, boarder_meals(rules, tally.boarders), Payer::family);
  open.bills[at].hours = in_minutes(tally.time) / 60;
  open.add(at,
           make_line(Topic::family_time, {"bill.line.time", {}}, open.bills[at].hours,
                     "money.unit.hour", rules.family.adult_hour, rules.family.source),
           Payer::family);
}

}  // namespace

void add_family_parts(OpenBills& open) {
  const auto& groups = open.basis.plan.plan.groups;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::size_t at = open.of_group[i];
    if (at == open.bills.size()) continue;
    open.bills[at].pupils += groups[i].pupils;
    if (groups[i].way == Way::bus) open.bills[at].riders += groups[i].pupils;
    add_meal_grants(groups[i], at, open);
  }
  const auto tallies = tallies_of(open);
  for (std::size_t at = 0; at < tallies.size(); ++at) add_tally(tallies[at], at, open);
}

}  // namespace budian::money
