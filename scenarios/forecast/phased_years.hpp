// A plan spread over years, each year evaluated with its own pupils and its own buses.
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "scenarios/forecast/phasing_plan.hpp"

namespace budian::forecast {

/// What the county pays in a school year more than in the same year, with the same pupils, without
/// a closure.
struct YearMoney {
  Fen buses;  ///< its share of them
  Fen rooms;  ///< paid in this year for closures of later years
  Fen other;  ///< all else that is paid every year; negative: less than without a closure
  /// What the budget of the year has to hold. Less elsewhere pays for no bus: it is mostly public
  /// funds, which are given for the running of schools.
  [[nodiscard]] Fen counted() const { return buses + rooms + std::max(other, Fen(0)); }
};

struct PhasedYear {
  int year = 0;
  std::vector<SchoolId> closed;   ///< until then
  Scenario scenario;              ///< that closes them
  bool judged = false;            ///< false: the pupils of the year are not known
  std::vector<Refusal> refusals;  ///< what `apply` refuses in that year
  // The following only where the year is judged.
  std::int64_t buses = 0, buses_without = 0;  ///< vehicles; without any closure
  Heads riders;
  Fen bus_cost;  ///< of the year, whoever pays it
  YearMoney money;
  bool over_budget = false;
};

struct PhasedPlan {
  PhasingTerms terms;
  PhasingTask task;  ///< its costs as the years have shown them
  Phasing phasing;
  std::vector<PhasedYear> years;
  int rounds = 0;        ///< phasings whose years were evaluated
  bool settled = false;  ///< false: the last of them still breaks the budget or lacks a room
};

/// Told before the years of a phasing are evaluated.
using PhasingWatch = std::function<void(int round)>;

/// Evaluates the scenario, phases its closures by the bill of the whole plan, and evaluates each
/// year. Where a year costs the county more than its budget, what is beyond the closures' own
/// figures is shared out over those done by then, to each as far as its bill of that year is above
/// its figure; where a receiver lacks rooms that no year has paid, the closure counts them. Then it
/// is phased again. Costs only rise and the same closures never break the same year twice, so this
/// ends; at the latest after thirty rounds.
PhasedPlan phase_plan(const Scenario& scenario, const Groundwork& ground, const PhasingTerms& terms,
                      const PhasingWatch& watch = {});

}  // namespace budian::forecast
