// Small invented problems and the plain way to their best answers.
#pragma once

#include <optional>
#include <random>

#include "scenarios/location/solution.hpp"

namespace budian::location {

/// What a random problem may have.
struct Wish {
  bool most_sizes = false, least_sizes = false, whole = true, regions = false, standings = false;
  bool distances = false, openings = false, contiguous = false;
  std::size_t sites = 6, demands = 9;
  std::optional<std::size_t> number = std::nullopt;  ///< exactly so many; else 1 to all
  std::vector<Goal> goals{{Aim::least_distance, 0}};
  bool everyone_served = true;
};
Parts random_parts(std::mt19937& random, const Wish& wish);

/// Every set of sites; on it every whole allotment (or the goals' best values). Values of the goals
/// in order, each kept by the later ones; nothing where no set satisfies the limits. For whole
/// demands only.
std::optional<std::vector<std::int64_t>> best_by_hand(const Problem& problem);

}  // namespace budian::location
