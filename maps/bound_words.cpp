#include "maps/bound_words.hpp"

#include <algorithm>
#include <cstdlib>

namespace budian {
namespace {

using planner::Aim;
using planner::NoBound;
using planner::Purse;

Message why_none(NoBound why) {
  switch (why) {
    case NoBound::aim:
      return {"plan.no_bound.aim", {}};
    case NoBound::measures:
      return {"plan.no_bound.measures", {}};
    case NoBound::riders:
      return {"plan.no_bound.riders", {}};
    case NoBound::drawn:
      return {"plan.no_bound.drawn", {}};
    case NoBound::new_schools:
      return {"plan.no_bound.new_schools", {}};
    case NoBound::posts:
      return {"plan.no_bound.posts", {}};
    case NoBound::stopped:
      return {"plan.no_bound.stopped", {}};
    case NoBound::size:
      return {"plan.no_bound.size", {}};
    case NoBound::solver:
      return {"plan.no_bound.solver", {}};
  }
  return {};
}

/// Whole yuan, away from what would say too much.
std::int64_t yuan_below(std::int64_t fen) { return fen >= 0 ? fen / 100 : -((-fen + 99) / 100); }

Message at_least(const planner::Goal& goal, std::int64_t least) {
  if (goal.aim == Aim::fewest_long_journeys) return {"plan.bound.long", {{"pupils", least}}};
  const std::int64_t yuan = yuan_below(least);
  const std::pair<std::string, Argument> amount{"yuan", std::abs(yuan)};
  if (goal.aim == Aim::weighted)
    return {yuan < 0 ? "plan.bound.weighted_less" : "plan.bound.weighted_more", {amount}};
  if (goal.purse == Purse::county)
    return {yuan < 0 ? "plan.bound.county_less" : "plan.bound.county_more", {amount}};
  return {yuan < 0 ? "plan.bound.all_less" : "plan.bound.all_more", {amount}};
}

/// From the best plan to the bound.
Message gap_of(const planner::Goal& goal, const planner::Answer& answer, std::int64_t least) {
  const std::int64_t gap = answer.best().score.first - least;
  const bool heads = goal.aim == Aim::fewest_long_journeys;
  if (gap <= (heads ? 0 : planner::bound_slack.count())) {
    return {heads ? "plan.bound.is_best_long" : "plan.bound.is_best", {}};
  }
  if (heads) return {"plan.bound.gap_long", {{"pupils", gap}}};
  const std::int64_t all = answer.today.of(goal.purse).count();
  return {"plan.bound.gap",
          {{"yuan", (gap + 99) / 100},
           {"percent", all > 0 ? 100 * static_cast<double>(gap) / static_cast<double>(all) : 0}}};
}

}  // namespace

std::vector<Message> bound_words(const planner::Goal& goal, const planner::Answer& answer) {
  const planner::PlanBound& bound = answer.bound;
  if (bound.none) return {why_none(*bound.none)};
  if (bound.no_plan) return {{"plan.bound.no_plan", {}}};
  if (!bound.least) return {};
  std::vector<Message> words{at_least(goal, *bound.least)};
  if (answer.best().score.broken == 0) words.push_back(gap_of(goal, answer, *bound.least));
  words.push_back({"plan.bound.basis", {}});
  return words;
}

}  // namespace budian
