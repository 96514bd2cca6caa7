#include "tests/scenarios/planner/exact_program.hpp"

#include <CbcModel.hpp>
#include <CoinPackedMatrix.hpp>
#include <CoinPackedVector.hpp>
#include <OsiClpSolverInterface.hpp>
#include <cmath>

namespace budian::planner {
namespace {

/// Columns: whether each school stays, whether each group goes to each of its receivers, funded
/// pupils of each school.
class ExactProgram {
 public:
  explicit ExactProgram(const WalkingCounty& county) : county_(county), matrix_(false, 0, 0) {
    std::size_t next = county.rolls.size();
    for (const auto& group : county.groups) {
      first_.push_back(next);
      next += group.receivers.size();
    }
    funded_ = next;
    columns_ = next + county.rolls.size();
    matrix_.setDimensions(0, static_cast<int>(columns_));
    for (std::size_t g = 0; g < county.groups.size(); ++g) add_group(g);
    for (std::size_t s = 0; s < county.rolls.size(); ++s) add_funded(s);
  }

  void limit(const ExactLimits& limits) {
    if (limits.most_far) add_row(far(), -COIN_DBL_MAX, static_cast<double>(*limits.most_far));
    if (!limits.most_schools) return;
    CoinPackedVector open;
    for (std::size_t s = 0; s < county_.rolls.size(); ++s) open.insert(static_cast<int>(s), 1);
    add_row(open, -COIN_DBL_MAX, static_cast<double>(*limits.most_schools));
  }

  [[nodiscard]] CoinPackedVector far() const {
    CoinPackedVector row;
    std::vector<double> stays(county_.rolls.size(), 0);
    for (std::size_t g = 0; g < county_.groups.size(); ++g) {
      const auto& group = county_.groups[g];
      const auto heads = static_cast<double>(group.heads);
      if (group.is_far) stays[group.school] += heads;
      for (std::size_t r = 0; r < group.receivers.size(); ++r) {
        if (group.receivers[r].is_far) row.insert(static_cast<int>(first_[g] + r), heads);
      }
    }
    for (std::size_t s = 0; s < stays.size(); ++s) row.insert(static_cast<int>(s), stays[s]);
    return row;
  }
  /// Less than the sum by an idle site for each school.
  [[nodiscard]] CoinPackedVector cost() const {
    CoinPackedVector row;
    for (std::size_t s = 0; s < county_.rolls.size(); ++s) {
      row.insert(static_cast<int>(funded_ + s), static_cast<double>(county_.yuan_a_funded_pupil));
      row.insert(static_cast<int>(s), -static_cast<double>(county_.yuan_an_idle_site));
    }
    return row;
  }

  [[nodiscard]] std::optional<ExactPlan> least(const CoinPackedVector& sum) const {
    std::vector<double> costs(columns_, 0), low(columns_, 0), high(columns_, 1);
    for (int k = 0; k < sum.getNumElements(); ++k)
      costs[static_cast<std::size_t>(sum.getIndices()[k])] = sum.getElements()[k];
    for (std::size_t s = 0; s < county_.rolls.size(); ++s) {
      if (county_.is_point[s] == 0) low[s] = 1;
      high[funded_ + s] = COIN_DBL_MAX;
    }
    OsiClpSolverInterface solver;
    solver.messageHandler()->setLogLevel(0);
    solver.loadProblem(matrix_, low.data(), high.data(), costs.data(), low_.data(), high_.data());
    for (std::size_t c = 0; c < funded_; ++c) solver.setInteger(static_cast<int>(c));
    CbcModel model(solver);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.solver()->messageHandler()->setLogLevel(0);
    model.setAllowableGap(0);
    model.setAllowableFractionGap(0);
    model.branchAndBound();
    if (!model.isProvenOptimal() || model.bestSolution() == nullptr) return std::nullopt;
    ExactPlan plan{std::llround(model.getObjValue()), {}};
    for (std::size_t s = 0; s < county_.rolls.size(); ++s) {
      if (model.bestSolution()[s] < 0.5) plan.closed.push_back(s);
    }
    return plan;
  }

 private:
  void add_row(const CoinPackedVector& row, double low, double high) {
    matrix_.appendRow(row);
    low_.push_back(low);
    high_.push_back(high);
  }

  void add_group(std::size_t g) {
    const auto& group = county_.groups[g];
    const int own = static_cast<int>(group.school);
    CoinPackedVector somewhere;
    somewhere.insert(own, 1);
    for (std::size_t r = 0; r < group.receivers.size(); ++r) {
      const int way = static_cast<int>(first_[g] + r);
      const int receiver = static_cast<int>(group.receivers[r].school);
      somewhere.insert(way, 1);
      CoinPackedVector only_open;
      only_open.insert(way, 1);
      only_open.insert(receiver, -1);
      add_row(only_open, -COIN_DBL_MAX, 0);
      CoinPackedVector nearest;  // nobody passes by a school that stays
      for (std::size_t nearer = 0; nearer <= r; ++nearer)
        nearest.insert(static_cast<int>(first_[g] + nearer), 1);
      nearest.insert(receiver, -1);
      nearest.insert(own, 1);
      add_row(nearest, 0, COIN_DBL_MAX);
    }
    add_row(somewhere, 1, 1);
  }

  void add_funded(std::size_t s) {
    const int open = static_cast<int>(s), funded = static_cast<int>(funded_ + s);
    CoinPackedVector pupils;
    pupils.insert(funded, 1);
    pupils.insert(open, -static_cast<double>(county_.rolls[s]));
    for (std::size_t g = 0; g < county_.groups.size(); ++g) {
      const auto& receivers = county_.groups[g].receivers;
      for (std::size_t r = 0; r < receivers.size(); ++r) {
        if (receivers[r].school == s)
          pupils.insert(static_cast<int>(first_[g] + r),
                        -static_cast<double>(county_.groups[g].heads));
      }
    }
    add_row(pupils, 0, COIN_DBL_MAX);
    if (county_.is_point[s] == 0) return;
    CoinPackedVector least;
    least.insert(funded, 1);
    least.insert(open, -static_cast<double>(county_.funded_at_least));
    add_row(least, 0, COIN_DBL_MAX);
  }

  const WalkingCounty& county_;
  std::vector<std::size_t> first_;  ///< column of each group's first receiver
  std::size_t funded_ = 0, columns_ = 0;
  CoinPackedMatrix matrix_;
  std::vector<double> low_, high_;
};

}  // namespace

std::optional<ExactPlan> least_cost(const WalkingCounty& county, const ExactLimits& limits) {
  ExactProgram program(county);
  program.limit(limits);
  auto plan = program.least(program.cost());
  if (plan)
    plan->value += county.yuan_an_idle_site * static_cast<std::int64_t>(county.rolls.size());
  return plan;
}

std::optional<ExactPlan> fewest_far(const WalkingCounty& county, const ExactLimits& limits) {
  ExactProgram program(county);
  program.limit(limits);
  return program.least(program.far());
}

}  // namespace budian::planner
