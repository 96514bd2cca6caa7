#include "scenarios/planner/score.hpp"

#include <algorithm>
#include <cmath>

namespace budian::planner {
namespace {

/// How far a value is beyond its bound, in millionths of it.
std::int64_t beyond(std::int64_t value, std::int64_t bound) {
  if (value <= bound) return 0;
  const double share = static_cast<double>(value - bound) /
                       static_cast<double>(std::max<std::int64_t>(1, std::abs(bound)));
  return std::max<std::int64_t>(1, std::llround(share * 1e6));
}

/// A bus cost other than that of the figures changes what payers pay, but not the fares.
Fen share_at(const Figures& figures, std::size_t payer, double bus_factor) {
  const auto family = static_cast<std::size_t>(money::Payer::family);
  const Fen share = figures.bus_share[payer];
  const Fen shared = figures.bus_cost - figures.bus_share[family];
  if (bus_factor == 1 || payer == family || shared <= Fen(0)) return share;
  const double left = bus_factor * static_cast<double>(figures.bus_cost.count()) -
                      static_cast<double>(figures.bus_share[family].count());
  return Fen(std::llround(static_cast<double>(share.count()) * std::max(0.0, left) /
                          static_cast<double>(shared.count())));
}

}  // namespace

Scoring::Scoring(const Goal& goal, const std::vector<StandardRules>& standards,
                 const Figures& today, int school_days)
    : goal_(goal), today_(today), school_days_(school_days) {
  for (const auto& rules : standards) standards_.push_back(rules.code);
}

Fen Scoring::change(const Figures& figures, double bus_factor) const {
  Fen change = figures.of(goal_.purse) - today_.of(goal_.purse);
  for (const auto payer : money::payers) {
    const auto p = static_cast<std::size_t>(payer);
    if (is_paid_from(goal_.purse, payer))
      change += share_at(figures, p, bus_factor) - figures.bus_share[p];
  }
  return change;
}

std::int64_t Scoring::shortfall(const Figures& figures) const {
  const auto at = std::find(standards_.begin(), standards_.end(), goal_.standard);
  if (at == standards_.end()) return 0;
  std::int64_t sum = 0;
  for (const auto& stage : figures.balance[static_cast<std::size_t>(at - standards_.begin())])
    sum += std::llround(stage.shortfall.value_or(0) * 1e6);
  return sum;
}

/// No CV of a standard that is to be kept grows where it is beyond its line.
std::int64_t worse_balance(const std::vector<ByStage<StageBalance>>& balance,
                           const std::vector<ByStage<StageBalance>>& today, std::size_t standard) {
  std::int64_t sum = 0;
  for (const auto stage : stages) {
    const auto& now = balance[standard][row(stage)].shortfall;
    const auto& before = today[standard][row(stage)].shortfall;
    if (now && before && *now > *before)
      sum += std::max<std::int64_t>(1, std::llround((*now - *before) * 1e6));
  }
  return sum;
}

std::int64_t Scoring::broken(const Figures& figures, Fen change) const {
  const Bounds& bounds = goal_.bounds;
  std::int64_t sum = 0;
  if (bounds.most_change) sum += beyond(change.count(), bounds.most_change->count());
  if (bounds.most_long) sum += beyond(figures.long_journeys.count(), bounds.most_long->count());
  if (bounds.most_moved) sum += beyond(figures.moved.count(), bounds.most_moved->count());
  if (bounds.most_boarders) sum += beyond(figures.boarders.count(), bounds.most_boarders->count());
  if (bounds.most_closures) sum += beyond(figures.closures, *bounds.most_closures);
  if (bounds.most_schools) sum += beyond(figures.schools_open, *bounds.most_schools);
  const auto kept = std::find(standards_.begin(), standards_.end(), bounds.keeps_standard);
  if (kept != standards_.end()) {
    sum += worse_balance(figures.balance, today_.balance,
                         static_cast<std::size_t>(kept - standards_.begin()));
  }
  return sum;
}

/// Cost and what journeys weigh, in fen a year.
std::int64_t Scoring::weighed(const Figures& figures, Fen change) const {
  const std::int64_t hours = (figures.travel_hours - today_.travel_hours) * 2 * school_days_ / 1000;
  return change.count() +
         goal_.weights.long_journey.count() *
             (figures.long_journeys - today_.long_journeys).count() +
         goal_.weights.pupil_hour.count() * hours +
         goal_.weights.moved.count() * figures.moved.count() +
         goal_.weights.boarder.count() * figures.boarders.count();
}

Score Scoring::score(const Figures& figures, double bus_factor) const {
  const Fen cost = change(figures, bus_factor);
  Score score;
  score.broken = broken(figures, cost);
  score.changes = figures.closures + figures.turned + figures.visited;
  const std::int64_t far = figures.long_journeys.count();
  switch (goal_.aim) {
    case Aim::least_cost:
      score.first = cost.count();
      score.second = far;
      break;
    case Aim::fewest_long_journeys:
      score.first = far;
      score.second = cost.count();
      break;
    case Aim::pass_standard:
      score.first = shortfall(figures);
      score.second = cost.count();
      break;
    case Aim::weighted:
      score.first = weighed(figures, cost);
      score.second = far;
      break;
  }
  return score;
}

}  // namespace budian::planner
