// A problem's goals as tasks, one after the other.
#pragma once

#include <optional>

#include "scenarios/location/solution.hpp"
#include "scenarios/location/task.hpp"

namespace budian::location {

/// What earlier goals fix for later ones.
struct Kept {
  std::optional<std::int64_t> farthest;  ///< of any way
  std::optional<std::size_t> most_sites;
  /// Heads beyond the radius, weighed by as much a head as makes them first.
  struct Covering {
    std::int64_t radius = 0, weight = 0;
  };
  std::vector<Covering> coverings;
};

/// The task of a goal. `nearest_farthest` gives one that asks only whether there is an answer.
Task task_of(const Problem& problem, const Goal& goal, const Kept& kept);
/// The allotment's sites and shares in the problem's ids.
Solution solution_of(const Problem& problem, const Allotment& allotment);

}  // namespace budian::location
