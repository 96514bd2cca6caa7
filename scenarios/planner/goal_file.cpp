#include "scenarios/planner/goal_file.hpp"

#include <algorithm>

#include "gis/county_file.hpp"
#include "gis/embedded.hpp"
#include "scenarios/bus_policy_file.hpp"
#include "scenarios/planner/decisions.hpp"
#include "scenarios/resolve.hpp"
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

void read_candidates(TomlTable& root, int from_grade, Candidates& candidates) {
  auto table = root.table("candidates");
  if (!table) return;
  read_kinds(*table, candidates);
  read_count(*table, "fewer_than", [&](auto value) { candidates.fewer_than = Heads(value); });
  if (const auto lasting = read_lasting(*table)) candidates.lasting = lasting;
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
  if (table->has("boarding")) {
    candidates.boarding.clear();
    for (auto& place : table->tables("boarding"))
      candidates.boarding.push_back(read_boarding_place(place, from_grade, true));
  }
  read_amount(*table, "ride_over_minutes",
              [&](double value) { candidates.ride_over = minutes(value); });
  for (auto& place : candidates.boarding) {
    if (!place.ride_over) place.ride_over = candidates.ride_over;
  }
  candidates.visiting_teachers =
      table->flag("visiting_teachers").value_or(candidates.visiting_teachers);
  for (auto& line : table->tables("public_line"))
    candidates.additions.emplace_back(read_public_line(line));
  for (auto& school : table->tables("new_school"))
    candidates.additions.emplace_back(read_open_school(school));
  candidates.build_rooms = table->flag("build_rooms").value_or(candidates.build_rooms);
}

void read_bounds(TomlTable& root, Bounds& bounds) {
  auto table = root.table("bounds");
  if (!table) return;
  if (const auto value = table->number("most_change_yuan")) bounds.most_change = yuan(*value);
  read_count(*table, "most_long_journeys", [&](auto value) { bounds.most_long = Heads(value); });
  read_count(*table, "most_moved_pupils", [&](auto value) { bounds.most_moved = Heads(value); });
  read_count(*table, "most_boarders", [&](auto value) { bounds.most_boarders = Heads(value); });
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
  read("yuan_a_boarder", weights.boarder);
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
  read_count(*table, "settle_list",
             [&](auto value) { work.settled_list = static_cast<std::size_t>(value); });
  read_amount(*table, "bus_rounds_factor", [&](double value) { work.bus_rounds_factor = value; });
}

void read_keys(TomlTable& root, Goal& goal) {
  read_aim(root, goal);
  read_candidates(root, goal.base.boarding.from_grade, goal.candidates);
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
  for (const char* table :
       {"limits", "moving", "bus", "staff", "gtfs", "access", "procedure", "boarding"}) {
    if (goal.scenario_file.empty() || !root.has(table)) continue;
    root.problem(table, {"goal.scenario_and_tables",
                         {{"file", goal.scenario_file}, {"table", std::string(table)}}});
  }
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

namespace {

class GoalCheck {
 public:
  GoalCheck(const Goal& goal, const County& county) : goal_(goal), county_(county) {}

  void add(Message message) {
    Problem problem;
    problem.file = goal_.file;
    problem.message = std::move(message);
    problems_.push_back(std::move(problem));
  }

  /// Every row of the table that a name may mean.
  template <class Rows>
  void check_names(const std::vector<std::string>& names, const Rows& rows, const char* key) {
    for (const auto& name : names) {
      const bool known = std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
        return row.name == name || row.code == name;
      });
      if (known) continue;
      std::vector<std::string> words;
      for (const auto& row : rows) words.push_back(row.name);
      add({key, {{"name", name}, {"suggestion", suggestion(name, words)}}});
    }
  }

  void check_close() {
    const auto& wanted = goal_.candidates;
    for (const auto& name : wanted.close) {
      if (std::find(wanted.keep.begin(), wanted.keep.end(), name) != wanted.keep.end())
        add({"goal.keep_and_close", {{"name", name}}});
      for (const auto& school : county_.schools) {
        if (school.keep && (school.name == name || school.code == name))
          add({"goal.close_keep_flag", {{"name", name}}});
      }
    }
  }

  void check_base() {
    try {
      (void)resolve(with_all_candidates(goal_), county_);
    } catch (const InputError& error) {
      for (const auto& problem : error.problems()) problems_.push_back(problem);
    }
  }

  void check_standard(const std::string& name, const std::vector<StandardRules>& standards) {
    if (name.empty()) return;
    std::string known;
    for (const auto& rules : standards) {
      if (rules.code == name) return;
      known += (known.empty() ? "" : ", ") + rules.code;
    }
    add({"goal.unknown_standard", {{"name", name}, {"known", known}}});
  }

  void finish() {
    if (!problems_.empty()) throw InputError(std::move(problems_));
  }

 private:
  static std::string suggestion(const std::string& name, const std::vector<std::string>& words) {
    const auto near = nearest_word(name, words);
    return near ? " (" + *near + "?)" : "";
  }
  const Goal& goal_;
  const County& county_;
  std::vector<Problem> problems_;
};

}  // namespace

void check_goal(const Goal& goal, const County& county,
                const std::vector<StandardRules>& standards) {
  GoalCheck check(goal, county);
  check.check_names(goal.candidates.townships, county.townships, "goal.unknown_township");
  check.check_names(goal.candidates.keep, county.schools, "goal.unknown_school");
  check.check_names(goal.candidates.close, county.schools, "goal.unknown_school");
  check.check_close();
  check.check_standard(goal.standard, standards);
  check.check_standard(goal.bounds.keeps_standard, standards);
  if (goal.base.bus.drawn) check.add({"goal.drawn_routes", {}});
  check.check_base();
  check.finish();
}

}  // namespace budian::planner
