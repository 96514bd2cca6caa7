#include "src/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <string_view>

namespace budian {
namespace {

struct Call {
  InitArguments init;
  SampleArguments sample;
  CheckArguments check;
  RunArguments run;
  PlanArguments plan;
  TryArguments trial;
  ForecastArguments forecast;
  TravelArguments travel;
  RoutesArguments routes;
  SweepArguments sweep;
  LocateArguments locate;
  std::string language = "zh";
};

void add_language(CLI::App& command, Call& call, Language language) {
  command.add_option("--lang", call.language, text("help.lang", language))
      ->check(CLI::IsMember({"zh", "en"}));
}

CLI::App* add_sample(CLI::App& app, Call& call, Language language) {
  auto* command = app.add_subcommand("sample", text("help.sample", language));
  command->add_option("folder", call.sample.folder, text("help.sample_folder", language))
      ->required();
  command->add_option("--seed", call.sample.seed, text("help.seed", language));
  command->add_flag("--replace", call.sample.replace, text("help.replace", language));
  command->add_option("--scale", call.sample.scale, text("help.scale", language))
      ->check(CLI::Range(1, 60));
  command->footer("budian sample county\nbudian sample province --scale 10");
  add_language(*command, call, language);
  return command;
}

CLI::App* add_init(CLI::App& app, Call& call, Language language) {
  auto* command = app.add_subcommand("init", text("help.init", language));
  command->add_option("folder", call.init.folder, text("help.init_folder", language))->required();
  command->add_flag("--replace", call.init.replace, text("help.init_replace", language));
  command->footer("budian init D:/data\nbudian check D:/data/county.toml -o findings");
  add_language(*command, call, language);
  return command;
}

CLI::App* add_check(CLI::App& app, Call& call, Language language) {
  auto* command = app.add_subcommand("check", text("help.check", language));
  auto* county = command->add_option("county", call.check.county, text("help.county", language));
  command->add_option("scenarios", call.check.scenarios, text("help.scenarios", language));
  command->add_flag("--json", call.check.json, text("help.json", language));
  command->add_option("-o,--out", call.check.out, text("help.check_out", language));
  command->add_option("--fix", call.check.fix, text("help.fix", language));
  command->add_flag("--accept", call.check.accept, text("help.accept", language));
  command->add_flag("--codes", call.check.codes, text("help.codes", language))->excludes(county);
  command->footer(
      "budian check county/county.toml -o findings\nbudian check county/county.toml --accept --fix "
      "clean");
  add_language(*command, call, language);
  return command;
}

CLI::App* add_run(CLI::App& app, Call& call, Language language) {
  auto* command = app.add_subcommand("run", text("help.run", language));
  auto* county = command->add_option("county", call.run.county, text("help.county", language));
  command->add_option("scenarios", call.run.scenarios, text("help.scenarios", language));
  command->add_option("-o,--out", call.run.out, text("help.out", language))->required();
  command->add_flag("--shapefiles", call.run.shapefiles, text("help.shapefiles", language));
  command->add_flag("--accept", call.run.accept, text("help.accept", language));
  command->add_flag("--strict", call.run.strict, text("help.strict", language));
  command->add_flag("--json", call.run.json, text("help.json", language));
  command->add_option("--replay", call.run.replay, text("help.replay", language))->excludes(county);
  command->footer(
      "budian run county/county.toml county/scenarios/merge_under_30.toml -o out\n"
      "budian run --replay out/manifest.json -o again");
  add_language(*command, call, language);
  return command;
}

CLI::App* add_plan(CLI::App& app, Call& call, Language language) {
  auto& plan = call.plan;
  auto* command = app.add_subcommand("plan", text("help.plan", language));
  command->add_option("county", plan.county, text("help.county", language))->required();
  command->add_option("goal", plan.goal, text("help.goal", language))->required();
  command->add_option("-o,--out", plan.out, text("help.plan_out", language))->required();
  command->add_option("--seconds", plan.seconds, text("help.plan_seconds", language))
      ->check(CLI::PositiveNumber);
  command->add_flag("--accept", plan.accept, text("help.accept", language));
  command->add_flag("--strict", plan.strict, text("help.strict", language));
  command->add_flag("--json", plan.json, text("help.json", language));
  command->footer(
      "budian plan county/county.toml county/goals/fewer_schools.toml -o plans\n"
      "budian run county/county.toml plans/plans/*.toml -o out");
  add_language(*command, call, language);
  return command;
}

CLI::App* add_try(CLI::App& app, Call& call, Language language) {
  auto* command = app.add_subcommand("try", text("help.try", language));
  command->add_option("county", call.trial.county, text("help.county", language))->required();
  command->add_option("goal", call.trial.goal, text("help.goal", language))->required();
  command->add_flag("--accept", call.trial.accept, text("help.accept", language));
  command->footer("budian try county/county.toml county/goals/fewer_schools.toml");
  add_language(*command, call, language);
  return command;
}

CLI::App* add_forecast(CLI::App& app, Call& call, Language language) {
  auto* command = app.add_subcommand("forecast", text("help.forecast", language));
  command->add_option("county", call.forecast.county, text("help.county", language))->required();
  command->add_option("-o,--out", call.forecast.out, text("help.forecast_out", language));
  command->add_flag("--json", call.forecast.json, text("help.forecast_json", language));
  auto* scenario = command->add_option("--scenario", call.forecast.scenario,
                                       text("help.forecast_scenario", language));
  command->add_option("--phasing", call.forecast.phasing, text("help.forecast_phasing", language))
      ->needs(scenario);
  scenario->needs("--phasing");
  command->add_flag("--accept", call.forecast.accept, text("help.accept", language));
  command->footer(
      "budian forecast county/county.toml -o forecast\n"
      "budian forecast county/county.toml --scenario county/scenarios/merge_under_30.toml "
      "--phasing phasing.toml -o years");
  add_language(*command, call, language);
  return command;
}

CLI::App* add_travel(CLI::App& app, Call& call, Language language) {
  auto& travel = call.travel;
  auto* command = app.add_subcommand("travel", text("help.travel", language));
  command->add_option("county", travel.county, text("help.county", language))->required();
  command->add_option("--from", travel.from, text("help.travel_from", language));
  command->add_option("--to", travel.to, text("help.travel_to", language));
  command->add_option("--from-layer", travel.from_layer, text("help.travel_layer", language));
  command->add_option("--to-layer", travel.to_layer, text("help.travel_layer", language));
  command->add_option("--mode", travel.mode, text("help.travel_mode", language))
      ->check(CLI::IsMember({"walk", "bus", "car"}));
  command->add_option("--band", travel.band, text("help.travel_band", language))
      ->check(CLI::IsMember({"lower_primary", "upper_primary", "junior"}));
  command->add_option("--limit", travel.limit, text("help.travel_limit", language));
  command->add_option("--nearest", travel.nearest, text("help.travel_nearest", language))
      ->check(CLI::Range(1, 255));
  command->add_option("--bands", travel.bands, text("help.travel_bands", language));
  command->add_option("--close", travel.close, text("help.travel_close", language));
  command->add_option("--speed", travel.speed, text("help.travel_speed", language));
  command->add_option("--add", travel.add, text("help.travel_add", language));
  command->add_option("--add-layer", travel.add_layer, text("help.travel_layer", language));
  command->add_flag("--paths", travel.paths, text("help.travel_paths", language));
  command->add_flag("--json", travel.json, text("help.travel_json", language));
  command->add_flag("--accept", travel.accept, text("help.accept", language));
  command->add_option("-o,--out", travel.out, text("help.travel_out", language));
  command->footer(
      "budian travel county/county.toml --nearest 3 --limit 40min -o nearest.csv\n"
      "budian travel county/county.toml --from villages.shp --mode bus --paths -o rides.gpkg\n"
      "budian travel county/county.toml --mode car --json > table.json\n"
      "budian travel county/county.toml --bands 10,20,30,40min -o reach.gpkg\n"
      "budian travel county/county.toml --close 116.83,32.41 --add new_bridge.shp -o changes.csv");
  add_language(*command, call, language);
  return command;
}

CLI::App* add_routes_part(CLI::App& parent, const char* name, const char* help, Call& call,
                          Language language) {
  RoutesArguments& routes = call.routes;
  auto* command = parent.add_subcommand(name, text(help, language));
  command->add_option("routes", routes.routes, text("help.routes_file", language))->required();
  auto* county = command->add_option("--county", routes.county, text("help.county", language));
  command->add_option("--scenario", routes.scenario, text("help.routes_scenario", language));
  county->needs("--scenario");
  command->add_flag("--accept", routes.accept, text("help.accept", language));
  add_language(*command, call, language);
  return command;
}

CLI::App* add_routes(CLI::App& app, Call& call, Language language) {
  auto* command = app.add_subcommand("routes", text("help.routes", language));
  command->require_subcommand(1);
  auto* check = add_routes_part(*command, "check", "help.routes_check", call, language);
  check->add_flag("--json", call.routes.json, text("help.routes_json", language));
  check->footer("budian routes check out/merge_under_30/routes.json");
  auto* improve = add_routes_part(*command, "improve", "help.routes_improve", call, language);
  improve->add_option("--keep", call.routes.keep, text("help.routes_keep", language))
      ->delimiter(',');
  improve->add_option("--seconds", call.routes.seconds, text("help.routes_seconds", language))
      ->check(CLI::NonNegativeNumber);
  improve->add_option("-o,--out", call.routes.out, text("help.routes_out", language))->required();
  improve->footer("budian routes improve my_routes.json --keep 1,4 -o better.json");
  improve->callback([&call] { call.routes.improve = true; });
  auto* solve = command->add_subcommand("solve", text("help.routes_solve", language));
  solve->add_option("problem", call.routes.routes, text("help.routes_problem", language))
      ->required();
  solve->add_flag("--least-cost", call.routes.least_cost, text("help.routes_cost", language));
  solve->add_flag("--apart", call.routes.apart, text("help.routes_apart", language));
  solve->add_option("--seconds", call.routes.seconds, text("help.routes_seconds", language))
      ->check(CLI::NonNegativeNumber);
  solve->add_option("-o,--out", call.routes.out, text("help.routes_out", language))->required();
  solve->footer("budian routes solve problem.json -o solution.json --seconds 30");
  solve->callback([&call] { call.routes.solve = true; });
  add_language(*solve, call, language);
  add_language(*command, call, language);
  return command;
}

CLI::App* add_sweep(CLI::App& app, Call& call, Language language) {
  SweepArguments& sweep = call.sweep;
  auto* command = app.add_subcommand("sweep", text("help.sweep", language));
  command->add_option("county", sweep.county, text("help.county", language));
  command->add_option("sweep", sweep.sweep, text("help.sweep_file", language));
  command->add_option("-o,--out", sweep.out, text("help.sweep_out", language));
  command->add_option("--shard", sweep.shard, text("help.sweep_shard", language));
  command->add_option("--threads", sweep.threads, text("help.sweep_threads", language))
      ->check(CLI::Range(0, 1024));
  command->add_flag("--accept", sweep.accept, text("help.accept", language));
  command->add_flag("--json", sweep.json, text("help.sweep_json", language));
  command->footer(
      "budian sweep county/county.toml county/sweep.toml -o sweep\n"
      "budian sweep county/county.toml county/sweep.toml -o part2 --shard 2/3\n"
      "budian sweep gather part1 part2 part3 -o sweep");
  auto* gather = command->add_subcommand("gather", text("help.sweep_gather", language));
  gather->add_option("folders", sweep.folders, text("help.sweep_folders", language))->required();
  gather->add_option("-o,--out", sweep.out, text("help.sweep_out", language));
  gather->add_flag("--partial", sweep.partial, text("help.sweep_partial", language));
  gather->add_flag("--json", sweep.json, text("help.sweep_json", language));
  gather->footer("budian sweep gather part1 part2 part3 -o sweep");
  gather->callback([&sweep] { sweep.gather = true; });
  add_language(*gather, call, language);
  add_language(*command, call, language);
  return command;
}

CLI::App* add_locate(CLI::App& app, Call& call, Language language) {
  auto& locate = call.locate;
  auto* command = app.add_subcommand("locate", text("help.locate", language));
  command->add_option("county", locate.county, text("help.county", language))->required();
  command->add_option("model", locate.model, text("help.locate_model", language))->required();
  command->add_option("-o,--out", locate.out, text("help.locate_out", language));
  command->add_option("--seconds", locate.seconds, text("help.locate_seconds", language))
      ->check(CLI::NonNegativeNumber);
  command->add_flag("--strict", locate.strict, text("help.locate_strict", language));
  command->add_flag("--json", locate.json, text("help.locate_json", language));
  command->add_flag("--accept", locate.accept, text("help.accept", language));
  command->footer("budian locate county/county.toml model.toml -o sites");
  add_language(*command, call, language);
  return command;
}

/// What a sweep needs depends on whether it gathers.
void check_sweep(const SweepArguments& sweep) {
  if (sweep.gather) {
    if (sweep.out.empty() && sweep.folders.size() > 1) throw CLI::RequiredError("--out");
    return;
  }
  if (sweep.county.empty()) throw CLI::RequiredError("county");
  if (sweep.sweep.empty()) throw CLI::RequiredError("sweep");
  if (sweep.out.empty()) throw CLI::RequiredError("--out");
}

/// What is wrong with the call, and how the commands are called.
Exit explain_usage(const CLI::ParseError& error, Language language) {
  fmt::print(stderr, "{}\n",
             text(Message{"help.wrong_call", {{"reason", std::string(error.what())}}}, language));
  for (const auto* usage :
       {"help.usage_sample", "help.usage_init", "help.usage_check", "help.usage_run",
        "help.usage_forecast", "help.usage_locate", "help.usage_plan", "help.usage_try",
        "help.usage_travel", "help.usage_routes", "help.usage_solve", "help.usage_sweep"}) {
    fmt::print(stderr, "  {}\n", text(usage, language));
  }
  return Exit::usage;
}

extern "C" void leave_on_interrupt(int) { std::_Exit(static_cast<int>(Exit::interrupted)); }

}  // namespace

Language language_of(int count, char** values) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word(values[i]);
    if (word == "--lang=en") return Language::en;
    if (word == "--lang" && i + 1 < count && std::string_view(values[i + 1]) == "en")
      return Language::en;
  }
  return Language::zh;
}

Exit run_program(int count, char** values, Language language) {
  std::signal(SIGINT, leave_on_interrupt);
  Call call;
  CLI::App app(text("help.program", language), "budian");
  app.set_version_flag("--version", BUDIAN_VERSION);
  app.require_subcommand(1);
  add_language(app, call, language);
  const auto* sample = add_sample(app, call, language);
  const auto* init = add_init(app, call, language);
  const auto* check = add_check(app, call, language);
  const auto* run = add_run(app, call, language);
  const auto* plan = add_plan(app, call, language);
  const auto* trial = add_try(app, call, language);
  const auto* forecast = add_forecast(app, call, language);
  const auto* travel = add_travel(app, call, language);
  const auto* routes = add_routes(app, call, language);
  const auto* sweep = add_sweep(app, call, language);
  const auto* locate = add_locate(app, call, language);
  try {
    app.parse(count, values);
    if (run->parsed() && call.run.county.empty() && call.run.replay.empty()) {
      throw CLI::RequiredError("county");
    }
    if (check->parsed() && call.check.county.empty() && !call.check.codes) {
      throw CLI::RequiredError("county");
    }
    if (travel->parsed() && call.travel.out.empty() && !call.travel.json) {
      throw CLI::RequiredError("--out");
    }
    if (sweep->parsed()) check_sweep(call.sweep);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      app.exit(error);
      return Exit::done;
    }
    return explain_usage(error, language);
  }
  if (sample->parsed()) return run_sample(call.sample, language);
  if (init->parsed()) return run_init(call.init, language);
  if (check->parsed()) return run_check(call.check, language);
  if (plan->parsed()) return run_plan(call.plan, language);
  if (trial->parsed()) return run_try(call.trial, language);
  if (forecast->parsed()) return run_forecast(call.forecast, language);
  if (travel->parsed()) return run_travel(call.travel, language);
  if (locate->parsed()) return run_locate(call.locate, language);
  if (routes->parsed()) {
    return call.routes.solve ? solve_routes(call.routes, language)
                             : run_routes(call.routes, language);
  }
  if (sweep->parsed()) {
    return call.sweep.gather ? gather_sweep(call.sweep, language) : run_sweep(call.sweep, language);
  }
  return run_run(call.run, language);
}

}  // namespace budian
