#include "scenarios/forecast/phased_years.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <map>

#include "scenarios/evaluate.hpp"
#include "scenarios/ground_variants.hpp"
#include "scenarios/money/lines.hpp"

namespace budian::forecast {
namespace {

constexpr int most_rounds = 30;

using money::Payer;
using money::Topic;

/// What is kept of a year that was evaluated. Money is the county's, whole, not against anything.
struct Evaluated {
  std::vector<Refusal> refusals;
  std::int64_t buses = 0;
  Heads riders;
  Fen bus_cost, bus_share, other;
  std::map<SchoolId, Fen> bus_bills, rooms;  ///< of each closure
};

Evaluated evaluated(const Scenario& scenario, const Groundwork& ground) {
  const Outcome outcome = evaluate(scenario, apply(scenario, ground), ground);
  Evaluated result;
  result.refusals = outcome.plan.refusals;
  result.buses = static_cast<std::int64_t>(outcome.plan.buses.routes.duties.size());
  result.riders = outcome.plan.buses.riders;
  result.bus_cost = money::bus_cost(outcome.ledger);
  result.bus_share = money::sum_of(outcome.ledger, Topic::bus_share, Payer::county);
  result.other = money::sums_of(outcome.ledger, Payer::county).operating - result.bus_share;
  for (const money::ClosureBill& bill : outcome.closure_bills) {
    if (!bill.school) continue;
    result.bus_bills[*bill.school] = money::sum_of(bill.lines, Topic::bus_share, Payer::county);
    result.rooms[*bill.school] = money::sum_of(bill.lines, Topic::buildings_once, Payer::county);
  }
  return result;
}

/// Row of a year, and which closures (rows) are done by then.
struct StateAhead {
  int ahead = 0;
  std::vector<bool> closed;
  friend auto operator<=>(const StateAhead&, const StateAhead&) = default;
};

StateAhead state_of(const PhasedPlan& plan, int ahead) {
  StateAhead state{ahead, {}};
  for (const Phase& phase : plan.phasing.phases) {
    state.closed.push_back(phase.closes && *phase.closes <= ahead);
  }
  return state;
}

/// In proportion to weights, equal parts where all are 0; nothing of a sum below 0.
std::vector<Fen> shares(Fen sum, std::vector<double> weights) {
  const bool any = std::any_of(weights.begin(), weights.end(), [](double w) { return w > 0; });
  if (!any) std::fill(weights.begin(), weights.end(), 1.0);
  return money::apportion(std::max(sum, Fen(0)), weights);
}

class Years {
 public:
  Years(const Scenario& scenario, const Groundwork& ground)
      : scenario_(scenario), ground_(ground) {}

  /// Fills the years of a plan.
  void judge(PhasedPlan& plan) {
    plan.years.clear();
    for (int ahead = 0; ahead < plan.terms.years; ++ahead) plan.years.push_back(begun(plan, ahead));
    evaluate_missing(plan);
    for (int ahead = 0; ahead < plan.terms.years; ++ahead) judge_year(plan, ahead);
  }

  /// Raises the costs of the task to what the years have shown; false where nothing asks for it.
  bool raise_costs(PhasedPlan& plan) const {
    bool again = false;
    for (std::size_t c = 0; c < plan.task.closures.size(); ++c) {
      const Phase& phase = plan.phasing.phases[c];
      const Fen seen = rooms_of(plan, c);
      if (!phase.closes || seen <= plan.task.closures[c].rooms) continue;
      plan.task.closures[c].rooms = seen;
      again = again || !phase.paid;
    }
    for (int ahead = 0; ahead < plan.terms.years; ++ahead) {
      if (!plan.years[static_cast<std::size_t>(ahead)].over_budget) continue;
      raise_year(plan, ahead);
      again = true;
    }
    return again;
  }

 private:
  [[nodiscard]] std::optional<std::vector<PupilGroup>> pupils_of(const PhasedPlan& plan,
                                                                 int ahead) const {
    if (!ground_.forecast) return std::nullopt;
    return ground_.forecast->groups_in(plan.terms.first_year + ahead, plan.terms.variant);
  }

  [[nodiscard]] PhasedYear begun(const PhasedPlan& plan, int ahead) const {
    PhasedYear year;
    year.year = plan.terms.first_year + ahead;
    year.scenario =
        scenario_until(scenario_, plan.task, plan.phasing.phases, ahead, ground_.county);
    const StateAhead state = state_of(plan, ahead);
    for (std::size_t c = 0; c < state.closed.size(); ++c) {
      if (state.closed[c]) year.closed.push_back(plan.task.closures[c].school);
    }
    return year;
  }

  void evaluate_missing(const PhasedPlan& plan) {
    std::vector<StateAhead> missing;
    for (int ahead = 0; ahead < plan.terms.years; ++ahead) {
      for (const StateAhead& state : {state_of(plan, ahead), without_closures(plan, ahead)}) {
        if (known_.contains(state)) continue;
        if (std::find(missing.begin(), missing.end(), state) == missing.end()) {
          missing.push_back(state);
        }
      }
    }
    std::vector<std::optional<Evaluated>> found(missing.size());
    tbb::parallel_for(std::size_t{0}, missing.size(), [&](std::size_t i) {
      auto pupils = pupils_of(plan, missing[i].ahead);
      if (!pupils) return;
      found[i] = evaluated(scenario_of(plan, missing[i]), with_pupils(ground_, std::move(*pupils)));
    });
    for (std::size_t i = 0; i < missing.size(); ++i) known_[missing[i]] = std::move(found[i]);
  }

  static StateAhead without_closures(const PhasedPlan& plan, int ahead) {
    return {ahead, std::vector<bool>(plan.task.closures.size(), false)};
  }

  [[nodiscard]] Scenario scenario_of(const PhasedPlan& plan, const StateAhead& state) const {
    std::vector<Phase> phases(state.closed.size());
    for (std::size_t c = 0; c < phases.size(); ++c) {
      if (state.closed[c]) phases[c].closes = state.ahead;
    }
    return scenario_until(scenario_, plan.task, phases, state.ahead, ground_.county);
  }

  void judge_year(PhasedPlan& plan, int ahead) const {
    const auto& found = known_.at(state_of(plan, ahead));
    if (!found) return;
    const Evaluated& without = *known_.at(without_closures(plan, ahead));
    PhasedYear& year = plan.years[static_cast<std::size_t>(ahead)];
    year.judged = true;
    year.refusals = found->refusals;
    year.buses = found->buses;
    year.buses_without = without.buses;
    year.riders = found->riders;
    year.bus_cost = found->bus_cost;
    year.money.buses = found->bus_share - without.bus_share;
    year.money.other = found->other - without.other;
    for (std::size_t c = 0; c < plan.task.closures.size(); ++c) {
      if (plan.phasing.phases[c].paid == ahead) year.money.rooms += rooms_of(plan, c);
    }
    const auto& budget = plan.task.limits.budget_a_year;
    year.over_budget = budget && year.money.counted() > *budget;
  }

  /// The most that the closure's receivers lack in any year from the closure on; by the whole plan
  /// where none of these is known.
  [[nodiscard]] Fen rooms_of(const PhasedPlan& plan, std::size_t closure) const {
    const PhasedClosure& phased = plan.task.closures[closure];
    std::optional<Fen> most;
    const int closes = plan.phasing.phases[closure].closes.value_or(plan.terms.years);
    for (int ahead = closes; ahead < plan.terms.years; ++ahead) {
      const auto& found = known_.at(state_of(plan, ahead));
      if (!found) continue;
      const auto rooms = found->rooms.find(phased.school);
      most = std::max(most.value_or(Fen(0)), rooms == found->rooms.end() ? Fen(0) : rooms->second);
    }
    return most.value_or(phased.rooms);
  }

  void raise_year(PhasedPlan& plan, int ahead) const {
    const auto row = static_cast<std::size_t>(ahead);
    const Evaluated& found = *known_.at(state_of(plan, ahead));
    std::vector<PhasedClosure*> closed;
    for (std::size_t c = 0; c < plan.task.closures.size(); ++c) {
      const auto& closes = plan.phasing.phases[c].closes;
      if (closes && *closes <= ahead) closed.push_back(&plan.task.closures[c]);
    }
    std::vector<double> weights;
    for (PhasedClosure* closure : closed) {
      closure->dearer.resize(static_cast<std::size_t>(plan.task.years));
      const auto bill = found.bus_bills.find(closure->school);
      const Fen costs = bill == found.bus_bills.end() ? Fen(0) : bill->second;
      const Fen above = std::max(costs - closure->yearly_in(ahead), Fen(0));
      weights.push_back(static_cast<double>(above.count()));
    }
    const Fen lacks = plan.years[row].money.counted() - spent(plan.task, plan.phasing.phases)[row];
    const auto parts = shares(lacks, weights);
    for (std::size_t i = 0; i < closed.size(); ++i) closed[i]->dearer[row] += parts[i];
  }

  const Scenario& scenario_;
  const Groundwork& ground_;
  std::map<StateAhead, std::optional<Evaluated>> known_;  ///< empty: its pupils are not known
};

}  // namespace

PhasedPlan phase_plan(const Scenario& scenario, const Groundwork& ground, const PhasingTerms& terms,
                      const PhasingWatch& watch) {
  PhasedPlan result;
  result.terms = terms;
  result.task = phasing_task(evaluate(scenario, apply(scenario, ground), ground), ground, terms);
  Years years(scenario, ground);
  while (!result.settled && result.rounds < most_rounds) {
    ++result.rounds;
    if (watch) watch(result.rounds);
    result.phasing = best_phases(result.task);
    years.judge(result);
    result.settled = !years.raise_costs(result);
  }
  result.phasing.clashes = clashes_of(result.task, result.phasing);
  return result;
}

}  // namespace budian::forecast
