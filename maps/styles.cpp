// How each layer looks in QGIS. Legible at county scale: quiet ground, travel by colour, decisions
// on top.
#include <fmt/format.h>

#include "maps/layer_sets.hpp"
#include "maps/layers.hpp"
#include "maps/school_status.hpp"
#include "maps/style_parts.hpp"

namespace budian {
namespace {

using style::Colour;
using style::Labels;
using style::Rule;

/// Near is green, far is dark red: one colour a row of distance_bands_km, and one beyond.
constexpr std::array<Colour, 8> band_colours{{{26, 152, 80},
                                              {102, 189, 99},
                                              {166, 217, 106},
                                              {217, 239, 139},
                                              {254, 224, 139},
                                              {253, 174, 97},
                                              {244, 109, 67},
                                              {165, 0, 38}}};

Colour with_alpha(Colour colour, int alpha) {
  colour.alpha = alpha;
  return colour;
}

/// Condition that an expression in kilometres lies in a band.
std::string in_band(const std::string& value, std::size_t band) {
  std::string above =
      band == 0 ? value + " >= 0" : fmt::format("{} > {}", value, distance_bands_km[band - 1]);
  if (band == distance_bands_km.size()) return above;
  return fmt::format("{} and {} <= {}", above, value, distance_bands_km[band]);
}

std::string is(const std::string& name, const std::string& word) {
  return style::field(name) + " = " + style::quoted(word);
}

style::Look coverage(Language language) {
  std::vector<Rule> rules;
  for (const auto stage : stages) {
    const std::string name = text(stage_key(stage), language);
    for (std::size_t band = 0; band < band_colours.size(); ++band) {
      rules.push_back(
          {name + " " + band_text(band, language),
           fmt::format("{} and {} = {}", is("stage", name), style::field("band_number"), band),
           style::fill(with_alpha(band_colours[band], 90), {0, 0, 0, 0}, 0),
           stage == stages.front()});
    }
  }
  return {rules, {}};
}

style::Look catchments(Language language) {
  std::vector<Rule> rules;
  for (const auto stage : stages) {
    const std::string name = text(stage_key(stage), language);
    rules.push_back({name, is("stage", name), style::fill({0, 0, 0, 0}, {70, 90, 140, 190}, 0.25),
                     stage == stages.front()});
  }
  return {rules, {}};
}

style::Look settlements(Language language) {
  // Area of the mark in proportion to pupils: 1 pupil 0.8 mm, 100 pupils 2.8 mm.
  const std::string size = "min(4, 0.6 + 0.22 * sqrt(coalesce(\"pupils\", 0)))";
  // Primary pupils, as the coverage beneath; where there are none, all.
  const std::string km = "coalesce(\"primary_km\", \"km\")";
  std::vector<Rule> rules;
  for (std::size_t band = 0; band < band_colours.size(); ++band) {
    rules.push_back({band_text(band, language), in_band(km, band),
                     style::sized_marker("circle", band_colours[band], size), true});
  }
  rules.push_back({text("legend.unreachable", language), "\"pupils\" > 0 and \"km\" is null",
                   style::sized_marker("circle", {40, 40, 40}, size), true});
  rules.push_back({text("legend.no_pupils", language), "\"pupils\" = 0",
                   style::marker("circle", {190, 190, 190}, 0.7, {190, 190, 190}), true});
  Labels labels;
  labels.expression = style::field("name");
  labels.size = 7;
  labels.colour = {90, 90, 90};
  labels.largest_scale = 60000;
  labels.priority = 2;
  return {rules, labels};
}

style::Look bus_lines(const char* layer, Colour colour, bool ticked, Language language) {
  const Rule rule{text(layer, language), "TRUE", style::cased_line(colour, 0.7), ticked};
  Labels labels;
  labels.expression = style::field("line");
  labels.size = 8;
  labels.colour = colour;
  labels.bold = true;
  labels.placed = "line";
  labels.priority = 6;
  labels.largest_scale = 150000;
  return {{rule}, labels};
}

style::Look bus_routes(Language language) {
  return bus_lines("map_layer.bus_routes", {31, 97, 180}, true, language);
}

/// Unticked: most of it lies on the routes of the morning.
style::Look bus_routes_home(Language language) {
  return bus_lines("map_layer.bus_routes_home", {122, 63, 150}, false, language);
}

style::Look bus_stops(Language language) {
  const Rule rule{text("map_layer.bus_stops", language), "TRUE",
                  style::marker("square", {255, 255, 255}, 1.2, {31, 97, 180}), true};
  Labels labels;
  labels.expression = "\"name\" || ' ' || \"leave\"";
  labels.size = 7;
  labels.colour = {31, 97, 180};
  labels.largest_scale = 40000;
  labels.priority = 4;
  return {{rule}, labels};
}

style::Look schools(Language language) {
  const auto status = [&](SchoolStatus value) {
    return is("status", text(status_key(value), language));
  };
  const auto kind = [&](SchoolKind value) { return is("kind", text(kind_key(value), language)); };
  const auto label = [&](SchoolStatus value) { return text(status_key(value), language); };
  std::vector<Rule> rules{
      {label(SchoolStatus::closed), status(SchoolStatus::closed),
       style::marker("cross2", {200, 30, 60}, 2.6, {200, 30, 60}), true},
      {label(SchoolStatus::refused), status(SchoolStatus::refused),
       style::marker("circle", {255, 255, 255}, 2.6, {148, 32, 146}), true},
      {label(SchoolStatus::receives), status(SchoolStatus::receives),
       style::marker("circle", {0, 136, 85}, 3.2, {255, 255, 255}), true},
      {label(SchoolStatus::teaching_point), status(SchoolStatus::teaching_point),
       style::marker("diamond", {245, 150, 30}, 2.8), true},
      {label(SchoolStatus::grades_moved), status(SchoolStatus::grades_moved),
       style::marker("diamond", {250, 200, 90}, 2.6), true},
      {label(SchoolStatus::opened), status(SchoolStatus::opened),
       style::marker("star", {20, 110, 220}, 4), true}};
  const std::string same = status(SchoolStatus::unchanged) + " and ";
  const auto unchanged = [&](SchoolKind value, const char* shape, double size) {
    rules.push_back({text(kind_key(value), language), same + kind(value),
                     style::marker(shape, {70, 80, 95}, size, {255, 255, 255}), true});
  };
  unchanged(SchoolKind::primary, "circle", 2.4);
  unchanged(SchoolKind::teaching_point, "circle", 1.6);
  unchanged(SchoolKind::junior, "triangle", 3);
  unchanged(SchoolKind::nine_year, "square", 2.6);
  unchanged(SchoolKind::complete_secondary, "pentagon", 3);
  unchanged(SchoolKind::twelve_year, "pentagon", 3);
  Labels labels;
  labels.expression = "if(" + status(SchoolStatus::closed) + ", null, \"name\")";
  labels.size = 7.5;
  labels.largest_scale = 120000;
  labels.priority = 7;
  return {rules, labels};
}

style::Look closure_lines(Language language) {
  const Rule rule{text("map_layer.closure_lines", language), "TRUE",
                  style::arrow({200, 30, 60, 200}, "min(2.5, 0.5 + 0.1 * sqrt(\"displaced\"))"),
                  true};
  return {{rule}, {}};
}

style::Look closures(Language language) {
  const Rule rule{text("map_layer.closures", language), "TRUE",
                  style::marker("cross2", {200, 30, 60}, 2.6, {200, 30, 60}), true};
  Labels labels;
  labels.expression = "\"name\" || ' → ' || \"receivers\"";
  labels.size = 7.5;
  labels.colour = {170, 20, 45};
  labels.largest_scale = 120000;
  labels.priority = 9;
  return {{rule}, labels};
}

style::Look findings(Language language) {
  std::vector<Rule> rules;
  const std::pair<const char*, Colour> severities[] = {{"severity.serious", {215, 25, 28, 110}},
                                                       {"severity.warning", {253, 174, 97, 110}},
                                                       {"severity.note", {120, 160, 200, 110}}};
  for (const auto& [key, colour] : severities) {
    const std::string name = text(key, language);
    rules.push_back({name, is("severity", name),
                     style::marker("circle", with_alpha(colour, 0), 5, with_alpha(colour, 255)),
                     true});
  }
  return {rules, {}};
}

style::Look look_of(const std::string& layer, Language language) {
  if (layer == "townships") return style::ground(text("map_layer.townships", language));
  if (layer == "coverage") return coverage(language);
  if (layer == "catchments") return catchments(language);
  if (layer == "settlements") return settlements(language);
  if (layer == "bus_routes") return bus_routes(language);
  if (layer == "bus_routes_home") return bus_routes_home(language);
  if (layer == "closure_lines") return closure_lines(language);
  if (layer == "bus_stops") return bus_stops(language);
  if (layer == "schools") return schools(language);
  if (layer == "closures") return closures(language);
  return findings(language);
}

}  // namespace

std::vector<LayerStyle> make_styles(const std::vector<LayerContent>& layers, Language language) {
  return style::styles_of(layers, [&](const auto& layer) { return look_of(layer, language); });
}

}  // namespace budian
