// The smallest change that brings a coefficient of variation under a line.
//
// CV² + 1 = P·Q/T² with Q = ΣR²/P and T = ΣR. For a given total Q is least when what is added fills
// up the lowest units to one level h (R_i = h·P_i), as water would; dQ = 2h·dT, and h never exceeds
// Q/T, the mean of x weighted by R, so CV falls all the way and the least addition is where it
// meets the line. In whole pieces Q is a sum of convex functions of single units, for which taking
// the cheapest next piece is exact (Gross 1956; Ibaraki and Katoh, Resource Allocation Problems,
// 1988).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace budian {

struct UnitPieces {
  std::size_t unit = 0;     ///< row in what was given
  std::int64_t pieces = 0;  ///< negative: given away
  friend bool operator==(const UnitPieces&, const UnitPieces&) = default;
};

struct LeastAddition {
  double amount = 0;  ///< least total, were things divisible
  double level = 0;   ///< all units below are lifted to it (amount ÷ base)
  /// Least whole number of pieces, and where they go; the coefficient that results, which is not
  /// over the line. No pieces: whole ones do not do it within reason.
  std::vector<UnitPieces> pieces;
  std::int64_t total = 0;
  double cv = 0;
};

struct LeastTransfer {
  double amount = 0;               ///< least total that changes hands, were things divisible
  double low = 0;                  ///< units below are lifted to it
  double high = 0;                 ///< units above are lowered to it
  std::vector<UnitPieces> pieces;  ///< what units get, and give (negative)
  std::int64_t total = 0;
  double cv = 0;
};

/// Empty where the coefficient is not over the line already, cannot be told, or the line is not
/// over 0. Amounts are counted in pieces.
std::optional<LeastAddition> least_addition(std::span<const std::int64_t> bases,
                                            std::span<const double> amounts, double line);
/// The same with nothing bought: the richest give, the poorest get.
std::optional<LeastTransfer> least_transfer(std::span<const std::int64_t> bases,
                                            std::span<const double> amounts, double line);

}  // namespace budian
