#include "scenarios/forecast/phasing.hpp"

#include <CbcModel.hpp>
#include <CoinPackedMatrix.hpp>
#include <CoinPackedVector.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>
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

bool is_allowed(const PhasedClosure& closure, int year) {
  return closure.allowed.empty() || closure.allowed[static_cast<std::size_t>(year)];
}
Heads moved_again(const PhasedClosure& closure, int year) {
  return closure.moved_again.empty() ? Heads(0)
                                     : closure.moved_again[static_cast<std::size_t>(year)];
}

/// Paid as late as may be or earlier: which of both, the budget decides.
std::vector<Choice> choices_of(const PhasingTask& task) {
  std::vector<Choice> result;
  for (std::size_t c = 0; c < task.closures.size(); ++c) {
    const PhasedClosure& closure = task.closures[c];
    for (int year = 0; year < task.years; ++year) {
      if (!is_allowed(closure, year)) continue;
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

  Phasing solve() const {
    Phasing result;
    result.phases.assign(task_.closures.size(), {});
    result.proven = true;
    if (choices_.empty()) return result;
    OsiClpSolverInterface solver;
    solver.messageHandler()->setLogLevel(0);
    const std::vector<double> zero(choices_.size(), 0), one(choices_.size(), 1);
    solver.loadProblem(matrix_, zero.data(), one.data(), costs().data(), low_.data(), high_.data());
    for (std::size_t i = 0; i < choices_.size(); ++i) solver.setInteger(static_cast<int>(i));
    CbcModel model(solver);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.solver()->messageHandler()->setLogLevel(0);
    model.setMaximumNodes(most_nodes);
    model.setAllowableGap(0);
    model.setAllowableFractionGap(0);
    model.branchAndBound();
    result.proven = model.isProvenOptimal();
    const double* best = model.bestSolution();
    for (std::size_t i = 0; best != nullptr && i < choices_.size(); ++i) {
      if (best[i] > half)
        result.phases[choices_[i].closure] = {choices_[i].closes, choices_[i].paid};
    }
    return result;
  }

 private:
  /// No closure counts less than any delay of all of them.
  [[nodiscard]] std::vector<double> costs() const {
    const double each = static_cast<double>(task_.closures.size()) * task_.years + 1;
    std::vector<double> result;
    for (const Choice& choice : choices_) result.push_back(choice.closes - each);
    return result;
  }
  void add_row(const CoinPackedVector& entries, double high) {
    if (entries.getNumElements() == 0) return;
    matrix_.appendRow(entries);
    low_.push_back(-COIN_DBL_MAX);
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
        if (choices_[i].closes <= year) amount += closure.yearly;
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
      const Heads heads = moved_again(task_.closures[choices_[i].closure], choices_[i].closes);
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

/// The program's answer, or with a little less money where its tolerance let a fen pass.
Phasing solved(PhasingTask task) {
  const PhasingTask wanted = task;
  Phasing result = Program(task).solve();
  while (!keeps_limits(wanted, result.phases)) {
    if (!task.limits.budget_a_year || *task.limits.budget_a_year <= Fen(0)) {
      result.phases.assign(task.closures.size(), {});
      result.proven = false;
      return result;
    }
    *task.limits.budget_a_year -= Fen(1);
    result = Program(task).solve();
    result.proven = false;
  }
  return result;
}

/// The task without one of its limits.
std::optional<PhasingTask> without(PhasingTask task, Clash clash) {
  switch (clash) {
    case Clash::budget:
      if (!task.limits.budget_a_year) return std::nullopt;
      task.limits.budget_a_year.reset();
      return task;
    case Clash::township_closures:
      if (!task.limits.closures_a_township_year) return std::nullopt;
      task.limits.closures_a_township_year.reset();
      return task;
    case Clash::moved_again:
      if (!task.limits.most_moved_again) return std::nullopt;
      task.limits.most_moved_again.reset();
      return task;
    case Clash::roll:
      for (auto& closure : task.closures) closure.allowed.clear();
      return task;
    case Clash::building_year:
      ++task.years;
      for (auto& closure : task.closures) {
        if (!closure.allowed.empty()) closure.allowed.push_back(closure.allowed.back());
        if (!closure.moved_again.empty()) closure.moved_again.push_back(closure.moved_again.back());
      }
      return task;
  }
  return std::nullopt;
}

}  // namespace

std::int64_t Phasing::closed() const {
  return std::count_if(phases.begin(), phases.end(),
                       [](const Phase& phase) { return phase.closes.has_value(); });
}

std::int64_t Phasing::waiting() const {
  std::int64_t years = 0;
  for (const Phase& phase : phases) years += phase.closes.value_or(0);
  return years;
}

bool keeps_limits(const PhasingTask& task, const std::vector<Phase>& phases) {
  std::vector<Fen> spent(static_cast<std::size_t>(task.years));
  std::map<std::pair<TownshipId, int>, std::int64_t> in_township;
  Heads moved;
  for (std::size_t c = 0; c < phases.size(); ++c) {
    const PhasedClosure& closure = task.closures[c];
    const auto& [closes, paid] = phases[c];
    if (!closes) continue;
    if (!is_allowed(closure, *closes)) return false;
    if (closure.rooms > Fen(0) && (!paid || *paid >= *closes)) return false;
    if (paid) spent[static_cast<std::size_t>(*paid)] += closure.rooms;
    for (int year = *closes; year < task.years; ++year) {
      spent[static_cast<std::size_t>(year)] += closure.yearly;
    }
    ++in_township[{closure.township, *closes}];
    moved += moved_again(closure, *closes);
    for (const std::size_t first : closure.after) {
      if (!phases[first].closes || *phases[first].closes > *closes) return false;
    }
  }
  const PhasingLimits& limits = task.limits;
  const bool dear = limits.budget_a_year && std::any_of(spent.begin(), spent.end(), [&](Fen fen) {
                      return fen > *limits.budget_a_year;
                    });
  const bool many = limits.closures_a_township_year &&
                    std::any_of(in_township.begin(), in_township.end(), [&](const auto& entry) {
                      return entry.second > *limits.closures_a_township_year;
                    });
  return !dear && !many && !(limits.most_moved_again && moved > *limits.most_moved_again);
}

Phasing phase(const PhasingTask& task) {
  Phasing result = solved(task);
  if (result.closed() == static_cast<std::int64_t>(task.closures.size())) return result;
  for (const auto clash : {Clash::budget, Clash::township_closures, Clash::moved_again, Clash::roll,
                           Clash::building_year}) {
    const auto freer = without(task, clash);
    if (freer && solved(*freer).closed() > result.closed()) result.clashes.push_back(clash);
  }
  return result;
}

}  // namespace budian::forecast
