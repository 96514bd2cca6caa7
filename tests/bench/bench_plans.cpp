// Plans for a goal: how soon the first good one is there, how good it is after so many seconds
// against long work, and what one decision more or less costs.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <numeric>

#include "gis/county_file.hpp"
#include "gis/county_reader.hpp"
#include "scenarios/planner/bound.hpp"
#include "scenarios/planner/goal_file.hpp"
#include "scenarios/planner/search.hpp"
#include "tests/bench/bench_arguments.hpp"

namespace budian {
namespace {

using planner::Decisions;
using planner::Score;

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Milliseconds of a sketch after one school more or less is closed, of `from`.
void toggle(const planner::Sketcher& sketcher, const Decisions& from) {
  std::vector<double> took;
  for (const auto& [school, decision] : from) {
    Decisions other = from;
    other.erase(school);
    const double begin = now();
    (void)sketcher.sketch(other);
    took.push_back((now() - begin) * 1e3);
  }
  if (took.empty()) return;
  std::sort(took.begin(), took.end());
  fmt::print("one closure less: median {:.1f} ms, longest {:.1f} ms, {} of them\n",
             took[took.size() / 2], took.back(), took.size());
}

/// What no plan can undercut, and how long it takes to say so.
void print_bound(const planner::Goal& goal, const Groundwork& ground,
                 const std::vector<planner::Candidate>& candidates,
                 const planner::Sketcher& sketcher) {
  const double begin = now();
  const auto bound = planner::bound_of(goal, ground, candidates, sketcher.sketch({}));
  fmt::print("bound after {:.2f} s: ", now() - begin);
  if (!bound.least) {
    fmt::print("none{}\n", bound.no_plan ? ", no plan keeps the goal's bounds" : "");
    return;
  }
  const bool heads = goal.aim == planner::Aim::fewest_long_journeys;
  fmt::print("{:.2f} {}{}\n", static_cast<double>(*bound.least) / (heads ? 1 : 100),
             heads ? "pupils" : "yuan",
             bound.is_exact ? "" : " (the program was not searched to its end)");
}

struct Step {
  double seconds;
  Score score;
};

void print_at(const std::vector<Step>& steps, double seconds) {
  const Step* last = nullptr;
  for (const auto& step : steps) {
    if (step.seconds <= seconds) last = &step;
  }
  if (!last) return;
  const double best = static_cast<double>(steps.back().score.first);
  const double value = static_cast<double>(last->score.first);
  fmt::print("after {:5.1f} s: bounds broken {}, {:.2f} ({:+.2f} % of the last)\n", seconds,
             last->score.broken, value / 100,
             best != 0 ? 100 * (value - best) / std::abs(best) : 0);
}

void run(const bench::Arguments& arguments) {
  auto read = read_county(arguments.paths.at(0), {});
  TravelRules travel = travel_rules_of(read.file);
  const auto money =
      read.file.money_rules.empty()
          ? money::built_in_rules()
          : money::read_rules(read_text_file(read.file.money_rules), read.file.money_rules.string(),
                              money::built_in_rules());
  const Groundwork ground =
      prepare(std::move(read.county), std::move(travel), money, built_in_standards());
  planner::Goal goal = planner::read_goal_file(arguments.paths.at(1));
  const auto seconds = arguments.numbers("seconds");
  goal.work.rounds = 1'000'000'000;
  goal.work.seconds = seconds.empty() ? 60 : *std::max_element(seconds.begin(), seconds.end());
  const planner::Sketcher sketcher(goal, ground);
  const auto candidates = planner::candidates_of(goal, ground);
  print_bound(goal, ground, candidates, sketcher);
  if (!arguments.numbers("bound").empty()) return;
  std::vector<Step> steps;
  planner::PlanWatch watch;
  watch.on_progress = [&](const planner::PlanProgress& progress) {
    if (steps.empty() || progress.best != steps.back().score)
      steps.push_back({progress.seconds, progress.best});
  };
  planner::Search search(sketcher, candidates,
                         planner::Scoring(goal, ground.standards, sketcher.sketch({}).figures,
                                          ground.money.bus.service_days),
                         watch);
  search.run();
  fmt::print("{} candidates, {} sketches in {:.1f} s\n", candidates.size(),
             search.archive().sketches(), search.seconds());
  const auto first = std::find_if(steps.begin(), steps.end(),
                                  [](const Step& step) { return step.score.broken == 0; });
  if (first != steps.end()) fmt::print("first plan within the bounds: {:.2f} s\n", first->seconds);
  for (const double at : seconds) print_at(steps, at);
  toggle(sketcher, search.best().decisions);
}

}  // namespace
}  // namespace budian

int main(int argc, char** argv) {
  try {
    budian::run({argc, argv, "COUNTY.toml GOAL.toml"});
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
