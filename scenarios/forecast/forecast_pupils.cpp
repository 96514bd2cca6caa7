#include "scenarios/forecast/forecast_pupils.hpp"

#include <cmath>

#include "scenarios/forecast/back_test.hpp"
#include "scenarios/forecast/rounding.hpp"
#include "scenarios/forecast/variant_factors.hpp"

namespace budian::forecast {

namespace {

/// A year in whole heads, each grade at its factors.
ForecastYear year_of(const YearState& state, int ahead, std::size_t schools,
                     const VariantFactors& factors) {
  std::vector<ExpectedSchool> expected(schools);
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    for (const Cell& cell : state.cells[grade]) {
      ExpectedGroup group{cell.settlement, {}};
      for (const auto variant : variants) {
        group.pupils[row(variant)] = cell.pupils * factors.of(variant, grade, ahead);
      }
      expected[cell.school.row()][grade].push_back(group);
    }
  }
  return whole_year(expected, state.known);
}

}  // namespace

std::optional<PupilForecast> forecast_pupils(const Groundwork& ground, const History& history,
                                             const Rules& rules) {
  if (!history.tells_rolls() && !history.tells_births()) return std::nullopt;
  const Catchments catchments(ground);
  const RollBook rolls(catchments, history);
  const Births births(catchments, history);
  const Sources sources{catchments, history, rolls, births, rules};
  const Projection projection = project(sources, today(catchments), rolls.year(), rules.horizon);
  PupilForecast result;
  result.base_year = projection.base_year;
  result.unknown = projection.unknown;
  result.rules = rules;
  for (const auto id : ground.county.schools.ids()) {
    auto& held = result.held.emplace_back();
    for (int grade = 0; grade < grade_count; ++grade) {
      held[static_cast<std::size_t>(grade)] = catchments.holds(id, grade);
    }
  }
  result.back_test = back_test(sources);
  const VariantFactors factors(rules, result.back_test);
  const std::size_t schools = ground.county.schools.size();
  for (std::size_t ahead = 0; ahead < projection.years.size(); ++ahead) {
    result.years.push_back(
        year_of(projection.years[ahead], static_cast<int>(ahead), schools, factors));
  }
  return result;
}

const ForecastYear* PupilForecast::of_year(int year) const {
  if (year < base_year || year > last_year()) return nullptr;
  return &years[static_cast<std::size_t>(year - base_year)];
}

std::optional<Heads> PupilForecast::pupils_of(SchoolId school, int grade, int year,
                                              Variant variant) const {
  const ForecastYear* found = of_year(year);
  const auto g = static_cast<std::size_t>(grade);
  if (!found || !found->known[g]) return std::nullopt;
  return found->rolls[row(variant)][school][g];
}

std::optional<Heads> PupilForecast::roll_of(SchoolId school, int year, Variant variant) const {
  const ForecastYear* found = of_year(year);
  if (!found) return std::nullopt;
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    if (held[school.row()][grade] && !found->known[grade]) return std::nullopt;
  }
  return total(found->rolls[row(variant)][school]);
}

std::optional<std::pair<Heads, Heads>> PupilForecast::range_of(SchoolId school, int year) const {
  const auto middle = roll_of(school, year, Variant::middle);
  const auto today = roll_of(school, base_year, Variant::middle);
  if (!middle || !today || year <= base_year || back_test.spread.empty()) return std::nullopt;
  const auto& leads = back_test.spread[rules.size_of(today->count())];
  const auto ahead = static_cast<std::size_t>(year - base_year);
  if (ahead > leads.size() || !leads[ahead - 1]) return std::nullopt;
  const auto pupils = static_cast<double>(middle->count());
  return std::pair(Heads(std::llround(pupils * leads[ahead - 1]->low)),
                   Heads(std::llround(pupils * leads[ahead - 1]->high)));
}

std::optional<Heads> PupilForecast::pupils_in(int year, Variant variant) const {
  const auto groups = groups_in(year, variant);
  if (!groups) return std::nullopt;
  Heads all;
  for (const PupilGroup& group : *groups) all += group.pupils;
  return all;
}

std::optional<std::vector<PupilGroup>> PupilForecast::groups_in(int year, Variant variant) const {
  const ForecastYear* found = of_year(year);
  if (!found) return std::nullopt;
  for (const bool known : found->known) {
    if (!known) return std::nullopt;
  }
  std::vector<PupilGroup> result;
  for (const ForecastGroup& group : found->groups) {
    const Heads heads(group.heads[row(variant)]);
    if (heads == Heads(0)) continue;
    PupilGroup& made = result.emplace_back();
    made.settlement = group.settlement;
    made.grade = group.grade;
    made.school = made.before = group.school;
    made.pupils = heads;
  }
  return result;
}

}  // namespace budian::forecast
