// What lies behind a standard's figures: other ways of counting, what a coefficient comes
// from, what would change it, what schools lack, the guarantee items.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/balance/guarantees.hpp"
#include "scenarios/balance/indicators.hpp"
#include "scenarios/balance/least_change.hpp"
#include "scenarios/balance/pooling.hpp"
#include "scenarios/balance/shortfalls.hpp"
#include "scenarios/balance/variance_shares.hpp"

namespace budian {

/// What one unit has to do with a coefficient.
struct SchoolVarianceShare {
  SchoolId school;
  std::int64_t base = 0;  ///< pupils, or what the indicator is told for
  double value = 0;       ///< in the shown unit
  double share = 0;       ///< of the variance
  bool above = false;
  std::optional<double> cv_without;
};

/// Things that a unit gets or gives (negative).
struct SchoolThings {
  SchoolId school;
  std::int64_t things = 0;  ///< for the stage
  /// What the campus must get so that the stage gets as much; `things` where all is the stage's.
  std::int64_t on_campus = 0;
};

/// The smallest change that brings a coefficient to a target.
struct SmallestChange {
  double target = 0;      ///< of this coefficient
  bool possible = false;  ///< a target that is not over 0 is out of reach
  double amount = 0;      ///< least, were things divisible; in things
  double low = 0;         ///< level to which the lowest are lifted, in the shown unit
  std::vector<SchoolThings> things;
  std::int64_t total = 0;      ///< things for the stages; 0: whole things do not do it
  std::int64_t on_campus = 0;  ///< things for the campuses
  std::optional<Fen> money;    ///< of what the campuses must get; empty: no price
  std::optional<double> cv;    ///< that results
};
/// The same with nothing bought: things change hands.
struct SmallestTransfer {
  double amount = 0;
  double low = 0, high = 0;
  std::vector<SchoolThings> things;
  std::int64_t total = 0;
  std::optional<double> cv;
};

struct IndicatorAnalysis {
  std::optional<double> margin;  ///< line − CV, where the indicator has a line
  std::vector<SchoolVarianceShare> variance_shares;  ///< greatest share first
  std::optional<SmallestChange> addition;    ///< where it is over its line, or the composite is
  std::optional<SmallestTransfer> transfer;  ///< only of things that can be carried
  std::optional<CvChange> change;            ///< from today
};

struct StageAnalysis {
  Stage stage = Stage::primary;
  std::vector<IndicatorAnalysis> indicators;
  std::optional<CvChange> composite_change;
};

/// A standard's results with the units counted in one way. `stages` name no schools.
struct TreatmentResult {
  UnitTreatment treatment;
  StandardResult result;
};

struct StandardAnalysis {
  std::string standard;
  std::vector<TreatmentResult> treatments;  ///< the file's own first; none where it has no others
  std::vector<StageAnalysis> stages;        ///< primary, junior
  std::vector<SchoolShortfall> shortfalls;  ///< by stage, by school; none without lines of schools
  std::vector<ShortfallSum> shortfall_sums;
  std::vector<GuaranteeResult> guarantees;  ///< as StandardRules::guarantees
};

struct BalanceInputs {
  const County& county;
  const Plan& today;
  const Plan& plan;
  const money::Rules& money;
  const RoadLength& road;
};
StandardAnalysis analyse(const StandardRules& rules, const BalanceInputs& inputs);

}  // namespace budian
