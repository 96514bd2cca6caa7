// Which runs a sweep has, and what each of them varies. A number tells all of a run, so that any
// machine may compute any of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/sweep/sweep.hpp"

namespace budian::sweep {

/// What one run varies.
struct Setting {
  std::size_t run = 0;
  std::size_t scenario = 0;  ///< row of Sweep::scenarios
  std::size_t row = 0;       ///< of the design; 0: the base, in which nothing is varied
  /// One a parameter; empty: as the files have it, or drawn by each township.
  std::vector<std::optional<double>> values;
  [[nodiscard]] bool is_base() const { return row == 0; }
};

/// The base, then the grid (the last parameter changes fastest), the draws, or each value by itself
/// (of a spread: its two ends).
std::size_t runs_a_scenario(const Sweep& sweep);
/// Runs of all scenarios, one scenario after the other.
std::size_t run_count(const Sweep& sweep);
Setting setting_of(const Sweep& sweep, std::size_t run);
/// What a township draws in a row of the design.
double township_value(const Sweep& sweep, const Parameter& parameter, std::size_t row,
                      std::string_view township);

/// Part `number` of `of`: the runs r with r mod of = number − 1.
struct Shard {
  std::size_t number = 1, of = 1;
  [[nodiscard]] bool holds(std::size_t run) const { return run % of == number - 1; }
};
/// "2/3"; none where it is no shard.
std::optional<Shard> shard_of(const std::string& words);

}  // namespace budian::sweep
