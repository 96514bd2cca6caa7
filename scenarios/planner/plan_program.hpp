// The mixed program of a goal, in which every plan has its place and costs no more than in truth.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "scenarios/mixed_program.hpp"
#include "scenarios/money/bill_lines.hpp"
#include "scenarios/planner/bound.hpp"

namespace budian::planner {

/// What an answer of the program proves; `constant`: what its aim leaves out, in yuan (heads where
/// long journeys are counted).
PlanBound bound_of(const MixedProgram::Answer& answer, Aim aim, double constant);

class PlanProgram {
 public:
  PlanProgram(const Goal& goal, const Groundwork& ground, const std::vector<Candidate>& candidates,
              const Sketch& today, const LeastWays& ways);
  [[nodiscard]] PlanBound solve() const;

 private:
  using Terms = std::vector<MixedProgram::Term>;
  static constexpr double none = MixedProgram::no_limit;
  struct Decided {
    std::size_t closes = 0;
    std::optional<std::size_t> point;
    std::map<SchoolId, std::size_t> merged_into;
  };

  [[nodiscard]] bool pays(money::Payer payer) const { return is_paid_from(goal_.purse, payer); }
  [[nodiscard]] double paid(Fen rate, double centre_share) const;
  [[nodiscard]] const School& school(SchoolId id) const { return today_.plan.schools[id].school; }
  [[nodiscard]] const PupilGroup& group(const LeavingGroup& leaving) const {
    return today_.plan.groups[leaving.group];
  }
  void add_decisions();
  void add_mergers();
  void add_ways();
  [[nodiscard]] bool is_merged_into(SchoolId id) const;
  void add_receiver(std::size_t column, const LeastWay& way, int grade);
  void add_precedence(std::size_t column, const LeastWay& way, const Decided& decided);
  void add_aim();
  void add_bounds();
  // What it costs.
  void add_way_cost(std::size_t column, const LeavingGroup& leaving, const LeastWay& way);
  void add_public_funds();
  [[nodiscard]] double more_a_boarder(Stage stage) const;
  [[nodiscard]] double most_saved_on_boarders() const;
  void add_buses();

  const Goal& goal_;
  const Groundwork& ground_;
  const std::vector<Candidate>& candidates_;
  const Sketch& today_;
  const LeastWays& ways_;
  MixedProgram program_;
  std::vector<Decided> decided_;
  std::map<SchoolId, std::size_t> row_of_;
  std::vector<std::vector<std::size_t>> columns_;  ///< by leaving group, then way
  Terms yuan_;                                     ///< what the purse pays a year, more than today
  Terms long_, hours_, moved_, boarders_;
  double constant_ = 0;  ///< of yuan_
  double aim_constant_ = 0;
};

}  // namespace budian::planner
