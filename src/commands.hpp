// One function a command; each returns the exit code.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gis/message.hpp"
#include "maps/messages.hpp"

namespace budian {

/// Exit codes of the program.
enum class Exit : int {
  done = 0,
  usage = 1,
  bad_input = 2,
  limits_broken = 3,
  internal = 4,
  interrupted = 5
};

struct SampleArguments {
  std::filesystem::path folder;
  std::uint64_t seed = 1;
  int scale = 1;
  bool replace = false;  ///< files of the same name and other content
};
Exit run_sample(const SampleArguments& arguments, Language language);

struct InitArguments {
  std::filesystem::path folder;
  bool replace = false;  ///< an existing county.toml
};
/// Writes the draft of a county.toml into the folder. bad_input where the draft cannot be run yet.
Exit run_init(const InitArguments& arguments, Language language);

struct CheckArguments {
  std::filesystem::path county;
  std::vector<std::filesystem::path> scenarios;
  bool json = false;
  bool accept = false;        ///< use coordinate systems that are inferred and beyond doubt
  std::filesystem::path out;  ///< folder for the findings as page, layer and JSON
  std::filesystem::path fix;  ///< folder for a clean copy
  bool codes = false;         ///< print the reference of all findings instead
};
Exit run_check(const CheckArguments& arguments, Language language);

struct RunArguments {
  std::filesystem::path county;
  std::vector<std::filesystem::path> scenarios;
  std::filesystem::path out;
  bool shapefiles = false;
  bool accept = false;           ///< use coordinate systems that are inferred and beyond doubt
  bool strict = false;           ///< exit 3 when measures were refused or pupils are beyond a limit
  bool json = false;             ///< the comparison as JSON on stdout instead of a table
  std::filesystem::path replay;  ///< manifest.json of an earlier run
};
Exit run_run(const RunArguments& arguments, Language language);

struct PlanArguments {
  std::filesystem::path county;
  std::filesystem::path goal;
  std::filesystem::path out;
  double seconds = 0;   ///< of searching; 0: the goal's rounds
  bool strict = false;  ///< exit 3 when no plan keeps the goal's bounds
  bool json = false;    ///< plan.json on stdout instead of a table
  bool accept = false;
};
/// Plans for a goal. Interrupted, it writes the best so far (exit 5).
Exit run_plan(const PlanArguments& arguments, Language language);

struct TryArguments {
  std::filesystem::path county;
  std::filesystem::path goal;  ///< its limits, buses and beds hold
  bool accept = false;
};
/// Decisions from standard input, one a line; what each changes is printed at once.
Exit run_try(const TryArguments& arguments, Language language);

struct ForecastArguments {
  std::filesystem::path county;
  bool accept = false;
  bool json = false;                        ///< on stdout instead of tables
  std::filesystem::path out;                ///< folder; empty: nothing is written
  std::filesystem::path scenario, phasing;  ///< a plan, and the terms that spread it over years
};
/// Pupils of the years ahead, with what the method would have done in the years before.
Exit run_forecast(const ForecastArguments& arguments, Language language);

struct TravelArguments {
  std::filesystem::path county;
  std::string from = "settlements";  ///< settlements, schools, or a file
  std::string to = "schools";
  std::string from_layer;  ///< of the file, where it has several
  std::string to_layer;
  std::string mode = "walk";       ///< walk, bus or car
  std::string band;                ///< whose walking speed: lower_primary, upper_primary, junior
  std::string limit;               ///< "5km", "800m", "30min"; empty: none
  std::size_t nearest = 0;         ///< so many destinations of each origin; 0: all
  std::string bands;               ///< "10,20,30min", "1,2,5km": areas instead of a table
  std::vector<std::string> close;  ///< roads, by name or "longitude,latitude"
  std::vector<std::string> speed;  ///< the same with "=40" (km/h)
  std::vector<std::filesystem::path> add;  ///< layers of new roads
  std::string add_layer;                   ///< of those files, where they have several
  [[nodiscard]] bool changes_roads() const {
    return !close.empty() || !speed.empty() || !add.empty();
  }
  bool paths = false;  ///< lines on the roads instead of straight ones
  bool json = false;   ///< a table as OSRM's clients read it, on stdout
  bool accept = false;
  std::filesystem::path out;  ///< .csv or .gpkg
};
/// A table of journeys between two layers.
Exit run_travel(const TravelArguments& arguments, Language language);

struct RoutesArguments {
  std::filesystem::path routes;    ///< routes.json of a run, changed by hand; or a problem
  std::filesystem::path county;    ///< empty: of the run that wrote it
  std::filesystem::path scenario;  ///< the same
  bool improve = false;            ///< else it is judged
  bool solve = false;              ///< a problem in the form of other programs
  bool least_cost = false;         ///< of a problem: cost before the number of vehicles
  bool apart = false;              ///< of a problem: one school a trip
  std::vector<std::int64_t> keep;  ///< vehicles that stay as they are
  double seconds = 0;              ///< of searching; 0: the usual work
  bool json = false;
  bool accept = false;
  std::filesystem::path out;
};
/// Judges routes drawn by hand, or improves them around vehicles that stay. limits_broken where
/// something is broken.
Exit run_routes(const RoutesArguments& arguments, Language language);
Exit solve_routes(const RoutesArguments& arguments, Language language);

struct SweepArguments {
  std::filesystem::path county;
  std::filesystem::path sweep;
  std::filesystem::path out;
  std::string shard = "1/1";                   ///< "2/3": every third run, from the second on
  int threads = 0;                             ///< 0: all
  bool gather = false;                         ///< joins `folders` instead
  std::vector<std::filesystem::path> folders;  ///< outputs of shards
  bool partial = false;                        ///< joins what there is, though runs are missing
  bool accept = false;
  bool json = false;  ///< sweep.json on stdout instead of tables
};
/// Many runs of scenarios with varied parameters. Goes on where an earlier call was stopped.
Exit run_sweep(const SweepArguments& arguments, Language language);
Exit gather_sweep(const SweepArguments& arguments, Language language);

struct LocateArguments {
  std::filesystem::path county;
  std::filesystem::path model;
  std::filesystem::path out;
  bool strict = false;  ///< exit 3 where limits clash
  bool json = false;
  bool accept = false;
  double seconds = 0;  ///< of searching; 0: the usual work
};
/// Where schools are best by a location model, with proof, or which limits clash.
Exit run_locate(const LocateArguments& arguments, Language language);

/// Prints problems to stderr, one a line, and returns bad_input.
Exit report_problems(const std::vector<Problem>& problems, Language language);

}  // namespace budian
