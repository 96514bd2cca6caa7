#include "gis/county_reader.hpp"

#include <cmath>
#include <set>

#include "gis/county_layers.hpp"
#include "gis/place_check.hpp"

namespace budian {
namespace {

std::optional<MultiPolygon> area_of(const Geometry& geometry, const LayerProjection& projection) {
  const auto* area = std::get_if<MultiPolygon>(&geometry);
  if (!area || area->empty()) return std::nullopt;
  MultiPolygon moved = *area;
  for (auto& polygon : moved) {
    for (auto& ring : polygon) {
      for (auto& point : ring) point = projection(point);
    }
  }
  return moved;
}

/// Centre of the layer's extent in longitude and latitude.
LonLat centre_of(const LayerRows& rows) {
  double west = 1e300, east = -1e300, south = 1e300, north = -1e300;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto* area = std::get_if<MultiPolygon>(&rows.geometry(row));
    if (!area) continue;
    for (const auto& polygon : *area) {
      for (const auto& point : polygon.front()) {
        west = std::min(west, point.x);
        east = std::max(east, point.x);
        south = std::min(south, point.y);
        north = std::max(north, point.y);
      }
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

std::string target_of(const County& county) { return "EPSG:" + std::to_string(county.plane.epsg); }

void read_township(CountyReading reading, LayerRows& rows, std::size_t row,
                   const LayerProjection& projection) {
  auto area = area_of(rows.geometry(row), projection);
  if (!area) {
    rows.problem(row, "", {"county.no_area", {}});
    return;
  }
  bool repaired = false;
  Township township{rows.text(row, "code"), rows.text(row, "name"), valid(*area, &repaired)};
  if (repaired) {
    rows.problem(row, "", {"county.area_repaired", {{"name", township.name}}}, Severity::warning);
  }
  if (township.name.empty()) rows.problem(row, "name", {"county.no_name", {}});
  if (township.code.empty()) township.code = township.name;
  reading.county.townships.push_back(std::move(township));
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
    return rows.projection_to(target_of(reading.county));
  } catch (const InputError& error) {
    rows.layer_problem(error.problems().front().message);
    return std::nullopt;
  }
}

bool read_townships(CountyReading reading, LayerRows& rows) {
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
  for (std::size_t row = 0; row < rows.size(); ++row) {
    read_township(reading, rows, row, *projection);
  }
  check_unique_codes(reading, rows);
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
  rows.problem(row, "township", {"county.unknown_township", {{"named", named}}});
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
  note_input(inputs, spec.travel_rules);
  note_input(inputs, spec.money_rules);
  for (const auto& file : spec.standards) note_input(inputs, file);
  return inputs;
}

void read_layers(CountyReading reading) {
  const CountySpec& spec = reading.spec;
  ProblemList& problems = reading.problems;
  CountyRows rows{LayerRows(*spec.townships, problems), open_rows(spec.schools, problems),
                  open_rows(spec.settlements, problems), open_rows(spec.roads, problems),
                  open_rows(spec.water, problems)};
  settle_township_crs(reading, rows);
  if (!read_townships(reading, rows.townships)) return;
  std::vector<MultiPolygon> areas;
  for (const auto& township : reading.county.townships) areas.push_back(township.area);
  const AreaIndex townships(areas);
  settle_places(reading, rows, townships);
  read_schools(reading, *rows.schools, townships);
  if (rows.settlements) read_settlements(reading, *rows.settlements, townships);
  read_population_places(reading, townships);
  if (rows.roads) read_roads(reading, *rows.roads);
  if (rows.water) read_water(reading, *rows.water);
}

}  // namespace

ReadCounty read_county(const std::filesystem::path& county_toml, ReadOptions options) {
  const CountySpec spec = read_county_file(county_toml);
  ReadCounty result;
  result.file = {county_toml, spec.travel_rules, spec.money_rules, spec.standards, inputs_of(spec)};
  result.county.name = spec.name;
  result.county.is_invented = spec.invented;
  ProblemList problems;
  for (const auto& problem : spec.problems) problems.add(problem);
  read_layers({spec, options.accept, problems, result.county});
  if (problems.fatal()) throw InputError(problems.take());
  result.county.warnings = problems.take();
  return result;
}

}  // namespace budian
