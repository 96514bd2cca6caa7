// The checklist of a closure: steps that figures decide, steps that the planner states.
#include <algorithm>
#include <array>
#include <map>

#include "scenarios/appraisal/closure_figures.hpp"
#include "scenarios/appraisal/parts.hpp"
#include "scenarios/appraisal/procedure_figures.hpp"

namespace budian::appraisal {
namespace {

const Decision not_stated{StepState::open, {"procedure.figures.not_stated", {}}};

Decision on_day(const std::optional<Day>& day) {
  if (!day) return not_stated;
  return {StepState::passed, {"procedure.figures.day", {{"day", written_day(*day, "-")}}}};
}

Decision published(const StatedProcedure& stated, double least_days) {
  if (!stated.published_from || !stated.published_until) return not_stated;
  // Both days belong to it.
  const std::int64_t days = (*stated.published_until - *stated.published_from).count() + 1;
  const bool long_enough = static_cast<double>(days) >= least_days;
  return {long_enough ? StepState::passed : StepState::failed,
          {"procedure.figures.published",
           {{"from", written_day(*stated.published_from, "-")},
            {"until", written_day(*stated.published_until, "-")},
            {"days", days},
            {"least", least_days}}}};
}

/// Most of those who were asked are against it.
Decision parents(const StatedProcedure& stated, Heads pupils) {
  if (pupils == Heads(0)) return {StepState::does_not_apply, {"procedure.figures.nobody", {}}};
  if (!stated.parents_for || !stated.parents_against) return not_stated;
  const Heads in_favour = *stated.parents_for, against = *stated.parents_against;
  if (in_favour + against == Heads(0)) return not_stated;
  // Most of a handful are not most of the parents: fewer than one for two pupils decide nothing,
  // unless they are against it.
  if (2 * (in_favour + against) < pupils && against <= in_favour) {
    return {
        StepState::open,
        {"procedure.figures.few_parents",
         {{"for", in_favour.count()}, {"against", against.count()}, {"pupils", pupils.count()}}}};
  }
  return {
      against > in_favour ? StepState::failed : StepState::passed,
      {"procedure.figures.parents", {{"for", in_favour.count()}, {"against", against.count()}}}};
}

Decision township_opinion(const StatedProcedure& stated) {
  if (!stated.township_agrees) return not_stated;
  if (*stated.township_agrees) return {StepState::passed, {"procedure.figures.agrees", {}}};
  return {StepState::failed, {"procedure.figures.disagrees", {}}};
}

/// Not before the hearing and the end of the publication.
Decision approved(const StatedProcedure& stated) {
  if (!stated.approved) return not_stated;
  const Day day = *stated.approved;
  const bool early = (stated.published_until && day < *stated.published_until) ||
                     (stated.hearing && day < *stated.hearing);
  if (!early) return on_day(day);
  return {StepState::failed,
          {"procedure.figures.approved_early", {{"day", written_day(day, "-")}}}};
}

Decision decided_by_statement(const ClosureCase& at, const ProcedureItem& item) {
  const StatedProcedure& stated = at.stated;
  switch (item.check) {
    case ProcedureCheck::plan_drafted:
      return on_day(stated.plan_drafted);
    case ProcedureCheck::argued:
      return on_day(stated.argued);
    case ProcedureCheck::published:
      return published(stated, item.most.value_or(0));
    case ProcedureCheck::hearing:
      return on_day(stated.hearing);
    case ProcedureCheck::parents:
      return parents(stated, at.closure.pupils);
    case ProcedureCheck::township_opinion:
      return township_opinion(stated);
    case ProcedureCheck::approved:
      return approved(stated);
    case ProcedureCheck::filed:
      return on_day(stated.filed);
    case ProcedureCheck::transition:
      return on_day(stated.transition_until);
    case ProcedureCheck::idle_building:
      if (!at.closure.closes) return {StepState::does_not_apply, {"procedure.figures.stays", {}}};
      if (stated.idle_building.empty()) return not_stated;
      return {StepState::passed, {"procedure.figures.use", {{"use", stated.idle_building}}}};
    default:
      return not_stated;
  }
}

ClosureVerdict verdict_of(const Checklist& checklist, const std::vector<ProcedureItem>& items) {
  bool failed = false, open = false;
  for (const auto& step : checklist.steps) {
    const auto& item = items[step.item];
    if (step.state == StepState::failed && (item.must_keep || item.forbids)) {
      return ClosureVerdict::not_permissible;
    }
    failed = failed || step.state == StepState::failed;
    open = open || step.state == StepState::open;
  }
  if (failed) return ClosureVerdict::failed;
  return open ? ClosureVerdict::open : ClosureVerdict::complete;
}

/// Failed if one of its steps fails, open if one is open.
StepState must_keep_test(const Checklist& checklist, const std::vector<ProcedureItem>& items) {
  StepState worst = StepState::does_not_apply;
  const auto rank = [](StepState state) {
    constexpr std::array ranks{1, 2, 3, 0};  // passed, open, failed, does_not_apply
    return ranks[static_cast<std::size_t>(state)];
  };
  for (const auto& step : checklist.steps) {
    if (items[step.item].must_keep && rank(step.state) > rank(worst)) worst = step.state;
  }
  return worst;
}

/// A line that does not bind is told, but nobody fails by it.
Decision decide(const ClosureCase& at, const ProcedureItem& item) {
  Decision decision =
      is_stated(item.check) ? decided_by_statement(at, item) : decided_by_figures(at, item);
  if (decision.state == StepState::failed && !item.mandatory) decision.state = StepState::open;
  return decision;
}

/// Groups of displaced pupils by the school they leave.
std::map<SchoolId, std::vector<std::size_t>> leavers(const Trips& trips) {
  std::map<SchoolId, std::vector<std::size_t>> result;
  const auto& groups = trips.plan().groups;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].displaced()) result[groups[i].before].push_back(i);
  }
  return result;
}

}  // namespace

std::vector<Checklist> checklists_of(const Trips& trips, const std::vector<ProcedureItem>& items) {
  const auto stated = statements_of(trips);
  auto groups = leavers(trips);
  const StatedProcedure nothing;
  std::vector<Checklist> result;
  const auto& closures = trips.plan().closures;
  for (std::size_t c = 0; c < closures.size(); ++c) {
    const auto found = stated.find(closures[c].school);
    const ClosureCase at{trips, closures[c], found == stated.end() ? nothing : *found->second,
                         groups[closures[c].school]};
    Checklist checklist;
    checklist.closure = c;
    for (std::size_t i = 0; i < items.size(); ++i) {
      Decision decision = decide(at, items[i]);
      checklist.steps.push_back({i, decision.state, std::move(decision.figures)});
    }
    checklist.must_keep = must_keep_test(checklist, items);
    checklist.verdict = verdict_of(checklist, items);
    result.push_back(std::move(checklist));
  }
  return result;
}

}  // namespace budian::appraisal
