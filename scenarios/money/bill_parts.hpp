// The parts of the whole bill's lines; used by the sources of this folder only.
#pragma once

#include "scenarios/money/bill_lines.hpp"
#include "scenarios/money/poor_pupils.hpp"
#include "scenarios/rooms.hpp"

namespace budian::money {

/// Puts lines of a plan into its ledger; what comes to nothing is left out.
class BillWriter {
 public:
  BillWriter(const BillBasis& of, std::vector<Line>& ledger)
      : basis(of), rules(of.rules.bill), ledger_(ledger) {}
  void add(Line line, Payer payer, std::optional<SchoolId> school = {});
  const BillBasis& basis;
  const BillRules& rules;

 private:
  std::vector<Line>& ledger_;
};

/// Rooms that a plan adds or leaves missing, beds, and sites that fall idle.
void add_site_lines(BillWriter& writer);
/// Allowances and travel of itinerant teachers.
void add_visit_lines(BillWriter& writer);
/// Lunches and the time of adults.
void add_family_lines(BillWriter& writer);

/// Who looks after the pupils who board by the plan, school by school: whole persons.
void add_boarding_care_lines(BillWriter& writer);
/// Whom the plan lets board, at all schools.
Heads all_new_boarders(const Plan& plan);
/// Breakfast and supper of pupils who board by the plan; families pay.
Line boarder_meals(const BillRules& rules, std::int64_t boarders);

/// Posts by the norm that a public school of the plan needs more than today; empty where that is
/// not known.
std::optional<double> posts_change_of(const StaffingNorm& norm, const County& county,
                                      const Plan& plan, SchoolId id);
/// Over the schools of which it is known.
struct PostsChange {
  double posts = 0;
  std::int64_t not_known = 0;  ///< schools
};
PostsChange posts_change(const BillBasis& basis);

/// Rooms that are missing at a school and that no measure builds.
struct RoomsMissing {
  SchoolId school;
  RoomsNeeded rooms;
};
/// Open public schools with missing rooms, or of which that is not known.
std::vector<RoomsMissing> rooms_missing(const BillBasis& basis);

}  // namespace budian::money
