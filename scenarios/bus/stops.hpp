// Where pupils board: places that each group can reach on foot.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "gis/units.hpp"

namespace budian {

/// A boarding place that a group can use.
struct StopOption {
  std::size_t place = 0;
  Millimetres walk;
};

/// Chooses places such that each group with any option boards somewhere, with as few busloads as
/// can be (a place has one for every `seats` pupils, so small villages share a stop and large ones
/// keep their own), and then with little walk for all pupils. Each group boards at the
/// nearest place chosen. One row for each group; empty where a group has no option. Branch and
/// bound from a greedy cover (Chvátal 1979, doi:10.1287/moor.4.3.233), for each set of groups that
/// share places on its own; where one is too large to be looked through (20,000 branches), the best
/// that was found.
std::vector<std::optional<StopOption>> choose_stops(
    const std::vector<std::vector<StopOption>>& options, const std::vector<Heads>& pupils,
    Heads seats);

/// Heads of the groups at one stop shared out among busloads of at most `seats`: full buses first,
/// groups in their order, a group is split only where a bus is full. Row `l` lists (row of the
/// group, heads) of load `l`.
using Busload = std::vector<std::pair<std::size_t, Heads>>;
std::vector<Busload> busloads(const std::vector<Heads>& groups, Heads seats);

}  // namespace budian
