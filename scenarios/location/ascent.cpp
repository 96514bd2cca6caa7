// Prices that raise the bound.
#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/location/relaxation.hpp"

namespace budian::location {

namespace {

constexpr double need_unit = 0.5;  // more: steps of needs are shorter
constexpr std::size_t few_needs = 8;

/// To the nearest whole number, of less than 2^51; adding 1.5 × 2^52 leaves no room for a fraction.
/// Faster than std::round, which is a call.
double rounded(double number) { return (number + 6755399441055744.0) - 6755399441055744.0; }

/// What the bound is to reach: what is known to be reachable; where nothing is, a tenth more than
/// what is proven.
double aim_of(const Relaxation& relaxation, const Prices& prices, std::int64_t value,
              double most_above) {
  const double aim = static_cast<double>(value) * relaxation.step();
  if (prices.bound <= 0) return aim;
  const bool is_known = value < relaxation.beyond() || relaxation.task().cutoff != no_limit;
  return std::min(aim, prices.bound * (1 + (is_known ? most_above : 0.1)) + relaxation.step());
}

/// All prices that move: of demands, then of needs. Those of needs are counted in units in which
/// they weigh as much as those of demands do.
class Climb {
 public:
  Climb(const Relaxation& relaxation, const Prices& from, const std::vector<std::size_t>& needs)
      : relaxation_(relaxation), demands_(from.served.size()), needs_(needs), prices_(from) {
    if (!needs.empty()) prices_.needs.resize(relaxation.needs().size(), 0);
    at_ = from.served;
    for (const std::size_t n : needs) {
      double sum = relaxation.needs()[n].least, squares = 1;
      for (const Need::Term& term : relaxation.needs()[n].sites) sum += term.weight;
      for (const Need::Term& term : relaxation.needs()[n].demands) {
        sum += term.weight;
        squares += term.weight * term.weight;
      }
      units_.push_back(std::sqrt(squares) * need_unit);
      const double part = relaxation.most_charged() / static_cast<double>(needs.size() + few_needs);
      ceilings_.push_back(std::floor(part / sum) * units_.back());
      at_.push_back(prices_.needs[n] * units_.back());
    }
    direction_.assign(at_.size(), 0);
    slope_.assign(at_.size(), 0);
  }

  [[nodiscard]] const Prices& prices() const { return prices_; }

  /// One step along the slope, deflected by the last direction where the two disagree. Prices that
  /// stand at their ends and would leave them do not count. False: there is nowhere to go.
  bool move(const View& view, double aim, double step) {
    find_slope(view);
    double cross = 0, old = 0, norm = 0;
    for (std::size_t i = 0; i < at_.size(); ++i) {
      cross += slope_[i] * direction_[i];
      old += direction_[i] * direction_[i];
    }
    const double keep = cross < 0 && old > 0 ? -1.5 * cross / old : 0;
    for (std::size_t i = 0; i < at_.size(); ++i) {
      double along = slope_[i] + keep * direction_[i];
      if ((along > 0 && at_[i] >= ceiling(i)) || (along < 0 && at_[i] <= floor(i))) along = 0;
      direction_[i] = along;
      norm += along * along;
    }
    if (norm == 0) return false;
    const double length = step * std::max(aim - view.bound, 1.0) / norm;
    for (std::size_t i = 0; i < at_.size(); ++i) {
      const double moved = at_[i] + std::min(length * direction_[i], ceiling(i));
      at_[i] = std::clamp(i < demands_ ? rounded(moved) : moved, floor(i), ceiling(i));
    }
    std::copy_n(at_.begin(), demands_, prices_.served.begin());
    for (std::size_t r = 0; r < needs_.size(); ++r)
      prices_.needs[needs_[r]] = rounded(at_[demands_ + r] / units_[r]);
    return true;
  }

 private:
  [[nodiscard]] double ceiling(std::size_t i) const {
    return i < demands_ ? relaxation_.ceiling(i) : ceilings_[i - demands_];
  }
  [[nodiscard]] double floor(std::size_t i) const { return i < demands_ ? relaxation_.floor() : 0; }

  void find_slope(const View& view) {
    std::copy(view.surplus.begin(), view.surplus.end(), slope_.begin());
    if (needs_.empty()) return;
    relaxation_.find_shortfalls(view, needs_, &slope_[demands_]);
    for (std::size_t r = 0; r < needs_.size(); ++r) slope_[demands_ + r] /= units_[r];
  }

  const Relaxation& relaxation_;
  std::size_t demands_;
  const std::vector<std::size_t>& needs_;
  Prices prices_;
  std::vector<double> at_, units_, ceilings_, direction_, slope_;
};

}  // namespace

Shares ascend(const Relaxation& relaxation, const std::vector<Fate>& fates, const Ascent& ascent,
              std::int64_t& value, Prices& prices,
              const std::function<void(const View&, int)>& see) {
  View view;
  view.wants_flows = ascent.shows_flows || !ascent.needs.empty();
  Climb climb(relaxation, prices, ascent.needs);
  Shares shares(fates.size(), 0.5);
  double step = ascent.first_step;
  const double fall = std::pow(ascent.last_step / ascent.first_step, 1.0 / ascent.iterations);
  for (int round = 0; round < ascent.iterations; ++round, step *= fall) {
    relaxation.charge(climb.prices().needs);
    relaxation.look(climb.prices().served, fates, view);
    if (view.bound > prices.bound) {
      prices.served = climb.prices().served;
      prices.needs = climb.prices().needs;
      prices.bound = view.bound;
    }
    see(view, round);
    for (std::size_t j = 0; j < shares.size(); ++j)
      shares[j] += 0.1 * ((view.chosen[j] ? 1.0 : 0.0) - shares[j]);
    if (relaxation.excludes(prices.bound, value)) break;
    if (prices.bound >= (1 - ascent.gap) * static_cast<double>(value) * relaxation.step()) break;
    if (!climb.move(view, aim_of(relaxation, prices, value, ascent.most_above), step)) break;
  }
  return shares;
}

}  // namespace budian::location
