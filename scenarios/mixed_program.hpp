// A linear program some of whose columns are whole, written down row by row and solved by CBC.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace budian {

class MixedProgram {
 public:
  static constexpr double no_limit = std::numeric_limits<double>::infinity();
  struct Term {
    std::size_t column = 0;
    double factor = 1;
  };
  struct Answer {
    bool is_infeasible = false;  ///< proved
    bool is_proven = false;      ///< the best, or that there is none
    /// No values have a lower sum; -infinity where nothing is known.
    double bound = -no_limit;
    std::optional<double> sum;   ///< of the best values found
    std::vector<double> values;  ///< by column; none where nothing was found
  };

  /// Its number; `cost`: of the sum that is to be least.
  std::size_t add_column(double cost, double low, double high, bool is_whole);
  void add_cost(std::size_t column, double cost) { costs_[column] += cost; }
  /// low ≤ Σ factor × column ≤ high; a column may be named several times.
  void add_row(const std::vector<Term>& terms, double low, double high);
  [[nodiscard]] std::size_t columns() const { return costs_.size(); }
  [[nodiscard]] std::size_t rows() const { return row_low_.size(); }

  struct Effort {
    int nodes = 0;        ///< of the tree at most, so that no clock decides what is found
    bool is_deep = true;  ///< with CBC's cuts and heuristics, which cost many times the relaxation
  };
  /// The bound is lowered by CBC's tolerance. What is larger than small is solved in a process of
  /// its own (scenarios/in_child.hpp): of a program that aborts CBC nothing is known afterwards.
  [[nodiscard]] Answer least(const Effort& effort) const;

 private:
  [[nodiscard]] Answer least_here(const Effort& effort, bool preprocesses) const;
  std::vector<double> costs_, low_, high_;
  std::vector<int> whole_;
  std::vector<int> starts_{0};
  std::vector<int> row_columns_;
  std::vector<double> factors_, row_low_, row_high_;
};

}  // namespace budian
