// Which of two plans is better, as a goal sees it.
#pragma once

#include <compare>
#include <cstdint>

#include "scenarios/balance/standard.hpp"
#include "scenarios/planner/figures.hpp"
#include "scenarios/planner/goal.hpp"

namespace budian::planner {

/// Less is better: first the bounds that are broken, then what the goal asks for, then what counts
/// second, then that less is changed. Of equal plans the one that keeps more schools is better.
struct Score {
  std::int64_t broken = 0;  ///< Σ over the bounds: how much beyond, in millionths of the bound
  std::int64_t first = 0, second = 0;
  std::int64_t changes = 0;
  friend auto operator<=>(const Score&, const Score&) = default;
};

class Scoring {
 public:
  Scoring(const Goal& goal, const std::vector<StandardRules>& standards, const Figures& today,
          int school_days);

  /// `bus_factor`: what buses are taken to cost, against what the figures say; the fares of
  /// families stay as they are.
  [[nodiscard]] Score score(const Figures& figures, double bus_factor = 1) const;
  /// What the goal's purse pays a year, more than today.
  [[nodiscard]] Fen change(const Figures& figures, double bus_factor = 1) const;
  [[nodiscard]] const Figures& today() const { return today_; }

 private:
  [[nodiscard]] std::int64_t broken(const Figures& figures, Fen change) const;
  [[nodiscard]] std::int64_t shortfall(const Figures& figures) const;
  [[nodiscard]] std::int64_t weighed(const Figures& figures, Fen change) const;
  const Goal& goal_;
  std::vector<std::string> standards_;  ///< codes, a row of Figures::balance each
  Figures today_;
  int school_days_;
};

}  // namespace budian::planner
