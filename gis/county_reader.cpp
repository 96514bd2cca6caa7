#include "gis/county_reader.hpp"

#include <cmath>
#include <set>

#include "gis/clean_layers.hpp"
#include "gis/county_layers.hpp"
#include "gis/history_reader.hpp"
#include "gis/place_check.hpp"
#include "gis/roster_join.hpp"
#include "gis/toml_reader.hpp"
#include "gis/township_borders.hpp"

namespace budian {
namespace {

constexpr double square_metres_of_hectare = 10000;

std::optional<MultiPolygon> area_of(const Geometry& geometry, const LayerProjection& projection) {
  const auto* area = std::get_if<MultiPolygon>(&geometry);
  if (!area || area->empty()) return std::nullopt;
  return projection(*area);
}

/// Centre of the layer's extent in longitude and latitude.
LonLat centre_of(const LayerRows& rows) {
  double west = 1e300, east = -1e300, south = 1e300, north = -1e300;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto widen = [&](const Line& line) {
      for (const auto& point : line) {
        west = std::min(west, point.x);
        east = std::max(east, point.x);
        south = std::min(south, point.y);
        north = std::max(north, point.y);
      }
    };
    if (const auto* area = std::get_if<MultiPolygon>(&rows.geometry(row))) {
      for (const auto& polygon : *area) widen(polygon.front());
    }
    if (const auto* lines = std::get_if<MultiLine>(&rows.geometry(row))) {
      for (const auto& line : *lines) widen(line);
    }
  }
  const LayerProjection degrees = rows.projection_to("EPSG:4326");
  const Point centre = degrees({(west + east) / 2, (south + north) / 2});
  return {centre.x, centre.y};
}

void choose_plane(CountyReading reading, const LayerRows& rows) {
  const auto given = reading.spec.plane;
  const LonLat centre = centre_of(rows);
  reading.county.plane = given ? plane_of_epsg(*given, centre) : plane_for(centre);
}

/// `row` of `rows` names it.
void add_township(CountyReading reading, LayerRows& rows, std::size_t row, Township township) {
  if (township.name.empty()) rows.problem(row, "name", {"county.no_name", {}});
  if (township.code.empty()) township.code = township.name;
  reading.county.townships.push_back(std::move(township));
}

void read_township(CountyReading reading, LayerRows& rows, std::size_t row,
                   const LayerProjection& projection) {
  auto area = area_of(rows.geometry(row), projection);
  if (!area) {
    rows.problem(row, "", {"county.no_area", {}});
    return;
  }
  bool repaired = false;
  Township township{rows.code(row, "code"), rows.text(row, "name"), valid(*area, &repaired)};
  if (repaired) {
    rows.problem(row, "",
                 {"county.area_repaired",
                  {{"name", township.name},
                   {"before_ha", area_square_metres(*area) / square_metres_of_hectare},
                   {"after_ha", area_square_metres(township.area) / square_metres_of_hectare}}},
                 Severity::warning);
  }
  add_township(reading, rows, row, std::move(township));
}

bool holds_only_lines(const LayerRows& rows) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (!std::holds_alternative<MultiLine>(rows.geometry(row))) return false;
  }
  return rows.size() > 0;
}

/// A township for each face of the lines, named by the label point in it.
void read_border_lines(CountyReading reading, LayerRows& rows, LayerRows* labels,
                       const LayerProjection& projection) {
  if (!labels) {
    rows.layer_problem({"county.townships_are_lines", {}});
    return;
  }
  const auto labels_projection = projection_of(reading, *labels);
  if (!labels_projection) {
    if (labels->opened() && labels->crs().empty()) labels->layer_problem({"county.no_crs", {}});
    return;
  }
  std::vector<Line> lines;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const Line& line : std::get<MultiLine>(rows.geometry(row))) {
      lines.push_back(projection(line));
    }
  }
  const auto faces = faces_of(lines);
  std::vector<std::vector<std::size_t>> inside(faces.size());
  const AreaIndex index(faces);
  for (std::size_t row = 0; row < labels->size(); ++row) {
    const auto place = place_of(*labels, row, *labels_projection);
    if (!place) continue;
    const auto face = index.find(*place);
    if (face >= 0) inside[static_cast<std::size_t>(face)].push_back(row);
  }
  std::int64_t labelled = 0;
  for (std::size_t face = 0; face < faces.size(); ++face) {
    const double hectares = area_square_metres(faces[face]) / square_metres_of_hectare;
    if (inside[face].empty()) {
      if (hectares < reading.bounds.gap_least_ha) continue;
      rows.layer_problem({"county.face_without_label", {{"hectares", hectares}}});
      continue;
    }
    if (inside[face].size() > 1) {
      std::string names;
      for (const auto row : inside[face])
        names += (names.empty() ? "" : ", ") + labels->text(row, "name");
      rows.layer_problem({"county.face_with_labels", {{"names", names}}});
      continue;
    }
    ++labelled;
    const std::size_t row = inside[face].front();
    Township township{labels->text(row, "code"), labels->text(row, "name"), faces[face]};
    add_township(reading, *labels, row, std::move(township));
  }
  rows.layer_problem({"county.townships_from_lines",
                      {{"faces", static_cast<std::int64_t>(faces.size())}, {"labelled", labelled}}},
                     Severity::note);
}

/// Overlaps and gaps between the townships.
void check_borders(CountyReading reading, LayerRows& rows) {
  const auto& townships = reading.county.townships;
  std::vector<MultiPolygon> areas;
  for (const auto& township : townships) areas.push_back(township.area);
  const Projection degrees(plane_crs(reading.county), "EPSG:4326");
  const auto tell = [&](Message message, Point place) {
    const Point on_earth = degrees(place);
    rows.layer_problem(std::move(message), Severity::warning, LonLat{on_earth.x, on_earth.y});
  };
  const auto name = [&](std::size_t row) { return townships[TownshipId(row)].name; };
  for (const auto& overlap : overlaps(areas, reading.bounds.overlap_least_ha)) {
    tell({"county.townships_overlap",
          {{"name", name(overlap.first)},
           {"other", name(overlap.second)},
           {"hectares", overlap.hectares}}},
         overlap.place);
  }
  for (const auto& gap : gaps(areas, reading.bounds.gap_least_ha)) {
    tell({"county.townships_gap", {{"name", name(gap.beside)}, {"hectares", gap.hectares}}},
         gap.place);
  }
}

void check_unique_codes(CountyReading reading, LayerRows& rows) {
  std::set<std::string> seen;
  for (const auto& township : reading.county.townships) {
    if (!seen.insert(township.code).second) {
      rows.layer_problem({"county.duplicate_code", {{"code", township.code}}});
    }
  }
}

void note_input(std::vector<std::filesystem::path>& inputs, const std::filesystem::path& file) {
  if (!file.empty()) inputs.push_back(file);
}

}  // namespace

std::optional<LayerProjection> projection_of(CountyReading reading, LayerRows& rows) {
  if (!rows.opened()) return std::nullopt;      // the layer itself is the problem
  if (rows.crs().empty()) return std::nullopt;  // told by the check of places
  try {
    return rows.projection_to(plane_crs(reading.county));
  } catch (const InputError& error) {
    rows.layer_problem(error.problems().front().message);
    return std::nullopt;
  }
}

bool read_townships(CountyReading reading, LayerRows& rows, LayerRows* labels) {
  if (rows.size() == 0) {
    if (!reading.problems.fatal()) rows.layer_problem({"county.empty_layer", {}});
    return false;
  }
  if (rows.crs().empty()) return false;
  try {
    choose_plane(reading, rows);
  } catch (const InputError& error) {
    rows.layer_problem(error.problems().front().message);
    return false;
  }
  const auto projection = projection_of(reading, rows);
  if (!projection) return false;
  if (holds_only_lines(rows)) {
    read_border_lines(reading, rows, labels, *projection);
  } else {
    rows.drop_duplicates();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      read_township(reading, rows, row, *projection);
    }
  }
  check_unique_codes(reading, rows);
  check_borders(reading, rows);
  return !reading.county.townships.empty();
}

std::optional<Point> place_of(LayerRows& rows, std::size_t row, const LayerProjection& projection) {
  std::optional<Point> found;
  if (const auto* point = std::get_if<Point>(&rows.geometry(row))) {
    found = projection(*point);
  } else if (const auto area = area_of(rows.geometry(row), projection)) {
    found = point_inside(valid(*area));
  }
  if (!found || std::isnan(found->x)) {
    rows.problem(row, "", {"county.no_place", {}});
    return std::nullopt;
  }
  return found;
}

std::optional<TownshipId> township_of(CountyReading reading, LayerRows& rows, std::size_t row,
                                      Point place, const AreaIndex& townships) {
  const std::string named = rows.text(row, "township");
  const auto inside = townships.find(place);
  if (named.empty()) {
    if (inside < 0) return std::nullopt;
    return TownshipId(static_cast<std::size_t>(inside));
  }
  const auto& all = reading.county.townships;
  for (const auto id : all.ids()) {
    if (all[id].code != named && all[id].name != named) continue;
    if (inside >= 0 && id.row() != static_cast<std::size_t>(inside)) {
      rows.problem(
          row, "township",
          {"county.township_differs",
           {{"named", named}, {"inside", all[TownshipId(static_cast<std::size_t>(inside))].name}}},
          Severity::warning);
    }
    return id;
  }
  std::vector<std::string> names;
  for (const auto& township : all) names.push_back(township.name);
  const auto guess = nearest_word(named, names);
  rows.problem(row, "township",
               {guess ? "county.unknown_township_guess" : "county.unknown_township",
                {{"named", named}, {"guess", guess.value_or("")}}});
  return TownshipId(0);
}

void read_water(CountyReading reading, LayerRows& rows) {
  const auto projection = projection_of(reading, rows);
  if (!projection) return;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (auto area = area_of(rows.geometry(row), *projection)) {
      reading.county.water.push_back(valid(*area));
    }
  }
}

namespace {

std::optional<LayerRows> open_rows(const std::optional<LayerSpec>& spec, ProblemList& problems) {
  if (!spec) return std::nullopt;
  return LayerRows(*spec, problems);
}

std::vector<std::filesystem::path> inputs_of(const CountySpec& spec) {
  std::vector<std::filesystem::path> inputs;
  note_input(inputs, spec.path);
  for (const auto* layer :
       {&spec.townships, &spec.schools, &spec.settlements, &spec.roads, &spec.water}) {
    if (*layer) note_input(inputs, (*layer)->source.file);
  }
  if (spec.population) note_input(inputs, spec.population->file);
  for (const auto& roster : spec.rosters) note_input(inputs, roster.source.file);
  if (spec.township_labels) note_input(inputs, spec.township_labels->source.file);
  note_input(inputs, spec.travel_rules);
  note_input(inputs, spec.money_rules);
  note_input(inputs, spec.appraisal.access_lines);
  note_input(inputs, spec.appraisal.township_score);
  note_input(inputs, spec.appraisal.risks);
  note_input(inputs, spec.appraisal.procedure);
  note_input(inputs, spec.plausibility);
  note_input(inputs, spec.class_sizes);
  note_input(inputs, spec.forecast_rules);
  for (const auto* table : {&spec.forecast.rolls, &spec.forecast.births, &spec.forecast.housing,
                            &spec.forecast.migration}) {
    if (*table) note_input(inputs, (*table)->source.file);
  }
  for (const auto& file : spec.standards) note_input(inputs, file);
  return inputs;
}

void read_layers(CountyReading reading, std::vector<CleanLayer>* clean) {
  const CountySpec& spec = reading.spec;
  ProblemList& problems = reading.problems;
  std::vector<std::shared_ptr<LayerRows>> rosters;
  for (const auto& roster : spec.rosters) {
    rosters.push_back(std::make_shared<LayerRows>(roster, problems));
  }
  CountyRows rows{LayerRows(*spec.townships, problems),
                  std::move(rosters),
                  open_rows(spec.township_labels, problems),
                  open_rows(spec.schools, problems),
                  open_rows(spec.settlements, problems),
                  open_rows(spec.roads, problems),
                  open_rows(spec.water, problems)};
  settle_township_crs(reading, rows);
  LayerRows* labels = rows.township_labels ? &*rows.township_labels : nullptr;
  if (!read_townships(reading, rows.townships, labels)) return;
  std::vector<MultiPolygon> areas;
  for (const auto& township : reading.county.townships) areas.push_back(township.area);
  const AreaIndex townships(areas);
  settle_places(reading, rows, townships);
  if (rows.schools) rows.schools->drop_duplicates();
  for (std::size_t i = 0; rows.schools && i < rows.rosters.size(); ++i) {
    join_roster(reading, *rows.schools, rows.rosters[i], spec.rosters[i]);
  }
  if (rows.schools) read_schools(reading, *rows.schools, townships);
  if (rows.settlements) read_settlements(reading, *rows.settlements, townships);
  read_population_places(reading, townships);
  if (rows.roads) read_roads(reading, *rows.roads);
  if (rows.water) read_water(reading, *rows.water);
  if (clean && !problems.fatal()) *clean = clean_layers(reading, rows);
}

}  // namespace

CheckedCounty check_county(const std::filesystem::path& county_toml, ReadOptions options) {
  CheckedCounty result;
  result.file.path = county_toml;
  CountySpec& spec = result.spec;
  try {
    spec = read_county_file(county_toml);
  } catch (const InputError& error) {
    result.problems = error.problems();
    return result;
  }
  result.file = {county_toml,    spec.travel_rules, spec.money_rules, spec.standards,
                 spec.appraisal, spec.class_sizes,  inputs_of(spec),  spec.forecast_rules};
  result.county.name = spec.name;
  result.county.is_invented = spec.invented;
  ProblemList problems(options.clean);
  for (const auto& problem : spec.problems) problems.add(problem);
  Plausibility bounds = built_in_plausibility();
  try {
    if (!spec.plausibility.empty()) {
      bounds = read_plausibility(read_text_file(spec.plausibility), spec.plausibility.string());
    }
  } catch (const InputError& error) {
    for (const auto& problem : error.problems()) problems.add(problem);
  }
  const CountyReading reading{spec, bounds, options.accept, problems, result.county};
  read_layers(reading, options.clean ? &result.layers : nullptr);
  // Else each row of a school or village that is missing there would be told once more.
  if (!problems.fatal()) result.history = read_history(reading);
  result.usable = !problems.fatal();
  result.problems = problems.take();
  return result;
}

ReadCounty read_county(const std::filesystem::path& county_toml, ReadOptions options) {
  CheckedCounty checked = check_county(county_toml, options);
  if (!checked.usable) throw InputError(std::move(checked.problems));
  checked.county.warnings = std::move(checked.problems);
  return {std::move(checked.county), std::move(checked.file), std::move(checked.history)};
}

}  // namespace budian
