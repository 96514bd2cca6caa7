#include "scenarios/location/program.hpp"

#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "scenarios/in_child.hpp"
#include "scenarios/location/flow.hpp"

namespace budian::location {
namespace {

// CBC's own: what it takes for whole, and for equal.
constexpr double tolerance = 1e-6;

/// Rows and columns, written down row by row.
class Rows {
 public:
  void add(std::size_t column, double factor) {
    columns_.push_back(static_cast<int>(column));
    factors_.push_back(factor);
  }
  void end(double low, double high) {
    starts_.push_back(static_cast<CoinBigIndex>(columns_.size()));
    low_.push_back(low);
    high_.push_back(high);
  }
  void load(OsiClpSolverInterface& solver, const std::vector<double>& costs) const {
    const std::vector<double> zero(costs.size(), 0), one(costs.size(), 1);
    CoinPackedMatrix matrix(false, static_cast<int>(costs.size()), static_cast<int>(low_.size()),
                            static_cast<CoinBigIndex>(columns_.size()), factors_.data(),
                            columns_.data(), starts_.data(), nullptr);
    solver.loadProblem(matrix, zero.data(), one.data(), costs.data(), low_.data(), high_.data());
  }

 private:
  std::vector<CoinBigIndex> starts_{0};
  std::vector<int> columns_;
  std::vector<double> factors_, low_, high_;
};

/// Edges of one demand that share a column, as ranks.
struct Level {
  std::size_t first = 0, end = 0;
};

/// Without sizes it does not matter which of equally dear sites serves: one column for all of them
/// (of a cover: one in all). Else every edge has its own.
std::vector<Level> levels_of(const std::vector<Task::Edge>& edges, bool free_choice) {
  std::vector<Level> levels;
  for (std::size_t e = 0; e < edges.size(); ++e) {
    if (free_choice && e > 0 && edges[e].price == edges[e - 1].price)
      levels.back().end = e + 1;
    else
      levels.push_back({e, e + 1});
  }
  return levels;
}

/// Columns: sites, then levels by demand, then who is left out.
class Program {
 public:
  explicit Program(const Task& task)
      : task_(task), free_choice_(task.whole && !task.has_sizes() && task.cuts.empty()) {
    std::size_t next = task.sites.size();
    for (const auto& edges : task.edges) {
      first_.push_back(next);
      levels_.push_back(levels_of(edges, free_choice_));
      next += levels_.back().size() + (task.left_out >= 0 ? 1 : 0);
    }
    columns_ = next;
    set_costs();
  }

  [[nodiscard]] double unit() const { return unit_; }
  void load(OsiClpSolverInterface& solver) const {
    Rows rows;
    add_service(rows);
    add_openings(rows);
    add_sizes(rows);
    add_numbers(rows);
    add_cuts(rows);
    rows.load(solver, costs_);
    for (std::size_t j = 0; j < task_.sites.size(); ++j) {
      solver.setInteger(static_cast<int>(j));
      if (task_.sites[j].required) solver.setColLower(static_cast<int>(j), 1);
      if (task_.sites[j].forbidden) solver.setColUpper(static_cast<int>(j), 0);
    }
    // Without sizes the nearest open site is as good as any mixture.
    if (!task_.whole || free_choice_) return;
    for (std::size_t c = task_.sites.size(); c < columns_; ++c)
      solver.setInteger(static_cast<int>(c));
  }

  [[nodiscard]] Allotment read(const double* values) const {
    Allotment result;
    for (std::size_t j = 0; j < task_.sites.size(); ++j) result.open.push_back(values[j] > 0.5);
    if (!task_.whole) {
      allot_divisible(task_, result);
      return result;
    }
    for (std::size_t i = 0; i < task_.heads.size(); ++i)
      result.to.push_back(free_choice_ ? nearest(i, result.open) : taken(i, values));
    result.value = price_of(task_, result);
    return result;
  }

 private:
  void set_costs() {
    costs_.assign(columns_, 0);
    double greatest = 1;
    const auto set = [&](std::size_t column, std::int64_t cost) {
      costs_[column] = static_cast<double>(cost);
      greatest = std::max(greatest, costs_[column]);
    };
    for (std::size_t j = 0; j < task_.sites.size(); ++j) set(j, task_.sites[j].opening);
    for (std::size_t i = 0; i < task_.heads.size(); ++i) {
      const auto& levels = levels_[i];
      for (std::size_t l = 0; l < levels.size(); ++l)
        set(first_[i] + l, task_.edges[i][levels[l].first].price * task_.heads[i]);
      if (task_.left_out >= 0) set(first_[i] + levels.size(), task_.left_out * task_.heads[i]);
    }
    // The solver's tolerances, 1e-7, are meant for numbers of this size.
    while (greatest / unit_ > 1e4) unit_ *= 2;
    for (double& cost : costs_) cost /= unit_;
  }
  [[nodiscard]] std::size_t width(std::size_t demand) const {
    return levels_[demand].size() + (task_.left_out >= 0 ? 1 : 0);
  }
  [[nodiscard]] std::uint32_t taken(std::size_t demand, const double* values) const {
    const auto& edges = task_.edges[demand];
    for (std::size_t e = 0; e < edges.size(); ++e) {
      if (values[first_[demand] + e] > 0.5) return edges[e].site;
    }
    return nowhere;
  }
  [[nodiscard]] std::uint32_t nearest(std::size_t demand, const std::vector<char>& open) const {
    for (const Task::Edge& edge : task_.edges[demand]) {
      if (task_.left_out >= 0 && edge.price >= task_.left_out) break;
      if (open[edge.site]) return edge.site;
    }
    return nowhere;
  }

  void add_service(Rows& rows) const {
    for (std::size_t i = 0; i < task_.heads.size(); ++i) {
      for (std::size_t e = 0; e < width(i); ++e) rows.add(first_[i] + e, 1);
      rows.end(1, 1);
    }
  }
  void add_openings(Rows& rows) const {
    for (std::size_t i = 0; i < task_.heads.size(); ++i) {
      for (std::size_t l = 0; l < levels_[i].size(); ++l) {
        const Level level = levels_[i][l];
        for (std::size_t e = level.first; e < level.end; ++e) rows.add(task_.edges[i][e].site, 1);
        rows.add(first_[i] + l, -1);
        rows.end(0, COIN_DBL_MAX);
      }
    }
  }
  void add_sizes(Rows& rows) const {
    std::vector<std::vector<std::pair<std::size_t, double>>> loads(task_.sites.size());
    for (std::size_t i = 0; i < task_.heads.size(); ++i) {
      for (std::size_t e = 0; e < task_.edges[i].size(); ++e)
        loads[task_.edges[i][e].site].emplace_back(first_[i] + e,
                                                   static_cast<double>(task_.heads[i]));
    }
    for (std::size_t j = 0; j < loads.size(); ++j) {
      const Task::Place& site = task_.sites[j];
      if (site.most != no_limit) {
        for (const auto& [column, heads] : loads[j]) rows.add(column, heads);
        rows.add(j, -static_cast<double>(site.most));
        rows.end(-COIN_DBL_MAX, 0);
      }
      if (site.least > 0) {
        for (const auto& [column, heads] : loads[j]) rows.add(column, heads);
        rows.add(j, -static_cast<double>(site.least));
        rows.end(0, COIN_DBL_MAX);
      }
    }
  }
  void add_numbers(Rows& rows) const {
    for (std::size_t j = 0; j < task_.sites.size(); ++j) rows.add(j, 1);
    rows.end(static_cast<double>(task_.least_sites), static_cast<double>(task_.most_sites));
  }
  void add_cuts(Rows& rows) const {
    for (const AreaCut& cut : task_.cuts) {
      for (const std::uint32_t i : cut.border) add_way(rows, i, cut.site, 1);
      add_way(rows, cut.demand, cut.site, -1);
      rows.end(0, COIN_DBL_MAX);
    }
  }
  void add_way(Rows& rows, std::uint32_t demand, std::uint32_t site, double factor) const {
    const auto& edges = task_.edges[demand];
    for (std::size_t e = 0; e < edges.size(); ++e) {
      if (edges[e].site == site) rows.add(first_[demand] + e, factor);
    }
  }

  const Task& task_;
  bool free_choice_;  ///< who is served goes to the nearest
  std::vector<std::size_t> first_;
  std::vector<std::vector<Level>> levels_;  ///< by demand, cheapest first
  std::size_t columns_ = 0;
  double unit_ = 1;
  std::vector<double> costs_;
};

/// As the command `cbc` does it.
void run(CbcModel& model, const ProgramEffort& effort, bool preprocesses) {
  CbcMain0(model);
  model.setLogLevel(0);
  model.messageHandler()->setLogLevel(0);
  const std::string nodes = std::to_string(effort.nodes);
  const std::string seconds = std::to_string(effort.seconds.value_or(1e9));
  std::vector<const char*> words{"budian",        "-log", "0",     "-ratioGap",  "0",
                                 "-allowableGap", "0",    "-maxN", nodes.c_str()};
  if (effort.seconds) words.insert(words.end(), {"-sec", seconds.c_str()});
  if (!preprocesses) words.insert(words.end(), {"-preprocess", "off"});
  words.insert(words.end(), {"-solve", "-quit"});
  CbcMain1(static_cast<int>(words.size()), words.data(), model);
}

Answer solve_here(const Task& task, const ProgramEffort& effort, std::optional<std::int64_t> known,
                  bool preprocesses) {
  const Program program(task);
  OsiClpSolverInterface solver;
  solver.messageHandler()->setLogLevel(0);
  program.load(solver);
  CbcModel model(solver);
  // Nothing that is not better by a whole unit is of interest.
  if (known) model.setCutoff((static_cast<double>(*known) - 0.5) / program.unit());
  run(model, effort, preprocesses);
  Answer answer;
  const std::int64_t beyond = known.value_or(task.beyond());
  if (model.bestSolution() != nullptr) {
    answer.best = program.read(model.bestSolution());
    answer.found = answer.best.value < task.beyond();
  }
  const double bound = model.getBestPossibleObjValue() * program.unit();
  if (model.isProvenInfeasible() || (model.status() == 0 && !answer.found)) {
    answer.bound = beyond;
    answer.infeasible = !known;
  } else if (model.status() == 0) {
    const double slack = tolerance * std::max(1.0, std::abs(bound));
    answer.bound = std::min(answer.best.value, static_cast<std::int64_t>(bound + slack + 0.5));
    if (std::abs(bound - static_cast<double>(answer.best.value)) <= slack)
      answer.bound = answer.best.value;
  } else {
    answer.bound =
        std::max<std::int64_t>(0, static_cast<std::int64_t>(bound - tolerance * std::abs(bound)));
    answer.bound = std::min(answer.bound, answer.found ? answer.best.value : beyond);
  }
  return answer;
}

std::vector<std::int64_t> numbers_of(const Answer& answer) {
  const Allotment& best = answer.best;
  std::vector<std::int64_t> numbers{answer.found ? 1 : 0, answer.infeasible ? 1 : 0, answer.bound,
                                    best.value};
  const auto add = [&](const auto& list, const auto& add_one) {
    numbers.push_back(static_cast<std::int64_t>(list.size()));
    for (const auto& one : list) add_one(one);
  };
  add(best.open, [&](char open) { numbers.push_back(open); });
  add(best.to, [&](std::uint32_t to) { numbers.push_back(to); });
  add(best.parts, [&](const Allotment::Part& part) {
    numbers.insert(numbers.end(), {part.demand, part.site, part.heads});
  });
  return numbers;
}

Answer answer_of(const std::vector<std::int64_t>& numbers) {
  std::size_t at = 0;
  const auto next = [&] { return numbers.at(at++); };
  const auto row = [&] { return static_cast<std::uint32_t>(next()); };
  Answer answer;
  answer.found = next() != 0;
  answer.infeasible = next() != 0;
  answer.bound = next();
  answer.best.value = next();
  for (std::int64_t rest = next(); rest > 0; --rest)
    answer.best.open.push_back(static_cast<char>(next()));
  for (std::int64_t rest = next(); rest > 0; --rest) answer.best.to.push_back(row());
  for (std::int64_t rest = next(); rest > 0; --rest) {
    const std::uint32_t demand = row(), site = row();
    answer.best.parts.push_back({demand, site, next()});
  }
  return answer;
}

}  // namespace

Answer solve_by_program(const Task& task, const ProgramEffort& effort,
                        std::optional<std::int64_t> known) {
  if (task.ways() <= effort.ways_here) return solve_here(task, effort, known, true);
  const auto begin = std::chrono::steady_clock::now();
  for (const bool preprocesses : {true, false}) {
    ProgramEffort rest = effort;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
    if (effort.seconds) rest.seconds = *effort.seconds - spent.count();
    if (!preprocesses && rest.seconds && *rest.seconds <= 0) break;
    const auto numbers =
        in_child([&] { return numbers_of(solve_here(task, rest, known, preprocesses)); });
    if (numbers) return answer_of(*numbers);
  }
  return {};
}

double write_program(const Task& task, const std::string& file) {
  const Program program(task);
  OsiClpSolverInterface solver;
  solver.messageHandler()->setLogLevel(0);
  program.load(solver);
  solver.writeMpsNative(file.c_str(), nullptr, nullptr, 0, 2);
  return program.unit();
}

}  // namespace budian::location
