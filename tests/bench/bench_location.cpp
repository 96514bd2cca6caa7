// Location models against CBC on the whole program, one thread, in one run.
#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <iostream>
#include <random>

#include "scenarios/location/program.hpp"
#include "scenarios/location/solution.hpp"
#include "scenarios/location/tasks.hpp"
#include "tests/bench/bench_arguments.hpp"
#include "tests/support/graph_median.hpp"

namespace budian::location {
namespace {

/// Random points in a square of 10 km, heads 1 to 50, so many nearest sites each, whole metres.
Parts invented(std::size_t sites, std::size_t demands, std::size_t nearest, unsigned seed) {
  std::mt19937 random(seed);
  const auto draw = [&] { return static_cast<double>(random() % 10001); };
  std::vector<std::pair<double, double>> places;
  Parts parts;
  for (std::size_t j = 0; j < sites; ++j) {
    places.emplace_back(draw(), draw());
    parts.sites.push_back({fmt::format("s{:04}", j)});
  }
  for (std::size_t i = 0; i < demands; ++i) {
    const double x = draw(), y = draw();
    parts.demands.push_back(
        {fmt::format("d{:05}", i), static_cast<std::int64_t>(random() % 50 + 1)});
    std::vector<Way> ways;
    for (std::size_t j = 0; j < sites; ++j)
      ways.push_back({i, j, std::llround(std::hypot(places[j].first - x, places[j].second - y))});
    std::stable_sort(ways.begin(), ways.end(),
                     [](const Way& a, const Way& b) { return a.cost < b.cost; });
    ways.resize(std::min(ways.size(), nearest));
    parts.ways.insert(parts.ways.end(), ways.begin(), ways.end());
  }
  return parts;
}

std::int64_t heads_of(const Parts& parts) {
  std::int64_t sum = 0;
  for (const Demand& demand : parts.demands) sum += demand.heads;
  return sum;
}

/// Processor time of this program and of those it has started, however busy the machine is.
double processor_seconds() {
  double sum = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage used{};
    getrusage(who, &used);
    for (const timeval& time : {used.ru_utime, used.ru_stime})
      sum += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  }
  return sum;
}

double seconds_of(const std::function<void()>& work) {
  const double begin = processor_seconds();
  work();
  return processor_seconds() - begin;
}

struct Run {
  std::string name;
  Parts parts;
  std::optional<double> seconds = std::nullopt;
};

void compare(const Run& run, const bench::Arguments& arguments) {
  const Problem problem(run.parts);
  const Goal goal = problem.goals().front();
  Effort effort;
  effort.seconds = run.seconds;
  if (arguments.has("gap")) effort.gap = arguments.numbers("gap").at(0);
  if (arguments.has("nodes")) effort.nodes = static_cast<int>(arguments.numbers("nodes").at(0));
  if (arguments.has("program"))
    effort.program_nodes = static_cast<int>(arguments.numbers("program").at(0));
  Solution ours;
  const double our_time = seconds_of([&] { ours = solve(problem, effort); });
  const bool sound = ours.state == State::solved && broken_limits(problem, ours).empty();
  const Reached reached = ours.reached.empty() ? Reached{} : ours.reached.front();
  fmt::print("{}: ours {:.3f} s, value {}, bound {}, gap {:.4f} %{}\n", run.name, our_time,
             reached.value, reached.bound, 100 * reached.gap(), sound ? "" : " BROKEN");
  std::fflush(stdout);
  const Task task = task_of(problem, goal, {});
  if (!arguments.out.empty()) {
    const double unit = write_program(task, arguments.out + "/" + run.name + ".mps");
    fmt::print("{}: written, costs divided by {}, heads {}\n", run.name, unit, heads_of(run.parts));
  }
  if (arguments.has("alone")) return;
  Answer theirs;
  const double cap = arguments.seconds;
  const double their_time = seconds_of([&] {
    theirs = solve_by_program(task, {2'000'000'000, cap});
  });
  const bool covers = goal.aim == Aim::most_covered;
  const auto shown = [&](std::int64_t value) {
    return covers ? heads_of(run.parts) - value : value;
  };
  fmt::print("{}: CBC {:.3f} s{}, value {}, bound {}; ours is {:.1f} times faster\n", run.name,
             their_time, their_time > cap ? " (stopped)" : "",
             theirs.found ? shown(theirs.best.value) : -1, shown(theirs.bound),
             their_time / our_time);
  std::fflush(stdout);
}

void set_number(Parts& parts, std::size_t number) {
  parts.least_sites = number;
  parts.most_sites = number;
}

/// --number N, once or more: how many sites are open, instead of what is usual.
std::vector<std::size_t> numbers_of(const bench::Arguments& arguments,
                                    std::vector<std::size_t> usual) {
  if (!arguments.has("number")) return usual;
  std::vector<std::size_t> numbers;
  for (const double number : arguments.numbers("number"))
    numbers.push_back(static_cast<std::size_t>(number));
  return numbers;
}

/// --set S, once or more: only these of many.
bool is_wanted(const bench::Arguments& arguments, unsigned set) {
  const auto sets = arguments.numbers("set");
  return sets.empty() || std::find(sets.begin(), sets.end(), set) != sets.end();
}

void run_median(const bench::Arguments& arguments) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    for (const std::size_t number : numbers_of(arguments, {60, 100})) {
      if (!is_wanted(arguments, seed)) continue;
      Parts parts = invented(300, 2000, 20, seed);
      set_number(parts, number);
      parts.goals = {{Aim::least_distance, 0}};
      compare({fmt::format("median-{}-{}", number, seed), parts}, arguments);
    }
  }
}

/// The sizes of the 40 public p-median sets.
void run_graph(const bench::Arguments& arguments) {
  const std::vector<std::pair<std::size_t, std::vector<std::size_t>>> sets{
      {100, {5, 10, 10, 20, 33}},  {200, {5, 10, 20, 40, 67}},   {300, {5, 10, 30, 60, 100}},
      {400, {5, 10, 40, 80, 133}}, {500, {5, 10, 50, 100, 167}}, {600, {5, 10, 60, 120, 200}},
      {700, {5, 10, 70, 140}},     {800, {5, 10, 80}},           {900, {5, 10, 90}}};
  unsigned seed = static_cast<unsigned>(arguments.seed);
  for (const auto& [nodes, numbers] : sets) {
    for (const std::size_t number : numbers) {
      Parts parts = graph_median(nodes, number, ++seed);
      parts.goals = {{Aim::least_distance, 0}};
      compare({fmt::format("graph-{}-{}-{}", nodes, number, seed), parts}, arguments);
    }
  }
}

/// Public p-median sets, from where their files lie.
void run_pmed(const bench::Arguments& arguments) {
  for (std::size_t f = 1; f < arguments.paths.size(); ++f) {
    const std::filesystem::path file = arguments.paths[f];
    Parts parts = read_pmed(file);
    parts.goals = {{Aim::least_distance, 0}};
    const Problem problem(parts);
    Solution found;
    Effort effort;
    if (arguments.has("nodes")) effort.nodes = static_cast<int>(arguments.numbers("nodes").at(0));
    const double time = seconds_of([&] { found = solve(problem, effort); });
    const bool sound = found.state == State::solved && broken_limits(problem, found).empty();
    const Reached reached = found.reached.empty() ? Reached{} : found.reached.front();
    fmt::print("{}: value {}, bound {}, proven {}, {:.3f} s{}\n", file.stem().string(),
               reached.value, reached.bound, found.proven() ? "yes" : "no", time,
               sound ? "" : " BROKEN");
    std::fflush(stdout);
  }
}

void run_capacity(const bench::Arguments& arguments) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    for (const std::size_t number : numbers_of(arguments, {60, 100})) {
      if (!is_wanted(arguments, seed)) continue;
      Parts parts = invented(300, 2000, 20, seed);
      set_number(parts, number);
      const std::int64_t places = heads_of(parts) * 12 / 10 / static_cast<std::int64_t>(number);
      for (Site& site : parts.sites) site.most_heads = places;
      parts.goals = {{Aim::least_distance, 0}};
      const double limit = arguments.has("ours") ? arguments.numbers("ours").at(0) : 5;
      Run run{fmt::format("capacity-{}-{}", number, seed), parts};
      if (limit > 0) run.seconds = limit;
      compare(run, arguments);
    }
  }
}

void run_cover(const bench::Arguments& arguments) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    for (const std::size_t number : numbers_of(arguments, {40, 80})) {
      if (!is_wanted(arguments, seed)) continue;
      Parts parts = invented(1000, 10000, 60, seed);
      set_number(parts, number);
      const std::int64_t radius = 600;
      for (Demand& demand : parts.demands) demand.farthest = radius;
      parts.everyone_served = false;
      parts.goals = {{Aim::most_covered, radius}};
      compare({fmt::format("cover-{}-{}", number, seed), parts}, arguments);
    }
  }
}

}  // namespace
}  // namespace budian::location

int main(int argc, char** argv) {
  try {
    const budian::bench::Arguments arguments(
        argc, argv,
        "median|graph|capacity|cover… [--alone 1] [--ours SECONDS, 0: none] [--gap SHARE] "
        "[--number SITES] [--set NUMBER] | pmed FILE…");
    if (arguments.paths.front() == "pmed") {
      budian::location::run_pmed(arguments);
      return 0;
    }
    for (const auto& kind : arguments.paths) {
      if (kind == "median") budian::location::run_median(arguments);
      if (kind == "graph") budian::location::run_graph(arguments);
      if (kind == "capacity") budian::location::run_capacity(arguments);
      if (kind == "cover") budian::location::run_cover(arguments);
    }
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
