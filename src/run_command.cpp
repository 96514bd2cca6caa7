#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>

#include <nlohmann/json.hpp>

#include "gis/county_reader.hpp"
#include "maps/gtfs.hpp"
#include "maps/layers.hpp"
#include "maps/outputs.hpp"
#include "scenarios/evaluate.hpp"
#include "scenarios/scenario_file.hpp"
#include "src/commands.hpp"
#include "src/manifest.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"
#include "src/study.hpp"
#include "src/terminal_table.hpp"

namespace budian {
namespace {

std::string folder_of(const Scenario& scenario) {
  return scenario.code.empty() ? "today" : scenario.code;
}

void write_scenario(const OutputFolder& folder, const Study& study, std::size_t i,
                    const RunArguments& arguments, Language language) {
  const auto name = std::filesystem::path(folder_of(study.scenarios[i]));
  const auto layers =
      make_layers(study.ground, study.outcomes.front(), study.outcomes[i], language);
  std::filesystem::create_directories(folder.path() / name);
  const int epsg = study.ground.county.plane.epsg;
  write_geopackage(folder.path() / name / "layers.gpkg", layers, epsg,
                   make_styles(layers, language));
  if (arguments.shapefiles) {
    std::filesystem::create_directories(folder.path() / name / "shapefiles");
    write_shapefiles(folder.path() / name / "shapefiles", layers, epsg, "GB18030");
  }
  folder.write(name / "outcome.json", outcome_json(study, i));
  folder.write(name / "routes.geojson", routes_geojson(study, i));
  folder.write(name / "routes.json", routes_json(study, i));
  for (const auto& file : gtfs_feed(study, i)) folder.write(name / "gtfs" / file.name, file.text);
}

void print_comparison(const Study& study, Language language) {
  std::vector<std::vector<std::string>> rows(1);
  rows.front().push_back(text("program.measure", language));
  for (std::size_t i = 0; i < study.outcomes.size(); ++i)
    rows.front().push_back(folder_of(study.scenarios[i]));
  for (const auto& row : compare(study)) {
    const bool bare = row.unit.empty() || row.unit == "unit.verdict";
    rows.push_back({name_of(row, language) + (bare ? "" : " (" + text(row.unit, language) + ")")});
    for (std::size_t i = 0; i < row.values.size(); ++i)
      rows.back().push_back(value_text(row, i, language));
  }
  fmt::print("{}\n", terminal_table(rows));
  for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
    fmt::print("{:<20} {}\n", folder_of(study.scenarios[i]), title_of(study, i, language));
  }
}

void print_json(const Study& study) {
  nlohmann::ordered_json json;
  for (const auto& row : compare(study)) {
    nlohmann::ordered_json values;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      auto& value = values[folder_of(study.scenarios[i])];
      if (row.values[i]) value = *row.values[i];
    }
    json.push_back(
        {{"measure", row.key},
         {"name", {{"zh", name_of(row, Language::zh)}, {"en", name_of(row, Language::en)}}},
         {"unit", row.unit},
         {"values", values}});
  }
  fmt::print("{}\n", json.dump(2));
}

bool breaks_limits(const Study& study) {
  for (const auto& outcome : study.outcomes) {
    if (!outcome.plan.refusals.empty()) return true;
    for (const auto& summary : outcome.county_by_stage) {
      if (summary.over_limit > Heads(0) || summary.unreachable > Heads(0)) return true;
    }
  }
  return false;
}

void print_where(const RunArguments& arguments, const Study& study, const std::string& page,
                 Language language) {
  const auto layers = arguments.out / folder_of(study.scenarios.back()) / "layers.gpkg";
  const char* key = page == "report.html" ? "program.open_report" : "program.open_tables";
  fmt::print(
      "\n{}\n",
      text(Message{key, {{"file", (arguments.out / page).string()}, {"layers", layers.string()}}},
           language));
}

/// Every file that follows from the outcomes; each is written by one thread. True with a page.
bool write_everything(const OutputFolder& folder, const Study& study, const RunArguments& arguments,
                      Language language) {
  std::string page;
  tbb::parallel_invoke(
      [&] {
        page = report_html(study, language);
        if (!page.empty()) folder.write("report.html", page);
      },
      [&] {
        write_workbook(folder.path() / "tables.xlsx", study, language);
        folder.write("comparison.csv", comparison_csv(study, language));
      },
      [&] {
        tbb::parallel_for(std::size_t{0}, study.outcomes.size(), [&](std::size_t i) {
          write_scenario(folder, study, i, arguments, language);
        });
      });
  return !page.empty();
}

Exit run_with(const RunArguments& arguments, Language language) {
  std::optional<Progress> progress(std::in_place);
  OutputFolder folder(arguments.out);
  const StudyInputs inputs = read_inputs(arguments, language, *progress);
  const auto outcomes = evaluate_all(inputs, language, *progress);
  const Study study{inputs.ground, inputs.scenarios, outcomes};
  progress->step(text("program.writing", language), 0.6);
  const bool has_page = write_everything(folder, study, arguments, language);
  folder.write("manifest.json", manifest_json(arguments, language, inputs.files));
  folder.commit();
  progress.reset();
  if (arguments.json) {
    print_json(study);
  } else {
    print_comparison(study, language);
    print_where(arguments, study, has_page ? "report.html" : "tables.xlsx", language);
  }
  for (const auto& problem : study.ground.county.warnings)
    fmt::print(stderr, "{}\n", describe(problem, language));
  for (const auto& problem : gtfs_warnings(study))
    fmt::print(stderr, "{}\n", describe(problem, language));
  return arguments.strict && breaks_limits(study) ? Exit::limits_broken : Exit::done;
}

}  // namespace

Exit run_run(const RunArguments& arguments, Language language) {
  if (arguments.replay.empty()) return run_with(arguments, language);
  auto replay = read_manifest(arguments.replay);
  replay.arguments.out = arguments.out;
  replay.arguments.strict = arguments.strict;
  return run_with(replay.arguments, replay.language);
}

Exit report_problems(const std::vector<Problem>& problems, Language language) {
  for (const auto& problem : problems) fmt::print(stderr, "{}\n", describe(problem, language));
  return Exit::bad_input;
}

}  // namespace budian
