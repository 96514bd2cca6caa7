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
  SchoolId school;  ///< whose name the unit bears
  Stage stage = Stage::primary;
  std::int64_t pupils = 0;
  std::vector<double> amounts;  ///< R_i, one for each indicator of the standard, in the stored unit
  std::vector<std::int64_t> bases{};  ///< what each amount is divided by: pupils, teachers, classes
  std::vector<SchoolId> members{};    ///< the school, then the points that are counted with it
  double campus_share = 1;  ///< what the stage gets of one more thing on the school's campus
  bool is_rural = false;
};

/// Column k of the units, as `variation` takes it.
std::vector<double> amounts_of(const std::vector<CountedUnit>& units, std::size_t indicator);
std::vector<std::int64_t> bases_of(const std::vector<CountedUnit>& units, std::size_t indicator);

/// What a base has of an amount, in the shown unit; divided once, so that 42 teachers for 1000
/// pupils are exactly 4.2 per hundred.
double shown_value(const IndicatorRule& rule, double amount, std::int64_t base);
/// Lines are decimal numbers, which binary fractions miss by a hair.
bool reaches_line(double value, double line);

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
  /// In the shown unit, one an indicator; empty where there is nothing to divide by.
  std::vector<std::optional<double>> values;
  std::vector<bool> met;  ///< one an indicator with a line (true where there is none)
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
SchoolResult judge_school(const StandardRules& rules, Stage stage,
                          std::vector<std::optional<double>> values, bool is_rural = false);
/// Verdict of a stage from its units: their CVs and each school.
StageResult judge_units(const StandardRules& rules, Stage stage,
                        const std::vector<CountedUnit>& units);
/// Verdict of a stage from its CVs: fills lines, composite, margin and `passes`. Unrounded values
/// are compared. A CV that is judged but cannot be told (the county reports none of the resource)
/// does not pass.
StageResult judge_stage(const StandardRules& rules, Stage stage,
                        std::vector<IndicatorResult> indicators);
StandardResult evaluate_standard(const County& county, const Plan& plan,
                                 const StandardRules& rules);

/// Most pupils that the standard allows a school; no end where it has no such item.
Heads largest_size(const StandardRules& rules, const School& school);
/// Open schools with more pupils than the standard allows (policy §2.3 item 4); combined schools
/// have their own line.
std::vector<SchoolId> schools_over_size(const Plan& plan, const StandardRules& rules);

}  // namespace budian
