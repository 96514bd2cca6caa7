#include "gis/road_layer.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "gis/county_layers.hpp"
#include "gis/field_words.hpp"
#include "gis/names.hpp"
#include "gis/projection.hpp"
#include "gis/spatial_index.hpp"

namespace budian {
namespace {

constexpr std::array<const char*, 10> keys{"name",   "class",  "oneway", "speed_kmh", "level",
                                           "bridge", "tunnel", "hazard", "foot",      "vehicles"};

/// The lines of an extract of OpenStreetMap that are roads; any other layer whole.
LayerSource source_of(const std::filesystem::path& file, const std::string& layer) {
  const std::string extension = lower_case(file.extension().string());
  if (!layer.empty() || (extension != ".pbf" && extension != ".osm")) return {file, layer, "", ""};
  return {file, "lines", "", "highway IS NOT NULL"};
}

LayerSpec spec_of(const LayerSource& source, const CountySpec& county) {
  LayerSpec spec;
  if (county.roads) spec = *county.roads;
  spec.source = source;
  spec.layers.clear();
  spec.crs.clear();
  const FeatureLayer layer = read_layer(spec.source);
  const auto is_there = [&](const std::string& column) {
    return std::find(layer.fields.begin(), layer.fields.end(), column) != layer.fields.end();
  };
  for (const char* key : keys) {
    auto& columns = spec.fields[key];
    columns.erase(std::remove_if(columns.begin(), columns.end(),
                                 [&](const std::string& column) { return !is_there(column); }),
                  columns.end());
    const std::string surest = surest_column(key, layer.fields);
    if (columns.empty() && !surest.empty()) columns = {surest};
    if (columns.empty()) spec.fields.erase(key);
  }
  const auto& known = field_words().at("roads").values;
  spec.values.insert(known.begin(), known.end());
  return spec;
}

/// "116.8,32.5"; empty where it is not two numbers.
std::optional<Point> degrees_of(const std::string& word) {
  Point degrees;
  const char* const end = word.data() + word.size();
  const auto longitude = std::from_chars(word.data(), end, degrees.x);
  if (longitude.ec != std::errc() || longitude.ptr == end || *longitude.ptr != ',')
    return std::nullopt;
  const auto latitude = std::from_chars(longitude.ptr + 1, end, degrees.y);
  if (latitude.ec != std::errc() || latitude.ptr != end) return std::nullopt;
  return degrees;
}

double distance_of(const Road& road, Point place) {
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < road.line.size(); ++i)
    nearest = std::min(nearest, project(place, road.line[i - 1], road.line[i]).distance);
  return nearest;
}

}  // namespace

std::vector<Road> read_new_roads(const std::filesystem::path& file, const std::string& layer,
                                 const CountySpec& spec, const Plane& plane) {
  CountySpec own = spec;
  own.roads = spec_of(source_of(file, layer), spec);
  ProblemList problems;
  County county;
  county.plane = plane;
  LayerRows rows(*own.roads, problems);
  if (rows.crs().empty()) {
    rows.layer_problem({"travel.no_crs", {}});
  } else {
    read_roads({own, built_in_plausibility(), false, problems, county}, rows);
  }
  if (problems.fatal()) throw InputError(problems.take());
  return county.roads.rows();
}

std::string name_or_class(const Road& road) {
  constexpr std::array<const char*, road_class_count> classes{
      "road.national", "road.county", "road.township", "road.village", "road.path"};
  return road.name.empty() ? classes[row(road.road_class)] : road.name;
}

std::vector<RoadId> roads_called(const std::string& word, const County& county,
                                 const Profile& profile) {
  std::vector<RoadId> found;
  for (const RoadId id : county.roads.ids()) {
    if (county.roads[id].name == word && use_of(county.roads[id], profile)) found.push_back(id);
  }
  const auto degrees = degrees_of(word);
  if (!found.empty() || !degrees) return found;
  const Point place = Projection("EPSG:4326", plane_crs(county))(*degrees);
  double nearest = farthest_called_metres;
  for (const RoadId id : county.roads.ids()) {
    if (!use_of(county.roads[id], profile)) continue;
    const double distance = distance_of(county.roads[id], place);
    if (distance < nearest) found = {id};
    nearest = std::min(nearest, distance);
  }
  return found;
}

}  // namespace budian
