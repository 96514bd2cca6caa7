// The best answer to a task, and what proves it.
#pragma once

#include <optional>

#include "scenarios/location/relaxation.hpp"
#include "scenarios/location/solution.hpp"

namespace budian::location {

/// Chooses the method that fits. `start`: sites of a good answer where one is known.
Answer search(const Task& task, const Effort& effort);
/// Without sizes: price search, interchange, branching on sites.
Answer search_unsized(const Task& task, const Effort& effort);
/// With sizes: price search, packing, and the program on what fixing leaves.
Answer search_sized(const Task& task, const Effort& effort);

/// Of the programs on nodes and parts, so few ways are solved in this process.
inline constexpr std::size_t part_ways_here = 400;

/// Fates that the task itself decides.
std::vector<Fate> first_fates(const Task& task);
/// The free site that is least decided; their number if none is.
std::size_t least_decided(const std::vector<Fate>& fates, const Shares& shares);
/// Fates that no answer cheaper than `value` differs from. False: there is none cheaper.
bool fix_by_regret(const Relaxation& relaxation, const Prices& prices, std::int64_t value,
                   std::vector<Fate>& fates);
/// The task without what fates and useless ways exclude; sites keep their rows.
Task reduced(const Task& task, const std::vector<Fate>& fates,
             const std::vector<std::vector<char>>& useless);
/// Without sites that are closed and demands that have no choice left; demands with the same ways
/// at the same prices are one.
struct Compact {
  Task task;
  std::int64_t rest = 0;             ///< price of what is decided
  std::vector<std::uint32_t> sites;  ///< rows in the whole task
  std::vector<std::vector<std::uint32_t>> demands;
};
Compact compact_of(const Task& task);
/// By site, those that some demand has among so many nearest together with it.
std::vector<std::vector<std::uint32_t>> near_sites(const Task& task, std::size_t nearest);
/// Is the task hopeless at first sight: somebody without a way, numbers that cross?
bool is_hopeless(const Task& task);

}  // namespace budian::location
