#include "maps/plan_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <sstream>

#include "maps/csv_text.hpp"
#include "maps/scenario_text.hpp"
#include "maps/toml_text.hpp"

namespace budian {
namespace {

using planner::Choice;
using planner::DecisionChange;
using planner::Figures;
using planner::SchoolAdvice;
using planner::SettledPlan;

Fen change_of_all(const Figures& figures, const Figures& today) {
  return figures.of(planner::Purse::all) - today.of(planner::Purse::all);
}
Fen change_of_county(const Figures& figures, const Figures& today) {
  return figures.of(planner::Purse::county) - today.of(planner::Purse::county);
}

/// What a goal says beside scenarios, and the title, which the plan has of its own.
bool is_of_goal_alone(const std::string& table) {
  for (const char* name : {"goal", "candidates", "bounds", "weights", "work"}) {
    if (table == name || table.starts_with(std::string(name) + ".")) return true;
  }
  return false;
}

std::string without_goal(const std::string& base) {
  std::istringstream lines(base);
  std::string kept, line;
  bool skips = false, in_tables = false;
  while (std::getline(lines, line)) {
    if (const auto table = toml_table(line)) {
      skips = is_of_goal_alone(*table);
      in_tables = true;
    }
    const auto key = line.substr(0, line.find_first_of(" =\t"));
    if (!in_tables && (key == "title" || key == "scenario")) continue;
    if (!skips) kept += line + "\n";
  }
  return kept;
}

/// Public lines and beds that the plan has beside those of the goal's base.
std::string ways_toml(const Scenario& base, const Scenario& plan) {
  std::string text;
  const auto& lines = plan.bus.public_lines;
  for (std::size_t i = base.bus.public_lines.size(); i < lines.size(); ++i) {
    text += fmt::format(
        "\n[[bus.public_line]]\nname = {}\nsettlements = {}\nschool = {}\n"
        "door_to_door_minutes = {}\nyuan_a_year = {}\n",
        toml_text(lines[i].name), toml_list(lines[i].settlements), toml_text(lines[i].school),
        in_minutes(lines[i].door_to_door), in_yuan(lines[i].county_a_year));
  }
  const auto& places = plan.boarding.places;
  for (std::size_t i = base.boarding.places.size(); i < places.size(); ++i) {
    text += fmt::format(
        "\n[[boarding.place]]\nschool = {}\nbeds = {}\nfree_beds = {}\ngrades = {}\nfrom = {}\n",
        toml_text(places[i].school), places[i].beds.count(), places[i].free_beds.count(),
        toml_list(places[i].grades), toml_list(places[i].from));
    if (!places[i].ride_over) continue;
    text += fmt::format("ride_over_minutes = {}\nrides_first = {}\n",
                        in_minutes(*places[i].ride_over), toml_list(places[i].rides_first));
  }
  return text;
}

Bilingual title_of(const PlanStudy& study, const SettledPlan& plan) {
  const auto words = [&](const std::string& goal) {
    return Message{
        "plan.title_of",
        {{"goal", goal}, {"closures", plan.figures.closures}, {"turned", plan.figures.turned}}};
  };
  return {text(words(study.goal.title.zh), Language::zh),
          text(words(study.goal.title.en), Language::en)};
}

}  // namespace

std::string yuan_text(Fen money) { return fmt::format("{:.0f}", in_yuan(money)); }
std::string minutes_text(Milliseconds time) { return fmt::format("{:.1f}", in_minutes(time)); }

const std::string& addition_name(const planner::Addition& addition) {
  if (const auto* line = std::get_if<PublicLine>(&addition)) return line->name;
  return std::get<OpenSchool>(addition).name;
}

std::vector<std::vector<std::string>> addition_rows(const PlanStudy& study, Language language) {
  std::vector<std::vector<std::string>> rows(1);
  for (const char* key : {"plan.column.addition", "plan.column.in_plan", "plan.column.purse_more",
                          "plan.column.bus_more", "plan.column.long_more"})
    rows.front().push_back(text(key, language));
  for (const auto& advice : study.answer.additions) {
    rows.push_back({addition_name(study.goal.candidates.additions[advice.row]),
                    text(advice.in_plan ? "plan.in_plan" : "plan.not_in_plan", language),
                    fmt::format("{:.0f}", in_yuan(advice.purse)),
                    fmt::format("{:.0f}", in_yuan(advice.bus_cost)),
                    std::to_string(advice.long_journeys.count())});
  }
  return rows;
}

std::vector<std::string> plan_names(const planner::Answer& answer) {
  std::map<std::int64_t, int> same, seen;
  for (const auto& plan : answer.frontier) ++same[plan.figures.schools_open];
  std::vector<std::string> names;
  for (const auto& plan : answer.frontier) {
    const std::int64_t open = plan.figures.schools_open;
    const int number = ++seen[open];
    names.push_back(same[open] > 1 ? fmt::format("plan_{}_{}", open, number)
                                   : fmt::format("plan_{}", open));
  }
  return names;
}

std::string scenario_text(const PlanStudy& study, const planner::SettledPlan& plan,
                          const std::string& base_text) {
  const Bilingual title = title_of(study, plan);
  std::string text = "title = { zh = " + toml_text(title.zh) + ", en = " + toml_text(title.en) +
                     " }\n" + with_full_paths(study.goal.base, without_goal(base_text));
  const auto& measures = plan.scenario.measures;
  for (std::size_t i = study.goal.base.measures.size(); i < measures.size(); ++i) {
    text += "\n[[measure]]\n" + measure_toml(measures[i].measure, study.ground.county);
  }
  return text + ways_toml(study.goal.base, plan.scenario);
}

std::vector<std::vector<std::string>> frontier_rows(const PlanStudy& study, Language language) {
  const auto& answer = study.answer;
  std::vector<std::vector<std::string>> rows(1);
  for (const char* key :
       {"plan.column.plan", "plan.column.schools", "plan.column.closures", "plan.column.turned",
        "plan.column.county", "plan.column.all", "plan.column.moved", "plan.column.riders",
        "plan.column.long", "plan.column.mean", "plan.column.p90"})
    rows.front().push_back(text(key, language));
  const auto names = plan_names(answer);
  for (std::size_t i = 0; i < answer.frontier.size(); ++i) {
    const SettledPlan& plan = answer.frontier[i];
    const Figures& figures = plan.figures;
    const std::string name = plan.decisions.empty() ? text("plan.today", language) : names[i];
    rows.push_back(
        {plan.is_best ? text(Message{"plan.best", {{"name", name}}}, language) : name,
         std::to_string(figures.schools_open), std::to_string(figures.closures),
         std::to_string(figures.turned), yuan_text(change_of_county(figures, answer.today)),
         yuan_text(change_of_all(figures, answer.today)), std::to_string(figures.moved.count()),
         std::to_string(figures.riders.count()), std::to_string(figures.long_journeys.count()),
         minutes_text(figures.mean_time), minutes_text(figures.p90_time)});
  }
  return rows;
}

std::string table_csv(const std::vector<std::vector<std::string>>& rows) {
  std::string csv = csv_mark;
  for (const auto& row : rows) csv += csv_line(row);
  return csv;
}

}  // namespace budian
