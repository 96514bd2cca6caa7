// Searches routes for a bus problem.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {

/// The best answer so far.
struct Progress {
  double seconds = 0;  ///< since the search began
  std::size_t buses = 0;
  Heads left_behind;        ///< who could be served, were there a bus
  double done = 0;          ///< share of the work, 0 to 1
  std::int64_t rounds = 0;  ///< of each lane
};

/// How much work the search may do.
struct Effort {
  /// Stops after so many seconds. Without: after a number of rounds that grows with the problem;
  /// then the answer depends on the problem and its seed alone, not on the machine or its threads.
  std::optional<double> seconds;
  double rounds_factor = 1;  ///< times the usual number of rounds; only without `seconds`
  std::size_t lanes = 2;     ///< searches side by side that tell each other what they found
  int threads = 0;           ///< at most; 0: as many as there are
  std::function<void(const Progress&)> on_progress = {};
  std::function<bool()> stopped = {};  ///< asked now and then; true: the best so far is enough
};

/// Nobody left behind who can be served, fewest buses, least yearly cost, in this order (or cost
/// with the buses in it, see Parameters::fewest_buses_first). Every answer passes `check`. The
/// order of the problem's stops, schools and types does not matter.
Routes solve(const Problem& problem, const Effort& effort = {});

}  // namespace budian::bus
