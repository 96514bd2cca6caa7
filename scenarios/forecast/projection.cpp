#include "scenarios/forecast/projection.hpp"

#include <algorithm>

#include "scenarios/forecast/promotion.hpp"

namespace budian::forecast {
namespace {

void tell_once(std::vector<Message>& into, Message message) {
  if (std::find(into.begin(), into.end(), message) == into.end()) {
    into.push_back(std::move(message));
  }
}

class Projector {
 public:
  Projector(const Sources& sources, const YearState& start, int base_year)
      : sources_(sources),
        ratios_(sources.catchments, sources.rolls, base_year, sources.rules),
        weights_(sources, base_year),
        shares_(sources.catchments, sources.rolls, sources.births, base_year, entered(start),
                sources.rules) {
    double all = 0;
    for (std::size_t grade = 0; grade < grade_count; ++grade) {
      mix_[grade] = sum(start.cells[grade]);
      all += mix_[grade];
    }
    for (double& share : mix_) share = all > 0 ? share / all : 0;
  }

  /// `sitting`: as the base year's, with those who have come and gone since.
  YearState next(const YearState& state, YearState& sitting, int year,
                 std::vector<Message>& unknown) const {
    YearState result;
    result.known[0] = enter(year, result.cells[0], unknown);
    for (int grade = 0; grade + 1 < grade_count; ++grade) {
      const auto g = static_cast<std::size_t>(grade);
      const auto ratio = ratios_.of_county(grade);
      if (!sources_.catchments.holds(grade + 1)) {  // nobody is taught it: known to be empty
        result.known[g + 1] = true;
        continue;
      }
      if (!ratio) tell_once(unknown, {"forecast.no_pairs", {{"grade", std::int64_t{grade + 1}}}});
      result.known[g + 1] = state.known[g] && ratio;
      if (result.known[g + 1]) result.cells[g + 1] = next_grade(state, sitting, grade);
    }
    for (YearState* each : {&result, &sitting}) {
      migrate(*each);
      settle(*each, year);
    }
    return result;
  }

 private:
  [[nodiscard]] std::vector<double> entered(const YearState& start) const {
    std::vector<double> result(sources_.catchments.ground().county.settlements.size(), 0.0);
    for (const Cell& cell : start.cells[0]) result[cell.settlement.row()] += cell.pupils;
    return result;
  }

  /// The cohort, and those who sit in the grade today, each as far as past years speak for it.
  [[nodiscard]] std::vector<Cell> next_grade(const YearState& state, const YearState& sitting,
                                             int grade) const {
    const auto g = static_cast<std::size_t>(grade);
    std::vector<Cell> result = promoted(sources_.catchments, ratios_, state.cells[g], grade);
    return combined(std::move(result), sitting.cells[g + 1], weights_.receivers_of_step(grade),
                    weights_.of_step(grade));
  }

  bool enter(int year, std::vector<Cell>& into, std::vector<Message>& unknown) const {
    const int born_in = year - sources_.rules.birth_lag;
    const auto* births = sources_.births.of_year(born_in);
    if (!births) {
      tell_once(unknown, {"forecast.no_births",
                          {{"year", std::int64_t{born_in}},
                           {"settlements", sources_.births.untold(born_in)}}});
      return false;
    }
    if (!shares_.of_county()) {
      tell_once(unknown, {"forecast.no_entry_share", {}});
      return false;
    }
    double all = 0;
    for (const auto id : sources_.catchments.ground().county.settlements.ids()) {
      const double born = (*births)[id.row()];
      if (born <= 0) continue;
      all += born;
      for (const auto& [school, share] : sources_.catchments.schools_of(id, 0)) {
        into.push_back({id, school, born * shares_.of_settlement(id) * share});
      }
    }
    tidy(into);
    scale(into, all * *shares_.of_county());
    return true;
  }

  void migrate(YearState& state) const {
    if (sources_.history.migration.empty()) return;
    const auto& settlements = sources_.catchments.ground().county.settlements;
    for (auto& cells : state.cells) {
      for (Cell& cell : cells) {
        const auto rate = sources_.history.migration.find(settlements[cell.settlement].township);
        if (rate != sources_.history.migration.end()) cell.pupils *= 1 + rate->second / 100;
      }
    }
  }

  /// Who comes with new dwellings is of all grades as the county's pupils are.
  void settle(YearState& state, int year) const {
    for (const Housing& housing : sources_.history.housing) {
      if (housing.year != year) continue;
      const double pupils = housing.pupils ? static_cast<double>(housing.pupils->count())
                                           : static_cast<double>(housing.dwellings.value_or(0)) *
                                                 sources_.rules.pupils_per_dwelling;
      for (int grade = 0; grade < grade_count; ++grade) {
        const auto g = static_cast<std::size_t>(grade);
        if (!state.known[g]) continue;
        for (const auto& [school, share] :
             sources_.catchments.schools_of(housing.settlement, grade)) {
          state.cells[g].push_back({housing.settlement, school, pupils * mix_[g] * share});
        }
        tidy(state.cells[g]);
      }
    }
  }

  const Sources& sources_;
  ProgressionRatios ratios_;
  CohortWeights weights_;
  EntryShares shares_;
  std::array<double, grade_count> mix_{};
};

}  // namespace

YearState today(const Catchments& catchments) {
  YearState state;
  state.known.fill(true);
  for (const auto& group : catchments.ground().placement.groups) {
    state.cells[static_cast<std::size_t>(group.grade)].push_back(
        {group.settlement, group.school, static_cast<double>(group.pupils.count())});
  }
  for (auto& cells : state.cells) tidy(cells);
  return state;
}

YearState earlier(const Catchments& catchments, const RollBook& rolls, int year) {
  YearState state = today(catchments);
  const auto& schools = catchments.ground().county.schools;
  // Homes of a school's pupils of all grades, for grades in which it has nobody today.
  std::vector<std::vector<Cell>> homes(schools.size());
  for (const auto& cells : state.cells) {
    for (const Cell& cell : cells) homes[cell.school.row()].push_back(cell);
  }
  for (auto& of_school : homes) tidy(of_school);
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    std::vector<std::vector<Cell>> here(schools.size());
    for (const Cell& cell : state.cells[grade]) here[cell.school.row()].push_back(cell);
    std::vector<Cell> result;
    for (const auto id : schools.ids()) {
      const auto roll = rolls.roll(id, year);
      if (!roll) continue;
      auto& cells = here[id.row()].empty() ? homes[id.row()] : here[id.row()];
      auto spread = cells;
      scale(spread, static_cast<double>((*roll)[grade].count()));
      result.insert(result.end(), spread.begin(), spread.end());
    }
    tidy(result);
    state.cells[grade] = std::move(result);
  }
  return state;
}

Projection project(const Sources& sources, YearState start, int base_year, int years) {
  Projection result;
  result.base_year = base_year;
  const Projector projector(sources, start, base_year);
  YearState sitting = start;
  result.years.push_back(std::move(start));
  for (int ahead = 1; ahead <= years; ++ahead) {
    result.years.push_back(
        projector.next(result.years.back(), sitting, base_year + ahead, result.unknown));
  }
  return result;
}

}  // namespace budian::forecast
