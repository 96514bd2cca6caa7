#include "scenarios/location/tasks.hpp"

#include <algorithm>
#include <tuple>

namespace budian::location {
namespace {

std::int64_t price_of_way(const Goal& goal, const Kept& kept, std::int64_t cost) {
  std::int64_t price = 0;
  if (goal.aim == Aim::least_distance) price = cost;
  if (goal.aim == Aim::most_covered) price = cost > goal.radius ? 1 : 0;
  for (const auto& covering : kept.coverings) price += cost > covering.radius ? covering.weight : 0;
  return price;
}

std::int64_t price_of_leaving_out(const Goal& goal, const Kept& kept) {
  std::int64_t price = goal.aim == Aim::most_covered ? 1 : 0;
  for (const auto& covering : kept.coverings) price += covering.weight;
  return price;
}

}  // namespace

Task task_of(const Problem& problem, const Goal& goal, const Kept& kept) {
  Task task;
  for (const Site& site : problem.sites()) {
    Task::Place place;
    if (goal.aim == Aim::least_distance) place.opening = site.opening_cost;
    if (goal.aim == Aim::fewest_sites) place.opening = 1;
    place.least = site.least_heads;
    place.most = site.most_heads.value_or(no_limit);
    place.required = site.standing == Standing::required;
    place.forbidden = site.standing == Standing::forbidden;
    task.sites.push_back(place);
  }
  for (const DemandId id : problem.demands().ids()) {
    task.heads.push_back(problem.demands()[id].heads);
    std::vector<Task::Edge> edges;
    for (const Reach& reach : problem.reaches(id)) {
      if (kept.farthest && reach.cost > *kept.farthest) break;
      edges.push_back(
          {static_cast<std::uint32_t>(reach.site.row()), price_of_way(goal, kept, reach.cost)});
    }
    std::sort(edges.begin(), edges.end(), [](const Task::Edge& a, const Task::Edge& b) {
      return std::tie(a.price, a.site) < std::tie(b.price, b.site);
    });
    task.edges.push_back(std::move(edges));
  }
  task.left_out = problem.everyone_served() ? -1 : price_of_leaving_out(goal, kept);
  task.least_sites = problem.least_sites();
  task.most_sites = std::min(kept.most_sites.value_or(problem.most_sites()), problem.most_sites());
  task.whole = problem.whole();
  return task;
}

Solution solution_of(const Problem& problem, const Allotment& allotment) {
  Solution solution;
  solution.state = State::solved;
  for (std::size_t j = 0; j < allotment.open.size(); ++j) {
    if (allotment.open[j]) solution.open.emplace_back(j);
  }
  for (std::size_t i = 0; i < allotment.to.size(); ++i) {
    if (allotment.to[i] == nowhere) continue;
    const DemandId demand(i);
    solution.shares.push_back({demand, SiteId(allotment.to[i]), problem.demands()[demand].heads});
  }
  for (const auto& part : allotment.parts)
    solution.shares.push_back({DemandId(part.demand), SiteId(part.site), part.heads});
  std::sort(solution.shares.begin(), solution.shares.end());
  return solution;
}

}  // namespace budian::location
