// The goals one after the other: each becomes a task, its value is kept by those after it.
#include <algorithm>
#include <set>

#include "scenarios/location/areas.hpp"
#include "scenarios/location/search.hpp"
#include "scenarios/location/tasks.hpp"

namespace budian::location {
namespace {

constexpr std::int64_t most_sum = std::int64_t{1} << 50;
constexpr int most_cut_rounds = 30;

std::int64_t all_heads(const Problem& problem) {
  std::int64_t sum = 0;
  for (const Demand& demand : problem.demands()) sum += demand.heads;
  return sum;
}

std::int64_t greatest_cost(const Problem& problem) {
  std::int64_t greatest = 0;
  for (const DemandId id : problem.demands().ids()) {
    if (!problem.reaches(id).empty())
      greatest = std::max(greatest, problem.reaches(id).back().cost);
  }
  return greatest;
}

class Goals {
 public:
  Goals(const Problem& problem, const Effort& effort) : problem_(problem), effort_(effort) {}

  /// Is there any answer?
  State any() {
    const Answer found = within(greatest_cost(problem_));
    return found.found ? State::solved : found.infeasible ? State::infeasible : State::undecided;
  }

  Solution run() {
    for (const Goal& goal : problem_.goals()) {
      if (!reach(goal)) break;
    }
    if (state_ != State::solved) best_ = Solution{};
    best_.state = state_;
    best_.reached = reached_;
    for (Reached& reached : best_.reached) {
      reached.value = value_of(problem_, best_, reached.goal);
      const bool more_is_better = reached.goal.aim == Aim::most_covered;
      reached.bound = more_is_better ? std::max(reached.bound, reached.value)
                                     : std::min(reached.bound, reached.value);
    }
    return best_;
  }

 private:
  /// False: there is no going on.
  bool reach(const Goal& goal) {
    switch (goal.aim) {
      case Aim::fewest_sites:
        return reach_fewest(goal);
      case Aim::most_covered:
        return reach_covered(goal);
      case Aim::least_distance:
        return reach_distance(goal);
      case Aim::nearest_farthest:
        return reach_farthest(goal);
    }
    return false;
  }

  /// With areas that hang together: what is loose is forbidden, and all is done anew.
  Answer answer(Task task) {
    task.cuts = cuts_;
    Answer found = search(task, effort_);
    if (!problem_.contiguous()) return found;
    const std::int64_t bound = found.bound;
    for (int round = 0; round < most_cut_rounds && found.found; ++round) {
      const auto pieces = loose_pieces(problem_, solution_of(problem_, found.best));
      if (pieces.empty()) return found;
      for (const LoosePiece& piece : pieces) {
        for (AreaCut& cut : cuts_of(problem_, piece)) cuts_.push_back(std::move(cut));
      }
      task.cuts = cuts_;
      const std::int64_t before = found.bound;
      found = search(task, effort_);
      found.bound = std::max(found.bound, before);
    }
    if (found.found && !loose_pieces(problem_, solution_of(problem_, found.best)).empty())
      found.found = false;
    found.bound = std::max(found.bound, bound);
    return found;
  }

  /// An answer to the first goal decides whether there is any.
  bool take(const Answer& answer, const Goal& goal, std::int64_t bound) {
    if (answer.found) {
      best_ = solution_of(problem_, answer.best);
      state_ = State::solved;
    } else if (state_ != State::solved) {
      state_ = answer.infeasible ? State::infeasible : State::undecided;
      return false;
    }
    reached_.push_back({goal, 0, bound});
    return true;
  }

  [[nodiscard]] std::int64_t uncovered_weight() const {
    std::int64_t sum = 0;
    for (const auto& covering : kept_.coverings) {
      const std::int64_t covered = value_of(problem_, best_, {Aim::most_covered, covering.radius});
      sum += covering.weight * (all_heads(problem_) - covered);
    }
    return sum;
  }

  /// A task with the coverings that earlier goals reached weighed so high that none is given up.
  Answer keeping_coverings(const Goal& goal, std::int64_t most_of_a_head, std::int64_t& bound) {
    for (std::int64_t weight = most_of_a_head + 1;; weight *= 16) {
      std::int64_t factor = weight;
      for (auto covering = kept_.coverings.rbegin(); covering != kept_.coverings.rend();
           ++covering) {
        covering->weight = factor;
        if (factor < most_sum) factor *= all_heads(problem_) + 1;
      }
      const bool is_last = static_cast<double>(factor) * 16 > static_cast<double>(most_sum);
      const std::int64_t kept = kept_.coverings.empty() ? 0 : uncovered_weight();
      Answer found = answer(task_of(problem_, goal, kept_));
      bound = found.bound - kept;
      if (kept_.coverings.empty() || !found.found || keeps(found)) return found;
      if (is_last) {  // the answer before stays
        found.found = false;
        return found;
      }
    }
  }

  [[nodiscard]] bool keeps(const Answer& found) const {
    const Solution solution = solution_of(problem_, found.best);
    return std::all_of(
        kept_.coverings.begin(), kept_.coverings.end(), [&](const Kept::Covering& covering) {
          const Goal goal{Aim::most_covered, covering.radius};
          return value_of(problem_, solution, goal) >= value_of(problem_, best_, goal);
        });
  }

  bool reach_fewest(const Goal& goal) {
    std::int64_t bound = 0;
    const auto sites = static_cast<std::int64_t>(problem_.sites().size());
    const Answer found = keeping_coverings(goal, sites, bound);
    if (!take(found, goal, bound)) return false;
    kept_.most_sites = best_.open.size();
    return true;
  }

  bool reach_covered(const Goal& goal) {
    std::int64_t bound = 0;
    const Answer found = keeping_coverings(goal, 1, bound);
    if (!take(found, goal, 0)) return false;
    reached_.back().bound = all_heads(problem_) - std::max<std::int64_t>(bound, 0);
    kept_.coverings.push_back({goal.radius, 0});
    return true;
  }

  bool reach_distance(const Goal& goal) {
    std::int64_t bound = 0;
    const Answer found = keeping_coverings(goal, greatest_cost(problem_), bound);
    return take(found, goal, bound);
  }

  /// Is there an answer with no way longer than this? Those kept by coverings count too.
  Answer within(std::int64_t farthest) {
    Kept kept = kept_;
    kept.farthest = farthest;
    if (!kept.coverings.empty()) return within_and_covering(kept);
    // The fewest sites tell whether the number suffices; more can always be opened, unless sizes
    // speak against it.
    Task task = task_of(problem_, {Aim::fewest_sites, 0}, kept);
    if (!task.has_sizes() && task.cuts.empty()) {
      task.cutoff = static_cast<std::int64_t>(task.most_sites) + 1;
      task.most_sites = task.sites.size();
    }
    task.any_will_do = true;
    return answer(task);
  }

  Answer within_and_covering(Kept& kept) {
    std::int64_t weight = 1;
    for (auto covering = kept.coverings.rbegin(); covering != kept.coverings.rend(); ++covering) {
      covering->weight = weight;
      weight *= all_heads(problem_) + 1;
    }
    kept_.coverings = kept.coverings;
    Task task = task_of(problem_, {Aim::nearest_farthest, 0}, kept);
    task.cutoff = uncovered_weight() + 1;
    task.any_will_do = true;
    return answer(task);
  }

  bool reach_farthest(const Goal& goal) {
    std::vector<std::int64_t> costs = candidate_costs();
    std::size_t low = 0, high = costs.size() - 1;  // nothing below `low` suffices
    Answer found = within(costs[high]);
    if (!take(found, goal, 0)) return false;
    bool sure = true;
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      found = within(costs[middle]);
      if (found.found) {
        best_ = solution_of(problem_, found.best);
        high = middle;
      } else {
        if (sure && !found.infeasible) {
          sure = false;
          reached_.back().bound = costs[low];
        }
        low = middle + 1;
      }
    }
    if (sure) reached_.back().bound = costs[high];
    kept_.farthest = costs[high];
    return true;
  }

  /// No way of an answer can be shorter than the nearest of who lives farthest from all.
  [[nodiscard]] std::vector<std::int64_t> candidate_costs() const {
    std::set<std::int64_t> costs{0};
    std::int64_t least = 0;
    for (const DemandId id : problem_.demands().ids()) {
      const auto& reaches = problem_.reaches(id);
      if (!reaches.empty() && problem_.everyone_served())
        least = std::max(least, reaches.front().cost);
      for (const Reach& reach : reaches) costs.insert(reach.cost);
    }
    costs.erase(costs.begin(), costs.lower_bound(least));
    costs.insert(least);
    return {costs.begin(), costs.end()};
  }

  const Problem& problem_;
  const Effort& effort_;
  State state_ = State::undecided;
  Solution best_;
  std::vector<Reached> reached_;
  Kept kept_;
  std::vector<AreaCut> cuts_;
};

}  // namespace

State feasibility(const Problem& problem, const Effort& effort) {
  return Goals(problem, effort).any();
}

Solution solve(const Problem& problem, const Effort& effort) {
  Solution solution = Goals(problem, effort).run();
  if (solution.state == State::infeasible) solution.clash = clash_of(problem, effort);
  return solution;
}

}  // namespace budian::location
