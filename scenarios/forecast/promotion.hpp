// The step of a cohort into the next grade, and how far cohorts have told the next year so far.
#pragma once

#include <array>
#include <vector>

#include "scenarios/forecast/projection.hpp"

namespace budian::forecast {

double sum(const std::vector<Cell>& cells);
/// Sorted, each settlement and school once, none without pupils.
void tidy(std::vector<Cell>& cells);
/// In proportion, so that they sum to `total`.
void scale(std::vector<Cell>& cells, double total);

/// A grade's pupils a year later, where they go on to: each school's at its own ratio, all together
/// at the county's. Only where that ratio is known.
std::vector<Cell> promoted(const Catchments& catchments, const ProgressionRatios& ratios,
                           const std::vector<Cell>& cells, int grade);

/// The schools, by row, to which a grade's pupils come from others: those without the grade before,
/// and at the change to junior schools (小升初) also those with it (九年一贯制) that others go on
/// to.
std::vector<bool> receivers(const Catchments& catchments, int grade);

/// Two forecasts of such a school's grade: the cohort that moves up to it, or as many as sit in it
/// today. How pupils spread from many schools is known of today only, so the second can be the
/// better one. The weight of the first is the one with the least squared error in the years before
/// (combination of forecasts: J. M. Bates, C. W. J. Granger, The combination of forecasts, 1969,
/// doi:10.1057/jors.1969.103), shrunk toward the rules' weight, which counts as some more years.
/// Between 0 and 1; the rules' where no earlier year can tell. Inside a school cohorts are the same
/// children and need no such doubt.
struct CohortWeight {
  double of_all = 1;     ///< of the sum of these schools: do cohorts reach them at all?
  double of_school = 1;  ///< of each by itself: where they go
};
class CohortWeights {
 public:
  /// Nothing later than the rolls of `base_year` is used; each year is forecast with what was known
  /// then.
  CohortWeights(const Sources& sources, int base_year);
  /// From a grade (row) to the next.
  [[nodiscard]] CohortWeight of_step(int grade) const {
    return weights_.at(static_cast<std::size_t>(grade));
  }
  [[nodiscard]] const std::vector<bool>& receivers_of_step(int grade) const {
    return receives_.at(static_cast<std::size_t>(grade));
  }

 private:
  std::array<CohortWeight, grade_count - 1> weights_{};
  std::array<std::vector<bool>, grade_count - 1> receives_;
};

/// A grade a year later: `cohort` as promoted, `now` the pupils who sit in it. Schools that are no
/// receivers keep their cohorts.
std::vector<Cell> combined(std::vector<Cell> cohort, const std::vector<Cell>& now,
                           const std::vector<bool>& receives, CohortWeight weight);

}  // namespace budian::forecast
