#include "gis/assumptions.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace budian {
namespace {

constexpr double cap = 5000;

double capped(double misfit) { return misfit < cap ? misfit : cap; }  // NaN, too

double mean(const std::vector<double>& misfits) {
  double sum = 0;
  for (const double misfit : misfits) sum += capped(misfit);
  return misfits.empty() ? 0 : sum / static_cast<double>(misfits.size());
}

double median(std::vector<double> misfits) {
  if (misfits.empty()) return 0;
  const auto middle = misfits.begin() + static_cast<std::ptrdiff_t>(misfits.size() / 2);
  for (double& misfit : misfits) misfit = capped(misfit);
  std::nth_element(misfits.begin(), middle, misfits.end());
  return *middle;
}

/// Chance of at least `heads` heads in `tosses` tosses of a fair coin.
double tail(std::int64_t heads, std::int64_t tosses) {
  const auto n = static_cast<double>(tosses);
  double sum = 0;
  for (std::int64_t i = heads; i <= tosses; ++i) {
    const auto k = static_cast<double>(i);
    sum += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) -
                    n * std::log(2.0));
  }
  return std::min(sum, 1.0);
}

struct Duel {
  std::int64_t telling = 0;
  std::int64_t in_favour = 0;
  double doubt = 1;
};

Duel duel(const std::vector<double>& first, const std::vector<double>& second) {
  Duel result;
  for (std::size_t place = 0; place < first.size(); ++place) {
    const double more = capped(second[place]) - capped(first[place]);
    if (std::abs(more) <= 1) continue;
    ++result.telling;
    if (more > 0) ++result.in_favour;
  }
  result.doubt = tail(result.in_favour, result.telling);
  return result;
}

}  // namespace

Comparison compare(const std::vector<std::vector<double>>& misfits) {
  Comparison result;
  double least = 0;
  for (std::size_t i = 0; i < misfits.size(); ++i) {
    result.medians.push_back(median(misfits[i]));
    const double off = mean(misfits[i]);
    if (i > 0 && off >= least) continue;
    least = off;
    result.best = i;
  }
  result.runner_up = result.best;
  result.doubt = 0;
  for (std::size_t i = 0; i < misfits.size(); ++i) {
    if (i == result.best) continue;
    const Duel against = duel(misfits[result.best], misfits[i]);
    if (result.runner_up != result.best && against.doubt <= result.doubt) continue;
    result.runner_up = i;
    result.telling = against.telling;
    result.in_favour = against.in_favour;
    result.doubt = against.doubt;
  }
  result.decided = result.doubt < 0.001;
  return result;
}

}  // namespace budian
