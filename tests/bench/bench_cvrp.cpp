// The pure routing core on capacitated instances in CVRPLIB's form: one school that is its own
// depot, one trip a bus, no ride limit, and the length of all ways as the cost.
#include <fmt/core.h>

#include <cmath>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

#include "scenarios/bus/search.hpp"
#include "tests/bench/bench_arguments.hpp"

namespace budian::bus {
namespace {

struct Instance {
  int dimension = 0;
  int capacity = 0;
  std::vector<double> x, y;
  std::vector<int> demand;
};

Instance read(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  Instance instance;
  std::string word, colon;
  while (file >> word) {
    if (word == "DIMENSION") file >> colon >> instance.dimension;
    if (word == "CAPACITY") file >> colon >> instance.capacity;
    const auto size = static_cast<std::size_t>(instance.dimension);
    if (word == "NODE_COORD_SECTION") {
      instance.x.resize(size);
      instance.y.resize(size);
      for (std::size_t i = 0; i < size; ++i) file >> word >> instance.x[i] >> instance.y[i];
    }
    if (word == "DEMAND_SECTION") {
      instance.demand.resize(size);
      for (std::size_t i = 0; i < size; ++i) file >> word >> instance.demand[i];
    }
  }
  return instance;
}

/// Site 0 is the depot; a unit of length is a millimetre and a millisecond.
Parts parts_of(const Instance& instance, std::int64_t seed) {
  Parts parts;
  const std::size_t size = instance.x.size();
  parts.travel.sites = size;
  for (std::size_t a = 0; a < size; ++a) {
    for (std::size_t b = 0; b < size; ++b) {
      const double dx = instance.x[a] - instance.x[b];
      const double dy = instance.y[a] - instance.y[b];
      parts.travel.length.push_back(std::llround(std::floor(std::sqrt(dx * dx + dy * dy) + 0.5)));
      parts.travel.time.push_back(parts.travel.length.back());
    }
  }
  parts.schools.push_back({SiteId(0), minutes(8 * 60), minutes(16 * 60)});
  parts.depots.push_back({SiteId(0)});
  for (std::size_t i = 1; i < size; ++i) {
    parts.stops.push_back({SiteId(i), BellId(0), Heads(instance.demand[i]), minutes(8 * 60)});
  }
  parts.types.push_back({"vehicle", Heads(instance.capacity), Heads(instance.capacity), 0, Fen(0),
                         Fen(1'000'000)});  // a fen a millimetre
  parts.parameters = {{}, {}, {}, 1, 1, false, seed, false};
  return parts;
}

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
  const Problem problem(parts_of(read(path), arguments.seed));
  Effort effort;
  effort.seconds = arguments.seconds;
  effort.threads = arguments.threads;
  effort.lanes = static_cast<std::size_t>(arguments.threads);
  std::int64_t rounds = 0;
  effort.on_progress = [&](const Progress& progress) { rounds = progress.rounds; };
  const Routes routes = solve(problem, effort);
  const std::int64_t cost = yearly_cost(problem, routes).count();
  const bool sound = check(problem, routes).empty();
  const std::int64_t known = best_known(path);
  const double gap =
      known == 0 ? 0 : 100 * (static_cast<double>(cost) / static_cast<double>(known) - 1);
  fmt::print("{}: {} in {} routes, gap {:.3f} %, {} rounds, {}\n", path.substr(path.rfind('/') + 1), cost,
             routes.duties.size(), gap, rounds, sound ? "sound" : "VIOLATIONS");
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
