// Layers as tables of columns: a name, a type and where the value comes from.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis/layer_file.hpp"
#include "maps/messages.hpp"

namespace budian {

template <class Row>
struct Column {
  std::string name;  ///< of the field; its alias is the message "field.<name>"
  FieldType type = FieldType::text;
  std::function<Cell(const Row&)> value;
};

inline constexpr auto whole_field = FieldType::whole;
inline constexpr auto real_field = FieldType::real;
inline constexpr auto words_field = FieldType::text;

inline Cell cell(const std::string& text) { return text; }
inline Cell cell(Heads heads) { return heads.count(); }
inline Cell cell(std::size_t count) { return static_cast<std::int64_t>(count); }
inline Cell cell(double number) { return number; }
inline Cell cell(std::optional<double> number) {
  return number ? Cell(*number) : Cell(std::monostate{});
}
/// Kilometres with three decimals, minutes with one: what people read, not more than is known.
inline Cell cell_km(std::optional<Millimetres> length) {
  if (!length) return std::monostate{};
  const std::int64_t whole_metres = (length->count() + 500) / 1000;
  return static_cast<double>(whole_metres) / 1000.0;
}
inline Cell cell_minutes(std::optional<Milliseconds> time) {
  if (!time) return std::monostate{};
  const std::int64_t tenths = (time->count() + 3000) / 6000;
  return static_cast<double>(tenths) / 10.0;
}

/// The layer `name` with one feature for each row; its title is the message "map_layer.<name>".
template <class Row>
LayerContent layer_of(const std::string& name, GeometryType type, Language language,
                      const std::vector<Column<Row>>& columns, const std::vector<Row>& rows,
                      const std::function<Geometry(const Row&)>& geometry) {
  LayerContent layer;
  layer.name = name;
  layer.title = text("map_layer." + name, language);
  layer.type = type;
  for (const auto& column : columns) {
    layer.fields.push_back({column.name, text("field." + column.name, language), column.type, 0});
  }
  for (const auto& row : rows) {
    Feature feature;
    feature.number = static_cast<std::int64_t>(layer.features.size()) + 1;
    for (const auto& column : columns) feature.cells.push_back(column.value(row));
    feature.geometry = geometry(row);
    layer.features.push_back(std::move(feature));
  }
  return layer;
}

}  // namespace budian
