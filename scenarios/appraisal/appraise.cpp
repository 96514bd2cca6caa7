#include "scenarios/appraisal/appraise.hpp"

#include <algorithm>

#include "scenarios/appraisal/parts.hpp"
#include "scenarios/resolve.hpp"

namespace budian::appraisal {
namespace {

std::string finding_key(RiskFigure figure) {
  switch (figure) {
    case RiskFigure::farther_without_boarding:
      return "risk.finding.farther_without_boarding";
    case RiskFigure::girls:
      return "risk.finding.girls";
    case RiskFigure::lower_grades_displaced:
      return "risk.finding.lower_grades_displaced";
    case RiskFigure::long_travel:
      return "risk.finding.long_travel";
    case RiskFigure::large_classes_at_receivers:
      return "risk.finding.large_classes_at_receivers";
    case RiskFigure::lower_grades_boarding:
      return "risk.finding.lower_grades_boarding";
    case RiskFigure::mean_distance_growth:
      return "risk.finding.mean_distance_growth";
    case RiskFigure::left_behind_displaced:
      return "risk.finding.left_behind_displaced";
    case RiskFigure::one_year_roll:
      return "risk.finding.one_year_roll";
  }
  return "risk.finding.girls";
}

void add_risks(const Situation& situation, const Appraisal& appraisal,
               std::vector<Finding>& findings) {
  const auto& rules = situation.ground.appraisal.risks;
  for (const auto& risk : appraisal.risks) {
    if (risk.holds != true) continue;
    const auto& rule = rules[risk.rule];
    Finding finding;
    finding.severity = Severity::warning;
    finding.message = {finding_key(rule.figure),
                       {{"value", *risk.value},
                        {"most", rule.most},
                        {"line", rule.line.value_or(0)},
                        {"pupils", risk.pupils.count()},
                        {"unknown", risk.unknown.count()}}};
    finding.pupils = risk.pupils;
    findings.push_back(std::move(finding));
  }
}

void add_closures(const Situation& situation, const Appraisal& appraisal,
                  std::vector<Finding>& findings) {
  for (const auto& checklist : appraisal.procedure) {
    if (checklist.verdict != ClosureVerdict::not_permissible) continue;
    const auto& closure = situation.plan.closures[checklist.closure];
    const auto& school = situation.plan.schools[closure.school].school;
    std::int64_t failed = 0;
    for (const auto& step : checklist.steps) {
      const auto& item = situation.ground.appraisal.procedure[step.item];
      if (step.state == StepState::failed && (item.must_keep || item.forbids)) ++failed;
    }
    Finding finding;
    finding.severity = Severity::warning;
    finding.message = {"procedure.not_permissible", {{"school", school.name}, {"steps", failed}}};
    finding.place = school.place;
    finding.township = school.township;
    finding.school = closure.school;
    finding.pupils = closure.pupils;
    findings.push_back(std::move(finding));
  }
}

void add_needless_statements(const Situation& situation, std::vector<Finding>& findings) {
  for (const auto& id : procedure_schools(situation.scenario, situation.ground.county)) {
    if (!id) continue;
    const bool closes = std::any_of(situation.plan.closures.begin(), situation.plan.closures.end(),
                                    [&](const Closure& closure) { return closure.school == *id; });
    if (closes) continue;
    Finding finding;
    finding.severity = Severity::note;
    finding.message = {"procedure.no_closure",
                       {{"school", situation.plan.schools[*id].school.name}}};
    finding.school = *id;
    finding.township = situation.plan.schools[*id].school.township;
    findings.push_back(std::move(finding));
  }
}

}  // namespace

Appraisal appraise(const Situation& situation, const Outcome& outcome) {
  const Trips trips = trips_of(situation, outcome);
  const Rules& rules = situation.ground.appraisal;
  Appraisal appraisal;
  add_access(trips, rules.lines, appraisal);
  add_inequality(trips, appraisal);
  appraisal.burdens = burdens_of(trips, rules.lines);
  appraisal.changes = changes_of(trips);
  const auto columns = township_columns(rules.lines, situation.ground.standards);
  appraisal.ledger = ledger_of(trips, columns, appraisal);
  appraisal.scores = scores_of(rules.score, columns, appraisal.ledger);
  appraisal.risks = risks_of(trips, rules.risks);
  appraisal.procedure = checklists_of(trips, rules.procedure);
  appraisal.effects = effects_of(trips);
  return appraisal;
}

void add_findings(const Situation& situation, const Appraisal& appraisal,
                  std::vector<Finding>& findings) {
  add_risks(situation, appraisal, findings);
  add_closures(situation, appraisal, findings);
  add_needless_statements(situation, findings);
}

}  // namespace budian::appraisal
