// Grade progression ratios (年级递进率) by cohort survival: how many of a grade are in the next a
// year later.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "gis/history.hpp"
#include "scenarios/forecast/catchments.hpp"
#include "scenarios/forecast/rules.hpp"

namespace budian::forecast {

/// (after + strength × prior) / (before + strength): the mean of a Poisson rate after `after`
/// events in an exposure of `before`, where a gamma distribution with that mean and weight stood
/// before (D. Clayton, J. Kaldor, Empirical Bayes estimates of age-standardized relative risks for
/// use in disease mapping, 1987, doi:10.2307/2532003). 0 before: the prior; very many: after /
/// before.
double shrunk(double after, double before, double prior, double strength);

/// Official rolls of all years, the county's own included.
class RollBook {
 public:
  RollBook(const Catchments& catchments, const History& history)
      : catchments_(&catchments), history_(&history) {}
  [[nodiscard]] int year() const { return *history_->year; }
  [[nodiscard]] int first_year() const {
    return history_->rolls.empty() ? year() : history_->rolls.begin()->first;
  }
  [[nodiscard]] std::optional<ByGrade> roll(SchoolId school, int year) const {
    if (year == *history_->year) return catchments_->rolls()[school];
    return history_->roll(school, year);
  }

 private:
  const Catchments* catchments_;
  const History* history_;
};

class ProgressionRatios {
 public:
  /// From the rolls up to `last_year`. A school that ends with a grade is counted together with
  /// those that its pupils go on to, so that nobody seems lost here and won there; a pair of years
  /// counts where all of them are known in both.
  ProgressionRatios(const Catchments& catchments, const RollBook& rolls, int last_year,
                    const Rules& rules);
  /// From a grade (row) to the next, all schools together; empty where no pair of years is known.
  [[nodiscard]] std::optional<double> of_county(int grade) const;
  /// Shrunk toward the township and the county; only where `of_county` is known.
  [[nodiscard]] double of_school(SchoolId school, int grade) const;

 private:
  struct Counted {
    std::int64_t before = 0, after = 0;
    void add(const Counted& other) {
      before += other.before;
      after += other.after;
    }
  };
  struct Step {
    Counted county;
    std::vector<double> of_school;
  };
  [[nodiscard]] Step step_of(const Catchments& catchments, const RollBook& rolls, int last_year,
                             const Rules& rules, int grade) const;
  std::array<Step, grade_count - 1> steps_;
};

/// Schools counted together in the step from a grade to the next: for each school the lowest of
/// its unit.
std::vector<SchoolId> units_of(const Catchments& catchments, int grade);

}  // namespace budian::forecast
