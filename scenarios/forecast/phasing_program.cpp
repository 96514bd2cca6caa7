#include "scenarios/forecast/phasing_program.hpp"

#include <CbcModel.hpp>
#include <CoinPackedMatrix.hpp>
#include <CoinPackedVector.hpp>
#include <OsiClpSolverInterface.hpp>
#include <map>

namespace budian::forecast {
namespace {

constexpr double half = 0.5;
constexpr int most_nodes = 200'000;  // no clock may decide what is found

/// One way to time one closure.
struct Choice {
  std::size_t closure = 0;
  int closes = 0;
  std::optional<int> paid;
};

/// Paid as late as may be or earlier: which of both, the budget decides.
std::vector<Choice> choices_of(const PhasingTask& task) {
  std::vector<Choice> result;
  for (std::size_t c = 0; c < task.closures.size(); ++c) {
    const PhasedClosure& closure = task.closures[c];
    for (int year = 0; year < task.years; ++year) {
      if (!closure.may_close(year)) continue;
      if (closure.rooms <= Fen(0)) {
        result.push_back({c, year, {}});
        continue;
      }
      for (int paid = 0; paid < year; ++paid) result.push_back({c, year, paid});
    }
  }
  return result;
}

class Program {
 public:
  explicit Program(const PhasingTask& task)
      : task_(task), choices_(choices_of(task)), matrix_(false, 0, 0) {
    matrix_.setDimensions(0, static_cast<int>(choices_.size()));
    add_once();
    add_budgets();
    add_townships();
    add_moved();
    add_order();
  }

  /// First as many closures as can be, then of these the earliest: as two programs, for a bound on
  /// the first sum says little of the second.
  Phasing solve() {
    Phasing result;
    result.phases.assign(task_.closures.size(), {});
    result.proven = true;
    if (choices_.empty()) return result;
    const Solved most = solved(std::vector<double>(choices_.size(), -1));
    result.proven = most.proven;
    take(most, result);
    add_row(everything(), static_cast<double>(result.closed()), true);
    std::vector<double> years;
    for (const Choice& choice : choices_) years.push_back(choice.closes);
    const Solved earliest = solved(years);
    result.proven = result.proven && earliest.proven;
    if (!earliest.chosen.empty()) take(earliest, result);
    return result;
  }

 private:
  struct Solved {
    std::vector<bool> chosen;  ///< by choice; empty: nothing found
    bool proven = false;
  };
  [[nodiscard]] Solved solved(const std::vector<double>& costs) const {
    OsiClpSolverInterface solver;
    solver.messageHandler()->setLogLevel(0);
    const std::vector<double> zero(choices_.size(), 0), one(choices_.size(), 1);
    solver.loadProblem(matrix_, zero.data(), one.data(), costs.data(), low_.data(), high_.data());
    for (std::size_t i = 0; i < choices_.size(); ++i) solver.setInteger(static_cast<int>(i));
    CbcModel model(solver);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.solver()->messageHandler()->setLogLevel(0);
    model.setMaximumNodes(most_nodes);
    model.setAllowableGap(0);
    model.setAllowableFractionGap(0);
    model.branchAndBound();
    Solved result;
    result.proven = model.isProvenOptimal();
    const double* best = model.bestSolution();
    for (std::size_t i = 0; best != nullptr && i < choices_.size(); ++i) {
      result.chosen.push_back(best[i] > half);
    }
    return result;
  }
  void take(const Solved& solved, Phasing& into) const {
    into.phases.assign(task_.closures.size(), {});
    for (std::size_t i = 0; i < solved.chosen.size(); ++i) {
      if (solved.chosen[i])
        into.phases[choices_[i].closure] = {choices_[i].closes, choices_[i].paid};
    }
  }
  [[nodiscard]] CoinPackedVector everything() const {
    CoinPackedVector row;
    for (std::size_t i = 0; i < choices_.size(); ++i) row.insert(static_cast<int>(i), 1);
    return row;
  }
  void add_row(const CoinPackedVector& entries, double high, bool equal = false) {
    if (entries.getNumElements() == 0) return;
    matrix_.appendRow(entries);
    low_.push_back(equal ? high : -COIN_DBL_MAX);
    high_.push_back(high);
  }
  void add_once() {
    std::vector<CoinPackedVector> rows(task_.closures.size());
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      rows[choices_[i].closure].insert(static_cast<int>(i), 1);
    }
    for (const auto& row : rows) add_row(row, 1);
  }
  /// In yuan, so that the solver's tolerance is far below a fen.
  void add_budgets() {
    if (!task_.limits.budget_a_year) return;
    for (int year = 0; year < task_.years; ++year) {
      CoinPackedVector row;
      for (std::size_t i = 0; i < choices_.size(); ++i) {
        const PhasedClosure& closure = task_.closures[choices_[i].closure];
        Fen amount;
        if (choices_[i].paid == year) amount += closure.rooms;
        if (choices_[i].closes <= year) amount += closure.yearly_in(year);
        if (amount > Fen(0)) row.insert(static_cast<int>(i), in_yuan(amount));
      }
      add_row(row, in_yuan(*task_.limits.budget_a_year));
    }
  }
  void add_townships() {
    if (!task_.limits.closures_a_township_year) return;
    std::map<std::pair<TownshipId, int>, CoinPackedVector> rows;
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      const TownshipId township = task_.closures[choices_[i].closure].township;
      rows[{township, choices_[i].closes}].insert(static_cast<int>(i), 1);
    }
    for (const auto& [key, row] : rows) {
      add_row(row, static_cast<double>(*task_.limits.closures_a_township_year));
    }
  }
  void add_moved() {
    if (!task_.limits.most_moved_again) return;
    CoinPackedVector row;
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      const Heads heads = task_.closures[choices_[i].closure].moved_again_in(choices_[i].closes);
      if (heads > Heads(0)) row.insert(static_cast<int>(i), static_cast<double>(heads.count()));
    }
    add_row(row, static_cast<double>(task_.limits.most_moved_again->count()));
  }
  /// Closed by a year only if the other is closed by it too.
  void add_order() {
    for (std::size_t c = 0; c < task_.closures.size(); ++c) {
      for (const std::size_t first : task_.closures[c].after) {
        for (int year = 0; year < task_.years; ++year) {
          CoinPackedVector row;
          for (std::size_t i = 0; i < choices_.size(); ++i) {
            if (choices_[i].closes > year) continue;
            if (choices_[i].closure == c) row.insert(static_cast<int>(i), 1);
            if (choices_[i].closure == first) row.insert(static_cast<int>(i), -1);
          }
          add_row(row, 0);
        }
      }
    }
  }

  const PhasingTask& task_;
  std::vector<Choice> choices_;
  CoinPackedMatrix matrix_;
  std::vector<double> low_, high_;
};

}  // namespace

Phasing program_answer(const PhasingTask& task) { return Program(task).solve(); }

}  // namespace budian::forecast
