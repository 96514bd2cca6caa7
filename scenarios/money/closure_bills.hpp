// The bill of closing each school against keeping it: what changes for every payer, to the fen.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/groundwork.hpp"
#include "scenarios/money/bill.hpp"
#include "scenarios/outcome.hpp"

namespace budian::money {

/// What changes because one school closes (or loses grades). Keeping it changes nothing: every
/// payer pays what it pays today.
struct ClosureBill {
  std::optional<SchoolId> school;  ///< empty: what the plan changes beside closures
  bool closes = true;              ///< false: it loses grades only
  Heads pupils, riders;            ///< who leave; of them by school bus
  /// Changes as lines, each with its payer; the topic school_income is the schools' loss, which no
  /// sum holds.
  std::vector<Line> lines;
  double hours = 0;                 ///< of accompanying adults, a year
  std::optional<double> posts = 0;  ///< by the norm; negative: freed; empty: not known

  [[nodiscard]] BillSums of(std::optional<Payer> payer) const { return sums_of(lines, payer); }
  [[nodiscard]] Fen topic(Topic topic) const;  ///< of all payers
};

/// One bill for each school of plan.closures, in their order, then, where there is any, what the
/// plan changes beside them. The sums of all bills are the sums of the plan less those of today,
/// payer by payer, to the fen.
/// * Public funds: the ledger's lines of the school, shared as the rate is.
/// * Buses: what each payer pays in the township of the receiving school; families by riders, the
///   others in proportion to what fares leave of the cost of the riders' lines (line_costs, a
///   line's cost by its riders).
/// * Rooms at a receiver: as many as it has more classes than today, by the pupils whom it takes.
/// * Meals, lunches, time: of the pupils who leave.
std::vector<ClosureBill> closure_bills(const Outcome& today, const Outcome& outcome,
                                       const Groundwork& ground);

}  // namespace budian::money
