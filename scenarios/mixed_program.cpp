#include "scenarios/mixed_program.hpp"

#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>

#include "scenarios/in_child.hpp"

namespace budian {
namespace {

constexpr double tolerance = 1e-6;  // what CBC takes for equal
// Of the columns of programs that are solved in this process: a process of its own takes
// milliseconds, and what ends Clp has been met in larger programs only.
constexpr std::size_t columns_here = 200;

double for_cbc(double limit) {
  return std::isinf(limit) ? (limit > 0 ? COIN_DBL_MAX : -COIN_DBL_MAX) : limit;
}

std::vector<std::int64_t> numbers_of(const MixedProgram::Answer& answer) {
  std::vector<std::int64_t> numbers{answer.is_infeasible ? 1 : 0, answer.is_proven ? 1 : 0,
                                    answer.sum ? 1 : 0};
  const auto add = [&](double value) { numbers.push_back(std::bit_cast<std::int64_t>(value)); };
  add(answer.bound);
  add(answer.sum.value_or(0));
  for (const double value : answer.values) add(value);
  return numbers;
}

MixedProgram::Answer answer_of(const std::vector<std::int64_t>& numbers) {
  MixedProgram::Answer answer;
  const auto real = [&](std::size_t at) { return std::bit_cast<double>(numbers.at(at)); };
  answer.is_infeasible = numbers.at(0) != 0;
  answer.is_proven = numbers.at(1) != 0;
  answer.bound = real(3);
  if (numbers.at(2) != 0) answer.sum = real(4);
  for (std::size_t at = 5; at < numbers.size(); ++at) answer.values.push_back(real(at));
  return answer;
}

}  // namespace

std::size_t MixedProgram::add_column(double cost, double low, double high, bool is_whole) {
  if (is_whole) whole_.push_back(static_cast<int>(costs_.size()));
  costs_.push_back(cost);
  low_.push_back(for_cbc(low));
  high_.push_back(for_cbc(high));
  return costs_.size() - 1;
}

void MixedProgram::add_row(const std::vector<Term>& terms, double low, double high) {
  std::map<std::size_t, double> by_column;
  for (const Term& term : terms) by_column[term.column] += term.factor;
  for (const auto& [column, factor] : by_column) {
    row_columns_.push_back(static_cast<int>(column));
    factors_.push_back(factor);
  }
  starts_.push_back(static_cast<int>(row_columns_.size()));
  row_low_.push_back(for_cbc(low));
  row_high_.push_back(for_cbc(high));
}

MixedProgram::Answer MixedProgram::least(const Effort& effort) const {
  if (columns() <= columns_here) return least_here(effort, true);
  for (const bool preprocesses : {true, false}) {
    const auto numbers = in_child([&] { return numbers_of(least_here(effort, preprocesses)); });
    if (numbers) return answer_of(*numbers);
  }
  return {};
}

MixedProgram::Answer MixedProgram::least_here(const Effort& effort, bool preprocesses) const {
  Answer answer;
  OsiClpSolverInterface solver;
  solver.messageHandler()->setLogLevel(0);
  // The solver's tolerances are meant for numbers of this size.
  double unit = 1;
  for (const double cost : costs_) {
    while (std::abs(cost) / unit > 1e4) unit *= 2;
  }
  std::vector<double> costs;
  for (const double cost : costs_) costs.push_back(cost / unit);
  const std::vector<CoinBigIndex> starts(starts_.begin(), starts_.end());
  const CoinPackedMatrix matrix(false, static_cast<int>(columns()), static_cast<int>(rows()),
                                starts.back(), factors_.data(), row_columns_.data(), starts.data(),
                                nullptr);
  solver.loadProblem(matrix, low_.data(), high_.data(), costs.data(), row_low_.data(),
                     row_high_.data());
  for (const int column : whole_) solver.setInteger(column);
  CbcModel model(solver);
  CbcMain0(model);
  model.setLogLevel(0);
  model.messageHandler()->setLogLevel(0);
  const std::string most = std::to_string(effort.nodes);
  std::vector<const char*> words{"budian",        "-log", "0",     "-ratioGap", "0",
                                 "-allowableGap", "0",    "-maxN", most.c_str()};
  if (!effort.is_deep) words.insert(words.end(), {"-cuts", "off", "-heur", "off"});
  if (!preprocesses) words.insert(words.end(), {"-preprocess", "off"});
  words.insert(words.end(), {"-solve", "-quit"});
  CbcMain1(static_cast<int>(words.size()), words.data(), model);
  if (model.bestSolution() != nullptr) {
    answer.values.assign(model.bestSolution(), model.bestSolution() + columns());
    answer.sum = model.getObjValue() * unit;
  }
  answer.is_proven = model.status() == 0;
  answer.is_infeasible =
      model.isProvenInfeasible() || (answer.is_proven && model.bestSolution() == nullptr);
  if (answer.is_infeasible) return answer;
  const double bound = model.getBestPossibleObjValue();
  if (std::abs(bound) < 1e40)
    answer.bound = (bound - tolerance * std::max(1.0, std::abs(bound))) * unit;
  if (answer.sum) answer.bound = std::min(answer.bound, *answer.sum);
  return answer;
}

}  // namespace budian
