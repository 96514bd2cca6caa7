// Which of several assumptions fits a set of places best, judged by how far each place is from
// where it should be. Coordinate systems and shifts are told apart this way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace budian {

struct Comparison {
  std::size_t best = 0;        ///< row of the assumption under which the places are least off
  std::size_t runner_up = 0;   ///< the one that is hardest to tell from it; == best: there is none
  bool decided = false;        ///< the doubt about every other one is below 1 in 1,000
  std::int64_t telling = 0;    ///< places that fit the two differently, by more than a metre
  std::int64_t in_favour = 0;  ///< of these: fit the best one better
  /// Chance that as many would favour it if the two were equally good (one-sided sign test).
  double doubt = 1;
  std::vector<double> medians;  ///< of each assumption's misfits, metres
};

/// `misfits[assumption][place]` in metres, 0 where the place fits; of the same size for all. What
/// is more than 5 km off counts as 5 km. Equally good ones: the first.
Comparison compare(const std::vector<std::vector<double>>& misfits);

}  // namespace budian
