// The guarantee items of a standard that follow from the layout (policy §2.3).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/balance/shortfalls.hpp"
#include "scenarios/balance/standard.hpp"
#include "scenarios/money/rules.hpp"
#include "scenarios/plan.hpp"

namespace budian {

/// A school at fault, or one that an item concerns.
struct GuaranteeCase {
  SchoolId school;
  std::optional<Stage> stage;
  std::string thing;         ///< message key of what is counted
  std::int64_t have = 0;     ///< of the thing
  std::int64_t needed = 0;   ///< at least; of school_size: at most
  std::int64_t missing = 0;  ///< 0: concerned, not at fault
  std::optional<Fen> money;  ///< empty: has no price
};

struct GuaranteeResult {
  GuaranteeCheck check = GuaranteeCheck::special_rooms;
  Verdict passes;                     ///< empty: not known, nobody to judge, or information only
  std::int64_t schools = 0;           ///< looked at
  std::int64_t schools_at_fault = 0;  ///< whatever is not known
  std::int64_t schools_not_known = 0;
  std::vector<GuaranteeCase> cases;         ///< by school
  ByStage<std::optional<double>> shares{};  ///< of nearby_enrolment
  std::int64_t missing = 0;
  PricedSum money;
};

/// Way on foot by road from a settlement to a school; empty: none.
using RoadLength = std::function<std::optional<Millimetres>(SettlementId, SchoolId)>;

struct GuaranteeInputs {
  const Plan& plan;
  const StandardRules& rules;
  const money::Rules& money;
  const RoadLength& road;
};

/// One result an item of the standard, in its order. Judged are the open schools that the standard
/// counts; of small_school_funds and nearby_enrolment those that the item names.
std::vector<GuaranteeResult> check_guarantees(const County& county, const GuaranteeInputs& inputs);

}  // namespace budian
