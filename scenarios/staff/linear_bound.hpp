// What a linear program proves, whatever tolerances its solver has.
#pragma once

#include <vector>

class OsiSolverInterface;

namespace budian::staff {

/// By the solver's dual prices: no point within rows and column bounds costs less than `value`, and
/// one whose column lies off the bound at which it is cheapest costs at least |reduced| more a
/// unit. True for any prices: min cx ≥ yb + Σ min over the bounds of (c − Aᵀy)x for every y of the
/// right signs (Neumaier and Shcherbina, Math. Program. 99, 2004, 283-296). Computed in long double
/// and lowered by what its rounding can make.
struct LinearBound {
  long double value = 0;
  std::vector<long double> reduced;  ///< c − Aᵀy, a column
  /// The same without the prices of inequalities: cost = `shift` + Σ even × x on the program.
  long double shift = 0;
  std::vector<long double> even;
};
LinearBound bound_of(const OsiSolverInterface& solver);

}  // namespace budian::staff
