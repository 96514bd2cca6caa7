// Bus routes and stops in longitude and latitude (RFC 7946), with the fields of the map layers.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "gis/projection.hpp"
#include "maps/layer_sets.hpp"
#include "maps/outputs.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

/// Six decimals are a tenth of a metre.
double rounded(double degrees) { return std::round(degrees * 1e6) / 1e6; }

Json position(Point point, const Projection& to_degrees) {
  const Point degrees = to_degrees(point);
  return Json::array({rounded(degrees.x), rounded(degrees.y)});
}

Json geometry_of(const Geometry& geometry, const Projection& to_degrees) {
  if (const auto* point = std::get_if<Point>(&geometry)) {
    return {{"type", "Point"}, {"coordinates", position(*point, to_degrees)}};
  }
  const auto* lines = std::get_if<MultiLine>(&geometry);
  if (!lines || lines->empty()) return nullptr;
  Json coordinates = Json::array();
  for (const auto& point : lines->front()) coordinates.push_back(position(point, to_degrees));
  return {{"type", "LineString"}, {"coordinates", std::move(coordinates)}};
}

Json property_of(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return *whole;
  if (const auto* real = std::get_if<double>(&cell)) return *real;
  if (const auto* word = std::get_if<std::string>(&cell)) return *word;
  return nullptr;
}

void add_features(const LayerContent& layer, const Projection& to_degrees, Json& features) {
  for (const auto& feature : layer.features) {
    Json properties{{"layer", layer.name}};
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
      properties[layer.fields[i].name] = property_of(feature.cells[i]);
    }
    features.push_back({{"type", "Feature"},
                        {"geometry", geometry_of(feature.geometry, to_degrees)},
                        {"properties", std::move(properties)}});
  }
}

}  // namespace

std::string routes_geojson(const Study& study, std::size_t scenario) {
  const Projection to_degrees(fmt::format("EPSG:{}", study.ground.county.plane.epsg), "EPSG:4326");
  const Drawing drawing{study.ground, study.outcomes.front(), study.outcomes[scenario],
                        Language::zh};
  Json features = Json::array();
  add_features(draw_bus_routes(drawing), to_degrees, features);
  add_features(draw_bus_stops(drawing), to_degrees, features);
  return Json{{"type", "FeatureCollection"}, {"features", std::move(features)}}.dump(1) + "\n";
}

}  // namespace budian
