// The same ground under other rates, with other pupils, at other speeds: what is measured once is
// kept wherever the change leaves it as it is.
#pragma once

#include "scenarios/groundwork.hpp"

namespace budian {

/// Other rates and subsidy rules. Nothing is measured anew.
Groundwork with_money(const Groundwork& ground, money::Rules money);

/// Pupils by grade of each school, and of each settlement that tells them.
struct Rolls {
  Table<SchoolId, School> schools;
  Table<SettlementId, Settlement> settlements;
};
/// Other pupils of the same schools and settlements, at their places: journeys are kept, pupils are
/// placed anew.
Groundwork with_rolls(const Groundwork& ground, Rolls rolls);

/// Pupils of another year, as placed, in place of today's: `groups` as Placement::groups. Rolls of
/// schools and of settlements that tell them follow; children in need stay as they are told, and
/// boarders as far as there are so many pupils.
Groundwork with_pupils(const Groundwork& ground, std::vector<PupilGroup> groups);

/// Other speeds, of the rules or of single roads: everything is measured anew.
Groundwork with_travel(const Groundwork& ground, TravelRules travel, Table<RoadId, Road> roads);

}  // namespace budian
