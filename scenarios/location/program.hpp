// A task as a mixed-integer program for CBC: the proof of what fixing leaves, and the judge of
// everything else in the tests.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/location/task.hpp"

namespace budian::location {

struct ProgramEffort {
  int nodes = 20000;
  std::optional<double> seconds = std::nullopt;
  /// Of so few ways in this process: to start one takes some milliseconds, which counts where
  /// thousands are solved.
  std::size_t ways_here = 100;
};
/// Everything at once, by CBC with its own preprocessing, cuts and heuristics. An answer of the
/// value `known` need not be found again: then `found` is false and the bound is `known`. The bound
/// is CBC's, lowered by its tolerance; the value is recomputed in whole numbers. On
/// some programs, most without an answer, an assertion of COIN-OR Clp 1.17 aborts (bounds that
/// cross): all but small ones run in a process of their own; where that ends so, once more
/// without preprocessing, and where that does too, nothing is found and the bound is 0.
Answer solve_by_program(const Task& task, const ProgramEffort& effort,
                        std::optional<std::int64_t> known = std::nullopt);
/// The program as an MPS file, for other solvers; costs are divided by what is returned.
double write_program(const Task& task, const std::string& file);

}  // namespace budian::location
