#include "scenarios/planner/bound.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "scenarios/mixed_program.hpp"
#include "scenarios/money/bill_lines.hpp"
#include "scenarios/money/least_bus_share.hpp"
#include "scenarios/money/lines.hpp"
#include "scenarios/money/poor_pupils.hpp"
#include "scenarios/planner/least_buses.hpp"
#include "scenarios/special_heads.hpp"

namespace budian::planner {
namespace {

constexpr std::size_t small = 2'000;  // rows: the program's tree is searched
constexpr int many_nodes = 200, few_nodes = 1;
const double slack_yuan = in_yuan(bound_slack);
constexpr double none = MixedProgram::no_limit;
using Terms = std::vector<MixedProgram::Term>;

std::optional<NoBound> why_not(const Goal& goal, const Groundwork& ground) {
  const Scenario& base = goal.base;
  if (goal.aim == Aim::pass_standard) return NoBound::aim;
  if (!base.measures.empty()) return NoBound::measures;
  if (base.bus.riders == Riders::all || !base.bus.door_riders.empty()) return NoBound::riders;
  if (base.bus.drawn) return NoBound::drawn;
  const auto& additions = goal.candidates.additions;
  const bool opens = std::any_of(additions.begin(), additions.end(), [](const Addition& each) {
    return std::holds_alternative<OpenSchool>(each);
  });
  if (opens) return NoBound::new_schools;
  if (money::posts_are_cut(ground.money, &base.staff)) return NoBound::posts;
  return std::nullopt;
}

class PlanProgram {
 public:
  PlanProgram(const Goal& goal, const Groundwork& ground, const std::vector<Candidate>& candidates,
              const Sketch& today, const LeastWays& ways)
      : goal_(goal), ground_(ground), candidates_(candidates), today_(today), ways_(ways) {
    add_decisions();
    add_ways();
    add_public_funds();
    add_buses();
    constant_ -= most_saved_on_boarders();
    add_aim();
    add_bounds();
  }

  [[nodiscard]] PlanBound solve() const {
    const bool is_small = program_.rows() <= small;
    const auto answer = program_.least({is_small ? many_nodes : few_nodes, is_small});
    PlanBound bound;
    bound.is_exact = answer.is_proven;
    bound.no_plan = answer.is_infeasible;
    if (bound.no_plan || answer.bound == -none) return bound;
    const bool heads = goal_.aim == Aim::fewest_long_journeys;
    const double least = answer.bound + aim_constant_;
    bound.least = heads ? static_cast<std::int64_t>(std::ceil(least - 1e-3))
                        : static_cast<std::int64_t>(std::floor((least - slack_yuan) * 100));
    return bound;
  }

 private:
  struct Decided {
    std::size_t closes = 0;
    std::optional<std::size_t> point;
    std::map<SchoolId, std::size_t> merged_into;
  };

  [[nodiscard]] bool pays(money::Payer payer) const { return is_paid_from(goal_.purse, payer); }
  /// Yuan of a rate that the purse pays, where a share of it is the province's and the centre's.
  [[nodiscard]] double paid(Fen rate, double centre_share) const {
    const auto parts = money::shared_rate(rate, centre_share);
    return (pays(money::Payer::county) ? in_yuan(parts.county) : 0) +
           (pays(money::Payer::province_and_centre) ? in_yuan(parts.centre) : 0);
  }
  [[nodiscard]] const School& school(SchoolId id) const { return today_.plan.schools[id].school; }
  [[nodiscard]] const PupilGroup& group(const LeavingGroup& leaving) const {
    return today_.plan.groups[leaving.group];
  }

  void add_decisions() {
    const auto& idle = ground_.money.bill.idle_sites;
    const double site =
        pays(idle.payer) ? in_yuan(idle.upkeep_a_year) - in_yuan(idle.reuse_a_year) : 0;
    for (const Candidate& candidate : candidates_) {
      Decided decided;
      decided.closes = program_.add_column(0, 0, 1, true);
      yuan_.push_back({decided.closes, site});
      const bool may_be_point =
          std::any_of(candidate.choices.begin(), candidate.choices.end(),
                      [](const Decision& each) { return each.choice == Choice::teaching_point; });
      if (may_be_point) {
        decided.point = program_.add_column(0, 0, 1, true);
        program_.add_row({{decided.closes}, {*decided.point}}, -none, 1);
      }
      row_of_[candidate.school] = decided_.size();
      decided_.push_back(decided);
    }
    add_mergers();
  }

  /// Into schools to which all have a way.
  void add_mergers() {
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

  void add_ways() {
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

  /// Nobody goes to a school that closes, or that gives the grade away.
  void add_receiver(std::size_t column, const LeastWay& way, int grade) {
    const auto row = row_of_.find(way.to);
    if (row == row_of_.end()) return;
    const Decided& receiver = decided_[row->second];
    Terms terms{{column}, {receiver.closes}};
    if (receiver.point && !keeps_grade(goal_.candidates, grade)) terms.push_back({*receiver.point});
    program_.add_row(terms, -none, 1);
  }

  /// Unless by a merger, nobody goes to a school before those that come first are closed.
  void add_precedence(std::size_t column, const LeastWay& way, const Decided& decided) {
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

  void add_way_cost(std::size_t column, const LeavingGroup& leaving, const LeastWay& way) {
    const PupilGroup& who = group(leaving);
    const auto heads = static_cast<double>(leaving.pupils.count());
    const auto& rules = ground_.money;
    const auto& meals = rules.bill.meal_grants;
    const int rural = (school(way.to).is_rural ? 1 : 0) - (school(who.school).is_rural ? 1 : 0);
    double yuan = rural * paid(meals.a_year(), meals.province_and_centre_share);
    if (pays(money::Payer::family)) {
      const bool ate =
          money::eats_at_school(rules, who, today_.journeys[leaving.group]).value_or(true);
      if (way.eats_at_school) yuan += in_yuan(money::lunch_a_year(rules.bill, school(way.to)));
      if (ate) yuan -= in_yuan(money::lunch_a_year(rules.bill, school(who.school)));
    }
    if (way.way == Way::boarding) {
      // Only where the grant of a boarder is less than that of who lives at home.
      yuan += std::min(0.0, more_a_boarder(stage_of_grade(who.grade)));
    }
    yuan_.push_back({column, heads * yuan});
    const auto& journey = today_.journeys[leaving.group].door_to_door;
    const bool was_long = !journey || *journey > goal_.long_journey;
    const bool is_long = way.way != Way::boarding && way.door_to_door > goal_.long_journey;
    long_.push_back({column, heads * ((is_long ? 1 : 0) - (was_long ? 1 : 0))});
    const auto hours = [&](Milliseconds time) { return heads * in_minutes(time) / 60; };
    hours_.push_back({column, hours(way.door_to_door) - (journey ? hours(*journey) : 0)});
    moved_.push_back({column, heads});
    if (way.way == Way::boarding) boarders_.push_back({column, heads});
  }

  /// A small rural school is paid for more pupils than it has.
  void add_public_funds() {
    const auto& rules = ground_.money.public_funds;
    const auto least = static_cast<double>(rules.small_school_least.count());
    std::map<SchoolId, Terms> changes;  // of pupils
    std::map<SchoolId, std::array<bool, 2>> stages_of;
    std::map<SchoolId, double> stay_at_point;
    for (std::size_t g = 0; g < ways_.groups.size(); ++g) {
      const LeavingGroup& leaving = ways_.groups[g];
      const auto heads = static_cast<double>(leaving.pupils.count());
      const auto stage = row(stage_of_grade(group(leaving).grade));
      if (!leaving.leaves_by_point) stay_at_point[group(leaving).school] += heads;
      for (std::size_t w = 0; w < leaving.ways.size(); ++w) {
        changes[leaving.ways[w].to].push_back({columns_[g][w], heads});
        changes[group(leaving).school].push_back({columns_[g][w], -heads});
        stages_of[leaving.ways[w].to][stage] = true;
      }
    }
    for (const Candidate& candidate : candidates_) changes[candidate.school];
    for (const auto& [id, terms] : changes) {
      const School& here = school(id);
      const double pupils = static_cast<double>(total(here.pupils).count());
      if (!here.is_rural || pupils <= 0 || (pupils >= least && !row_of_.contains(id))) continue;
      const auto funded = money::funded_pupils(rules, here);
      double before = 0, rate = none;
      for (const Stage stage : stages) {
        const auto s = row(stage);
        const Heads on_roll = pupils_of_stage(here.pupils, stage);
        const double price = paid(rules.a_pupil_year[s], rules.province_and_centre_share);
        before += static_cast<double>((funded[s] - on_roll).count()) * price;
        if (on_roll > Heads(0) || stages_of[id][s]) rate = std::min(rate, price);
      }
      constant_ -= before;
      // missing ≥ least × stays − pupils
      const std::size_t missing = program_.add_column(0, 0, least, false);
      yuan_.push_back({missing, rate});
      Terms row{{missing}};
      row.insert(row.end(), terms.begin(), terms.end());
      const auto own = row_of_.find(id);
      if (own != row_of_.end()) {
        const Decided& decided = decided_[own->second];
        // Its own pupils are among the terms, so that only the least goes with the school.
        row.push_back({decided.closes, least});
        if (decided.point && stay_at_point[id] <= 0) row.push_back({*decided.point, least});
      }
      program_.add_row(row, least - pupils, none);
    }
  }

  /// Yuan of the grant of a poor boarder beyond that of a poor day pupil.
  [[nodiscard]] double more_a_boarder(Stage stage) const {
    const auto& grants = ground_.money.bill.boarding_grants;
    const auto s = row(stage);
    return paid(grants.boarder_a_year[s], grants.province_and_centre_share) -
           paid(grants.day_pupil_a_year[s], grants.province_and_centre_share);
  }

  /// Poor boarders of a school are reckoned by its share of boarders, which more day pupils lower.
  [[nodiscard]] double most_saved_on_boarders() const {
    std::set<SchoolId> touched;
    for (const auto& leaving : ways_.groups) {
      touched.insert(group(leaving).school);
      for (const auto& way : leaving.ways) touched.insert(way.to);
    }
    const auto poor = money::poor_of_schools(
        today_.plan, special_heads(ground_.county, today_.plan, &Settlement::poor).of_group);
    double most = 0;
    for (const SchoolId id : touched) {
      for (const Stage stage : stages) {
        const auto s = row(stage);
        const double more = more_a_boarder(stage);
        const auto& here = poor[id.row()];
        most += more > 0 ? more * static_cast<double>(here.boarders[s])
                         : -more * static_cast<double>(here.day_pupils[s]);
      }
    }
    return most;
  }

  void add_buses();
  void add_aim();
  void add_bounds();

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

void PlanProgram::add_buses() {
  std::map<SchoolId, std::vector<Rides>> rides;
  for (std::size_t g = 0; g < ways_.groups.size(); ++g) {
    const auto heads = static_cast<double>(ways_.groups[g].pupils.count());
    for (std::size_t w = 0; w < ways_.groups[g].ways.size(); ++w) {
      const LeastWay& way = ways_.groups[g].ways[w];
      if (way.way != Way::bus) continue;
      rides[way.to].push_back({columns_[g][w], heads, in_kilometres(way.loaded), way.following,
                               group(ways_.groups[g]).settlement});
    }
  }
  const LeastBuses buses =
      add_least_buses(goal_.base.bus, ground_.money.bus, ways_, rides, program_);
  if (goal_.purse == Purse::all) {
    yuan_.insert(yuan_.end(), buses.yuan.begin(), buses.yuan.end());
    return;
  }
  if (buses.least_a_rider == none) return;
  const auto least = money::least_share(ground_.money, money::Payer::county, buses.least_a_rider);
  const std::size_t share = program_.add_column(0, 0, none, false);
  Terms row{{share}};
  for (const auto& [column, yuan] : buses.yuan) row.push_back({column, -least.of_cost * yuan});
  for (const auto& [column, heads] : buses.riders) row.push_back({column, -least.a_rider * heads});
  program_.add_row(row, 0, none);
  yuan_.push_back({share});
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

}  // namespace

PlanBound bound_of(const Goal& goal, const Groundwork& ground,
                   const std::vector<Candidate>& candidates, const Sketch& today) {
  PlanBound bound;
  bound.none = why_not(goal, ground);
  if (bound.none) return bound;
  const LeastWays ways = least_ways(goal, ground, candidates, today);
  if (ways.too_many) {
    bound.none = NoBound::size;
    return bound;
  }
  return PlanProgram(goal, ground, candidates, today, ways).solve();
}

}  // namespace budian::planner
