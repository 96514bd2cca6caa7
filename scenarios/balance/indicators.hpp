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
  std::vector<bool> told{};  ///< one an indicator; empty: all are
  /// Are amount and base of the indicator known, of every member?
  [[nodiscard]] bool tells(std::size_t indicator) const { return told.empty() || told[indicator]; }
};
/// Units of which an indicator is not known.
std::int64_t units_untold(const std::vector<CountedUnit>& units, std::size_t indicator);

/// Column k of the units, as `variation` takes it.
std::vector<double> amounts_of(const std::vector<CountedUnit>& units, std::size_t indicator);
std::vector<std::int64_t> bases_of(const std::vector<CountedUnit>& units, std::size_t indicator);

/// What a base has of an amount, in the shown unit; divided once, so that 42 teachers for 1000
/// pupils are exactly 4.2 per hundred.
double shown_value(const IndicatorRule& rule, double amount, std::int64_t base);
/// Lines are decimal numbers, which binary fractions miss by a hair.
inline constexpr double hair_of_line = 1e-12;
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

/// Three-valued: holds, does not, or (empty) hangs on what is not known. What is not asked has
/// none.
using Verdict = std::optional<bool>;
/// All hold. False as soon as one does not; else not known as soon as one is not, or none is asked.
Verdict all_hold(const std::vector<Verdict>& parts);

struct IndicatorResult {
  std::string code;
  std::optional<double> mean;  ///< in the shown unit; empty: not known
  std::optional<double> cv;
  std::optional<double> line;     ///< greatest CV allowed, where each indicator is judged
  std::int64_t units_untold = 0;  ///< with any there is no CV
  Verdict passes;
};

struct SchoolResult {
  SchoolId school;
  Stage stage = Stage::primary;
  Heads pupils;
  /// In the shown unit, one an indicator; empty: not known, or nothing to divide by.
  std::vector<std::optional<double>> values;
  std::vector<bool> met;  ///< known to be met, or there is no line
  int indicators_met = 0;
  int indicators_not_known = 0;  ///< of those with a line
  Verdict passes;
};

struct StageResult {
  Stage stage = Stage::primary;
  std::int64_t units = 0;
  Heads pupils;
  std::vector<IndicatorResult> indicators;
  std::optional<double> composite;  ///< mean of the CVs
  std::optional<double> composite_line;
  /// Line − value of what is judged (the worst one); negative: fails. Empty where one is not known.
  std::optional<double> margin;
  bool near_line = false;  ///< within StandardRules::near_line of it
  Verdict passes;          ///< composite, each CV and each school, as far as they are asked
  std::vector<SchoolResult> schools;
  std::int64_t schools_passing = 0, schools_failing = 0, schools_not_known = 0;
};

struct StandardResult {
  std::string standard;
  std::vector<StageResult> stages;  ///< primary, junior
  Verdict passes;                   ///< of the stages that have schools
};

/// The units of a stage as the standard counts them, by school: open schools with pupils of the
/// stage. A school that has none of a resource stays in with 0.
std::vector<CountedUnit> counted_units(const County& county, const Plan& plan,
                                       const StandardRules& rules, Stage stage);

/// Verdict of one school from its values in the shown unit (policy §2.1: 6 of 7 met, the rest at 85
/// % of the line). It passes, or fails, as soon as no value of the unknown could change that.
SchoolResult judge_school(const StandardRules& rules, Stage stage,
                          std::vector<std::optional<double>> values, bool is_rural = false);
/// Verdict of a stage from its units: their CVs and each school.
StageResult judge_units(const StandardRules& rules, Stage stage,
                        const std::vector<CountedUnit>& units);
/// Verdict of a stage from its CVs: fills lines, composite, margin and `passes`. Unrounded values
/// are compared.
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
