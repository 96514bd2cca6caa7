#include <fmt/format.h>

#include <csignal>

#include "gis/county_file.hpp"
#include "maps/bound_words.hpp"
#include "maps/keep_list.hpp"
#include "maps/plan_page.hpp"
#include "scenarios/planner/goal_file.hpp"
#include "scenarios/scenario_file.hpp"
#include "src/commands.hpp"
#include "src/manifest.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"
#include "src/study.hpp"
#include "src/terminal_table.hpp"

namespace budian {
namespace {

volatile std::sig_atomic_t is_stopped = 0;
void stop(int /*signal*/) { is_stopped = 1; }

/// The county's problems and the goal's in one list.
planner::Goal read_goal(const PlanArguments& arguments, std::vector<Problem>& problems) {
  try {
    planner::Goal goal = planner::read_goal_file(arguments.goal);
    if (arguments.seconds > 0) goal.work.seconds = arguments.seconds;
    return goal;
  } catch (const InputError& error) {
    problems = error.problems();
    return {};
  }
}

StudyInputs read_county_of(const PlanArguments& arguments, std::vector<Problem>& problems,
                           Language language, Progress& progress) {
  RunArguments run;
  run.county = arguments.county;
  run.accept = arguments.accept;
  try {
    return read_inputs(run, language, progress);
  } catch (const InputError& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    throw InputError(std::move(problems));
  }
}

planner::PlanWatch watch_of(Progress& progress, Language language) {
  planner::PlanWatch watch;
  watch.stopped = [] { return is_stopped != 0; };
  watch.on_progress = [&progress, language](const planner::PlanProgress& now) {
    progress.step(text(Message{"plan.searching",
                               {{"sketches", static_cast<std::int64_t>(now.sketches)},
                                {"settled", static_cast<std::int64_t>(now.settled)},
                                {"closures", now.figures.closures},
                                {"yuan", now.change.count() / 100}}},
                       language),
                  0.1 + 0.9 * now.done);
  };
  watch.on_bound = [&progress, language] {
    progress.step(text(Message{"plan.proving", {}}, language), 0.9);
  };
  return watch;
}

void write(const OutputFolder& folder, const PlanStudy& study, const std::string& base_text,
           Language language) {
  std::filesystem::create_directories(folder.path() / "plans");
  const auto names = plan_names(study.answer);
  for (std::size_t i = 0; i < names.size(); ++i) {
    folder.write(std::filesystem::path("plans") / (names[i] + ".toml"),
                 scenario_text(study, study.answer.frontier[i], base_text));
  }
  folder.write("plan.json", plan_json(study));
  write_plan_workbook(folder.path() / "plan.xlsx", study, language);
  if (const std::string page = plan_html(study, language); !page.empty())
    folder.write("plan.html", page);
  folder.write("frontier.csv", table_csv(frontier_rows(study, language)));
  if (!study.answer.additions.empty())
    folder.write("additions.csv", table_csv(addition_rows(study, language)));
  folder.write("keep_list.csv", table_csv(keep_list_rows(study, language)));
}

void print(const PlanArguments& arguments, const PlanStudy& study, Language language) {
  const auto& answer = study.answer;
  const auto say = [&](const Message& message) { fmt::print("{}\n", text(message, language)); };
  say({"plan.summary",
       {{"candidates", static_cast<std::int64_t>(answer.candidates)},
        {"sketches", static_cast<std::int64_t>(answer.sketches)},
        {"settled", static_cast<std::int64_t>(answer.settled)}}});
  if (answer.bus_fit.mean_error) {
    say({"plan.bus_error",
         {{"percent", *answer.bus_fit.mean_error * 100},
          {"plans", static_cast<std::int64_t>(answer.bus_fit.plans)},
          {"factor", answer.bus_fit.factor * 100}}});
  }
  if (const auto basis = keep_list_basis(answer)) say(*basis);
  if (answer.stopped) say({"plan.stopped", {}});
  const auto& forbidden = answer.best().forbidden;
  if (!forbidden.empty()) {
    say({"plan.forbidden", {{"schools", static_cast<std::int64_t>(forbidden.size())}}});
  } else if (answer.best().score.broken > 0) {
    say({"plan.broken", {}});
  }
  if (answer.candidates == 0) {
    say({"plan.no_candidates", {}});
  } else if (answer.best().decisions.empty() && answer.best().score.broken == 0) {
    say({"plan.keeps_all", {}});
  }
  for (const auto& sentence : bound_words(study.goal, answer)) say(sentence);
  fmt::print("\n{}\n", terminal_table(frontier_rows(study, language)));
  if (!answer.additions.empty()) fmt::print("{}\n", terminal_table(addition_rows(study, language)));
  say({"plan.open_plans",
       {{"folder", (arguments.out / "plans").string()},
        {"list", (arguments.out / "keep_list.csv").string()}}});
  const auto names = plan_names(answer);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!answer.frontier[i].is_best) continue;
    fmt::print("budian run {} {} -o out\n", arguments.county.string(),
               (arguments.out / "plans" / (names[i] + ".toml")).string());
  }
}

}  // namespace

Exit run_plan(const PlanArguments& arguments, Language language) {
  std::optional<Progress> progress(std::in_place);
  OutputFolder folder(arguments.out);
  std::vector<Problem> problems;
  const planner::Goal read = read_goal(arguments, problems);
  const StudyInputs inputs = read_county_of(arguments, problems, language, *progress);
  if (!problems.empty()) throw InputError(std::move(problems));
  planner::Goal goal = read;
  planner::check_goal(goal, inputs.ground.county, inputs.ground.standards);
  read_given_stops(goal.base, inputs.ground.county);
  std::signal(SIGINT, stop);
  const planner::Answer answer =
      planner::answer(goal, inputs.ground, watch_of(*progress, language));
  const PlanStudy study{inputs.ground, goal, answer};
  const auto base = goal.scenario_file.empty() ? goal.file : goal.scenario_file;
  write(folder, study, read_text_file(base), language);
  auto files = inputs.files;
  files.emplace_back(goal.file);
  if (!goal.scenario_file.empty()) files.emplace_back(goal.scenario_file);
  folder.write("manifest.json", plan_manifest_json(arguments, language, files));
  folder.commit();
  progress.reset();
  if (arguments.json) {
    fmt::print("{}", plan_json(study));
  } else {
    print(arguments, study, language);
  }
  if (is_stopped != 0) return Exit::interrupted;
  return arguments.strict && answer.best().score.broken > 0 ? Exit::limits_broken : Exit::done;
}

}  // namespace budian
