#include "scenarios/staff/linear_bound.hpp"

#include <CoinPackedMatrix.hpp>
#include <OsiSolverInterface.hpp>
#include <cmath>
#include <cstddef>
#include <limits>

namespace budian::staff {
namespace {

/// A sum, and how great its terms are.
struct Sum {
  long double value = 0, size = 0;
  void add(long double term) {
    value += term;
    size += std::abs(term);
  }
};

/// The price of a row, 0 where its sign proves nothing: where the row has no bound on that side.
long double usable(double price, double low, double high, double infinity) {
  if (price > 0 && low <= -infinity) return 0;
  if (price < 0 && high >= infinity) return 0;
  return price;
}

}  // namespace

LinearBound bound_of(const OsiSolverInterface& solver) {
  const auto rows = static_cast<std::size_t>(solver.getNumRows());
  const auto columns = static_cast<std::size_t>(solver.getNumCols());
  const double* low = solver.getRowLower();
  const double* high = solver.getRowUpper();
  Sum bound;
  LinearBound result;
  std::vector<long double> prices(rows), even_prices(rows, 0);
  for (std::size_t i = 0; i < rows; ++i) {
    prices[i] = usable(solver.getRowPrice()[i], low[i], high[i], solver.getInfinity());
    if (prices[i] == 0) continue;
    bound.add(prices[i] * (prices[i] > 0 ? low[i] : high[i]));
    if (low[i] == high[i]) even_prices[i] = prices[i];
    result.shift += even_prices[i] * low[i];
  }
  const CoinPackedMatrix& matrix = *solver.getMatrixByCol();
  for (std::size_t c = 0; c < columns; ++c) {
    Sum reduced;
    reduced.add(solver.getObjCoefficients()[c]);
    long double even = solver.getObjCoefficients()[c];
    const auto first = static_cast<std::size_t>(matrix.getVectorStarts()[c]);
    const auto count = static_cast<std::size_t>(matrix.getVectorLengths()[c]);
    for (std::size_t at = first; at < first + count; ++at) {
      const auto row = static_cast<std::size_t>(matrix.getIndices()[at]);
      reduced.add(-prices[row] * matrix.getElements()[at]);
      even -= even_prices[row] * matrix.getElements()[at];
    }
    const double at_bound = reduced.value > 0 ? solver.getColLower()[c] : solver.getColUpper()[c];
    bound.add(reduced.value * at_bound);
    bound.size += reduced.size * std::abs(at_bound);
    result.reduced.push_back(reduced.value);
    result.even.push_back(even);
  }
  // Each sum of n terms is off by at most n ε Σ|terms|; the longest has all rows and columns.
  const auto terms = static_cast<long double>(rows + columns);
  result.value = bound.value - terms * std::numeric_limits<long double>::epsilon() * bound.size;
  return result;
}

}  // namespace budian::staff
