// The integer program of one part, aim after aim; linear first, with branches where it must be.
#include "scenarios/staff/levelling.hpp"

#include <tbb/parallel_for.h>

#include <CbcModel.hpp>
#include <CoinPackedMatrix.hpp>
#include <CoinPackedVector.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace budian::staff {
namespace {

constexpr double whole_enough = 1e-6;
constexpr double spread_steps = 1e6;   // of the greatest marginal value
constexpr double lacking_steps = 1e4;  // of one thing
constexpr double half_a_step = 0.5;    // values of an aim are whole
constexpr std::size_t aims = 4;

/// Rows and columns of the program: the ways' counts (and kinds), then a column a unit.
class Program {
 public:
  explicit Program(const LevellingTask& task)
      : task_(task), kinds_(task.kind_weights.size()), way_columns_(task.ways.size() * width()) {
    for (auto& aim : aims_) aim.assign(way_columns_, 0);
    upper_.assign(way_columns_, 0);
    for (std::size_t e = 0; e < task.ways.size(); ++e) add_way(e);
    double greatest = 0;
    for (std::size_t i = 0; i < task.places.size(); ++i) {
      for (std::size_t k = 0; k < width(); ++k)
        greatest = std::max(greatest, std::abs(marginal(i, k, most(i, k))));
    }
    step_ = greatest > 0 ? greatest / spread_steps : 1;
    for (std::size_t i = 0; i < task.places.size(); ++i) add_place(i);
  }

  /// Each aim made least, those before it kept. Nothing where an optimum could not be proven.
  [[nodiscard]] std::optional<std::vector<LevelledMove>> solve() {
    OsiClpSolverInterface solver;
    solver.setLogLevel(0);
    solver.messageHandler()->setLogLevel(0);
    load(solver);
    solver.initialSolve();
    std::vector<double> best(upper_.size(), 0);
    best = filled(best);  // nothing moves
    for (std::size_t aim = 0; aim < aims; ++aim) {
      solver.setObjective(aims_[aim].data());
      const auto found = optimum(aim, best, solver);
      if (!found) return std::nullopt;
      best = filled(*found);
      // Checked in whole numbers: what was reached before must still be reached.
      if (!is_allowed(task_, moves_of(best))) return std::nullopt;
      for (std::size_t k = 0; k < aim; ++k) {
        if (worth(k, best) > reached_[k]) return std::nullopt;
      }
      reached_.push_back(worth(aim, best));
      keep(aim, solver);
      fix_settled(aim, solver);
    }
    return moves_of(best);
  }

 private:
  struct Units {
    std::size_t first_column = 0;
    std::int64_t low = 0, high = 0;
  };
  [[nodiscard]] std::size_t width() const { return kinds_ + 1; }
  [[nodiscard]] std::size_t column(std::size_t way, std::size_t k) const {
    return way * width() + k;
  }
  [[nodiscard]] std::int64_t held(std::size_t place, std::size_t k) const {
    return k == 0 ? task_.places[place].amount : task_.places[place].kinds[k - 1];
  }
  [[nodiscard]] double weight(std::size_t k) const {
    return k == 0 ? task_.amount_weight : task_.kind_weights[k - 1];
  }
  [[nodiscard]] std::int64_t least(std::size_t place, std::size_t k) const {
    const LevelledPlace& it = task_.places[place];
    const std::int64_t low = held(place, k) - std::min(held(place, k), it.most_leaving);
    return k == 0 ? std::max(low, it.least) : low;
  }
  [[nodiscard]] std::int64_t most(std::size_t place, std::size_t k) const {
    std::int64_t high = held(place, k);
    for (const LevelledWay& way : task_.ways) {
      if (way.to == place) high += std::min(task_.places[way.from].most_leaving, held(way.from, k));
    }
    return high;
  }
  /// Of the unit-th thing: (r + rest)² − (r − 1 + rest)² = 2r − 1 + 2 rest.
  [[nodiscard]] double marginal(std::size_t place, std::size_t k, std::int64_t unit) const {
    const double rest = k == 0 ? task_.places[place].rest : 0;
    return weight(k) * (static_cast<double>(2 * unit - 1) + 2 * rest) / task_.places[place].weight;
  }

  void add_way(std::size_t e) {
    const LevelledWay& way = task_.ways[e];
    for (std::size_t k = 0; k < width(); ++k) {
      upper_[column(e, k)] =
          static_cast<double>(std::min(task_.places[way.from].most_leaving, held(way.from, k)));
    }
    aims_[2][column(e, 0)] = 1;
    aims_[3][column(e, 0)] = static_cast<double>(way.metres);
  }

  void add_place(std::size_t i) {
    for (std::size_t k = 0; k < width(); ++k) {
      Units units{upper_.size(), least(i, k), most(i, k)};
      for (std::int64_t unit = units.low + 1; unit <= units.high; ++unit) {
        const double lacked =
            task_.places[i].need - task_.places[i].rest - static_cast<double>(unit - 1);
        upper_.push_back(1);
        aims_[0].push_back(k == 0 ? -std::round(lacking_steps * std::clamp(lacked, 0.0, 1.0)) : 0);
        aims_[1].push_back(std::round(marginal(i, k, unit) / step_));
        aims_[2].push_back(0);
        aims_[3].push_back(0);
      }
      units_.push_back(units);
    }
  }

  void load(OsiClpSolverInterface& solver) const {
    CoinPackedMatrix matrix(false, 0, 0);
    matrix.setDimensions(0, static_cast<int>(upper_.size()));
    std::vector<double> low, high;
    const auto row = [&](const CoinPackedVector& entries, double from, double to) {
      matrix.appendRow(entries);
      low.push_back(from);
      high.push_back(to);
    };
    add_balances(row, solver.getInfinity());
    add_limits(row, solver.getInfinity());
    const std::vector<double> zero(upper_.size(), 0);
    solver.loadProblem(matrix, zero.data(), upper_.data(), zero.data(), low.data(), high.data());
    for (std::size_t c = 0; c < way_columns_; ++c) solver.setInteger(static_cast<int>(c));
  }

  /// What a place has in the end is its lowest level and its filled units.
  template <class AddRow>
  void add_balances(const AddRow& row, double /*infinity*/) const {
    for (std::size_t i = 0; i < task_.places.size(); ++i) {
      for (std::size_t k = 0; k < width(); ++k) {
        CoinPackedVector entries;
        for (std::size_t e = 0; e < task_.ways.size(); ++e) {
          const int c = static_cast<int>(column(e, k));
          if (task_.ways[e].to == i) entries.insert(c, -1);
          if (task_.ways[e].from == i) entries.insert(c, 1);
        }
        const Units& units = units_[i * width() + k];
        for (std::int64_t unit = units.low; unit < units.high; ++unit) {
          entries.insert(static_cast<int>(units.first_column) + static_cast<int>(unit - units.low),
                         1);
        }
        const auto start = static_cast<double>(held(i, k) - units.low);
        row(entries, start, start);
      }
    }
  }

  template <class AddRow>
  void add_limits(const AddRow& row, double infinity) const {
    for (std::size_t e = 0; e < task_.ways.size(); ++e) {
      for (std::size_t k = 1; k < width(); ++k) {
        CoinPackedVector entries;
        entries.insert(static_cast<int>(column(e, 0)), 1);
        entries.insert(static_cast<int>(column(e, k)), -1);
        row(entries, 0, infinity);
      }
    }
    for (std::size_t i = 0; i < task_.places.size(); ++i) {
      const LevelledPlace& place = task_.places[i];
      row(leaving(i, 0), -infinity,
          static_cast<double>(std::min(place.most_leaving, place.amount)));
      for (std::size_t k = 1; k < width(); ++k) {
        CoinPackedVector others = leaving(i, 0);
        for (std::size_t e = 0; e < task_.ways.size(); ++e) {
          if (task_.ways[e].from == i) others.insert(static_cast<int>(column(e, k)), -1);
        }
        row(leaving(i, k), -infinity, static_cast<double>(held(i, k)));
        row(others, -infinity, static_cast<double>(place.amount - held(i, k)));
      }
    }
  }

  [[nodiscard]] CoinPackedVector leaving(std::size_t place, std::size_t k) const {
    CoinPackedVector entries;
    for (std::size_t e = 0; e < task_.ways.size(); ++e) {
      if (task_.ways[e].from == place) entries.insert(static_cast<int>(column(e, k)), 1);
    }
    return entries;
  }

  void keep(std::size_t aim, OsiClpSolverInterface& solver) const {
    CoinPackedVector entries;
    for (std::size_t c = 0; c < upper_.size(); ++c) {
      if (aims_[aim][c] != 0) entries.insert(static_cast<int>(c), aims_[aim][c]);
    }
    solver.addRow(entries, -solver.getInfinity(), reached_[aim] + half_a_step);
  }

  /// What no solution as good as the one found can have otherwise: a column whose reduced cost in
  /// the linear program is more than what lies between its optimum and the one found stays at the
  /// bound where it was. Units are whole in some best solution, so that this holds for them too.
  void fix_settled(std::size_t aim, OsiClpSolverInterface& solver) const {
    const double room = reached_[aim] + half_a_step - relaxed_.value;
    for (std::size_t c = 0; c < upper_.size(); ++c) {
      const int column = static_cast<int>(c);
      if (std::abs(relaxed_.reduced_costs[c]) <= room * (1 + whole_enough)) continue;
      const double bound = relaxed_.reduced_costs[c] > 0 ? solver.getColLower()[column]
                                                         : solver.getColUpper()[column];
      solver.setColBounds(column, bound, bound);
    }
  }

  /// The linear optimum where it is whole, else that of the search, which begins at `known`.
  [[nodiscard]] std::optional<std::vector<double>> optimum(std::size_t aim,
                                                           const std::vector<double>& known,
                                                           OsiClpSolverInterface& solver) {
    solver.resolve();
    if (!solver.isProvenOptimal()) return std::nullopt;
    relaxed_.value = solver.getObjValue();
    relaxed_.reduced_costs.assign(solver.getReducedCost(), solver.getReducedCost() + upper_.size());
    const double* relaxed = solver.getColSolution();
    const bool is_whole = std::all_of(relaxed, relaxed + way_columns_, [](double value) {
      return std::abs(value - std::round(value)) < whole_enough;
    });
    if (is_whole) return std::vector<double>(relaxed, relaxed + way_columns_);
    CbcModel model(solver);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.setMaximumNodes(task_.most_nodes);
    model.setBestSolution(known.data(), static_cast<int>(known.size()), worth(aim, known), true);
    model.setAllowableGap(0);
    model.setAllowableFractionGap(0);
    model.setDblParam(CbcModel::CbcCutoffIncrement, 1 - 1e-3);
    model.branchAndBound();
    if (!model.isProvenOptimal() || model.bestSolution() == nullptr) return std::nullopt;
    return std::vector<double>(model.bestSolution(), model.bestSolution() + way_columns_);
  }

  /// Whole counts on the ways, and the units that they fill, lowest first.
  [[nodiscard]] std::vector<double> filled(const std::vector<double>& on_ways) const {
    std::vector<double> columns(upper_.size(), 0);
    for (std::size_t c = 0; c < way_columns_; ++c) columns[c] = std::round(on_ways[c]);
    for (std::size_t i = 0; i < task_.places.size(); ++i) {
      for (std::size_t k = 0; k < width(); ++k) {
        double amount = static_cast<double>(held(i, k));
        for (std::size_t e = 0; e < task_.ways.size(); ++e) {
          if (task_.ways[e].to == i) amount += columns[column(e, k)];
          if (task_.ways[e].from == i) amount -= columns[column(e, k)];
        }
        const Units& units = units_[i * width() + k];
        for (std::int64_t unit = units.low; unit < units.high; ++unit) {
          if (static_cast<double>(unit) < amount)
            columns[units.first_column + static_cast<std::size_t>(unit - units.low)] = 1;
        }
      }
    }
    return columns;
  }

  [[nodiscard]] double worth(std::size_t aim, const std::vector<double>& columns) const {
    return std::inner_product(columns.begin(), columns.end(), aims_[aim].begin(), 0.0);
  }

  [[nodiscard]] std::vector<LevelledMove> moves_of(const std::vector<double>& columns) const {
    std::vector<LevelledMove> moves;
    for (std::size_t e = 0; e < task_.ways.size(); ++e) {
      LevelledMove move{e, std::llround(columns[column(e, 0)]), {}};
      for (std::size_t k = 1; k < width(); ++k)
        move.kinds.push_back(std::llround(columns[column(e, k)]));
      if (move.count > 0) moves.push_back(std::move(move));
    }
    return moves;
  }

  const LevellingTask& task_;
  std::size_t kinds_;
  std::size_t way_columns_;
  double step_ = 1;
  std::vector<double> upper_;
  std::array<std::vector<double>, aims> aims_;
  std::vector<Units> units_;  ///< by place, then amount and kinds
  std::vector<double> reached_;
  struct Relaxed {
    double value = 0;
    std::vector<double> reduced_costs;
  };
  Relaxed relaxed_;  ///< the linear program of the aim that is being made least
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
    part.task.most_nodes = task.most_nodes;
    if (!part.ways.empty()) result.push_back(std::move(part));
  }
  return result;
}

}  // namespace

Levelling level(const LevellingTask& task) {
  std::vector<Part> parts = split(task);
  std::vector<std::optional<std::vector<LevelledMove>>> solved(parts.size());
  tbb::parallel_for(std::size_t{0}, parts.size(),
                    [&](std::size_t i) { solved[i] = Program(parts[i].task).solve(); });
  Levelling result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!solved[i]) {
      result.given_up.insert(result.given_up.end(), parts[i].places.begin(), parts[i].places.end());
      continue;
    }
    for (LevelledMove& move : *solved[i]) {
      move.way = parts[i].ways[move.way];
      result.moves.push_back(std::move(move));
    }
  }
  std::sort(result.moves.begin(), result.moves.end(),
            [](const LevelledMove& a, const LevelledMove& b) { return a.way < b.way; });
  return result;
}

}  // namespace budian::staff
