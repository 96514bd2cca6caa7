// What the runs of a scenario say together: ranges beside each figure, how often a school closes
// and what decides it, and how far each parameter moves a figure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/sweep/design.hpp"
#include "scenarios/sweep/record.hpp"

namespace budian::sweep {

/// A figure over all runs but the base. Percentiles are values of runs: the nearest rank (the least
/// value that at least so many in a hundred do not exceed). Empty where no run knows it.
struct FigureRange {
  Figure base;
  std::size_t known = 0, unknown = 0;  ///< runs
  std::size_t holds = 0;               ///< of a verdict: runs that meet the standard
  std::optional<double> least, p10, median, p90, most;
};

/// Two sets of runs that differ in one parameter: its low and its high values.
struct Ends {
  std::size_t parameter = 0;             ///< row of the sweep
  double low = 0, high = 0;              ///< values; of draws the mean of each half
  std::vector<std::size_t> lows, highs;  ///< rows of the records
};

/// How far a parameter moves a figure: the mean over the runs at its low and at its high values.
struct Bar {
  std::size_t parameter = 0;
  double low_value = 0, high_value = 0;
  std::optional<double> low, high;                    ///< empty: a run does not know the figure
  [[nodiscard]] std::optional<double> width() const;  ///< |high − low|
};
struct Tornado {
  Figure figure;          ///< of the base
  std::vector<Bar> bars;  ///< widest first
};

struct Deciding {
  std::size_t parameter = 0;
  double low_value = 0, high_value = 0;
  std::size_t closed_low = 0, runs_low = 0, closed_high = 0, runs_high = 0;
  /// All parameters were drawn at once, and closing differs in less than half of the runs.
  bool perhaps_by_chance = false;
};
/// A school that is touched in some run or in the base.
struct SchoolTally {
  std::string code, name, township;
  std::optional<Fate> base;  ///< empty: it stays as it is
  std::size_t runs = 0;      ///< all but the base
  std::array<std::size_t, fate_count> fates{};
  std::vector<Deciding> deciding;  ///< parameters by which closing differs, most decisive first
  [[nodiscard]] std::size_t count(Fate fate) const { return fates[static_cast<std::size_t>(fate)]; }
};

struct ScenarioResult {
  std::string scenario;
  std::size_t runs = 0;  ///< all but the base
  std::vector<FigureRange> ranges;
  std::vector<SchoolTally> schools;  ///< closed in most runs first
  std::vector<Tornado> tornados;     ///< of every figure that any parameter moves
};

/// The sets of runs of each parameter: one at a time, those in which it alone differs, with the
/// base; of a grid, and of listed values, its least and its greatest value; of draws, those below
/// and those above the median. Parameters with one value only have none.
std::vector<Ends> ends_of_parameters(const Sweep& sweep, const std::vector<Record>& records);

/// `records` are those of one scenario, the base first.
ScenarioResult analyse(const Sweep& sweep, const std::vector<Record>& records);

}  // namespace budian::sweep
