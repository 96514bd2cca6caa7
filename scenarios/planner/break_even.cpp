#include "scenarios/planner/break_even.hpp"

#include <algorithm>

#include "scenarios/money/bill.hpp"
#include "scenarios/money/lines.hpp"

namespace budian::planner {
namespace {

/// The plan with another roll of today's school, its groups in proportion.
Plan with_roll(Plan plan, SchoolId school, Heads roll) {
  std::vector<std::size_t> rows;
  std::vector<double> sizes;
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    if (plan.groups[i].before != school || plan.groups[i].pupils <= Heads(0)) continue;
    rows.push_back(i);
    sizes.push_back(static_cast<double>(plan.groups[i].pupils.count()));
  }
  if (rows.empty()) return plan;
  const auto parts = money::apportion(Fen(roll.count()), sizes);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    PupilGroup& group = plan.groups[rows[k]];
    const Heads pupils(parts[k].count());
    auto& there = plan.schools[group.school].school.pupils[static_cast<std::size_t>(group.grade)];
    there += pupils - group.pupils;
    if (group.way == Way::boarding)
      plan.schools[group.school].school.boarders += pupils - group.pupils;
    group.pupils = pupils;
  }
  return plan;
}

class Comparison {
 public:
  Comparison(const Sketcher& sketcher, const Sketch& today, SchoolId school,
             const Decision& decision)
      : sketcher_(sketcher),
        today_(today),
        closed_(sketcher.sketch({{school, decision}})),
        scenario_(
            scenario_of(sketcher.goal(), closed_.decisions, closed_.rooms, sketcher.ground())),
        school_(school) {}

  /// What closing costs the purse more than keeping.
  [[nodiscard]] Fen at(Heads roll) const {
    Plan closed = with_roll(closed_.plan, school_, roll);
    closed.buses = sketcher_.buses().plan(scenario_, closed, sketcher_.ground()).service;
    const Plan kept = with_roll(today_.plan, school_, roll);
    return purse(sketcher_.ledger_of(scenario_, closed, closed_.journeys)) -
           purse(sketcher_.ledger_of(scenario_, kept, today_.journeys));
  }
  [[nodiscard]] bool is_possible() const { return closed_.decisions.contains(school_); }

 private:
  [[nodiscard]] Fen purse(const std::vector<money::Line>& ledger) const {
    Fen sum;
    for (const auto payer : money::payers) {
      if (is_paid_from(sketcher_.goal().purse, payer))
        sum += money::sums_of(ledger, payer).a_year();
    }
    return sum;
  }
  const Sketcher& sketcher_;
  const Sketch& today_;
  Sketch closed_;
  Scenario scenario_;
  SchoolId school_;
};

}  // namespace

BreakEven break_even(const Sketcher& sketcher, const Sketch& today, SchoolId school,
                     const Decision& decision) {
  BreakEven even;
  const Heads roll = total(today.plan.schools[school].school.pupils);
  even.tried = std::max(roll, sketcher.goal().candidates.fewer_than);
  const Comparison comparison(sketcher, today, school, decision);
  if (!comparison.is_possible() || comparison.at(Heads(1)) > Fen(0)) return even;
  even.pays_at_all = true;
  if (comparison.at(even.tried) <= Fen(0)) return even;
  Heads pays(1), does_not = even.tried;
  while (does_not - pays > Heads(1)) {
    const Heads middle((pays + does_not).count() / 2);
    (comparison.at(middle) <= Fen(0) ? pays : does_not) = middle;
  }
  even.up_to = pays;
  return even;
}

}  // namespace budian::planner
