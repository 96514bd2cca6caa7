#include "scenarios/planner/plan_program.hpp"

#include <algorithm>
#include <cmath>

namespace budian::planner {
namespace {

constexpr std::size_t small = 2'000;  // rows: the program's tree is searched
constexpr int many_nodes = 200, few_nodes = 1;
const double slack_yuan = in_yuan(bound_slack);

}  // namespace

PlanProgram::PlanProgram(const Goal& goal, const Groundwork& ground,
                         const std::vector<Candidate>& candidates, const Sketch& today,
                         const LeastWays& ways)
    : goal_(goal), ground_(ground), candidates_(candidates), today_(today), ways_(ways) {
  add_decisions();
  add_ways();
  add_public_funds();
  add_buses();
  constant_ -= most_saved_on_boarders();
  add_aim();
  add_bounds();
}

PlanBound bound_of(const MixedProgram::Answer& answer, Aim aim, double constant) {
  PlanBound bound;
  bound.is_exact = answer.is_proven;
  bound.no_plan = answer.is_infeasible;
  if (bound.no_plan) return bound;
  if (std::isinf(answer.bound)) {
    bound.none = NoBound::solver;
    return bound;
  }
  const double least = answer.bound + constant;
  bound.least = aim == Aim::fewest_long_journeys
                    ? static_cast<std::int64_t>(std::ceil(least - 1e-3))
                    : static_cast<std::int64_t>(std::floor((least - slack_yuan) * 100));
  return bound;
}

PlanBound PlanProgram::solve() const {
  const bool is_small = program_.rows() <= small;
  const auto answer = program_.least({is_small ? many_nodes : few_nodes, is_small});
  return bound_of(answer, goal_.aim, aim_constant_);
}

void PlanProgram::add_decisions() {
  const auto& idle = ground_.money.bill.idle_sites;
  const double site =
      pays(idle.payer) ? in_yuan(idle.upkeep_a_year) - in_yuan(idle.reuse_a_year) : 0;
  for (const Candidate& candidate : candidates_) {
    Decided decided;
    decided.closes = program_.add_column(0, 0, 1, true);
    yuan_.push_back({decided.closes, site});
    if (candidate.may(Choice::teaching_point)) {
      decided.point = program_.add_column(0, 0, 1, true);
      program_.add_row({{decided.closes}, {*decided.point}}, -none, 1);
    }
    row_of_[candidate.school] = decided_.size();
    decided_.push_back(decided);
  }
  add_mergers();
}

/// Into schools to which all have a way.
void PlanProgram::add_mergers() {
  for (std::size_t c = 0; c < candidates_.size(); ++c) {
    Terms any{{decided_[c].closes, -1}};
    for (const Decision& choice : candidates_[c].choices) {
      const bool all =
          std::all_of(ways_.groups.begin(), ways_.groups.end(), [&](const LeavingGroup& leaving) {
            return leaving.candidate != c ||
                   std::any_of(leaving.ways.begin(), leaving.ways.end(),
                               [&](const LeastWay& way) { return way.to == choice.into; });
          });
      auto& merged = decided_[c].merged_into;
      if (choice.choice != Choice::merge || !all || merged.contains(choice.into)) continue;
      merged[choice.into] = program_.add_column(0, 0, 1, true);
      any.push_back({merged[choice.into]});
    }
    if (any.size() > 1) program_.add_row(any, -none, 0);
  }
}

void PlanProgram::add_ways() {
  for (const LeavingGroup& leaving : ways_.groups) {
    const Decided& decided = decided_[leaving.candidate];
    Terms all;
    columns_.emplace_back();
    for (const LeastWay& way : leaving.ways) {
      const std::size_t column = program_.add_column(0, 0, 1, false);
      columns_.back().push_back(column);
      all.push_back({column});
      add_receiver(column, way, group(leaving).grade);
      add_precedence(column, way, decided);
      add_way_cost(column, leaving, way);
    }
    for (const auto& [into, merger] : decided.merged_into) {
      Terms there{{merger, -1}};
      for (std::size_t w = 0; w < leaving.ways.size(); ++w) {
        if (leaving.ways[w].to == into) there.push_back({columns_.back()[w]});
      }
      program_.add_row(there, 0, none);
    }
    all.push_back({decided.closes, -1});
    if (decided.point && leaving.leaves_by_point) all.push_back({*decided.point, -1});
    program_.add_row(all, 0, 0);
  }
}

/// Could anybody be sent to the school by name, whatever grades it has by then?
bool PlanProgram::is_merged_into(SchoolId id) const {
  return std::any_of(candidates_.begin(), candidates_.end(),
                     [&](const Candidate& candidate) { return candidate.may_merge_into(id); });
}

/// Nobody goes to a school that closes, or that gives the grade away, unless a merger brings it
/// back.
void PlanProgram::add_receiver(std::size_t column, const LeastWay& way, int grade) {
  const auto row = row_of_.find(way.to);
  if (row == row_of_.end()) return;
  const Decided& receiver = decided_[row->second];
  Terms terms{{column}, {receiver.closes}};
  if (receiver.point && !keeps_grade(goal_.candidates, grade) && !is_merged_into(way.to))
    terms.push_back({*receiver.point});
  program_.add_row(terms, -none, 1);
}

/// Unless by a merger, nobody goes to a school before those that come first are closed.
void PlanProgram::add_precedence(std::size_t column, const LeastWay& way, const Decided& decided) {
  Terms terms{{column}};
  const auto merger = decided.merged_into.find(way.to);
  if (merger != decided.merged_into.end()) terms.push_back({merger->second, -1});
  if (way.only_merged) program_.add_row(terms, -none, 0);
  for (const SchoolId first : way.after) {
    Terms row = terms;
    row.push_back({decided_[row_of_.at(first)].closes, -1});
    program_.add_row(row, -none, 0);
  }
}

void PlanProgram::add_aim() {
  const auto add = [&](const Terms& terms, double weight) {
    for (const auto& [column, factor] : terms) program_.add_cost(column, weight * factor);
  };
  if (goal_.aim == Aim::fewest_long_journeys) {
    add(long_, 1);
    aim_constant_ = static_cast<double>(today_.figures.long_journeys.count());
    return;
  }
  add(yuan_, 1);
  aim_constant_ = constant_;
  if (goal_.aim != Aim::weighted) return;
  add(long_, in_yuan(goal_.weights.long_journey));
  add(hours_, in_yuan(goal_.weights.pupil_hour) * 2 * ground_.money.bus.service_days);
  add(moved_, in_yuan(goal_.weights.moved));
  add(boarders_, in_yuan(goal_.weights.boarder));
}

void PlanProgram::add_bounds() {
  const Bounds& bounds = goal_.bounds;
  Terms closures, stays;
  for (const Decided& decided : decided_) {
    closures.push_back({decided.closes});
    stays.push_back({decided.closes, -1});
  }
  const auto open = static_cast<double>(today_.figures.schools_open);
  const auto far = static_cast<double>(today_.figures.long_journeys.count());
  if (bounds.most_change)
    program_.add_row(yuan_, -none, in_yuan(*bounds.most_change) + slack_yuan - constant_);
  if (bounds.most_long)
    program_.add_row(long_, -none, static_cast<double>(bounds.most_long->count()) - far);
  if (bounds.most_moved)
    program_.add_row(moved_, -none, static_cast<double>(bounds.most_moved->count()));
  if (bounds.most_boarders)
    program_.add_row(boarders_, -none, static_cast<double>(bounds.most_boarders->count()));
  if (bounds.most_closures)
    program_.add_row(closures, -none, static_cast<double>(*bounds.most_closures));
  if (bounds.most_schools)
    program_.add_row(stays, -none, static_cast<double>(*bounds.most_schools) - open);
}

}  // namespace budian::planner
