// The plans that are worth a look, judged by the full evaluation, and how far the sketches were
// off.
#pragma once

#include <vector>

#include "scenarios/planner/advice.hpp"
#include "scenarios/planner/bound.hpp"

namespace budian::planner {

/// A plan judged by apply and evaluate.
struct SettledPlan {
  Decisions decisions;
  Rooms rooms;
  Scenario scenario;
  std::vector<Closure> closures;
  Figures sketched, figures;  ///< by the search, and in truth
  Score score;                ///< of the true figures
  Fen change;                 ///< of the purse, against today
  /// Closures that the procedure does not permit (应留必留 and what forbids else); each counts as a
  /// broken bound.
  std::vector<SchoolId> forbidden;
  bool is_best = false;
};

/// How well a sketch's buses foretell the county's.
struct BusFit {
  double factor = 1;  ///< Σ true cost ÷ Σ sketched cost of the settled plans
  /// Mean of |foretold − true| ÷ true, each foretold with the factor before it was settled; empty:
  /// no plan with buses was settled.
  std::optional<double> mean_error;
  std::size_t plans = 0;
};

/// How well the list of schools, whose figures are sketched, foretells what the purse pays.
struct AdviceFit {
  std::size_t schools = 0;  ///< that the best plan closes, judged by the full evaluation
  Fen mean_error;           ///< mean of |sketched − true| a year; 0 of none
};

struct Answer {
  Figures today;  ///< by the full evaluation
  /// Nothing dominates any of them over cost, journeys, number of schools and CVs; today's schools
  /// are one. The best for the goal is among them, most schools first.
  std::vector<SettledPlan> frontier;
  std::vector<SchoolAdvice> advice;
  std::vector<AdditionAdvice> additions;  ///< one an addition of the goal
  BusFit bus_fit;
  AdviceFit advice_fit;
  PlanBound bound;  ///< what no plan of the goal can undercut
  std::size_t candidates = 0, sketches = 0, settled = 0;
  bool stopped = false;  ///< before all of the work was done
  double seconds = 0;

  [[nodiscard]] const SettledPlan& best() const;
};

/// Is `a` nowhere worse than `b`, and somewhere better? Over the purse's cost, mean and P90 time,
/// long journeys, pupils over a limit, who change school, who board, open schools and each CV.
/// Whoever does not know a CV neither gains nor loses by it.
bool dominates(const Figures& a, const Figures& b, Purse purse);

/// Searches, settles, advises.
Answer answer(const Goal& goal, const Groundwork& ground, const PlanWatch& watch = {});

}  // namespace budian::planner
