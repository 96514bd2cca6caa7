// How much each school has to do with a coefficient of variation: its part of the variance, and the
// coefficient without it, both exact.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace budian {

struct VarianceShare {
  std::size_t unit = 0;  ///< row in what was given
  double value = 0;      ///< R_i / P_i in the stored unit
  /// (P_i/P)(x_i − X)²/S²; the shares of all units sum to 1. 0 where all units are equal.
  double share = 0;
  bool above = false;                ///< x_i over the county's mean
  std::optional<double> cv_without;  ///< of the county without this unit; empty: cannot be told
};

/// The units with a base over 0, greatest share first (equal ones in their order). Nothing where
/// the coefficient cannot be told.
std::vector<VarianceShare> variance_shares(std::span<const std::int64_t> bases,
                                           std::span<const double> amounts);

}  // namespace budian
