#include "maps/sweep/sweep_figures.hpp"

#include <algorithm>

#include "scenarios/money/bill.hpp"

namespace budian {
namespace {

using sweep::Figure;

std::string standard_code(const Study& study, const Bilingual& name) {
  if (name == Bilingual{}) return "";
  const auto& standards = study.ground.standards;
  const auto found = std::find_if(standards.begin(), standards.end(),
                                  [&](const StandardRules& rules) { return rules.name == name; });
  return found == standards.end() ? name.en : found->code;
}

void add_times(const Outcome& outcome, std::vector<Figure>& figures) {
  using Part = std::optional<Milliseconds> TravelSummary::*;
  const std::pair<const char*, Part> parts[] = {{"swept.mean_minutes.", &TravelSummary::mean_time},
                                                {"swept.p90_minutes.", &TravelSummary::p90_time},
                                                {"swept.max_minutes.", &TravelSummary::max_time}};
  for (const auto& [key, part] : parts) {
    for (const auto stage : stages) {
      const auto& time = outcome.county_by_stage[row(stage)].*part;
      figures.push_back({key + std::string(stage == Stage::primary ? "primary" : "junior"), "",
                         "unit.minutes", 1,
                         time ? std::optional(in_minutes(*time)) : std::nullopt});
    }
  }
}

/// The county's own change is a row of the comparison.
void add_bill(const Outcome& outcome, std::vector<Figure>& figures) {
  using money::Payer;
  const std::pair<const char*, Payer> others[] = {
      {"swept.bill_change.township", Payer::township},
      {"swept.bill_change.family", Payer::family},
      {"swept.bill_change.province_and_centre", Payer::province_and_centre}};
  for (const auto& [key, payer] : others) {
    figures.push_back(
        {key, "", "unit.yuan_a_year", 0, in_yuan(outcome.bill.of(payer).change().a_year())});
  }
}

}  // namespace

std::vector<Figure> figures_of(const Study& study) {
  std::vector<Figure> figures;
  for (const auto& row : compare(study)) {
    // Which kinds have a row depends on the plan.
    if (row.key.rfind("kind.", 0) == 0) continue;
    figures.push_back(
        {row.key, standard_code(study, row.standard), row.unit, row.decimals, row.values.front()});
  }
  add_times(study.outcomes.front(), figures);
  add_bill(study.outcomes.front(), figures);
  return figures;
}

}  // namespace budian
