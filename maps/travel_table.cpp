#include "maps/travel_table.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "gis/projection.hpp"
#include "maps/csv_text.hpp"
#include "maps/style_parts.hpp"

namespace budian {
namespace {

struct TableColumn {
  const char* name;
  FieldType type;
};
std::vector<TableColumn> columns_of(const TravelTable& table) {
  std::vector<TableColumn> columns{{"from_code", FieldType::text}, {"from_name", FieldType::text},
                                   {"to_code", FieldType::text},   {"to_name", FieldType::text},
                                   {"metres", FieldType::real},    {"seconds", FieldType::real},
                                   {"walk_m", FieldType::real},    {"reason", FieldType::text}};
  if (!table.has_before) return columns;
  for (const char* name : {"metres_before", "seconds_before", "metres_more", "seconds_more"})
    columns.push_back({name, FieldType::real});
  return columns;
}

std::string word_of(Unreachable reason) {
  constexpr std::array<const char*, 9> words{
      "no_road_at_origin",    "no_road_at_destination", "water_at_origin",
      "water_at_destination", "far_side_at_origin",     "far_side_at_destination",
      "other_component",      "one_way_trap",           "beyond_limit"};
  return words[static_cast<std::size_t>(reason)];
}

/// In the order of columns_of.
std::vector<Cell> cells_of(const TravelTable& table, const TravelRow& row, Language language) {
  std::vector<Cell> cells(columns_of(table).size());
  cells[0] = table.origins[row.origin].code;
  cells[1] = table.origins[row.origin].name;
  if (row.destination) {
    cells[2] = table.destinations[*row.destination].code;
    cells[3] = table.destinations[*row.destination].name;
  }
  const auto& journey = row.detail.journey;
  if (journey) {
    cells[4] = in_metres(journey->length);
    cells[5] = in_seconds(journey->time);
    cells[6] = in_metres(row.detail.walk);
  }
  if (row.detail.reason) cells[7] = text("travel.reason." + word_of(*row.detail.reason), language);
  if (!row.before) return cells;
  cells[8] = in_metres(row.before->length);
  cells[9] = in_seconds(row.before->time);
  if (journey) {
    cells[10] = in_metres(journey->length - row.before->length);
    cells[11] = in_seconds(journey->time - row.before->time);
  }
  return cells;
}

/// Numbers to the thousandth.
std::string csv_text_of(const Cell& cell) {
  if (const auto* number = std::get_if<double>(&cell)) return fmt::format("{:.3f}", *number);
  const auto* words = std::get_if<std::string>(&cell);
  return words != nullptr ? *words : std::string();
}

nlohmann::json places_json(const std::vector<NamedPlace>& places, const Projection& to_degrees,
                           const std::vector<double>& snaps) {
  auto result = nlohmann::json::array();
  for (std::size_t row = 0; row < places.size(); ++row) {
    const Point degrees = to_degrees(places[row].place);
    result.push_back({{"location", {degrees.x, degrees.y}},
                      {"name", places[row].name},
                      {"code", places[row].code}});
    // What attaches nowhere has no distance.
    if (snaps[row] >= 0) result.back()["distance"] = snaps[row];
  }
  return result;
}

}  // namespace

std::string travel_csv(const TravelTable& table, Language language) {
  std::string csv = csv_mark;
  std::vector<std::string> line;
  for (const TableColumn& column : columns_of(table))
    line.push_back(text(fmt::format("travel.column.{}", column.name), language));
  csv += csv_line(line);
  for (const TravelRow& row : table.rows) {
    line.clear();
    for (const Cell& cell : cells_of(table, row, language)) line.push_back(csv_text_of(cell));
    csv += csv_line(line);
  }
  return csv;
}

LayerContent travel_layer(const TravelTable& table, Language language) {
  LayerContent layer;
  layer.name = "journeys";
  layer.title = text("travel.layer", language);
  layer.type = GeometryType::line;
  for (const TableColumn& column : columns_of(table)) {
    layer.fields.push_back(
        {column.name, text(fmt::format("travel.column.{}", column.name), language), column.type});
  }
  for (const TravelRow& row : table.rows) {
    Feature feature;
    feature.number = static_cast<std::int64_t>(layer.features.size()) + 1;
    feature.cells = cells_of(table, row, language);
    if (row.way.size() >= 2) feature.geometry = MultiLine{row.way};
    layer.features.push_back(std::move(feature));
  }
  return layer;
}

namespace {

/// The lines of 国办发〔2018〕27号 and of the warnings: 30 and 40 minutes.
style::Look look_by_minutes(Language language) {
  struct Band {
    int minutes;
    style::Colour colour;
  };
  constexpr std::array<Band, 4> bands{
      {{15, {43, 131, 186}}, {30, {122, 182, 120}}, {40, {244, 165, 60}}, {60, {215, 60, 40}}}};
  style::Look look;
  int from = 0;
  for (const Band& band : bands) {
    look.rules.push_back(
        {text(Message{"travel.band",
                      {{"from", std::int64_t{from}}, {"to", std::int64_t{band.minutes}}}},
              language),
         fmt::format("{0} > {1} AND {0} <= {2}", style::field("seconds"), from * 60,
                     band.minutes * 60),
         style::line(band.colour, 0.5), true});
    from = band.minutes;
  }
  look.rules.push_back({text(Message{"travel.band_over", {{"from", std::int64_t{from}}}}, language),
                        fmt::format("{} > {}", style::field("seconds"), from * 60),
                        style::line({110, 20, 60}, 0.5), true});
  return look;
}

/// What got longer, shorter, or possible.
style::Look look_by_change(Least least, Language language) {
  const std::string more = style::field(least == Least::length ? "metres_more" : "seconds_more");
  style::Look look;
  const auto rule = [&](const char* key, const std::string& filter, style::Colour colour) {
    look.rules.push_back({text(std::string("travel.change.") + key, language), filter,
                          style::line(colour, 0.6), true});
  };
  rule("longer", more + " > 0", {215, 60, 40});
  rule("shorter", more + " < 0", {43, 131, 186});
  rule("other", more + " = 0", {150, 150, 150});
  rule("gained", more + " IS NULL AND " + style::field("metres") + " IS NOT NULL", {26, 150, 65});
  rule("lost", style::field("metres") + " IS NULL", {110, 20, 60});
  return look;
}

}  // namespace

std::string travel_style(const TravelTable& table, const LayerContent& layer, Language language) {
  const style::Look look =
      table.has_before ? look_by_change(table.least, language) : look_by_minutes(language);
  return style::qml(look, layer);
}

LayerContent areas_layer(const std::string& layer, const std::vector<TravelArea>& areas,
                         Language language) {
  LayerContent content;
  content.name = layer;
  content.title = text("travel.layer." + layer, language);
  content.type = GeometryType::area;
  constexpr std::array<TableColumn, 6> area_columns{{{"code", FieldType::text},
                                                     {"name", FieldType::text},
                                                     {"area_km2", FieldType::real},
                                                     {"settlements", FieldType::whole},
                                                     {"people", FieldType::whole},
                                                     {"pupils", FieldType::whole}}};
  for (const TableColumn& column : area_columns) {
    content.fields.push_back(
        {column.name, text(fmt::format("travel.area.{}", column.name), language), column.type});
  }
  for (const TravelArea& area : areas) {
    Feature feature;
    feature.number = static_cast<std::int64_t>(content.features.size()) + 1;
    feature.cells = {area.code,        area.name,   area_square_metres(area.area) / 1e6,
                     area.settlements, area.people, area.pupils};
    if (!area.area.empty()) feature.geometry = area.area;
    content.features.push_back(std::move(feature));
  }
  return content;
}

std::string areas_style(const LayerContent& layer, Language) {
  // Near is green, far is red; service areas take the colours in turn.
  constexpr std::array<style::Colour, 8> colours{{{26, 150, 65, 150},
                                                  {145, 207, 96, 150},
                                                  {217, 239, 139, 150},
                                                  {254, 224, 139, 150},
                                                  {252, 141, 89, 150},
                                                  {215, 48, 39, 150},
                                                  {140, 45, 90, 150},
                                                  {90, 60, 120, 150}}};
  const bool is_bands = layer.name == "bands";
  style::Look look;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    if (is_bands && i >= layer.features.size()) break;
    const std::string label = is_bands ? std::get<std::string>(layer.features[i].cells[1]) : "";
    const std::string filter = is_bands ? style::field("name") + " = " + style::quoted(label)
                                        : fmt::format("$id % {} = {}", colours.size(), i);
    look.rules.push_back({label, filter, style::fill(colours[i], {120, 120, 120}, 0.15), true});
  }
  if (!is_bands) look.labels.expression = style::field("name");
  look.labels.placed = "area";
  look.labels.largest_scale = is_bands ? 0 : 100000;
  return style::qml(look, layer);
}

std::string travel_json(const TravelTable& table, const Plane& plane,
                        const std::vector<double>& origin_snaps,
                        const std::vector<double>& destination_snaps) {
  const Projection to_degrees("EPSG:" + std::to_string(plane.epsg), "EPSG:4326");
  const std::vector<nlohmann::json> empty(table.destinations.size(), nullptr);
  std::vector<std::vector<nlohmann::json>> durations(table.origins.size(), empty);
  auto distances = durations;
  for (const TravelRow& row : table.rows) {
    if (!row.destination || !row.detail.journey) continue;
    durations[row.origin][*row.destination] = in_seconds(row.detail.journey->time);
    distances[row.origin][*row.destination] = in_metres(row.detail.journey->length);
  }
  const nlohmann::ordered_json answer{
      {"code", "Ok"},
      {"sources", places_json(table.origins, to_degrees, origin_snaps)},
      {"destinations", places_json(table.destinations, to_degrees, destination_snaps)},
      {"durations", durations},
      {"distances", distances}};
  return answer.dump();
}

}  // namespace budian
