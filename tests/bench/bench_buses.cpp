// School buses of the public multi-school instances (Park, Tae and Kim; the rules as Bertsimas,
// Delarue and Martin 2019 give them): folders with Schools.txt and Stops.txt. Prints buses, driving
// time, seconds and what the checker says; writes the answers as JSON.
#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "scenarios/bus/bounds.hpp"
#include "scenarios/bus/search.hpp"
#include "tests/bench/bench_arguments.hpp"
#include "tests/support/public_instances.hpp"

namespace budian::bus {
namespace {

namespace fs = std::filesystem;

nlohmann::json written(const SchoolBusInstance& instance, const std::string& name,
                       double ride_limit_s, const Routes& routes) {
  auto buses = nlohmann::json::array();
  for (const Duty& duty : routes.duties) {
    auto trips = nlohmann::json::array();
    for (const Trip& trip : duty.trips) {
      auto stops = nlohmann::json::array();
      for (const StopId stop : trip.stops) stops.push_back(instance.stop_ids[stop.row()]);
      trips.push_back({{"school", instance.school_ids[trip.school.row()]}, {"stops", stops}});
    }
    buses.push_back(trips);
  }
  return {{"instance", name}, {"ride_limit_s", ride_limit_s}, {"buses", buses}};
}

nlohmann::json run(const bench::Arguments& arguments, const fs::path& folder, double ride_limit_s) {
  const std::string name = folder.filename().string();
  SchoolBusInstance instance = read_school_bus_instance(folder, ride_limit_s);
  instance.parts.parameters.chain_trips = !arguments.has("routes");
  instance.parts.parameters.seed = arguments.seed;
  const Problem problem(instance.parts);
  Effort effort = bench::effort_of(arguments);
  std::size_t buses = 0;
  double last = 0;
  std::int64_t rounds = 0;
  effort.on_progress = [&](const Progress& progress) {
    last = progress.seconds;
    rounds = progress.rounds;
    if (!arguments.has("curve") || progress.buses == buses) return;
    buses = progress.buses;
    fmt::print("  {:8.2f} s {:4} buses\n", progress.seconds, progress.buses);
  };
  const Routes routes = solve(problem, effort);
  const auto violations = check(problem, routes);
  std::int64_t driving = 0;
  const TripBound least = least_trips_by_rides(problem);
  std::size_t trips = 0;
  for (const Duty& duty : routes.duties) {
    driving += morning_way(problem, duty).driving.count();
    trips += duty.trips.size();
  }
  fmt::print(
      "{:8} {:5.0f} s limit: {:4} buses (at least {}), {:4} trips (at least {}), driving {:9.1f} "
      "s, {:6.1f} s, {} rounds, {}\n",
      name, ride_limit_s, routes.duties.size(), least_buses(problem, least), trips, sum_of(least),
      static_cast<double>(driving) / 1000, last, rounds,
      violations.empty() ? "sound" : fmt::format("{} VIOLATIONS", violations.size()));
  std::fflush(stdout);
  return written(instance, name, ride_limit_s, routes);
}

}  // namespace
}  // namespace budian::bus

int main(int argc, char** argv) {
  using budian::bench::Arguments;
  try {
    const Arguments arguments(argc, argv, "FOLDER… [--ride-limit S]… [--curve] [--routes]");
    std::vector<double> limits = arguments.numbers("ride-limit");
    if (limits.empty()) limits = {2700, 5400};
    auto answers = nlohmann::json::array();
    for (const auto& folder : arguments.paths) {
      for (const double limit : limits) {
        answers.push_back(budian::bus::run(arguments, folder, limit));
      }
    }
    if (!arguments.out.empty()) {
      std::ofstream(arguments.out)
          << (answers.size() == 1 ? answers.front() : answers).dump() << "\n";
    }
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
