#include "scenarios/planner/answer.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "scenarios/evaluate.hpp"

namespace budian::planner {
namespace {

/// Judged by the full evaluation. Decisions that its buses cannot carry out are taken out, and what
/// is left is judged again.
SettledPlan settle(const Sketcher& sketcher, const Tried& tried) {
  const Groundwork& ground = sketcher.ground();
  SettledPlan settled;
  settled.decisions = tried.decisions;
  settled.rooms = tried.rooms;
  settled.sketched = tried.figures;
  for (;;) {
    settled.scenario = scenario_of(sketcher.goal(), settled.decisions, settled.rooms, ground);
    Plan plan = apply(settled.scenario, ground);
    bool refused = false;
    for (const auto& refusal : plan.refusals)
      refused = settled.decisions.erase(refusal.school) > 0 || refused;
    if (refused) {
      settled.decisions = consistent(std::move(settled.decisions));
      continue;
    }
    const Outcome outcome = evaluate(settled.scenario, std::move(plan), ground);
    settled.closures = outcome.plan.closures;
    settled.figures = sketcher.figures_of(outcome);
    for (const auto& checklist : outcome.appraisal.procedure) {
      if (checklist.verdict == appraisal::ClosureVerdict::not_permissible)
        settled.forbidden.push_back(settled.closures[checklist.closure].school);
    }
    return settled;
  }
}

/// A closure that the procedure forbids weighs as a bound that is broken twice over.
Score judged(const Scoring& scoring, const SettledPlan& plan) {
  constexpr std::int64_t forbidden = 1'000'000;
  Score score = scoring.score(plan.figures);
  score.broken += forbidden * static_cast<std::int64_t>(plan.forbidden.size());
  return score;
}

class Settling {
 public:
  Settling(const Sketcher& sketcher, Search& search)
      : sketcher_(sketcher), search_(search), plans_(search.archive().plans()) {
    required_ = search.archive().tried({search.required()}).front().decisions;
    settle_one(plans_.at({}));
  }

  /// Does a plan close what the goal closes in every plan, as far as that can be?
  [[nodiscard]] bool is_asked_for(const Decisions& decisions) const {
    return std::all_of(required_.begin(), required_.end(),
                       [&](const auto& required) { return decisions.contains(required.first); });
  }

  /// The best by the sketches, corrected by what is known of them, until the best is settled.
  void settle_best(std::size_t most) {
    while (settled_.size() < most) {
      const Tried* best = nullptr;
      for (const auto& [decisions, tried] : plans_) {
        if (!is_asked_for(decisions)) continue;
        if (!best || score(tried) < score(*best)) best = &tried;
      }
      if (!best) return;
      if (settled_.contains(best->decisions)) return;
      settle_one(*best);
    }
  }

  /// Plans at ever other numbers of schools, the best of each by the corrected sketches.
  void settle_others(std::size_t most) {
    std::map<std::int64_t, const Tried*> of_size;
    for (const auto& [decisions, tried] : plans_) {
      auto& best = of_size[tried.figures.schools_open];
      if (!best || beside_bounds(tried) < beside_bounds(*best)) best = &tried;
    }
    std::vector<const Tried*> order;
    for (const auto& [size, tried] : of_size) order.push_back(tried);
    const std::size_t room = most > settled_.size() ? most - settled_.size() : 0;
    for (std::size_t k = 0; k < room && !search_.is_over(); ++k) {
      const std::size_t at = room == 1 ? 0 : k * (order.size() - 1) / (room - 1);
      if (!settled_.contains(order[at]->decisions)) settle_one(*order[at]);
    }
  }

  [[nodiscard]] std::map<Decisions, SettledPlan> take() { return std::move(settled_); }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] BusFit fit() const {
    BusFit fit{factor_, std::nullopt, foretold_};
    if (foretold_ > 0) fit.mean_error = errors_ / static_cast<double>(foretold_);
    return fit;
  }

 private:
  /// The best already settled has its true score.
  [[nodiscard]] Score score(const Tried& tried) const {
    const auto known = settled_.find(tried.decisions);
    if (known != settled_.end()) return judged(search_.scoring(), known->second);
    return search_.scoring().score(tried.figures, factor_);
  }
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> beside_bounds(const Tried& tried) const {
    const Score all = search_.scoring().score(tried.figures, factor_);
    return {all.first, all.second};
  }

  void settle_one(const Tried& tried) {
    SettledPlan plan = settle(sketcher_, tried);
    ++count_;
    const double sketched = in_yuan(plan.sketched.bus_cost);
    const double in_truth = in_yuan(plan.figures.bus_cost);
    if (sketched > 0 && in_truth > 0 && plan.decisions == tried.decisions) {
      errors_ += std::abs(factor_ * sketched - in_truth) / in_truth;
      ++foretold_;
      sketched_ += sketched;
      in_truth_ += in_truth;
      factor_ = in_truth_ / sketched_;
    }
    settled_.emplace(tried.decisions, std::move(plan));
    search_.tell(0.8, count_);
  }

  const Sketcher& sketcher_;
  Search& search_;
  Decisions required_;
  std::map<Decisions, Tried> plans_;
  std::map<Decisions, SettledPlan> settled_;
  double factor_ = 1, sketched_ = 0, in_truth_ = 0, errors_ = 0;
  std::size_t foretold_ = 0, count_ = 0;
};

std::vector<std::int64_t> measures_of(const Figures& figures, Purse purse) {
  return {figures.of(purse).count(),     figures.mean_time.count(),  figures.p90_time.count(),
          figures.long_journeys.count(), figures.over_limit.count(), figures.moved.count(),
          figures.boarders.count(),      figures.schools_open};
}

/// Without what another dominates; of plans with the same figures one stays.
std::vector<SettledPlan> undominated(std::vector<SettledPlan> plans, Purse purse) {
  std::vector<SettledPlan> frontier;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    bool stays = true;
    for (std::size_t k = 0; k < plans.size() && stays; ++k) {
      if (i == k) continue;
      stays = plans[i].is_best || (!dominates(plans[k].figures, plans[i].figures, purse) &&
                                   !(k < i && plans[k].figures == plans[i].figures));
    }
    if (stays) frontier.push_back(plans[i]);
  }
  std::stable_sort(frontier.begin(), frontier.end(), [](const auto& a, const auto& b) {
    return a.figures.schools_open > b.figures.schools_open;
  });
  return frontier;
}

/// Each closure of the best plan by the full evaluation, with it and without it.
AdviceFit settle_list(const Sketcher& sketcher, const SettledPlan& best, const Search& search,
                      std::size_t settled_plans, std::vector<SchoolAdvice>& list) {
  const Goal& goal = sketcher.goal();
  std::vector<SchoolAdvice*> closed;
  for (SchoolAdvice& advice : list) {
    if (closed.size() == goal.work.settled_list) break;
    if (is_in_plan(advice.rank)) closed.push_back(&advice);
  }
  AdviceFit fit;
  // Rooms that only one side has would count for each school.
  if (sketcher.sketch(best.decisions).rooms != best.rooms) return fit;
  std::int64_t errors = 0;
  constexpr std::size_t side_by_side = 8;
  for (std::size_t first = 0; first < closed.size() && !search.is_over(); first += side_by_side) {
    const std::size_t end = std::min(first + side_by_side, closed.size());
    tbb::parallel_for(first, end, [&](std::size_t i) {
      SchoolAdvice& advice = *closed[i];
      Decisions others = best.decisions;
      others.erase(advice.school);
      const Sketch sketch = sketcher.sketch(others);
      const SettledPlan without =
          settle(sketcher, {sketch.decisions, sketch.rooms, sketch.figures});
      // Else the rest cannot be carried out as it is, and more than this school differs.
      if (without.decisions == consistent(others))
        settle_advice(goal, best.figures, without.figures, advice);
    });
    const double done = static_cast<double>(end) / static_cast<double>(closed.size());
    search.tell(0.9 + 0.1 * done, settled_plans);
  }
  for (const SchoolAdvice* advice : closed) {
    if (!advice->drafted) continue;
    errors += std::abs((advice->given_plan->purse - advice->drafted->purse).count());
    ++fit.schools;
  }
  if (fit.schools > 0) fit.mean_error = Fen(errors / static_cast<std::int64_t>(fit.schools));
  sort_list(list);
  return fit;
}

}  // namespace

const SettledPlan& Answer::best() const {
  for (const auto& plan : frontier) {
    if (plan.is_best) return plan;
  }
  throw std::logic_error("planner: an answer without a best plan");
}

bool dominates(const Figures& a, const Figures& b, Purse purse) {
  const auto left = measures_of(a, purse), right = measures_of(b, purse);
  bool better = false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] > right[i]) return false;
    better = better || left[i] < right[i];
  }
  for (std::size_t k = 0; k < a.balance.size(); ++k) {
    for (std::size_t s = 0; s < a.balance[k].size(); ++s) {
      const auto& mine = a.balance[k][s].cv;
      const auto& other = b.balance[k][s].cv;
      if (mine.has_value() != other.has_value()) return false;
      if (!mine) continue;
      if (*mine > *other) return false;
      better = better || *mine < *other;
    }
  }
  return better;
}

Answer answer(const Goal& goal, const Groundwork& ground, const PlanWatch& watch) {
  const Sketcher sketcher(goal, ground);
  const auto candidates = candidates_of(goal, ground);
  const Sketch sketched_today = sketcher.sketch({});
  Search search(
      sketcher, candidates,
      Scoring(goal, ground.standards, sketched_today.figures, ground.money.bus.service_days),
      watch);
  search.run();
  Settling settling(sketcher, search);
  settling.settle_best(goal.work.settled);
  settling.settle_others(goal.work.settled);
  Answer answer;
  if (watch.stopped && watch.stopped()) {
    answer.bound.none = NoBound::stopped;
  } else {
    if (watch.on_bound) watch.on_bound();
    answer.bound = bound_of(goal, ground, candidates, sketched_today);
  }
  answer.bus_fit = settling.fit();
  answer.settled = settling.count();
  std::vector<SettledPlan> plans;
  for (auto& [asked, plan] : settling.take()) plans.push_back(std::move(plan));
  answer.today = plans.front().figures;
  const Scoring scoring(goal, ground.standards, answer.today, ground.money.bus.service_days);
  std::optional<std::size_t> chosen_row;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    plans[i].score = judged(scoring, plans[i]);
    plans[i].change = scoring.change(plans[i].figures);
    if (!settling.is_asked_for(plans[i].decisions)) continue;
    if (!chosen_row || plans[i].score < plans[*chosen_row].score) chosen_row = i;
  }
  // What the sketches let close, the county's buses may not carry: then today's schools stay.
  const std::size_t best = chosen_row.value_or(0);
  plans[best].is_best = true;
  const Tried chosen{plans[best].decisions, plans[best].rooms, plans[best].sketched};
  answer.frontier = undominated(std::move(plans), goal.purse);
  search.tell(0.9, answer.settled);
  Advice advice = advise(sketcher, candidates, search.scoring(), chosen);
  answer.advice = std::move(advice.schools);
  answer.advice_fit = settle_list(sketcher, answer.best(), search, answer.settled, answer.advice);
  answer.additions = std::move(advice.additions);
  answer.candidates = candidates.size();
  answer.sketches = search.archive().sketches();
  answer.stopped = search.is_over();
  answer.seconds = search.seconds();
  return answer;
}

}  // namespace budian::planner
