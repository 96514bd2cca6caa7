// Prices that raise the bound.
#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/location/relaxation.hpp"

namespace budian::location {

namespace {

constexpr double first_step = 1.6;  // above 2 it would not converge
constexpr double last_step = 0.02;

/// To the nearest whole number, of less than 2^51; adding 1.5 × 2^52 leaves no room for a fraction.
/// Faster than std::round, which is a call.
double rounded(double number) { return (number + 6755399441055744.0) - 6755399441055744.0; }

/// What the bound is to reach: what is known to be reachable; where nothing is, a tenth more than
/// what is proven.
double aim_of(const Relaxation& relaxation, const Prices& prices, std::int64_t value) {
  const double aim = static_cast<double>(value) * relaxation.step();
  if (value < relaxation.beyond() || relaxation.task().cutoff != no_limit || prices.bound <= 0)
    return aim;
  return std::min(aim, prices.bound * 1.1 + relaxation.step());
}

/// One step along the surplus, deflected by the last direction where the two disagree. Prices that
/// stand at their ends and would leave them do not count. False: there is nowhere to go.
bool move(const Relaxation& relaxation, const View& view, double aim, double step,
          std::vector<double>& at, std::vector<double>& direction) {
  double cross = 0, old = 0, norm = 0;
  for (std::size_t i = 0; i < at.size(); ++i) {
    cross += view.surplus[i] * direction[i];
    old += direction[i] * direction[i];
  }
  const double keep = cross < 0 && old > 0 ? -1.5 * cross / old : 0;
  const double floor = relaxation.floor();
  for (std::size_t i = 0; i < at.size(); ++i) {
    double along = view.surplus[i] + keep * direction[i];
    if ((along > 0 && at[i] >= relaxation.ceiling(i)) || (along < 0 && at[i] <= floor)) along = 0;
    direction[i] = along;
    norm += along * along;
  }
  if (norm == 0) return false;
  const double length = step * std::max(aim - view.bound, 1.0) / norm;
  for (std::size_t i = 0; i < at.size(); ++i) {
    at[i] = std::clamp(rounded(at[i] + std::min(length * direction[i], relaxation.ceiling(i))),
                       floor, relaxation.ceiling(i));
  }
  return true;
}

}  // namespace

Shares ascend(const Relaxation& relaxation, const std::vector<Fate>& fates, const Ascent& ascent,
              std::int64_t& value, Prices& prices,
              const std::function<void(const View&, int)>& see) {
  View view;
  auto at = prices.served;
  std::vector<double> direction(at.size(), 0);
  Shares shares(fates.size(), 0.5);
  double step = first_step;
  const double fall = std::pow(last_step / first_step, 1.0 / ascent.iterations);
  for (int round = 0; round < ascent.iterations; ++round, step *= fall) {
    relaxation.look(at, fates, view);
    if (view.bound > prices.bound) {
      prices.served = at;
      prices.bound = view.bound;
    }
    see(view, round);
    for (std::size_t j = 0; j < shares.size(); ++j)
      shares[j] += 0.1 * ((view.chosen[j] ? 1.0 : 0.0) - shares[j]);
    if (relaxation.excludes(prices.bound, value)) break;
    if (prices.bound >= (1 - ascent.gap) * static_cast<double>(value) * relaxation.step()) break;
    if (!move(relaxation, view, aim_of(relaxation, prices, value), step, at, direction)) break;
  }
  return shares;
}

}  // namespace budian::location
