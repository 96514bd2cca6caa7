#include "scenarios/planner/advice.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "scenarios/planner/advice_words.hpp"
#include "scenarios/planner/break_even.hpp"

namespace budian::planner {
namespace {

/// Pupils who change school between two plans of the same groups, and how long they travel.
struct Moved {
  Heads heads;
  ByBand<std::int64_t> known{}, before{}, after{};
  std::map<SchoolId, Heads> receivers;
};

/// Groups of both plans by home, grade and today's school: where that is the same, and the school
/// is not, they move.
using GroupKey = std::tuple<SettlementId, int, SchoolId>;
std::multimap<GroupKey, std::size_t> rows_of(const Plan& plan, const SchoolId from) {
  std::multimap<GroupKey, std::size_t> rows;
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    const PupilGroup& group = plan.groups[i];
    if (group.before == from)
      rows.emplace(GroupKey{group.settlement, group.grade, group.before}, i);
  }
  return rows;
}

/// Today's pupils of the school that a decision is about.
Moved moved_from(SchoolId from, const Sketch& without, const Sketch& with) {
  const auto before = rows_of(without.plan, from);
  Moved moved;
  for (const auto& [key, i] : rows_of(with.plan, from)) {
    const auto old = before.find(key);
    if (old == before.end()) continue;
    const PupilGroup& group = with.plan.groups[i];
    if (without.plan.groups[old->second].school == group.school) continue;
    moved.heads += group.pupils;
    moved.receivers[group.school] += group.pupils;
    const auto& then = without.journeys[old->second].door_to_door;
    const auto& now = with.journeys[i].door_to_door;
    if (!then || !now) continue;
    const auto band = row(band_of_grade(group.grade));
    moved.known[band] += group.pupils.count();
    moved.before[band] += then->count() * group.pupils.count();
    moved.after[band] += now->count() * group.pupils.count();
  }
  return moved;
}

std::optional<double> difference(const std::optional<double>& after,
                                 const std::optional<double>& before) {
  if (!after || !before) return std::nullopt;
  return *after - *before;
}

void add_money(const Figures& with, const Figures& without, Purse purse, DecisionChange& change) {
  for (const auto payer : money::payers) {
    const auto p = static_cast<std::size_t>(payer);
    change.a_year[p] = with.a_year[p] - without.a_year[p];
    if (is_paid_from(purse, payer)) change.bus_share += with.bus_share[p] - without.bus_share[p];
  }
  change.purse = with.of(purse) - without.of(purse);
  change.bus_cost = with.bus_cost - without.bus_cost;
}

/// What figures of two plans say of the decision between them.
void add_differences(const Figures& with, const Figures& without, Purse purse,
                     DecisionChange& change) {
  change.bus_share = Fen(0);
  add_money(with, without, purse, change);
  change.riders = with.riders - without.riders;
  change.long_journeys = with.long_journeys - without.long_journeys;
  change.cv.clear();
  for (std::size_t k = 0; k < with.balance.size(); ++k) {
    ByStage<std::optional<double>> cv;
    for (std::size_t s = 0; s < cv.size(); ++s)
      cv[s] = difference(with.balance[k][s].cv, without.balance[k][s].cv);
    change.cv.push_back(cv);
  }
}

DecisionChange change_of(const Scoring& scoring, Purse purse,
                         const std::pair<SchoolId, Decision>& decided, const Sketch& without,
                         const Sketch& with) {
  DecisionChange change;
  change.decision = decided.second;
  add_differences(with.figures, without.figures, purse, change);
  const Moved moved = moved_from(decided.first, without, with);
  change.leaving = moved.heads;
  for (std::size_t b = 0; b < moved.known.size(); ++b) {
    if (moved.known[b] > 0)
      change.extra[b] = Milliseconds((moved.after[b] - moved.before[b]) / moved.known[b]);
  }
  for (const auto& [id, heads] : moved.receivers) {
    const School& school = with.plan.schools[id].school;
    change.receivers.push_back({id, heads, school.code, school.name});
  }
  std::stable_sort(change.receivers.begin(), change.receivers.end(),
                   [](const auto& a, const auto& b) { return a.pupils > b.pupils; });
  change.score = scoring.score(with.figures);
  return change;
}

struct Adviser {
  const Sketcher& sketcher;
  const Scoring& scoring;
  const Sketch& today;
  const Sketch& plan;

  [[nodiscard]] Purse purse() const { return sketcher.goal().purse; }

  /// Every choice that is possible beside some decisions, best first.
  [[nodiscard]] std::vector<DecisionChange> choices(const Candidate& candidate,
                                                    const Sketch& without,
                                                    std::optional<Refusal>* refusal) const {
    std::vector<DecisionChange> possible;
    for (const auto& choice : candidate.choices) {
      if (!moves_pupils(choice)) continue;
      Decisions decisions = without.decisions;
      decisions[candidate.school] = choice;
      const Sketch with = sketcher.sketch(decisions);
      if (with.decisions.contains(candidate.school)) {
        possible.push_back(change_of(scoring, purse(), {candidate.school, choice}, without, with));
      } else if (refusal != nullptr && !*refusal) {
        const auto why =
            std::find_if(with.refusals.begin(), with.refusals.end(),
                         [&](const Refusal& each) { return each.school == candidate.school; });
        if (why != with.refusals.end()) *refusal = *why;
      }
    }
    std::stable_sort(possible.begin(), possible.end(),
                     [](const auto& a, const auto& b) { return a.score < b.score; });
    return possible;
  }

  void add_given_plan(const Candidate& candidate, SchoolAdvice& advice) const {
    const auto decided = plan.decisions.find(candidate.school);
    const Sketch* without = &plan;
    Sketch kept;
    if (decided != plan.decisions.end() && moves_pupils(decided->second)) {
      Decisions decisions = plan.decisions;
      decisions.erase(candidate.school);
      kept = sketcher.sketch(decisions);
      without = &kept;
      advice.given_plan = change_of(scoring, purse(), *decided, kept, plan);
    }
    auto possible = choices(candidate, *without, nullptr);
    if (!advice.given_plan && !possible.empty()) advice.given_plan = possible.front();
    if (!advice.given_plan) return;
    const auto other = std::find_if(possible.begin(), possible.end(), [&](const auto& each) {
      return each.receivers != advice.given_plan->receivers ||
             each.decision.boarders != advice.given_plan->decision.boarders;
    });
    if (other != possible.end()) advice.second = *other;
  }

  [[nodiscard]] SchoolAdvice advise(const Candidate& candidate) const {
    SchoolAdvice advice;
    advice.school = candidate.school;
    advice.roll = total(today.plan.schools[candidate.school].school.pupils);
    const auto alone = choices(candidate, today, &advice.refusal);
    if (!alone.empty()) advice.alone = alone.front();
    add_given_plan(candidate, advice);
    const auto decided = plan.decisions.find(candidate.school);
    const bool closes = decided != plan.decisions.end() && moves_pupils(decided->second);
    advice.visited = decided != plan.decisions.end() && !closes;
    const bool better =
        advice.alone && advice.alone->purse <= Fen(0) && advice.alone->long_journeys <= Heads(0);
    if (closes) {
      advice.rank = better ? AdviceRank::close_first : AdviceRank::close;
    } else {
      advice.rank = advice.alone || advice.given_plan ? AdviceRank::may_close : AdviceRank::keep;
    }
    if (advice.alone && advice.alone->decision.choice != Choice::teaching_point) {
      const BreakEven even = break_even(sketcher, today, candidate.school, advice.alone->decision);
      advice.pays_at_all = even.pays_at_all;
      advice.pays_up_to = even.up_to;
    }
    add_words(sketcher.goal(), advice);
    return advice;
  }
};

/// Each addition with the plan and without it.
AdditionAdvice advise_addition(const Adviser& adviser, std::size_t row) {
  AdditionAdvice advice;
  advice.row = row;
  advice.in_plan = adviser.plan.decisions.additions.contains(row);
  Decisions decisions = adviser.plan.decisions;
  if (decisions.additions.erase(row) == 0) decisions.additions.insert(row);
  const Sketch other = adviser.sketcher.sketch(decisions);
  const Figures& with = advice.in_plan ? adviser.plan.figures : other.figures;
  const Figures& without = advice.in_plan ? other.figures : adviser.plan.figures;
  DecisionChange change;
  add_money(with, without, adviser.purse(), change);
  advice.purse = change.purse;
  advice.bus_cost = change.bus_cost;
  advice.moved = with.moved - without.moved;
  advice.long_journeys = with.long_journeys - without.long_journeys;
  advice.riders = with.riders - without.riders;
  return advice;
}

/// Teaching points that the goal does not ask about, so that none is missing from the list.
void add_not_asked(const Sketcher& sketcher, const Sketch& today, std::vector<SchoolAdvice>& list) {
  std::set<SchoolId> listed;
  for (const auto& advice : list) listed.insert(advice.school);
  for (const auto id : sketcher.ground().county.schools.ids()) {
    const School& school = today.plan.schools[id].school;
    if (school.kind != SchoolKind::teaching_point || listed.contains(id)) continue;
    SchoolAdvice advice;
    advice.school = id;
    advice.roll = total(school.pupils);
    advice.reasons.push_back(why_not_asked(sketcher.goal(), sketcher.ground(), id, school));
    list.push_back(std::move(advice));
  }
}

}  // namespace

void sort_list(std::vector<SchoolAdvice>& list) {
  const auto place = [](const SchoolAdvice& each) {
    const auto& change = each.given_plan ? each.given_plan : each.alone;
    return std::tuple(each.rank, change ? change->purse : Fen(0), each.school);
  };
  std::sort(list.begin(), list.end(),
            [&](const SchoolAdvice& a, const SchoolAdvice& b) { return place(a) < place(b); });
}

void settle_advice(const Goal& goal, const Figures& with, const Figures& without,
                   SchoolAdvice& advice) {
  DecisionChange& change = advice.given_plan.value();
  advice.drafted = {change.purse, change.bus_cost};
  add_differences(with, without, goal.purse, change);
  advice.reasons.clear();
  advice.flips.clear();
  add_words(goal, advice);
}

Advice advise(const Sketcher& sketcher, const std::vector<Candidate>& candidates,
              const Scoring& scoring, const Tried& best) {
  const Sketch today = sketcher.sketch({});
  const Sketch plan = sketcher.sketch(best.decisions);
  const Adviser adviser{sketcher, scoring, today, plan};
  Advice advice;
  auto& list = advice.schools;
  list.resize(candidates.size());
  tbb::parallel_for(std::size_t{0}, candidates.size(),
                    [&](std::size_t i) { list[i] = adviser.advise(candidates[i]); });
  add_not_asked(sketcher, today, list);
  sort_list(list);
  advice.additions.resize(sketcher.goal().candidates.additions.size());
  tbb::parallel_for(std::size_t{0}, advice.additions.size(), [&](std::size_t row) {
    advice.additions[row] = advise_addition(adviser, row);
  });
  return advice;
}

}  // namespace budian::planner
