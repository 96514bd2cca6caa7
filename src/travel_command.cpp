#include <fmt/format.h>

#include <algorithm>

#include "gis/county_reader.hpp"
#include "maps/travel_table.hpp"
#include "scenarios/travel_rules.hpp"
#include "src/commands.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"
#include "src/travel_areas.hpp"
#include "src/travel_changes.hpp"
#include "src/travel_request.hpp"
#include "src/travel_tables.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;

void write_layers(const fs::path& out, const std::vector<LayerContent>& layers,
                  const std::vector<LayerStyle>& styles, const Plane& plane) {
  write_file_aside(
      out, [&](const fs::path& file) { write_geopackage(file, layers, plane.epsg, styles); });
}

void write_table(const fs::path& out, const TravelTable& table, const Plane& plane,
                 Language language) {
  const std::string extension = out.extension().string();
  if (extension == ".csv") {
    write_file(out, travel_csv(table, language));
  } else if (extension == ".gpkg") {
    const LayerContent layer = travel_layer(table, language);
    write_layers(out, {layer}, {{layer.name, travel_style(table, layer, language), ""}}, plane);
  } else {
    refuse(out, {"travel.bad_output", {{"value", out.string()}}});
  }
}

Message write_areas(const TravelArguments& arguments, const County& county,
                    const TravelRules& rules, Language language) {
  if (county.roads.empty()) refuse(arguments.county, {"travel.bands_need_roads", {}});
  const MeasuredAreas areas = measure_areas(arguments, county, rules, language);
  const LayerContent reach = areas_layer("bands", areas.bands, language);
  const LayerContent service = areas_layer("service_areas", areas.service_areas, language);
  write_layers(arguments.out, {service, reach},
               {{service.name, areas_style(service, language), ""},
                {reach.name, areas_style(reach, language), ""}},
               county.plane);
  return {"travel.areas_written",
          {{"file", arguments.out.string()},
           {"bands", static_cast<std::int64_t>(reach.features.size()) - 1},
           {"areas", static_cast<std::int64_t>(service.features.size())}}};
}

/// The last words of a run, or the table itself as JSON.
std::string write_journeys(const TravelArguments& arguments, const County& county,
                           const TravelRules& rules, const RoadChanges& changes,
                           Language language) {
  const MeasuredTable measured = measure_table(arguments, county, rules, changes.roads);
  const TravelTable& table = measured.table;
  if (!arguments.out.empty()) write_table(arguments.out, table, county.plane, language);
  if (arguments.json) {
    return travel_json(table, county.plane, measured.origin_snaps, measured.destination_snaps);
  }
  const auto found = std::count_if(table.rows.begin(), table.rows.end(), [](const TravelRow& row) {
    return row.detail.journey.has_value();
  });
  const Message written{"travel.written",
                        {{"file", arguments.out.string()},
                         {"rows", static_cast<std::int64_t>(table.rows.size())},
                         {"found", static_cast<std::int64_t>(found)}}};
  if (table.has_before) {
    std::string words = text(written, language);
    for (const Message& said : changes.said) words += "\n" + text(said, language);
    return words + "\n" + changes_in_words(table, arguments.nearest > 0, language);
  }
  return text(written, language) +
         (measured.has_roads ? "" : "\n" + text("travel.no_roads", language));
}

/// Areas and tables for other programs are of the roads afterwards; other tables compare.
RoadChanges changes_of(const TravelArguments& arguments, const TravelRules& rules,
                       ReadCounty& read) {
  if (read.county.roads.empty()) refuse(arguments.county, {"travel.changes_need_roads", {}});
  RoadChanges changes = road_changes(arguments, read, profile_of(arguments, rules));
  if (arguments.bands.empty() && !arguments.json) return changes;
  read.county.roads = changed_roads(std::move(read.county.roads), changes.roads);
  return {};
}

}  // namespace

Exit run_travel(const TravelArguments& arguments, Language language) {
  const bool areas = !arguments.bands.empty();
  if (areas && arguments.out.extension() != ".gpkg")
    refuse(arguments.out, {"travel.bands_to_gpkg", {}});
  if (areas) require_bands(arguments);  // before long work
  std::string last_words;
  {
    Progress progress;
    progress.step(text("program.reading", language), 0);
    ReadCounty read = read_county(arguments.county, {arguments.accept});
    const TravelRules rules = travel_rules_of(read.file);
    progress.step(text("travel.measuring", language), 0.4);
    RoadChanges changes;
    if (arguments.changes_roads()) changes = changes_of(arguments, rules, read);
    last_words = areas ? text(write_areas(arguments, read.county, rules, language), language)
                       : write_journeys(arguments, read.county, rules, changes, language);
  }
  fmt::print("{}\n", last_words);
  return Exit::done;
}

}  // namespace budian
