#include <cmath>
#include <nlohmann/json.hpp>

#include "maps/bound_words.hpp"
#include "maps/goal_words.hpp"
#include "maps/json_values.hpp"
#include "maps/keep_list.hpp"
#include "maps/plan_outputs.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;
using planner::DecisionChange;
using planner::Figures;

constexpr std::array<const char*, money::payers.size()> payer_words{
    "county", "township", "family", "province_and_centre", "school"};
constexpr std::array<const char*, 4> choice_words{"close", "merge", "teaching_point", "visit"};
constexpr std::array<const char*, 3> boarders_words{"nobody", "far", "all"};
constexpr std::array<const char*, planner::advice_ranks.size()> rank_words{
    "close_first", "close", "may_close", "keep", "not_asked"};

Json by_payer(const std::array<Fen, money::payers.size()>& amounts) {
  Json json;
  for (std::size_t p = 0; p < amounts.size(); ++p) json[payer_words[p]] = in_yuan(amounts[p]);
  return json;
}

class PlanJson {
 public:
  explicit PlanJson(const PlanStudy& study) : study_(study) {}

  [[nodiscard]] Json all() const {
    const auto& answer = study_.answer;
    Json json;
    json["goal"] = {{"file", study_.goal.code},
                    {"title", {{"zh", study_.goal.title.zh}, {"en", study_.goal.title.en}}},
                    {"seed", study_.goal.base.seed},
                    {"purse", study_.goal.purse == planner::Purse::county ? "county" : "all"},
                    {"asked", sentences(goal_words(study_.goal))}};
    json["work"] = {{"candidates", answer.candidates},
                    {"sketches", answer.sketches},
                    {"settled", answer.settled},
                    {"stopped", answer.stopped}};
    json["bus_sketches"] = {{"true_cost_a_sketched", answer.bus_fit.factor},
                            {"mean_error", maybe(answer.bus_fit.mean_error)},
                            {"plans", answer.bus_fit.plans}};
    const auto& fit = answer.advice_fit;
    const auto basis = keep_list_basis(answer);
    json["keep_list"] = {
        {"settled", fit.schools},
        {"mean_error_yuan", fit.schools > 0 ? Json(in_yuan(fit.mean_error)) : Json()},
        {"words", basis ? sentence(*basis) : Json()}};
    json["bound"] = {{"least", maybe(least())},
                     {"proved_impossible", answer.bound.no_plan},
                     {"words", sentences(bound_words(study_.goal, answer))}};
    json["today"] = figures(answer.today);
    json["plans"] = Json::array();
    const auto names = plan_names(answer);
    for (std::size_t i = 0; i < answer.frontier.size(); ++i)
      json["plans"].push_back(plan(answer.frontier[i], names[i]));
    json["additions"] = Json::array();
    for (const auto& each : answer.additions) json["additions"].push_back(addition(each));
    json["schools"] = Json::array();
    for (const auto& each : answer.advice) json["schools"].push_back(advice(each));
    return json;
  }

 private:
  /// In the unit of the goal: yuan a year more than today, or pupils.
  [[nodiscard]] std::optional<double> least() const {
    const auto& least = study_.answer.bound.least;
    if (!least) return std::nullopt;
    const bool heads = study_.goal.aim == planner::Aim::fewest_long_journeys;
    return heads ? static_cast<double>(*least) : in_yuan(Fen(*least));
  }

  [[nodiscard]] Json school(SchoolId id) const {
    const School& named = study_.ground.county.schools[id];
    return {{"code", named.code}, {"name", named.name}};
  }

  [[nodiscard]] Json figures(const Figures& figures) const {
    Json json{{"yuan_a_year", by_payer(figures.a_year)},
              {"bus_yuan_a_year", in_yuan(figures.bus_cost)},
              {"schools_open", figures.schools_open},
              {"closures", figures.closures},
              {"turned_into_points", figures.turned},
              {"pupils", figures.pupils.count()},
              {"moved", figures.moved.count()},
              {"moved_grades_1_3", figures.moved_lower.count()},
              {"riders", figures.riders.count()},
              {"boarders", figures.boarders.count()},
              {"long_journeys", figures.long_journeys.count()},
              {"over_limit", figures.over_limit.count()},
              {"mean_minutes", in_minutes(figures.mean_time)},
              {"p90_minutes", in_minutes(figures.p90_time)}};
    for (std::size_t k = 0; k < figures.balance.size(); ++k) {
      const auto& stage = figures.balance[k];
      json["cv"][study_.ground.standards[k].code] = {{"primary", maybe(stage[0].cv)},
                                                     {"junior", maybe(stage[1].cv)}};
    }
    return json;
  }

  [[nodiscard]] Json decision(SchoolId id, const planner::Decision& decided) const {
    Json json = school(id);
    json["does"] = choice_words[static_cast<std::size_t>(decided.choice)];
    json["boarders"] = boarders_words[static_cast<std::size_t>(decided.boarders)];
    if (decided.choice == planner::Choice::merge) json["into"] = school(decided.into);
    return json;
  }

  [[nodiscard]] Json addition(const planner::AdditionAdvice& advice) const {
    const auto& added = study_.goal.candidates.additions[advice.row];
    return {{"name", addition_name(added)},
            {"is", std::holds_alternative<OpenSchool>(added) ? "new_school" : "public_line"},
            {"in_best_plan", advice.in_plan},
            {"purse_yuan_a_year", in_yuan(advice.purse)},
            {"bus_yuan_a_year", in_yuan(advice.bus_cost)},
            {"more_moved", advice.moved.count()},
            {"more_riders", advice.riders.count()},
            {"more_long_journeys", advice.long_journeys.count()}};
  }

  [[nodiscard]] Json plan(const planner::SettledPlan& plan, const std::string& name) const {
    Json json{
        {"file", "plans/" + name + ".toml"},      {"is_best", plan.is_best},
        {"bounds_broken", plan.score.broken > 0}, {"change_yuan_a_year", in_yuan(plan.change)},
        {"figures", figures(plan.figures)},       {"sketched", figures(plan.sketched)}};
    json["not_permissible"] = Json::array();
    for (const SchoolId id : plan.forbidden) json["not_permissible"].push_back(school(id));
    json["decisions"] = Json::array();
    for (const auto& [id, decided] : plan.decisions)
      json["decisions"].push_back(decision(id, decided));
    json["additions"] = Json::array();
    for (const std::size_t row : plan.decisions.additions)
      json["additions"].push_back(addition_name(study_.goal.candidates.additions[row]));
    json["classrooms"] = Json::array();
    for (const auto& [id, rooms] : plan.rooms) {
      Json entry = school(id);
      entry["added"] = rooms;
      json["classrooms"].push_back(std::move(entry));
    }
    return json;
  }

  [[nodiscard]] Json change(const std::optional<DecisionChange>& change, SchoolId id) const {
    if (!change) return {};
    Json json = decision(id, change->decision);
    json["yuan_a_year"] = by_payer(change->a_year);
    json["purse_yuan_a_year"] = in_yuan(change->purse);
    json["bus_yuan_a_year"] = in_yuan(change->bus_cost);
    json["pupils"] = change->leaving.count();
    json["more_riders"] = change->riders.count();
    json["more_long_journeys"] = change->long_journeys.count();
    for (std::size_t b = 0; b < band_words.size(); ++b) {
      const auto& extra = change->extra[b];
      json["minutes_longer"][band_words[b]] = extra ? Json(in_minutes(*extra)) : Json();
    }
    for (std::size_t k = 0; k < change->cv.size(); ++k) {
      json["cv_change"][study_.ground.standards[k].code] = {{"primary", maybe(change->cv[k][0])},
                                                            {"junior", maybe(change->cv[k][1])}};
    }
    json["receivers"] = Json::array();
    for (const auto& receiver : change->receivers) {
      json["receivers"].push_back(
          {{"code", receiver.code}, {"name", receiver.name}, {"pupils", receiver.pupils.count()}});
    }
    return json;
  }

  [[nodiscard]] Json advice(const planner::SchoolAdvice& advice) const {
    Json json = school(advice.school);
    json["rank"] = rank_words[static_cast<std::size_t>(advice.rank)];
    json["roll"] = advice.roll.count();
    json["alone"] = change(advice.alone, advice.school);
    json["beside_plan"] = change(advice.given_plan, advice.school);
    json["next_best"] = change(advice.second, advice.school);
    // Of beside_plan, where that was judged in full.
    json["drafted_purse_yuan_a_year"] =
        advice.drafted ? Json(in_yuan(advice.drafted->purse)) : Json();
    json["pays_at_all"] = advice.pays_at_all;
    json["pays_up_to_roll"] = maybe(advice.pays_up_to);
    json["refused"] = advice.refusal ? sentence(advice.refusal->reason) : Json();
    json["reasons"] = sentences(advice.reasons);
    json["what_would_change_it"] = sentences(advice.flips);
    return json;
  }

  const PlanStudy& study_;
};

}  // namespace

std::string plan_json(const PlanStudy& study) { return PlanJson(study).all().dump(2) + "\n"; }

}  // namespace budian
