#include "tests/scenarios/planner/exact_program.hpp"

#include <cmath>

#include "scenarios/mixed_program.hpp"

namespace budian::planner {
namespace {

constexpr double none = MixedProgram::no_limit;
constexpr int enough_nodes = 1'000'000;  // to come to an end
using Terms = std::vector<MixedProgram::Term>;

/// Columns: whether each school stays, whether each group goes to each of its receivers, funded
/// pupils of each school.
class ExactProgram {
 public:
  explicit ExactProgram(const WalkingCounty& county) : county_(county) {
    for (const char is_point : county.is_point)
      stays_.push_back(program_.add_column(0, is_point != 0 ? 0 : 1, 1, true));
    for (const auto& group : county.groups) {
      first_.push_back(program_.columns());
      for (std::size_t r = 0; r < group.receivers.size(); ++r) program_.add_column(0, 0, 1, true);
    }
    for (std::size_t s = 0; s < county.rolls.size(); ++s)
      funded_.push_back(program_.add_column(0, 0, none, false));
    for (std::size_t g = 0; g < county.groups.size(); ++g) add_group(g);
    for (std::size_t s = 0; s < county.rolls.size(); ++s) add_funded(s);
  }

  void limit(const ExactLimits& limits) {
    if (limits.most_far) program_.add_row(far(), -none, static_cast<double>(*limits.most_far));
    if (!limits.most_schools) return;
    Terms open;
    for (const std::size_t stays : stays_) open.push_back({stays});
    program_.add_row(open, -none, static_cast<double>(*limits.most_schools));
  }

  [[nodiscard]] Terms far() const {
    Terms sum;
    for (std::size_t g = 0; g < county_.groups.size(); ++g) {
      const auto& group = county_.groups[g];
      const auto heads = static_cast<double>(group.heads);
      if (group.is_far) sum.push_back({stays_[group.school], heads});
      for (std::size_t r = 0; r < group.receivers.size(); ++r) {
        if (group.receivers[r].is_far) sum.push_back({first_[g] + r, heads});
      }
    }
    return sum;
  }
  /// Less than the sum by an idle site for each school.
  [[nodiscard]] Terms cost() const {
    Terms sum;
    for (std::size_t s = 0; s < county_.rolls.size(); ++s) {
      sum.push_back({funded_[s], static_cast<double>(county_.yuan_a_funded_pupil)});
      sum.push_back({stays_[s], -static_cast<double>(county_.yuan_an_idle_site)});
    }
    return sum;
  }

  [[nodiscard]] std::optional<ExactPlan> least(const Terms& sum) const {
    MixedProgram program = program_;
    for (const auto& [column, cost] : sum) program.add_cost(column, cost);
    const auto answer = program.least({enough_nodes, true});
    if (!answer.is_proven || !answer.sum) return std::nullopt;
    ExactPlan plan{std::llround(*answer.sum), {}};
    for (std::size_t s = 0; s < county_.rolls.size(); ++s) {
      if (answer.values[stays_[s]] < 0.5) plan.closed.push_back(s);
    }
    return plan;
  }

 private:
  void add_group(std::size_t g) {
    const auto& group = county_.groups[g];
    const std::size_t own = stays_[group.school];
    Terms somewhere{{own}};
    for (std::size_t r = 0; r < group.receivers.size(); ++r) {
      const std::size_t way = first_[g] + r;
      const std::size_t receiver = stays_[group.receivers[r].school];
      somewhere.push_back({way});
      program_.add_row({{way}, {receiver, -1}}, -none, 0);  // only where it stays open
      Terms nearest{{receiver, -1}, {own}};                 // nobody passes by a school that stays
      for (std::size_t nearer = 0; nearer <= r; ++nearer) nearest.push_back({first_[g] + nearer});
      program_.add_row(nearest, 0, none);
    }
    program_.add_row(somewhere, 1, 1);
  }

  void add_funded(std::size_t s) {
    Terms pupils{{funded_[s]}, {stays_[s], -static_cast<double>(county_.rolls[s])}};
    for (std::size_t g = 0; g < county_.groups.size(); ++g) {
      const auto& receivers = county_.groups[g].receivers;
      for (std::size_t r = 0; r < receivers.size(); ++r) {
        if (receivers[r].school == s)
          pupils.push_back({first_[g] + r, -static_cast<double>(county_.groups[g].heads)});
      }
    }
    program_.add_row(pupils, 0, none);
    if (county_.is_point[s] == 0) return;
    program_.add_row({{funded_[s]}, {stays_[s], -static_cast<double>(county_.funded_at_least)}}, 0,
                     none);
  }

  const WalkingCounty& county_;
  MixedProgram program_;
  std::vector<std::size_t> stays_, first_, funded_;  ///< `first_`: of each group's first receiver
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
