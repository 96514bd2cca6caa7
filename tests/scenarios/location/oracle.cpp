#include "tests/scenarios/location/oracle.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace budian::location {
namespace {

std::int64_t draw(std::mt19937& random, std::int64_t least, std::int64_t most) {
  return least + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most - least + 1));
}

std::string key_of(const char* kind, std::int64_t number) { return kind + std::to_string(number); }

}  // namespace

Parts random_parts(std::mt19937& random, const Wish& wish) {
  Parts parts;
  std::vector<std::pair<std::int64_t, std::int64_t>> sites, homes;
  for (std::size_t j = 0; j < wish.sites; ++j) {
    Site site;
    site.key = key_of("s", static_cast<std::int64_t>((j * 7) % 64));
    site.region = draw(random, 0, 1);
    if (wish.most_sizes) site.most_heads = draw(random, 10, 60);
    if (wish.least_sizes) site.least_heads = draw(random, 0, 12);
    if (wish.openings) site.opening_cost = draw(random, 0, 400);
    const auto lot = draw(random, 0, 7);
    if (wish.standings && lot == 0) site.standing = Standing::required;
    if (wish.standings && lot == 1) site.standing = Standing::forbidden;
    if (wish.contiguous)
      site.home = static_cast<std::size_t>(draw(random, 0, static_cast<int>(wish.demands) - 1));
    sites.emplace_back(draw(random, 0, 30), draw(random, 0, 30));
    parts.sites.push_back(site);
  }
  for (std::size_t i = 0; i < wish.demands; ++i) {
    Demand demand;
    demand.key = key_of("d", static_cast<std::int64_t>((i * 5) % 64));
    demand.heads = draw(random, 1, 15);
    demand.region = draw(random, 0, 1);
    if (wish.distances) demand.farthest = draw(random, 12, 40);
    homes.emplace_back(draw(random, 0, 30), draw(random, 0, 30));
    parts.demands.push_back(demand);
  }
  for (std::size_t i = 0; i < wish.demands; ++i) {
    for (std::size_t j = 0; j < wish.sites; ++j) {
      const std::int64_t cost =
          std::abs(homes[i].first - sites[j].first) + std::abs(homes[i].second - sites[j].second);
      if (draw(random, 0, 9) < 8) parts.ways.push_back({i, j, cost});
    }
    for (std::size_t k = 0; k < i; ++k) {
      if (draw(random, 0, 3) == 0) parts.neighbours.emplace_back(i, k);
    }
  }
  parts.whole = wish.whole;
  parts.within_regions = wish.regions;
  parts.contiguous = wish.contiguous;
  parts.goals = wish.goals;
  parts.everyone_served = wish.everyone_served;
  if (wish.number) {
    parts.least_sites = *wish.number;
    parts.most_sites = *wish.number;
  } else {
    parts.least_sites = static_cast<std::size_t>(draw(random, 0, 2));
    parts.most_sites = static_cast<std::size_t>(draw(random, 2, static_cast<int>(wish.sites)));
  }
  return parts;
}

namespace {

/// All allotments on a set of sites, one demand after the other.
void each_allotment(const Problem& problem, Solution& solution, std::size_t demand,
                    const std::function<void()>& visit) {
  if (demand == problem.demands().size()) {
    if (broken_limits(problem, solution).empty()) visit();
    return;
  }
  const DemandId id(demand);
  for (const Reach& reach : problem.reaches(id)) {
    if (!std::binary_search(solution.open.begin(), solution.open.end(), reach.site)) continue;
    solution.shares.push_back({id, reach.site, problem.demands()[id].heads});
    each_allotment(problem, solution, demand + 1, visit);
    solution.shares.pop_back();
  }
  if (!problem.everyone_served()) each_allotment(problem, solution, demand + 1, visit);
}

/// More covered is less.
std::vector<std::int64_t> rank(const Problem& problem, const Solution& solution) {
  std::vector<std::int64_t> values;
  for (const Goal& goal : problem.goals()) {
    const std::int64_t value = value_of(problem, solution, goal);
    values.push_back(goal.aim == Aim::most_covered ? -value : value);
  }
  return values;
}

}  // namespace

std::optional<std::vector<std::int64_t>> best_by_hand(const Problem& problem) {
  std::optional<std::vector<std::int64_t>> best;
  const std::size_t sites = problem.sites().size();
  for (std::size_t set = 0; set < (std::size_t{1} << sites); ++set) {
    Solution solution;
    for (std::size_t j = 0; j < sites; ++j) {
      if ((set >> j & 1U) != 0) solution.open.emplace_back(j);
    }
    if (solution.open.size() < problem.least_sites() || solution.open.size() > problem.most_sites())
      continue;
    each_allotment(problem, solution, 0, [&] {
      const auto values = rank(problem, solution);
      if (!best || values < *best) best = values;
    });
  }
  if (!best) return best;
  for (std::size_t g = 0; g < best->size(); ++g) {
    if (problem.goals()[g].aim == Aim::most_covered) (*best)[g] = -(*best)[g];
  }
  return best;
}

}  // namespace budian::location
