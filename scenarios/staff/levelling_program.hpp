// The whole-number program of one part of a task; used by levelling.cpp only.
#pragma once

#include <OsiClpSolverInterface.hpp>
#include <array>
#include <vector>

#include "scenarios/staff/levelling.hpp"

namespace budian::staff {

/// What is made least, the first first: what is lacking, the spread, how much moves, how far.
inline constexpr std::size_t aim_count = 4;

/// Rows and columns of the program: the ways' counts (and kinds), then a column a unit: marginal
/// values of a convex cost rise, so that units fill in order.
class LevellingProgram {
 public:
  explicit LevellingProgram(const LevellingTask& task);

  void load(OsiClpSolverInterface& solver) const;
  [[nodiscard]] std::size_t columns() const { return upper_.size(); }
  /// Those of the ways, which come first: in a best solution all else is whole where they are.
  [[nodiscard]] std::size_t way_columns() const { return way_columns_; }
  [[nodiscard]] const std::vector<double>& costs(std::size_t aim) const { return aims_[aim]; }
  [[nodiscard]] long double worth(std::size_t aim, const std::vector<double>& columns) const;
  /// From the cost of the aim to what it is called in LevellingValue.
  [[nodiscard]] double spread_step() const { return step_; }
  /// Whole counts on the ways, and the units that they fill, lowest first.
  [[nodiscard]] std::vector<double> filled(const std::vector<double>& on_ways) const;
  [[nodiscard]] std::vector<LevelledMove> moves_of(const std::vector<double>& columns) const;

 private:
  struct Units {
    std::size_t first_column = 0;
    std::int64_t low = 0, high = 0;
  };
  [[nodiscard]] std::size_t width() const { return kinds_ + 1; }
  [[nodiscard]] std::size_t column(std::size_t way, std::size_t k) const {
    return way * width() + k;
  }
  [[nodiscard]] std::int64_t held(std::size_t place, std::size_t k) const;
  [[nodiscard]] std::int64_t least(std::size_t place, std::size_t k) const;
  [[nodiscard]] std::int64_t most(std::size_t place, std::size_t k) const;
  [[nodiscard]] double marginal(std::size_t place, std::size_t k, std::int64_t unit) const;
  void add_way(std::size_t e);
  void add_place(std::size_t i);
  void add_balances(class ProgramRows& rows) const;
  void add_way_limits(class ProgramRows& rows) const;
  void add_place_limits(class ProgramRows& rows) const;

  const LevellingTask& task_;
  std::size_t kinds_;
  std::size_t way_columns_;
  double step_ = 1;
  std::vector<double> upper_;
  std::array<std::vector<double>, aim_count> aims_;
  std::vector<Units> units_;  ///< by place, then amount and kinds
  /// Ways out of each place and into it.
  std::vector<std::vector<std::size_t>> out_, in_;
};

}  // namespace budian::staff
