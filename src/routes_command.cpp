// Routes drawn by hand: judged, and improved around those that stay.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "gis/county_file.hpp"
#include "maps/outputs.hpp"
#include "scenarios/bus/around.hpp"
#include "scenarios/bus/matched_routes.hpp"
#include "scenarios/bus/violation_words.hpp"
#include "scenarios/evaluate.hpp"
#include "src/commands.hpp"
#include "src/manifest.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"
#include "src/study.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// The manifest of the run that wrote the routes: in their folder or above it.
std::optional<fs::path> manifest_of(const fs::path& routes) {
  const fs::path folder = fs::absolute(routes).parent_path();
  for (const fs::path& place : {folder, folder.parent_path()}) {
    if (fs::is_regular_file(place / "manifest.json")) return place / "manifest.json";
  }
  return std::nullopt;
}

/// County and the one scenario: those that are said, else those of the run that wrote the file into
/// the scenario's folder.
RunArguments run_of(const RoutesArguments& arguments) {
  RunArguments run;
  if (!arguments.county.empty()) {
    run.county = arguments.county;
    run.scenarios = {arguments.scenario};
    run.accept = arguments.accept;
    return run;
  }
  const auto manifest = manifest_of(arguments.routes);
  if (!manifest) refuse(arguments.routes, {"routes.no_manifest", {}});
  run = read_manifest(*manifest).arguments;
  const std::string code = arguments.scenario.empty()
                               ? fs::absolute(arguments.routes).parent_path().filename().string()
                               : arguments.scenario.stem().string();
  const auto found = std::find_if(run.scenarios.begin(), run.scenarios.end(),
                                  [&](const fs::path& file) { return file.stem() == code; });
  if (found == run.scenarios.end()) {
    refuse(arguments.routes, {"routes.no_scenario", {{"name", code}}});
  }
  run.scenarios = {*found};
  return run;
}

/// A plan of buses as people compare them.
struct Figures {
  std::size_t buses = 0, trips = 0;
  Heads pupils;
  std::optional<Fen> cost;  ///< none where a way is missing, or a trip has no stops
};

/// Without what a scenario's own drawn routes say: the task is the same.
struct Desk {
  StudyInputs inputs;
  Plan plan;
  std::optional<BusTask> task;
  DrawnRoutes drawn;
  bus::Routes routes;
  std::vector<std::int64_t> vehicles;

  Desk(const RoutesArguments& arguments, Language language, Progress& progress)
      : inputs(read_inputs(run_of(arguments), language, progress)),
        drawn(read_drawn_routes(read_text_file(arguments.routes), arguments.routes.string())) {
    progress.step(text("program.planning_buses", language), 0.3);
    inputs.scenarios[1].bus.drawn.reset();
    plan = apply(inputs.scenarios[1], inputs.ground);
    task.emplace(inputs.scenarios[1], plan, inputs.ground);
    if (task->is_empty()) refuse(arguments.routes, {"routes.no_riders", {}});
    routes = matched(drawn, *task);
    for (const DrawnDuty& duty : drawn.duties) vehicles.push_back(duty.vehicle);
  }

  /// The drawn routes, these duties first.
  [[nodiscard]] bus::Routes with_first(const std::vector<std::size_t>& rows) const {
    bus::Routes result = routes;
    result.duties.clear();
    for (const std::size_t row : rows) result.duties.push_back(routes.duties[row]);
    for (std::size_t row = 0; row < routes.duties.size(); ++row) {
      if (std::count(rows.begin(), rows.end(), row) == 0) {
        result.duties.push_back(routes.duties[row]);
      }
    }
    return result;
  }

  [[nodiscard]] Figures figures(const bus::Routes& of) const {
    Figures figures;
    figures.buses = of.duties.size();
    std::set<bus::StopId> served;
    for (const bus::Duty& duty : of.duties) {
      figures.trips += duty.trips.size();
      for (const bus::Trip& trip : duty.trips) served.insert(trip.stops.begin(), trip.stops.end());
    }
    for (const bus::StopId stop : served) figures.pupils += task->problem().stops()[stop].pupils;
    try {
      figures.cost = bus::yearly_cost(bus::with_bells(task->problem(), of.bells), of);
    } catch (const std::invalid_argument&) {
      figures.cost.reset();  // told as broken
    }
    return figures;
  }
};

std::string sentence(const char* key, const Figures& figures, Language language) {
  const std::string cost = figures.cost ? fmt::format("{:.0f}", in_yuan(*figures.cost)) : "?";
  return text(Message{key,
                      {{"buses", static_cast<std::int64_t>(figures.buses)},
                       {"trips", static_cast<std::int64_t>(figures.trips)},
                       {"pupils", figures.pupils.count()},
                       {"cost", cost}}},
              language);
}

Json json_of(const Figures& figures) {
  return {{"vehicles", figures.buses},
          {"trips", figures.trips},
          {"pupils", figures.pupils.count()},
          {"cost_yuan_a_year", figures.cost ? Json(in_yuan(*figures.cost)) : Json()}};
}

Json json_of(const Message& message) {
  Json json{{"key", message.key}};
  for (const auto& [name, value] : message.arguments) {
    std::visit([&, key = name](const auto& shown) { json[key] = shown; }, value);
  }
  json["zh"] = text(message, Language::zh);
  json["en"] = text(message, Language::en);
  return json;
}

void print_words(const std::vector<Message>& words, Language language) {
  for (const Message& message : words) fmt::print("- {}\n", text(message, language));
}

Exit check_routes(const RoutesArguments& arguments, Language language) {
  std::optional<Progress> progress(std::in_place);
  const Desk desk(arguments, language, *progress);
  progress.reset();
  const auto violations = bus::check(desk.task->problem(), desk.routes);
  const auto words = words_of(*desk.task, desk.routes, violations, desk.vehicles);
  const Figures drawn = desk.figures(desk.routes);
  const Figures best = desk.figures(desk.plan.buses.routes);
  if (arguments.json) {
    Json list = Json::array();
    for (const Message& message : words) list.push_back(json_of(message));
    fmt::print("{}\n", Json{{"scenario", desk.inputs.scenarios[1].code},
                            {"plan", json_of(drawn)},
                            {"searched", json_of(best)},
                            {"violations", std::move(list)}}
                           .dump(1));
  } else {
    fmt::print("{}\n{}\n", sentence("routes.drawn", drawn, language),
               sentence("routes.searched", best, language));
    const char* key = words.empty() ? "routes.sound" : "routes.broken";
    fmt::print("{}\n",
               text(Message{key, {{"count", static_cast<std::int64_t>(words.size())}}}, language));
    print_words(words, language);
  }
  return words.empty() ? Exit::done : Exit::limits_broken;
}

/// Vehicles that stay: those that the call names, and those that the file says are locked.
std::vector<std::size_t> kept_of(const RoutesArguments& arguments, const Desk& desk) {
  for (const std::int64_t vehicle : arguments.keep) {
    if (std::count(desk.vehicles.begin(), desk.vehicles.end(), vehicle) > 0) continue;
    refuse(arguments.routes, {"routes.unknown_lock", {{"vehicle", vehicle}}});
  }
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < desk.drawn.duties.size(); ++i) {
    const bool named =
        std::count(arguments.keep.begin(), arguments.keep.end(), desk.vehicles[i]) > 0;
    if (named || desk.drawn.duties[i].locked.value_or(false)) kept.push_back(i);
  }
  return kept;
}

Exit improve_routes(const RoutesArguments& arguments, Language language) {
  std::optional<Progress> progress(std::in_place);
  Desk desk(arguments, language, *progress);
  bus::Routes locked;
  locked.bells = desk.routes.bells;
  std::vector<std::int64_t> vehicles;
  const std::vector<std::size_t> kept = kept_of(arguments, desk);
  for (const std::size_t row : kept) {
    locked.duties.push_back(desk.routes.duties[row]);
    vehicles.push_back(desk.vehicles[row]);
  }
  const auto faults = bus::faults_of(desk.task->problem(), locked);
  if (!faults.empty()) {
    progress.reset();
    fmt::print("{}\n", text("routes.locked_broken", language));
    print_words(words_of(*desk.task, locked, faults, vehicles), language);
    return Exit::limits_broken;
  }
  bus::Effort effort;
  if (arguments.seconds > 0) effort.seconds = arguments.seconds;
  effort.on_progress = [&](const bus::Progress& found) {
    const Message message{"routes.searching",
                          {{"buses", static_cast<std::int64_t>(found.buses + kept.size())}}};
    progress->step(text(message, language), 0.4 + 0.6 * found.done);
  };
  bus::Routes routes = bus::solve_around(desk.task->problem(), locked, effort);
  // A hand may be better than the search.
  const bool is_sound = bus::check(desk.task->problem(), desk.routes).empty();
  if (is_sound && bus::is_better(desk.task->problem(), desk.routes, routes))
    routes = desk.with_first(kept);
  PlannedBuses planned = serve(*desk.task, routes);
  desk.plan.buses = std::move(planned.service);
  desk.plan.ride_findings = std::move(planned.findings);
  write_file(arguments.out, routes_json(desk.inputs.ground.county, desk.plan, kept.size()));
  progress.reset();
  fmt::print("{}\n{}\n{}\n", sentence("routes.drawn", desk.figures(desk.routes), language),
             sentence("routes.improved", desk.figures(routes), language),
             text(Message{"routes.written",
                          {{"file", arguments.out.string()},
                           {"locked", static_cast<std::int64_t>(kept.size())}}},
                  language));
  return Exit::done;
}

}  // namespace

Exit run_routes(const RoutesArguments& arguments, Language language) {
  return arguments.improve ? improve_routes(arguments, language)
                           : check_routes(arguments, language);
}

}  // namespace budian
