// `budian try`: closures tried by hand, one line of standard input each.
#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <map>
#include <sstream>

#include "gis/county_file.hpp"
#include "maps/plan_outputs.hpp"
#include "scenarios/planner/desk.hpp"
#include "scenarios/planner/goal_file.hpp"
#include "scenarios/scenario_file.hpp"
#include "src/commands.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"
#include "src/study.hpp"
#include "src/terminal_table.hpp"

namespace budian {
namespace {

using planner::Order;

const std::map<std::string, Order::What>& order_words() {
  static const std::map<std::string, Order::What> words{{"close", Order::What::close},
                                                        {"撤并", Order::What::close},
                                                        {"merge", Order::What::merge},
                                                        {"并入", Order::What::merge},
                                                        {"board", Order::What::board},
                                                        {"寄宿", Order::What::board},
                                                        {"board_far", Order::What::board_far},
                                                        {"远者寄宿", Order::What::board_far},
                                                        {"point", Order::What::teaching_point},
                                                        {"改点", Order::What::teaching_point},
                                                        {"visit", Order::What::visit},
                                                        {"走教", Order::What::visit},
                                                        {"keep", Order::What::keep},
                                                        {"保留", Order::What::keep}};
  return words;
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// What tables show of a sketch.
planner::SettledPlan plan_of(const planner::Sketch& sketch) {
  planner::SettledPlan plan;
  plan.decisions = sketch.decisions;
  plan.figures = sketch.figures;
  return plan;
}

class Conversation {
 public:
  Conversation(const planner::Goal& goal, const Groundwork& ground, std::string base_text,
               Language language)
      : goal_(goal),
        ground_(ground),
        base_text_(std::move(base_text)),
        language_(language),
        desk_(goal, ground) {}

  /// False: the person is done.
  bool hear(const std::string& line) {
    const auto words = words_of(line);
    if (words.empty()) return true;
    if (words[0] == "quit" || words[0] == "退出") return false;
    if (words[0] == "undo" || words[0] == "撤销") {
      if (!desk_.undo()) say({"try.nothing_to_undo", {}});
      show(0);
    } else if ((words[0] == "save" || words[0] == "保存") && words.size() == 2) {
      save(words[1]);
    } else if (!order(words)) {
      say({"try.not_understood", {{"line", line}}});
      say({"try.help", {}});
    }
    return true;
  }

  void show(double milliseconds) const {
    planner::Answer answer;
    answer.today = desk_.today().figures;
    for (const auto* sketch : {&desk_.today(), &desk_.before(), &desk_.now()})
      answer.frontier.push_back(plan_of(*sketch));
    auto rows = frontier_rows({ground_, goal_, answer}, language_);
    rows[1][0] = text("plan.today", language_);
    rows[2][0] = text("try.before", language_);
    rows[3][0] = text("try.now", language_);
    fmt::print("{}", terminal_table(rows));
    if (milliseconds > 0) say({"try.took", {{"ms", milliseconds}}});
    std::fflush(stdout);
  }
  void say(const Message& message) const { fmt::print("{}\n", text(message, language_)); }

 private:
  bool order(const std::vector<std::string>& words) {
    const auto what = order_words().find(words[0]);
    if (what == order_words().end()) return false;
    const bool merges = what->second == Order::What::merge;
    if (words.size() != (merges ? 3U : 2U)) return false;
    const auto began = std::chrono::steady_clock::now();
    const auto said = desk_.carry_out({what->second, words[1], merges ? words[2] : std::string()});
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    for (const auto& message : said) say(message);
    show(took.count());
    return true;
  }

  void save(const std::string& file) const {
    if (std::filesystem::exists(file)) {
      say({"try.exists", {{"file", file}}});
      return;
    }
    const auto& sketch = desk_.now();
    auto plan = plan_of(sketch);
    plan.scenario = planner::scenario_of(goal_, sketch.decisions, sketch.rooms, ground_);
    write_file(file, scenario_text({ground_, goal_, {}}, plan, base_text_));
    say({"try.saved", {{"file", file}}});
  }

  const planner::Goal& goal_;
  const Groundwork& ground_;
  std::string base_text_;
  Language language_;
  planner::Desk desk_;
};

}  // namespace

Exit run_try(const TryArguments& arguments, Language language) {
  std::optional<Progress> progress(std::in_place);
  planner::Goal goal = planner::read_goal_file(arguments.goal);
  RunArguments run;
  run.county = arguments.county;
  run.accept = arguments.accept;
  const StudyInputs inputs = read_inputs(run, language, *progress);
  planner::check_goal(goal, inputs.ground.county, inputs.ground.standards);
  read_given_stops(goal.base, inputs.ground.county);
  progress.reset();
  const auto base = goal.scenario_file.empty() ? goal.file : goal.scenario_file;
  Conversation conversation(goal, inputs.ground, read_text_file(base), language);
  conversation.say({"try.help", {}});
  conversation.show(0);
  for (std::string line; std::getline(std::cin, line);) {
    if (!conversation.hear(line)) break;
  }
  return Exit::done;
}

}  // namespace budian
