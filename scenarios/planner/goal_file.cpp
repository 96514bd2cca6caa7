#include "scenarios/planner/goal_file.hpp"

#include <algorithm>

#include "gis/county_file.hpp"
#include "gis/embedded.hpp"
#include "scenarios/scenario_file.hpp"

BUDIAN_EMBEDDED(goal)

namespace budian::planner {
namespace {

/// A number that may not be negative.
template <class Set>
void read_amount(TomlTable& table, std::string_view key, Set set) {
  const auto value = table.number(key);
  if (!value) return;
  if (*value < 0) {
    table.problem(key, {"toml.not_negative", {}});
    return;
  }
  set(*value);
}

template <class Set>
void read_count(TomlTable& table, std::string_view key, Set set) {
  const auto value = table.whole(key);
  if (!value) return;
  if (*value < 0) {
    table.problem(key, {"toml.not_negative", {}});
    return;
  }
  set(*value);
}

void read_aim(TomlTable& root, Goal& goal) {
  auto table = root.table("goal");
  if (!table) return;
  goal.aim = table
                 ->choice<Aim>("aim", {{"least_cost", Aim::least_cost},
                                       {"fewest_long_journeys", Aim::fewest_long_journeys},
                                       {"pass_standard", Aim::pass_standard},
                                       {"weighted", Aim::weighted}})
                 .value_or(goal.aim);
  goal.purse = table->choice<Purse>("purse", {{"county", Purse::county}, {"all", Purse::all}})
                   .value_or(goal.purse);
  goal.standard = table->text("standard").value_or(goal.standard);
  read_amount(*table, "long_journey_minutes", [&](double value) {
    if (value == 0) table->problem("long_journey_minutes", {"toml.positive", {}});
    goal.long_journey = minutes(value);
  });
  if (goal.aim == Aim::pass_standard) table->require("standard");
}

void read_kinds(TomlTable& table, Candidates& candidates) {
  if (!table.has("kinds")) return;
  candidates.kinds.clear();
  for (const auto code : table.wholes("kinds")) {
    if (const auto kind = school_kind_of_code(static_cast<int>(code))) {
      candidates.kinds.push_back(*kind);
    } else {
      table.problem("kinds", {"scenario.unknown_kind", {{"code", code}}});
    }
  }
}

void read_candidates(TomlTable& root, Candidates& candidates) {
  auto table = root.table("candidates");
  if (!table) return;
  read_kinds(*table, candidates);
  read_count(*table, "fewer_than", [&](auto value) { candidates.fewer_than = Heads(value); });
  if (table->has("townships")) candidates.townships = table->texts("townships");
  if (table->has("keep")) candidates.keep = table->texts("keep");
  if (table->has("close")) candidates.close = table->texts("close");
  read_count(*table, "merge_into",
             [&](auto value) { candidates.merge_into = static_cast<std::size_t>(value); });
  if (table->has("keep_grades")) {
    candidates.keep_grades.clear();
    for (const auto grade : table->wholes("keep_grades")) {
      if (grade < 1 || grade > 6) {
        table->problem("keep_grades", {"goal.grade_range", {{"grade", grade}}});
      } else {
        candidates.keep_grades.push_back(static_cast<int>(grade));
      }
    }
  }
  candidates.build_rooms = table->flag("build_rooms").value_or(candidates.build_rooms);
}

void read_bounds(TomlTable& root, Bounds& bounds) {
  auto table = root.table("bounds");
  if (!table) return;
  if (const auto value = table->number("most_change_yuan")) bounds.most_change = yuan(*value);
  read_count(*table, "most_long_journeys", [&](auto value) { bounds.most_long = Heads(value); });
  read_count(*table, "most_moved_pupils", [&](auto value) { bounds.most_moved = Heads(value); });
  read_count(*table, "most_closures", [&](auto value) { bounds.most_closures = value; });
  read_count(*table, "most_schools", [&](auto value) { bounds.most_schools = value; });
  bounds.keeps_standard = table->text("keeps_standard").value_or("");
}

void read_weights(TomlTable& root, Weights& weights) {
  auto table = root.table("weights");
  if (!table) return;
  const auto read = [&](std::string_view key, Fen& into) {
    read_amount(*table, key, [&](double value) { into = yuan(value); });
  };
  read("yuan_a_long_journey", weights.long_journey);
  read("yuan_a_pupil_hour", weights.pupil_hour);
  read("yuan_a_moved_pupil", weights.moved);
}

void read_work(TomlTable& root, Work& work) {
  auto table = root.table("work");
  if (!table) return;
  read_count(*table, "rounds", [&](auto value) { work.rounds = value; });
  read_amount(*table, "seconds", [&](double value) { work.seconds = value; });
  read_count(*table, "settle", [&](auto value) {
    if (value == 0) table->problem("settle", {"toml.positive", {}});
    work.settled = static_cast<std::size_t>(value);
  });
  read_amount(*table, "bus_rounds_factor", [&](double value) { work.bus_rounds_factor = value; });
}

void read_keys(TomlTable& root, Goal& goal) {
  read_aim(root, goal);
  read_candidates(root, goal.candidates);
  read_bounds(root, goal.bounds);
  read_weights(root, goal.weights);
  read_work(root, goal.work);
  const auto sources = read_cited_sources(root);
  goal.sources.insert(goal.sources.begin(), sources.begin(), sources.end());
}

Goal default_goal() {
  Goal goal;
  goal.base = empty_scenario();
  TomlDocument document(embedded_goal(), "scenarios/standards/goal.toml");
  auto root = document.root();
  read_keys(root, goal);
  document.finish();
  return goal;
}

/// Problems of the scenario file are added to the goal's.
void read_base(TomlTable& root, Goal& goal, std::vector<Problem>& problems) {
  const auto name = root.text("scenario");
  if (!name) return;
  const auto file = std::filesystem::path(goal.file).parent_path() / *name;
  goal.scenario_file = file.string();
  if (!std::filesystem::is_regular_file(file)) {
    root.problem("scenario", {"scenario.no_file", {{"file", file.string()}}});
    return;
  }
  try {
    goal.base = read_scenario_file(file);
  } catch (const InputError& error) {
    problems = error.problems();
  }
}

}  // namespace

Goal read_goal(std::string_view text, const std::string& file) {
  Goal goal = default_goal();
  TomlDocument document(text, file);
  auto root = document.root();
  goal.file = file;
  goal.code = std::filesystem::path(file).stem().string();
  if (root.require("title")) goal.title = read_bilingual(root, "title");
  std::vector<Problem> problems;
  read_base(root, goal, problems);
  read_parameters(root, goal.base);
  read_keys(root, goal);
  for (auto& problem : document.problems()) problems.push_back(std::move(problem));
  if (std::any_of(problems.begin(), problems.end(), [](const auto& each) { return each.fatal(); }))
    throw InputError(std::move(problems));
  if (goal.base.file.empty()) goal.base.file = file;
  return goal;
}

Goal read_goal_file(const std::filesystem::path& file) {
  return read_goal(read_text_file(file), file.string());
}

}  // namespace budian::planner
