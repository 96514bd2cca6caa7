// The lines of the ledger beside buses and public funds, and what each pupil group counts in them.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/finding.hpp"
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
  ByStage<Heads> class_size{};               ///< that rooms are counted by; 0: they are not
  const staff::StaffRules* staff = nullptr;  ///< of the scenario
};

/// Adds grants, staff, buildings, idle sites and what families bear, and orders all by topic.
void add_bill_lines(const BillBasis& basis, std::vector<Line>& ledger);

/// What the lines do not know or leave out, in sentences.
std::vector<Message> bill_notes(const BillBasis& basis);

/// Rooms that are missing, and that have no price.
std::vector<Finding> bill_findings(const BillBasis& basis);

/// Are posts cut, so that freed ones are money? The scenario says so before the county's rules.
bool posts_are_cut(const Rules& rules, const staff::StaffRules* staff);

/// Does a group eat lunch at school: it rides, or walks farther than lets it go home? Empty where
/// no road is known.
std::optional<bool> eats_at_school(const Rules& rules, const PupilGroup& group,
                                   const GroupJourney& journey);
/// What lunch at school costs a family a year at this school: its price less the meal grant.
Fen lunch_a_year(const BillRules& rules, const School& school);

/// Time of adults who walk the group's pupils to school, or to the bus, wait there once, and walk
/// back, a year; one adult a pupil. Empty where no way is known.
std::optional<Milliseconds> accompanied_a_year(const Rules& rules, const PupilGroup& group,
                                               const GroupJourney& journey);

}  // namespace budian::money
