// The pure routing core on capacitated instances in CVRPLIB's form: one school that is its own
// depot, one trip a bus, no ride limit, and the length of all ways as the cost.
#include <fmt/core.h>

#include <fstream>
#include <iostream>
#include <string>

#include "scenarios/bus/search.hpp"
#include "tests/bench/bench_arguments.hpp"
#include "tests/support/public_instances.hpp"

namespace budian::bus {
namespace {

void write_solution(const std::string& path, const Routes& routes, std::int64_t cost) {
  std::ofstream file(path);
  int number = 0;
  for (const Duty& duty : routes.duties) {
    file << "Route #" << ++number << ":";
    for (const StopId stop : duty.trips.front().stops) file << " " << stop.row() + 1;
    file << "\n";
  }
  file << "Cost " << cost << "\n";
}

/// The cost in the solution beside the instance; 0 without one.
std::int64_t best_known(std::string path) {
  path.replace(path.rfind('.'), std::string::npos, ".sol");
  std::ifstream file(path);
  std::string word;
  std::int64_t cost = 0;
  while (file >> word) {
    if (word == "Cost") file >> cost;
  }
  return cost;
}

/// The gap to the best known cost, in percent.
double run(const bench::Arguments& arguments, const std::string& path) {
  Parts parts = read_cvrp_instance(path);
  parts.parameters.seed = arguments.seed;
  const Problem problem(std::move(parts));
  Effort effort = bench::effort_of(arguments);
  std::int64_t rounds = 0;
  effort.on_progress = [&](const Progress& progress) { rounds = progress.rounds; };
  const Routes routes = solve(problem, effort);
  const std::int64_t cost = yearly_cost(problem, routes).count();
  const bool sound = check(problem, routes).empty();
  const std::int64_t known = best_known(path);
  const double gap =
      known == 0 ? 0 : 100 * (static_cast<double>(cost) / static_cast<double>(known) - 1);
  fmt::print("{}: {} in {} routes, gap {:.3f} %, {} rounds, {}\n", path.substr(path.rfind('/') + 1),
             cost, routes.duties.size(), gap, rounds, sound ? "sound" : "VIOLATIONS");
  std::fflush(stdout);
  if (!arguments.out.empty()) write_solution(arguments.out, routes, cost);
  return gap;
}

}  // namespace
}  // namespace budian::bus

int main(int argc, char** argv) {
  try {
    const budian::bench::Arguments arguments(argc, argv, "FILE.vrp…");
    double sum = 0;
    for (const auto& path : arguments.paths) sum += budian::bus::run(arguments, path);
    fmt::print("mean gap {:.3f} %\n", sum / static_cast<double>(arguments.paths.size()));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
