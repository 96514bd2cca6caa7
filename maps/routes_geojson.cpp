// Bus routes and stops in longitude and latitude (RFC 7946), with the fields of the map layers.
#include <nlohmann/json.hpp>

#include "maps/layer_sets.hpp"
#include "maps/outputs.hpp"
#include "maps/positions.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

Json geometry_of(const Geometry& geometry, const Positions& positions) {
  if (const auto* point = std::get_if<Point>(&geometry)) {
    return {{"type", "Point"}, {"coordinates", positions.of(*point)}};
  }
  const auto* lines = std::get_if<MultiLine>(&geometry);
  if (!lines || lines->empty()) return nullptr;
  Json coordinates = Json::array();
  for (const auto& point : lines->front()) coordinates.push_back(positions.of(point));
  return {{"type", "LineString"}, {"coordinates", std::move(coordinates)}};
}

Json property_of(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return *whole;
  if (const auto* real = std::get_if<double>(&cell)) return *real;
  if (const auto* word = std::get_if<std::string>(&cell)) return *word;
  return nullptr;
}

void add_features(const LayerContent& layer, const Positions& positions, Json& features) {
  for (const auto& feature : layer.features) {
    Json properties{{"layer", layer.name}};
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
      properties[layer.fields[i].name] = property_of(feature.cells[i]);
    }
    features.push_back({{"type", "Feature"},
                        {"geometry", geometry_of(feature.geometry, positions)},
                        {"properties", std::move(properties)}});
  }
}

}  // namespace

std::string routes_geojson(const Study& study, std::size_t scenario) {
  const Positions positions(study.ground.county);
  const Drawing drawing{study.ground, study.outcomes.front(), study.outcomes[scenario],
                        Language::zh};
  Json features = Json::array();
  add_features(draw_bus_routes(drawing), positions, features);
  add_features(draw_bus_stops(drawing), positions, features);
  return Json{{"type", "FeatureCollection"}, {"features", std::move(features)}}.dump(1) + "\n";
}

}  // namespace budian
