// School buses of the public multi-school instances (Park, Tae and Kim; the rules as Bertsimas,
// Delarue and Martin 2019 give them): folders with Schools.txt and Stops.txt. Prints buses, driving
// time, seconds and what the checker says; writes the answers as JSON.
#include <fmt/core.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "scenarios/bus/bounds.hpp"
#include "scenarios/bus/search.hpp"
#include "tests/bench/bench_arguments.hpp"

namespace budian::bus {
namespace {

namespace fs = std::filesystem;

constexpr double feet_a_second = 29.3333333;
constexpr int seats = 66;
constexpr Milliseconds unload{154'400};

struct Instance {
  std::vector<std::int64_t> stop_ids, school_ids;
  Parts parts;
};

struct Point {
  double x, y;
};

/// 510 is 05:10.
Milliseconds bell_of(int hmm) { return minutes(hmm / 100 * 60 + hmm % 100); }

std::ifstream opened(const fs::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  std::string header;
  std::getline(stream, header);
  return stream;
}

/// Manhattan distance in feet, kept as thousandths of a foot; times are rounded up, so that whole
/// milliseconds never make a late bus look early.
SiteTravel travel_between(const std::vector<Point>& places) {
  SiteTravel travel;
  travel.sites = places.size();
  for (const Point& a : places) {
    for (const Point& b : places) {
      const double feet = std::abs(a.x - b.x) + std::abs(a.y - b.y);
      travel.length.push_back(std::llround(feet * 1000));
      travel.time.push_back(static_cast<std::int64_t>(std::ceil(feet / feet_a_second * 1000)));
    }
  }
  return travel;
}

Instance read(const fs::path& folder, double ride_limit_s, bool chained, std::int64_t seed) {
  Instance instance;
  std::unordered_map<std::int64_t, std::size_t> school_rows;
  std::vector<Point> schools, places;
  auto& parts = instance.parts;
  std::ifstream school_file = opened(folder / "Schools.txt");
  std::int64_t id = 0, school = 0;
  double x = 0, y = 0;
  int early = 0, late = 0, pupils = 0;
  while (school_file >> id >> x >> y >> early >> late) {
    school_rows[id] = instance.school_ids.size();
    instance.school_ids.push_back(id);
    schools.push_back({x, y});
    // Pupils are off the bus at the bell; nobody waits. There is no afternoon.
    parts.schools.push_back({{}, bell_of(early) - unload, minutes(24 * 60 - 1)});
  }
  std::ifstream stop_file = opened(folder / "Stops.txt");
  while (stop_file >> id >> x >> y >> school >> pupils) {
    instance.stop_ids.push_back(id);
    parts.stops.push_back({SiteId(places.size()), BellId(school_rows.at(school)), Heads(pupils),
                           seconds(ride_limit_s)});
    places.push_back({x, y});
  }
  for (std::size_t row = 0; row < schools.size(); ++row) {
    parts.schools[BellId(row)].site = SiteId(places.size());
    places.push_back(schools[row]);
  }
  parts.travel = travel_between(places);
  BusType bus{"bus", Heads(seats), Heads(seats), 0, Fen(0), Fen(0)};
  bus.cost_an_hour = Fen(3'600'000);  // a fen a millisecond: the cost is the driving time
  parts.types.push_back(bus);
  parts.parameters = {seconds(19), Milliseconds(2600), unload, 1, 1, chained, seed, true};
  return instance;
}

nlohmann::json written(const Instance& instance, const std::string& name, double ride_limit_s,
                       const Routes& routes) {
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

void run(const bench::Arguments& arguments, const fs::path& folder, double ride_limit_s,
         std::ostream* out) {
  const std::string name = folder.filename().string();
  const Instance instance = read(folder, ride_limit_s, !arguments.has("routes"), arguments.seed);
  const Problem problem(instance.parts);
  Effort effort;
  effort.seconds = arguments.seconds;
  effort.threads = arguments.threads;
  effort.lanes = static_cast<std::size_t>(arguments.threads);
  std::size_t buses = 0;
  double last = 0;
  effort.on_progress = [&](const Progress& progress) {
    last = progress.seconds;
    if (!arguments.has("curve") || progress.buses == buses) return;
    buses = progress.buses;
    fmt::print("  {:8.2f} s {:4} buses\n", progress.seconds, progress.buses);
  };
  const Routes routes = solve(problem, effort);
  const auto violations = check(problem, routes);
  std::int64_t driving = 0;
  std::size_t trips = 0;
  for (const Duty& duty : routes.duties) {
    driving += morning_way(problem, duty).driving.count();
    trips += duty.trips.size();
  }
  fmt::print(
      "{:8} {:5.0f} s limit: {:4} buses (at least {}), {:4} trips (at least {}), driving {:9.1f} "
      "s, {:6.1f} s, {}\n",
      name, ride_limit_s, routes.duties.size(), least_buses(problem), trips, least_trips(problem),
      static_cast<double>(driving) / 1000, last,
      violations.empty() ? "sound" : fmt::format("{} VIOLATIONS", violations.size()));
  std::fflush(stdout);
  if (out != nullptr) *out << written(instance, name, ride_limit_s, routes).dump() << "\n";
}

}  // namespace
}  // namespace budian::bus

int main(int argc, char** argv) {
  using budian::bench::Arguments;
  try {
    const Arguments arguments(argc, argv, "FOLDER… [--ride-limit S]… [--curve] [--routes]");
    std::vector<double> limits = arguments.numbers("ride-limit");
    if (limits.empty()) limits = {2700, 5400};
    std::ofstream file;
    if (!arguments.out.empty()) file.open(arguments.out);
    for (const auto& folder : arguments.paths) {
      for (const double limit : limits) {
        budian::bus::run(arguments, folder, limit, file.is_open() ? &file : nullptr);
      }
    }
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
