// The roll at which closing a school begins to cost more than it saves.
#pragma once

#include <optional>

#include "scenarios/planner/sketch.hpp"

namespace budian::planner {

struct BreakEven {
  bool pays_at_all = false;    ///< at a roll of one
  std::optional<Heads> up_to;  ///< empty: at all rolls up to the greatest tried, or at none
  Heads tried;                 ///< the greatest roll
};

/// Closing one school against keeping it, all others as today, with rolls of the same grades and
/// villages in proportion: ledgers of both plans with so many pupils, buses planned anew. What a
/// closure saves falls with the roll (small schools are funded as larger ones) and its buses cost
/// more, so the roll is found by halving. Seats are not asked again.
BreakEven break_even(const Sketcher& sketcher, const Sketch& today, SchoolId school,
                     const Decision& decision);

}  // namespace budian::planner
