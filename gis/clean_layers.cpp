#include "gis/clean_layers.hpp"

#include <algorithm>
#include <cmath>

#include "gis/field_words.hpp"
#include "gis/names.hpp"

namespace budian {
namespace {

constexpr const char* clean_crs = "EPSG:4490";

/// Codes and names stay texts, whatever they look like.
bool is_always_text(const std::string& key) {
  return key == "code" || key == "name" || key == "parent" || key == "township";
}

/// Texts of a column as the narrowest type that holds all of them.
FieldType type_of(const std::string& key, const std::vector<std::string>& texts) {
  if (is_always_text(key)) return FieldType::text;
  FieldType type = FieldType::whole;
  for (const auto& text : texts) {
    if (text.empty()) continue;
    const auto number = number_in(text);
    if (!number) return FieldType::text;
    if (*number != std::floor(*number) || std::abs(*number) > 9e15) type = FieldType::real;
  }
  return type;
}

Cell cell_of(FieldType type, const std::string& text) {
  if (text.empty()) return std::monostate{};
  if (type == FieldType::text) return text;
  const double number = number_in(text).value_or(0);
  return type == FieldType::real ? Cell(number) : Cell(static_cast<std::int64_t>(number));
}

FieldType type_of(const LayerRows& rows, const std::string& field) {
  FieldType type = FieldType::whole;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const Cell& cell = rows.raw(row, field);
    if (std::holds_alternative<std::string>(cell)) return FieldType::text;
    if (std::holds_alternative<double>(cell)) type = FieldType::real;
  }
  return type;
}

Geometry moved(const Geometry& geometry, const LayerProjection& to_degrees) {
  if (const auto* point = std::get_if<Point>(&geometry)) return to_degrees(*point);
  if (const auto* area = std::get_if<MultiPolygon>(&geometry)) return valid(to_degrees(*area));
  if (const auto* lines = std::get_if<MultiLine>(&geometry)) {
    MultiLine result;
    for (const auto& line : *lines) result.push_back(to_degrees(line));
    return result;
  }
  return std::monostate{};
}

GeometryType geometry_type_of(const LayerRows& rows) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (std::holds_alternative<Point>(rows.geometry(row))) return GeometryType::point;
    if (std::holds_alternative<MultiLine>(rows.geometry(row))) return GeometryType::line;
    if (std::holds_alternative<MultiPolygon>(rows.geometry(row))) return GeometryType::area;
  }
  return GeometryType::none;
}

/// In Budian's words, where the spec maps the values of the key.
std::string in_our_words(const LayerSpec& spec, const std::string& key, std::string word) {
  if (key != "kind" && key != "class") return word;
  const auto* ours = value_of(spec.values, word);
  return ours ? *ours : word;
}

void add_mapped(const LayerRows& rows, const LayerSpec& spec, const std::string& key,
                CleanLayer& layer) {
  const std::size_t width = rows.width_of(key);
  for (std::size_t column = 0; column < width; ++column) {
    std::vector<std::string> texts;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      texts.push_back(in_our_words(spec, key, rows.text(row, key, column)));
    }
    const bool empty = std::all_of(texts.begin(), texts.end(),
                                   [](const std::string& text) { return text.empty(); });
    if (empty && width > 1) {  // a grade that the file does not have
      layer.fields[key].emplace_back();
      continue;
    }
    const FieldType type = type_of(key, texts);
    const std::string name = width == 1 ? key : key + "_" + std::to_string(column + 1);
    const auto mapped = spec.fields.find(key);
    const bool own = mapped != spec.fields.end() && column < mapped->second.size();
    layer.content.fields.push_back({name, own ? mapped->second[column] : "", type, 0});
    layer.fields[key].push_back(name);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      layer.content.features[row].cells.push_back(cell_of(type, texts[row]));
    }
  }
}

void add_others(const LayerRows& rows, CleanLayer& layer) {
  const auto taken = [&](const std::string& name) {
    const auto same = [&](const FieldDefinition& field) {  // SQLite's names know no case
      return lower_case(field.name) == lower_case(name);
    };
    return name == "fid" || name == "geom" ||
           std::any_of(layer.content.fields.begin(), layer.content.fields.end(), same);
  };
  for (const auto& field : rows.other_fields()) {
    std::string name = field.empty() ? "column" : field;
    while (taken(name)) name += "_";
    layer.content.fields.push_back({name, "", type_of(rows, field), 0});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      layer.content.features[row].cells.push_back(rows.raw(row, field));
    }
  }
}

CleanLayer clean_layer(const std::string& table, const LayerRows& rows, const LayerSpec& spec) {
  CleanLayer layer;
  layer.table = table;
  layer.content.name = table;
  layer.content.type = geometry_type_of(rows);
  layer.file = spec.source.file.string();
  layer.crs = name_of_crs(rows.crs());
  layer.rows = rows.rows_read();
  const LayerProjection to_degrees = rows.projection_to(clean_crs);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Feature feature;
    feature.number = static_cast<std::int64_t>(row) + 1;
    feature.geometry = moved(rows.geometry(row), to_degrees);
    layer.content.features.push_back(std::move(feature));
  }
  for (const auto& key : rows.mapped_keys()) add_mapped(rows, spec, key, layer);
  add_others(rows, layer);
  return layer;
}

/// Townships that were made of border lines.
CleanLayer made_townships(const County& county) {
  CleanLayer layer;
  layer.table = "townships";
  layer.content.name = "townships";
  layer.content.type = GeometryType::area;
  layer.content.fields = {{"code", "", FieldType::text, 0}, {"name", "", FieldType::text, 0}};
  layer.fields = {{"code", {"code"}}, {"name", {"name"}}};
  const LayerProjection to_degrees(plane_crs(county), clean_crs);
  for (const auto& township : county.townships) {
    layer.content.features.push_back({static_cast<std::int64_t>(layer.content.features.size()) + 1,
                                      {township.code, township.name},
                                      moved(township.area, to_degrees)});
  }
  return layer;
}

}  // namespace

std::vector<CleanLayer> clean_layers(CountyReading reading, CountyRows& rows) {
  const CountySpec& spec = reading.spec;
  std::vector<CleanLayer> layers;
  if (geometry_type_of(rows.townships) == GeometryType::line) {
    layers.push_back(made_townships(reading.county));
  } else {
    layers.push_back(clean_layer("townships", rows.townships, *spec.townships));
  }
  const auto add = [&](const char* table, const std::optional<LayerRows>& layer,
                       const std::optional<LayerSpec>& of) {
    if (layer && of) layers.push_back(clean_layer(table, *layer, *of));
  };
  add("schools", rows.schools, spec.schools);
  add("settlements", rows.settlements, spec.settlements);
  add("roads", rows.roads, spec.roads);
  add("water", rows.water, spec.water);
  return layers;
}

}  // namespace budian
