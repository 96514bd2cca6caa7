#include "scenarios/mixed_program.hpp"

#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace budian {
namespace {

constexpr double tolerance = 1e-6;  // what CBC takes for equal

double for_cbc(double limit) {
  return std::isinf(limit) ? (limit > 0 ? COIN_DBL_MAX : -COIN_DBL_MAX) : limit;
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
