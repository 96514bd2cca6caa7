#include "scenarios/planner/bound.hpp"

#include <algorithm>

#include "scenarios/money/bill_lines.hpp"
#include "scenarios/planner/plan_program.hpp"

namespace budian::planner {
namespace {

std::optional<NoBound> why_not(const Goal& goal, const Groundwork& ground) {
  const Scenario& base = goal.base;
  if (goal.aim == Aim::pass_standard) return NoBound::aim;
  if (!base.measures.empty()) return NoBound::measures;
  if (base.bus.riders == Riders::all || !base.bus.door_riders.empty()) return NoBound::riders;
  if (base.bus.drawn) return NoBound::drawn;
  const auto& additions = goal.candidates.additions;
  const bool opens = std::any_of(additions.begin(), additions.end(), [](const Addition& each) {
    return std::holds_alternative<OpenSchool>(each);
  });
  if (opens) return NoBound::new_schools;
  if (money::posts_are_cut(ground.money, &base.staff)) return NoBound::posts;
  return std::nullopt;
}

}  // namespace

PlanBound bound_of(const Goal& goal, const Groundwork& ground,
                   const std::vector<Candidate>& candidates, const Sketch& today) {
  PlanBound bound;
  bound.none = why_not(goal, ground);
  if (bound.none) return bound;
  const LeastWays ways = least_ways(goal, ground, candidates, today);
  if (ways.too_many) {
    bound.none = NoBound::size;
    return bound;
  }
  return PlanProgram(goal, ground, candidates, today, ways).solve();
}

}  // namespace budian::planner
