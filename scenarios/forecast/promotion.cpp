#include "scenarios/forecast/promotion.hpp"

#include <algorithm>
#include <tuple>

namespace budian::forecast {

double sum(const std::vector<Cell>& cells) {
  double all = 0;
  for (const Cell& cell : cells) all += cell.pupils;
  return all;
}

void tidy(std::vector<Cell>& cells) {
  std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
    return std::tie(a.settlement, a.school) < std::tie(b.settlement, b.school);
  });
  std::vector<Cell> merged;
  for (const Cell& cell : cells) {
    const bool same = !merged.empty() && merged.back().settlement == cell.settlement &&
                      merged.back().school == cell.school;
    if (same) {
      merged.back().pupils += cell.pupils;
    } else if (cell.pupils > 0) {
      merged.push_back(cell);
    }
  }
  cells = std::move(merged);
}

void scale(std::vector<Cell>& cells, double total) {
  const double all = sum(cells);
  if (all <= 0) return;
  for (Cell& cell : cells) cell.pupils = cell.pupils * total / all;
}

std::vector<Cell> promoted(const Catchments& catchments, const ProgressionRatios& ratios,
                           const std::vector<Cell>& cells, int grade) {
  std::vector<Cell> result;
  double reached = 0;
  for (const Cell& cell : cells) {
    const double stay = cell.pupils * ratios.of_school(cell.school, grade);
    const auto schools = catchments.next(cell.settlement, cell.school, grade);
    if (!schools.empty()) reached += cell.pupils;
    for (const auto& [school, share] : schools) {
      result.push_back({cell.settlement, school, stay * share});
    }
  }
  tidy(result);
  scale(result, *ratios.of_county(grade) * reached);
  return result;
}

std::vector<bool> receivers(const Catchments& catchments, int grade) {
  const auto ids = catchments.ground().county.schools.ids();
  std::vector<bool> result;
  for (const auto id : ids) {
    result.push_back(catchments.holds(id, grade) && !catchments.holds(id, grade - 1));
  }
  const auto junior = [](int g) { return band_of_grade(g) == GradeBand::junior; };
  if (!junior(grade) || junior(grade - 1)) return result;
  for (const PupilGroup& group : catchments.ground().placement.groups) {
    if (group.grade != grade - 1 || catchments.holds(group.school, grade)) continue;
    for (const auto& [school, share] : catchments.next(group.settlement, group.school, grade - 1)) {
      result[school.row()] = true;
    }
  }
  return result;
}

namespace {

/// Σ d × (real − as now) and Σ d², where d = cohort − as now.
struct Fit {
  double product = 0, square = 0;

  void add(double cohort, double as_now, double real) {
    product += (cohort - as_now) * (real - as_now);
    square += (cohort - as_now) * (cohort - as_now);
  }
  [[nodiscard]] double weight(const PriorWeight& prior, int years) const {
    if (square <= 0) return prior.weight;
    const double of_prior = prior.years * square / years;
    return std::clamp((product + of_prior * prior.weight) / (square + of_prior), 0.0, 1.0);
  }
};
struct StepFit {
  Fit all, school;
  int years = 0;
};

void fit_year(const Sources& sources, const std::vector<Cell>& promoted_cells, int year, int grade,
              const std::vector<bool>& receives, StepFit& fit) {
  const auto next = static_cast<std::size_t>(grade) + 1;
  const auto& schools = sources.catchments.ground().county.schools;
  std::vector<double> cohort(schools.size(), 0.0);
  for (const Cell& cell : promoted_cells) cohort[cell.school.row()] += cell.pupils;
  double all_cohort = 0, all_now = 0, all_real = 0;
  bool counted = false;
  for (const auto id : schools.ids()) {
    const auto now = sources.rolls.roll(id, year), later = sources.rolls.roll(id, year + 1);
    if (!now || !later || !receives[id.row()]) continue;
    const auto as_now = static_cast<double>((*now)[next].count());
    const auto real = static_cast<double>((*later)[next].count());
    fit.school.add(cohort[id.row()], as_now, real);
    all_cohort += cohort[id.row()];
    all_now += as_now;
    all_real += real;
    counted = true;
  }
  if (!counted) return;
  fit.all.add(all_cohort, all_now, all_real);
  ++fit.years;
}

}  // namespace

CohortWeights::CohortWeights(const Sources& sources, int base_year) {
  std::array<StepFit, grade_count - 1> fits{};
  for (int grade = 0; grade + 1 < grade_count; ++grade) {
    receives_.at(static_cast<std::size_t>(grade)) = receivers(sources.catchments, grade + 1);
  }
  // The first year has no pair of years before it, from which ratios could be known.
  for (int year = sources.rolls.first_year() + 1; year < base_year; ++year) {
    const ProgressionRatios ratios(sources.catchments, sources.rolls, year, sources.rules);
    const YearState state = earlier(sources.catchments, sources.rolls, year);
    for (int grade = 0; grade + 1 < grade_count; ++grade) {
      const auto step = static_cast<std::size_t>(grade);
      if (!ratios.of_county(grade) || !sources.catchments.holds(grade + 1)) continue;
      fit_year(sources, promoted(sources.catchments, ratios, state.cells[step], grade), year, grade,
               receives_.at(step), fits.at(step));
    }
  }
  for (std::size_t step = 0; step < fits.size(); ++step) {
    const StepFit& fit = fits.at(step);
    weights_.at(step) = {fit.all.weight(sources.rules.cohort_sum, fit.years),
                         fit.school.weight(sources.rules.cohort_school, fit.years)};
  }
}

std::vector<Cell> combined(std::vector<Cell> cohort, const std::vector<Cell>& now,
                           const std::vector<bool>& receives, CohortWeight weight) {
  std::vector<Cell> result, received;
  for (const Cell& cell : cohort) {
    (receives[cell.school.row()] ? received : result).push_back(cell);
  }
  std::vector<Cell> sitting;
  for (const Cell& cell : now) {
    if (receives[cell.school.row()]) sitting.push_back(cell);
  }
  const double total = weight.of_all * sum(received) + (1 - weight.of_all) * sum(sitting);
  for (Cell& cell : received) cell.pupils *= weight.of_school;
  for (Cell& cell : sitting) cell.pupils *= 1 - weight.of_school;
  received.insert(received.end(), sitting.begin(), sitting.end());
  scale(received, total);
  result.insert(result.end(), received.begin(), received.end());
  tidy(result);
  return result;
}

}  // namespace budian::forecast
