// Draws without a state: a value is a hash of what it is for, so that any run can be computed
// anywhere and alone.
#pragma once

#include <cstdint>
#include <string_view>

#include "scenarios/sweep/sweep.hpp"

namespace budian::sweep {

/// What a draw is for.
struct Draw {
  std::int64_t seed = 1;
  std::int64_t run = 0;        ///< within its scenario, so that scenarios face the same draws
  std::string_view parameter;  ///< code
  std::string_view place;      ///< code of a township; empty: the county
};

/// In (0, 1), by the finaliser of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, Fast splittable
/// pseudorandom number generators, 2014, doi:10.1145/2660193.2660195) over the parts of the draw.
double uniform_of(const Draw& draw);
/// The value of a spread below which a share of its draws lies; to six decimals, whole heads where
/// the parameter has them, so that it is the same on every machine.
double value_at(const Spread& spread, bool whole, double share);
/// The ends between which all its draws lie.
Range ends_of(const Spread& spread, bool whole);

}  // namespace budian::sweep
