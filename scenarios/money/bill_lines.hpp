// The lines of the ledger beside buses and public funds, and what each pupil group counts in them.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/money/rules.hpp"

namespace budian {
struct GroupJourney;
}
namespace budian::staff {
struct StaffRules;
}

namespace budian::money {

/// What the lines are computed from.
struct BillBasis {
  const County& county;
  const Plan& plan;
  const std::vector<GroupJourney>& journeys;  ///< of each of plan.groups
  const Rules& rules;
  const staff::StaffRules* staff = nullptr;  ///< of the scenario
};

/// Adds grants, staff, buildings, idle sites and what families bear, and orders all by topic.
void add_bill_lines(const BillBasis& basis, std::vector<Line>& ledger);

/// What the lines do not know or leave out, in sentences.
std::vector<Message> bill_notes(const BillBasis& basis);

/// Poor pupils of each group: a settlement's number spread over its pupils in the order of grade
/// and school of today, so that the same pupils are meant under every plan; each group is within
/// one head of its proportion. Empty where the county does not tell.
std::vector<std::optional<Heads>> poor_of_groups(const County& county, const Plan& plan);

/// Does a group eat lunch at school: it rides, or walks farther than lets it go home? Empty where
/// no road is known.
std::optional<bool> eats_at_school(const Rules& rules, const PupilGroup& group,
                                   const GroupJourney& journey);
/// What lunch at school costs a family a year at this school: its price less the meal grant.
Fen lunch_a_year(const BillRules& rules, const School& school);

/// Time of adults who walk the group's pupils to school, or to the bus and wait there, and walk
/// back, a year; one adult a pupil. Empty where no way is known.
std::optional<Milliseconds> accompanied_a_year(const Rules& rules, const PupilGroup& group,
                                               const GroupJourney& journey);

/// The even yearly sum that pays a price over its life: price × r ÷ (1 − (1 + r)^−life), paid at
/// the end of each year; price ÷ life where r is 0.
Fen annuity(Fen price, double rate, int life_years);
/// What one yuan a year is worth today over so many years: (1 − (1 + r)^−years) ÷ r.
double annuity_factor(double rate, int years);

}  // namespace budian::money
