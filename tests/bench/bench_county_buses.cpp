// The buses of a county's scenario: how good the answer is after little work, against long work.
#include <fmt/core.h>

#include <chrono>
#include <iostream>

#include "gis/county_file.hpp"
#include "gis/county_reader.hpp"
#include "scenarios/bus/bounds.hpp"
#include "scenarios/bus/search.hpp"
#include "scenarios/bus/service.hpp"
#include "scenarios/evaluate.hpp"
#include "scenarios/scenario_file.hpp"
#include "tests/bench/bench_arguments.hpp"

namespace budian {
namespace {

void solve_for(const bus::Problem& problem, const bus::Effort& effort, const std::string& what) {
  const auto begin = std::chrono::steady_clock::now();
  const bus::Routes routes = bus::solve(problem, effort);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  const bus::TripBound least = least_trips_by_rides(problem);
  std::size_t trips = 0;
  for (const auto& duty : routes.duties) trips += duty.trips.size();
  fmt::print(
      "{:>12}: {:6.2f} s, {} buses (at least {}), {} trips (at least {}), {:.0f} yuan a year, {}\n",
      what, took.count(), routes.duties.size(), least_buses(problem, least), trips,
      bus::sum_of(least), in_yuan(yearly_cost(problem, routes)),
      check(problem, routes).empty() ? "sound" : "VIOLATIONS");
  std::fflush(stdout);
}

void run(const bench::Arguments& arguments) {
  auto read = read_county(arguments.paths.at(0), {});
  TravelRules travel = travel_rules_of(read.file);
  const Groundwork ground =
      prepare(std::move(read.county), std::move(travel), money::built_in_rules(), {});
  const Scenario scenario = read_scenario_file(arguments.paths.at(1));
  const Plan plan = apply(scenario, ground);
  const BusTask task(scenario, plan, ground);
  fmt::print("{} stops, {} schools, {} pupils\n", task.problem().stops().size(),
             task.problem().schools().size(), plan.buses.riders.count());
  bus::Effort effort;
  effort.threads = arguments.threads;
  solve_for(task.problem(), effort, "usual work");
  for (const double seconds : arguments.numbers("seconds")) {
    effort.seconds = seconds;
    solve_for(task.problem(), effort, fmt::format("{} s", seconds));
  }
}

}  // namespace
}  // namespace budian

int main(int argc, char** argv) {
  try {
    budian::run({argc, argv, "COUNTY.toml SCENARIO.toml"});
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
