// Parts of a task that hang together, each made best aim after aim: linear first, with branches
// where it must be.
#include "scenarios/staff/levelling.hpp"

#include <tbb/parallel_for.h>

#include <CbcModel.hpp>
#include <CoinPackedVector.hpp>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "scenarios/staff/levelling_program.hpp"
#include "scenarios/staff/linear_bound.hpp"

namespace budian::staff {
namespace {

constexpr double whole_enough = 1e-6;
constexpr std::size_t spread_aim = 1;
/// By which a later aim may miss an earlier one, in the program's costs: 10⁻⁷ of a thing lacking,
/// 10⁻⁹ of the greatest marginal value of the spread.
constexpr double hair_of_aim = 1e-3;

/// Nodes × columns of a search: a node of a wide program takes longer, and no clock may decide what
/// is found.
constexpr int most_columns_searched = 5'000'000;

struct Solved {
  std::vector<LevelledMove> moves;
  double spread_within = 0;
  bool fewest = true;  ///< that so few move so short a way is proven
};

/// One part: its program, and what the aims so far have settled.
class Search {
 public:
  explicit Search(const LevellingTask& task) : task_(task), program_(task) {
    solver_.setLogLevel(0);
    solver_.messageHandler()->setLogLevel(0);
    program_.load(solver_);
    solver_.initialSolve();
  }

  /// Each aim made least, those before it kept. Nothing where an optimum could not be proven.
  std::optional<Solved> run() {
    std::vector<double> best = program_.filled(std::vector<double>(program_.columns(), 0));
    long double spread_bound = 0;
    bool fewest = true;
    for (std::size_t aim = 0; aim < aim_count; ++aim) {
      solver_.setObjective(program_.costs(aim).data());
      solver_.resolve();
      if (!solver_.isProvenOptimal()) return std::nullopt;
      const LinearBound bound = bound_of(solver_);
      const auto found = optimum(aim, best);
      const bool is_kept = found && take(program_.filled(*found), best);
      // How much moves, and how far, is no reason to leave the rest undone.
      if (!is_kept && aim <= spread_aim) return std::nullopt;
      fewest = fewest && is_kept && proven_;
      reached_.push_back(program_.worth(aim, best));
      if (aim == spread_aim) spread_bound = bound.value;
      settle(bound);
    }
    const long double within = program_.worth(spread_aim, best) - spread_bound;
    return Solved{program_.moves_of(best),
                  std::max(0.0, static_cast<double>(within) * program_.spread_step()), fewest};
  }

 private:
  /// The new columns in place of the best so far, where they keep all limits and earlier aims.
  bool take(std::vector<double> columns, std::vector<double>& best) const {
    if (!is_allowed(task_, program_.moves_of(columns)) || !keeps_reached(columns)) return false;
    best = std::move(columns);
    return true;
  }

  [[nodiscard]] bool keeps_reached(const std::vector<double>& columns) const {
    for (std::size_t aim = 0; aim < reached_.size(); ++aim) {
      if (program_.worth(aim, columns) > reached_[aim] + hair_of_aim) return false;
    }
    return true;
  }

  /// The linear optimum where it is whole, else that of the search, which begins at `known`.
  std::optional<std::vector<double>> optimum(std::size_t aim, const std::vector<double>& known) {
    proven_ = true;
    const double* relaxed = solver_.getColSolution();
    const double* end = relaxed + program_.way_columns();
    const bool is_whole = std::all_of(relaxed, end, [](double value) {
      return std::abs(value - std::round(value)) < whole_enough;
    });
    if (is_whole) return std::vector<double>(relaxed, end);
    const auto columns = static_cast<int>(program_.columns());
    CbcModel model(solver_);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.setMaximumNodes(std::min(task_.most_nodes, most_columns_searched / columns));
    model.setBestSolution(known.data(), static_cast<int>(known.size()),
                          static_cast<double>(program_.worth(aim, known)), true);
    model.setAllowableGap(0);
    model.setAllowableFractionGap(0);
    // Heads and metres are whole; lacking and spread are not.
    const bool is_counted = aim > spread_aim;
    const double gap = aim == spread_aim ? task_.spread_gap / program_.spread_step() : 0;
    model.setDblParam(CbcModel::CbcCutoffIncrement,
                      is_counted ? 1 - hair_of_aim : std::max(hair_of_aim / 2, gap));
    model.branchAndBound();
    // Of the spread the bound tells how good the best one found is.
    proven_ = model.isProvenOptimal() || aim == spread_aim;
    const bool may_stay = proven_ || aim > spread_aim;
    if (!may_stay || model.bestSolution() == nullptr) return std::nullopt;
    return std::vector<double>(model.bestSolution(), model.bestSolution() + program_.way_columns());
  }

  /// Keeps what the last aim has reached. Columns of which no solution as good can have another
  /// value stay at their bound: those whose reduced cost is more than what lies between the bound
  /// and what was found. The others make a row, in costs that prices have taken the common part of,
  /// so that nothing small is lost beside something great.
  void settle(const LinearBound& bound) {
    const long double room = reached_.back() + hair_of_aim - bound.value;
    long double high = reached_.back() + hair_of_aim - bound.shift;
    CoinPackedVector entries;
    for (std::size_t c = 0; c < program_.columns(); ++c) {
      const int column = static_cast<int>(c);
      double low = solver_.getColLower()[column], up = solver_.getColUpper()[column];
      if (low < up && std::abs(bound.reduced[c]) > room) {
        (bound.reduced[c] > 0 ? up : low) = bound.reduced[c] > 0 ? low : up;
        solver_.setColBounds(column, low, up);
      }
      const auto even = static_cast<double>(bound.even[c]);
      if (low == up) {
        high -= bound.even[c] * low;
      } else if (even != 0) {
        entries.insert(column, even);
      }
    }
    solver_.addRow(entries, -solver_.getInfinity(), static_cast<double>(high));
  }

  const LevellingTask& task_;
  LevellingProgram program_;
  OsiClpSolverInterface solver_;
  std::vector<long double> reached_;
  bool proven_ = true;  ///< the last optimum
};

/// Which places ways join, by the lowest row among them.
std::vector<std::size_t> parts_of(const LevellingTask& task) {
  std::vector<std::size_t> root(task.places.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t place) {
    while (root[place] != place) place = root[place] = root[root[place]];
    return place;
  };
  for (const LevelledWay& way : task.ways) {
    const std::size_t a = find(way.from), b = find(way.to);
    root[std::max(a, b)] = std::min(a, b);
  }
  for (std::size_t i = 0; i < root.size(); ++i) root[i] = find(i);
  return root;
}

struct Part {
  LevellingTask task;
  std::vector<std::size_t> places, ways;  ///< rows of the whole task
};

std::vector<Part> split(const LevellingTask& task) {
  const std::vector<std::size_t> root = parts_of(task);
  std::map<std::size_t, Part> parts;
  std::vector<std::size_t> row(task.places.size());
  for (std::size_t i = 0; i < task.places.size(); ++i) {
    Part& part = parts[root[i]];
    row[i] = part.places.size();
    part.places.push_back(i);
    part.task.places.push_back(task.places[i]);
  }
  for (std::size_t e = 0; e < task.ways.size(); ++e) {
    const LevelledWay& way = task.ways[e];
    if (task.places[way.from].most_leaving <= 0) continue;
    Part& part = parts[root[way.from]];
    part.ways.push_back(e);
    part.task.ways.push_back({row[way.from], row[way.to], way.metres});
  }
  std::vector<Part> result;
  for (auto& [first, part] : parts) {
    part.task.amount_weight = task.amount_weight;
    part.task.kind_weights = task.kind_weights;
    part.task.kind_holders = task.kind_holders;
    part.task.spread_gap = task.spread_gap;
    part.task.most_nodes = task.most_nodes;
    if (!part.ways.empty()) result.push_back(std::move(part));
  }
  return result;
}

}  // namespace

Levelling level(const LevellingTask& task) {
  std::vector<Part> parts = split(task);
  std::vector<std::optional<Solved>> solved(parts.size());
  tbb::parallel_for(std::size_t{0}, parts.size(),
                    [&](std::size_t i) { solved[i] = Search(parts[i].task).run(); });
  Levelling result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!solved[i]) {
      result.given_up.insert(result.given_up.end(), parts[i].places.begin(), parts[i].places.end());
      continue;
    }
    result.spread_within += solved[i]->spread_within;
    if (!solved[i]->fewest)
      result.not_fewest.insert(result.not_fewest.end(), parts[i].places.begin(),
                               parts[i].places.end());
    for (LevelledMove& move : solved[i]->moves) {
      move.way = parts[i].ways[move.way];
      result.moves.push_back(std::move(move));
    }
  }
  std::sort(result.moves.begin(), result.moves.end(),
            [](const LevelledMove& a, const LevelledMove& b) { return a.way < b.way; });
  return result;
}

}  // namespace budian::staff
