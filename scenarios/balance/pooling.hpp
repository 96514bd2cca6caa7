// Why a coefficient of variation changed: what is arithmetic, and what became of things (policy
// §1.6).
#pragma once

#include <optional>
#include <vector>

#include "scenarios/balance/indicators.hpp"

namespace budian {

/// The parts sum to after − before.
struct CvChange {
  double before = 0;
  double after = 0;
  /// Pupils move and take their school's share of everything along. Averaging over pupils who come
  /// together can never raise the coefficient (Jensen), and leaves the mean as it was.
  double pooling = 0;
  /// Pupils who leave the counted schools, with their share, and pupils who come into them with
  /// nothing.
  double uncounted = 0;
  /// What things really did: what stays behind, what was moved or bought otherwise.
  double resources = 0;
};

/// Pupils of one unit of today who are in one unit of the plan; none: in no counted unit.
struct PupilFlow {
  std::optional<std::size_t> from, to;  ///< rows of the units
  std::int64_t pupils = 0;
};

/// The flows of a stage, summed by pair. `today` and `plan` are its units.
std::vector<PupilFlow> pupil_flows(const std::vector<CountedUnit>& today,
                                   const std::vector<CountedUnit>& plan,
                                   const std::vector<PupilGroup>& groups, Stage stage);

/// Change of one indicator's coefficient. Empty where one of the coefficients on the way cannot be
/// told, or the indicator is not told by pupils.
std::optional<CvChange> split_change(const StandardRules& rules, std::size_t indicator,
                                     const std::vector<CountedUnit>& today,
                                     const std::vector<CountedUnit>& plan,
                                     const std::vector<PupilFlow>& flows);
/// Mean of the changes of all indicators: the change of the composite. Empty where one is.
std::optional<CvChange> mean_change(const std::vector<std::optional<CvChange>>& changes);

}  // namespace budian
