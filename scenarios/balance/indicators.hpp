// The coefficients of variation by which a county is inspected. One engine for every standard.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenarios/balance/standard.hpp"
#include "scenarios/plan.hpp"

namespace budian {

/// One counted unit: a school, one stage of a combined school, or a teaching point.
struct CountedUnit {
  SchoolId school;
  Stage stage = Stage::primary;
  std::int64_t pupils = 0;
  std::vector<double> amounts;  ///< R_i, one for each indicator of the standard, in the stored unit
};

/// CV and mean of one indicator over units with pupils > 0 (policy §1.3; population variance
/// weighted by enrolment): X = ΣR/ΣP, S² = Σ (P_i/P)(R_i/P_i − X)², CV = S/X. No value where ΣR = 0
/// or there are no pupils.
struct Variation {
  double mean = 0;  ///< ΣR/ΣP in the stored unit
  std::optional<double> cv;
};
Variation variation(std::span<const std::int64_t> pupils, std::span<const double> amounts);

/// Share of a combined campus that belongs to a stage, by weighted pupils (policy §1.4).
double stage_weight(const StandardRules& rules, Heads primary, Heads junior, Heads senior,
                    Stage stage);

struct IndicatorResult {
  std::string code;
  double mean = 0;  ///< in the shown unit
  std::optional<double> cv;
  std::optional<double> line;  ///< greatest CV allowed, where each indicator is judged
  bool passes = true;
};

struct SchoolResult {
  SchoolId school;
  Stage stage = Stage::primary;
  Heads pupils;
  std::vector<double> values;  ///< in the shown unit, one an indicator
  std::vector<bool> met;       ///< one an indicator with a line (true where there is none)
  int indicators_met = 0;
  bool passes = true;
};

struct StageResult {
  Stage stage = Stage::primary;
  std::int64_t units = 0;
  Heads pupils;
  std::vector<IndicatorResult> indicators;
  std::optional<double> composite;  ///< mean of the CVs
  std::optional<double> composite_line;
  std::optional<double> composite_beside;  ///< under StandardRules::shown_beside, for information
  std::optional<double>
      margin;              ///< line − value of what is judged (the worst one); negative: fails
  bool near_line = false;  ///< within 0.0005 of the line
  bool passes = true;
  std::vector<SchoolResult> schools;
  std::int64_t schools_failing = 0;
};

struct StandardResult {
  std::string standard;
  std::vector<StageResult> stages;  ///< primary, junior
  bool passes = true;
};

/// Whether it passes, as far as the files tell; empty where that hangs on a resource of which the
/// county reports nothing, or where there is no school of the stage. No figures are no failure.
std::optional<bool> verdict_of(const StageResult& stage);
std::optional<bool> verdict_of(const StandardResult& standard);
/// An indicator that has a line of its own.
std::optional<bool> verdict_of(const IndicatorResult& indicator);
/// Schools below their lines; empty where the county reports nothing of some indicator.
std::optional<std::int64_t> schools_failing(const StageResult& stage);

/// The units of a stage as the standard counts them, by school: open schools with pupils of the
/// stage. A school that has none of a resource stays in with 0.
std::vector<CountedUnit> counted_units(const County& county, const Plan& plan,
                                       const StandardRules& rules, Stage stage);

/// Verdict of one school from its values in the shown unit (policy §2.1: 6 of 7 met, the rest at 85
/// % of the line).
SchoolResult judge_school(const StandardRules& rules, Stage stage, std::vector<double> values);
/// Verdict of a stage from its CVs: fills lines, composite, margin and `passes`. Unrounded values
/// are compared. A CV that is judged but cannot be told (the county reports none of the resource)
/// does not pass.
StageResult judge_stage(const StandardRules& rules, Stage stage,
                        std::vector<IndicatorResult> indicators);
StandardResult evaluate_standard(const County& county, const Plan& plan,
                                 const StandardRules& rules);

/// Classes by size band of the statistics (≤25, 26–30, …, 61–65, ≥66) for one stage.
struct ClassSizes {
  std::vector<std::int64_t> classes;  ///< by band, 10 bands
  std::int64_t over_standard = 0;     ///< > 45 primary, > 50 junior
  std::int64_t large = 0;             ///< 大班额 ≥ 56
  std::int64_t very_large = 0;        ///< 超大班额 ≥ 66
  std::int64_t total = 0;
};
/// Pupils of a grade are spread evenly over its classes; a grade with pupils whose classes the
/// files do not tell has as few classes as `standard_size` allows.
ClassSizes class_sizes(const Plan& plan, Stage stage, Heads standard_size);
inline constexpr std::size_t class_size_bands = 10;
/// Row of a class size in ClassSizes::classes.
std::size_t class_size_band(std::int64_t pupils);

/// Open schools with more pupils than the standard allows (policy §2.3 item 4); combined schools
/// have their own line.
std::vector<SchoolId> schools_over_size(const Plan& plan, const StandardRules& rules);

}  // namespace budian
