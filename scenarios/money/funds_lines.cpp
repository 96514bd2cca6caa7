#include <cmath>
#include <set>

#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

constexpr std::array<const char*, 2> stage_names{"money.stage.primary", "money.stage.junior"};

/// Funded pupils by stage, as numbers that may be differences.
using Funded = ByStage<std::int64_t>;

void add(Funded& to, const ByStage<Heads>& pupils, std::int64_t sign) {
  for (const Stage stage : stages) to[row(stage)] += sign * pupils[row(stage)].count();
}

/// Funds that move when one closure's pupils leave, while the closures before it have happened.
class IncomeBreakdown {
 public:
  IncomeBreakdown(const County& county, const Plan& plan, const PublicFunds& rules,
                  std::vector<Line>& ledger)
      : plan_(plan), rules_(rules), ledger_(ledger) {
    for (const auto id : plan.schools.ids()) {
      schools_.push_back(plan.schools[id].existed ? county.schools[id] : plan.schools[id].school);
      boarders_ -= plan.schools[id].existed ? schools_.rows().back().boarders : Heads(0);
      boarders_ += plan.schools[id].open ? plan.schools[id].school.boarders : Heads(0);
      schools_[id].pupils = {};
    }
    leaving_.resize(schools_.size());
    for (const auto& group : plan.groups) {
      roll(group.before, group.grade) += group.pupils;
      if (group.displaced()) leaving_[group.before.row()].push_back(&group);
    }
  }

  void write() {
    for (const auto& closure : plan_.closures) write_closure(closure.school);
    write_rest();
  }

 private:
  Heads& roll(SchoolId school, int grade) {
    return schools_[school].pupils[static_cast<std::size_t>(grade)];
  }

  /// Moves the pupils who leave a school to where they end; a school that several measures empty is
  /// told once.
  void write_closure(SchoolId school) {
    auto& leaving = leaving_[school.row()];
    std::set<SchoolId> touched{school};
    for (const auto* group : leaving) touched.insert(group->school);
    Funded change{};
    for (const auto id : touched) add(change, funded_pupils(rules_, schools_[id]), -1);
    for (const auto* group : leaving) {
      roll(group->before, group->grade) -= group->pupils;
      roll(group->school, group->grade) += group->pupils;
    }
    for (const auto id : touched) add(change, funded_pupils(rules_, schools_[id]), +1);
    leaving.clear();
    const auto& planned = plan_.schools[school];
    const char* key = planned.open ? "money.line.grades_income" : "money.line.closure_income";
    for (const Stage stage : stages) {
      write_line(
          {key, {{"school", planned.school.name}, {"stage", std::string(stage_names[row(stage)])}}},
          change[row(stage)], "money.unit.funded_pupil", rules_.a_pupil_year[row(stage)], school);
    }
  }

  /// What the plan changes beside closures: opened schools, boarders.
  void write_rest() {
    Funded change{};
    for (const auto id : schools_.ids()) {
      add(change, funded_pupils(rules_, schools_[id]), -1);
      if (plan_.schools[id].open) add(change, funded_pupils(rules_, plan_.schools[id].school), +1);
    }
    for (const Stage stage : stages) {
      write_line({"money.line.other_income", {{"stage", std::string(stage_names[row(stage)])}}},
                 change[row(stage)], "money.unit.funded_pupil", rules_.a_pupil_year[row(stage)],
                 {});
    }
    write_line({"money.line.boarder_income", {}}, boarders_.count(), "money.unit.boarder",
               rules_.a_boarder_year, {});
  }

  void write_line(Message text, std::int64_t quantity, const char* unit, Fen rate,
                  std::optional<SchoolId> school) {
    if (quantity == 0) return;
    const SharedRate parts = shared_rate(rate, rules_.province_and_centre_share);
    text.arguments.emplace_back("centre", in_yuan(parts.centre * quantity));
    text.arguments.emplace_back("county", in_yuan(parts.county * quantity));
    Line line = make_line(Topic::school_income, std::move(text), static_cast<double>(quantity),
                          unit, rate, rules_.source);
    line.payer = Payer::school;
    line.school = school;
    if (school) line.township = plan_.schools[*school].school.township;
    ledger_.push_back(std::move(line));
  }

  const Plan& plan_;
  const PublicFunds& rules_;
  std::vector<Line>& ledger_;
  Table<SchoolId, School> schools_;  ///< as the closures so far leave them
  std::vector<std::vector<const PupilGroup*>> leaving_;
  Heads boarders_;  ///< how many more there are after the plan
};

}  // namespace

SharedRate shared_rate(Fen rate, double centre_share) {
  const Fen centre(std::llround(centre_share * static_cast<double>(rate.count())));
  return {centre, rate - centre};
}

void add_public_funds_lines(const Plan& plan, const PublicFunds& rules, std::vector<Line>& ledger) {
  Funded on_roll{};
  Funded missing{};
  Heads boarders;
  for (const auto& planned : plan.schools) {
    if (!planned.open) continue;
    const ByStage<Heads> pupils{pupils_of_stage(planned.school.pupils, Stage::primary),
                                pupils_of_stage(planned.school.pupils, Stage::junior)};
    add(on_roll, pupils, +1);
    add(missing, funded_pupils(rules, planned.school), +1);
    add(missing, pupils, -1);
    boarders += planned.school.boarders;
  }
  const auto write = [&](const Message& text, std::int64_t quantity, const char* unit, Fen rate) {
    if (quantity == 0) return;
    const auto add_payer = [&](Payer payer, Fen part) {
      ledger.push_back(make_line(Topic::public_funds, text, static_cast<double>(quantity), unit,
                                 part, rules.source));
      ledger.back().payer = payer;
    };
    const SharedRate parts = shared_rate(rate, rules.province_and_centre_share);
    add_payer(Payer::province_and_centre, parts.centre);
    add_payer(Payer::county, parts.county);
  };
  for (const Stage stage : stages) {
    const std::size_t s = row(stage);
    const std::pair<std::string, Argument> name{"stage", std::string(stage_names[s])};
    write({"money.line.pupils", {name}}, on_roll[s], "money.unit.pupil", rules.a_pupil_year[s]);
    write({"money.line.small_schools", {name, {"least", rules.small_school_least.count()}}},
          missing[s], "money.unit.funded_pupil", rules.a_pupil_year[s]);
  }
  write({"money.line.boarders", {}}, boarders.count(), "money.unit.boarder", rules.a_boarder_year);
}

void add_school_income_lines(const County& county, const Plan& plan, const PublicFunds& rules,
                             std::vector<Line>& ledger) {
  IncomeBreakdown(county, plan, rules, ledger).write();
}

}  // namespace budian::money
