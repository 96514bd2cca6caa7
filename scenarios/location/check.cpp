// What an answer is worth and which limits it breaks, from its sites and shares alone.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "scenarios/location/areas.hpp"
#include "scenarios/location/solution.hpp"

namespace budian::location {

double Reached::gap() const {
  if (value == bound) return 0;
  const auto greater = static_cast<double>(std::max(std::abs(value), std::abs(bound)));
  return std::abs(static_cast<double>(value - bound)) / greater;
}

bool Solution::proven() const {
  return state == State::solved &&
         std::all_of(reached.begin(), reached.end(), [](const Reached& r) { return r.proven(); });
}

std::int64_t value_of(const Problem& problem, const Solution& solution, const Goal& goal) {
  std::int64_t value = 0;
  if (goal.aim == Aim::fewest_sites) return static_cast<std::int64_t>(solution.open.size());
  for (const Share& share : solution.shares) {
    const std::int64_t cost = problem.cost(share.demand, share.site).value_or(0);
    if (goal.aim == Aim::most_covered && cost <= goal.radius) value += share.heads;
    if (goal.aim == Aim::least_distance) value += share.heads * cost;
    if (goal.aim == Aim::nearest_farthest) value = std::max(value, cost);
  }
  if (goal.aim == Aim::least_distance) {
    for (const SiteId site : solution.open) value += problem.sites()[site].opening_cost;
  }
  return value;
}

namespace {

void check_sites(const Problem& problem, const std::set<SiteId>& open,
                 const std::map<SiteId, std::int64_t>& loads, std::vector<std::string>& broken) {
  if (open.size() < problem.least_sites()) broken.emplace_back("too few sites");
  if (open.size() > problem.most_sites()) broken.emplace_back("too many sites");
  for (const SiteId id : problem.sites().ids()) {
    const Site& site = problem.sites()[id];
    const bool is_open = open.count(id) > 0;
    const auto load = loads.find(id) == loads.end() ? 0 : loads.at(id);
    if (site.standing == Standing::required && !is_open)
      broken.push_back(site.key + " is required and closed");
    if (site.standing == Standing::forbidden && is_open)
      broken.push_back(site.key + " is forbidden and open");
    if (is_open && load < site.least_heads) broken.push_back(site.key + " is too small");
    if (is_open && site.most_heads && load > *site.most_heads)
      broken.push_back(site.key + " is too large");
    if (!is_open && load > 0) broken.push_back(site.key + " is closed and serves");
  }
}

}  // namespace

std::vector<std::string> broken_limits(const Problem& problem, const Solution& solution) {
  std::vector<std::string> broken;
  std::map<SiteId, std::int64_t> loads;
  std::map<DemandId, std::int64_t> served;
  std::map<DemandId, int> pieces;
  for (const Share& share : solution.shares) {
    const std::string& key = problem.demands()[share.demand].key;
    if (share.heads <= 0) broken.push_back(key + " has an empty share");
    if (!problem.cost(share.demand, share.site)) broken.push_back(key + " goes where it may not");
    loads[share.site] += share.heads;
    served[share.demand] += share.heads;
    ++pieces[share.demand];
  }
  for (const DemandId id : problem.demands().ids()) {
    const Demand& demand = problem.demands()[id];
    const std::int64_t heads = served[id];
    if (heads > demand.heads) broken.push_back(demand.key + " is served twice");
    if (heads < demand.heads && problem.everyone_served())
      broken.push_back(demand.key + " is left out");
    if (problem.whole() && (pieces[id] > 1 || (heads > 0 && heads < demand.heads)))
      broken.push_back(demand.key + " is divided");
  }
  check_sites(problem, {solution.open.begin(), solution.open.end()}, loads, broken);
  if (problem.contiguous() && !loose_pieces(problem, solution).empty())
    broken.emplace_back("an area does not hang together");
  return broken;
}

}  // namespace budian::location
