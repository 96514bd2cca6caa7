// What no plan of a goal can undercut: a mixed-integer program in which every plan has its place,
// but pupils whose receiver is not certain go where it suits the goal, beds are not asked, and
// buses cost what they cannot cost less than.
#pragma once

#include <cstdint>
#include <optional>

#include "scenarios/planner/least_ways.hpp"

namespace budian::planner {

/// Why nothing is proved of a goal.
enum class NoBound : std::uint8_t {
  aim,          ///< passing a standard
  measures,     ///< the scenario that it starts from closes or moves something itself
  riders,       ///< today's pupils ride too, so that today's buses would change
  drawn,        ///< buses are drawn by hand
  new_schools,  ///< plans may open schools
  posts,        ///< posts are cut, so that what a closure frees is money
  stopped,      ///< who asked does not want to wait
  size,         ///< more ways than a program of this kind is solved with in reasonable time
  solver,       ///< the program's solver failed, or knows no bound
};

/// Sums of fen that were rounded line by line may differ by so much.
inline constexpr Fen bound_slack = Fen(1'000);

struct PlanBound {
  std::optional<NoBound> none;
  bool no_plan = false;  ///< proved: no plan of the goal keeps its bounds
  /// Score::first of every plan that keeps the goal's bounds is at least this; empty with `none`
  /// or `no_plan`, and only then.
  std::optional<std::int64_t> least;
  bool is_exact = false;  ///< the program was searched to its end
};

/// `today`: the sketch without decisions. Deterministic: work is counted in nodes of the program.
PlanBound bound_of(const Goal& goal, const Groundwork& ground,
                   const std::vector<Candidate>& candidates, const Sketch& today);

}  // namespace budian::planner
