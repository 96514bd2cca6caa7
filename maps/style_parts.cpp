#include "maps/style_parts.hpp"

#include <fmt/format.h>

#include "maps/markup.hpp"

namespace budian::style {
namespace {

/// A family with Chinese letters; where it is not installed, Qt takes the system's own.
constexpr const char* font = "Noto Sans CJK SC";

std::string rgba(Colour c) { return fmt::format("{},{},{},{}", c.red, c.green, c.blue, c.alpha); }

std::string option(const std::string& name, const std::string& value) {
  return fmt::format("<Option type=\"QString\" name=\"{}\" value=\"{}\"/>", name,
                     escaped_markup(value));
}

/// A property of a symbol that follows an expression ("size", "arrowWidth").
std::string data_defined(const std::string& property, const std::string& expression) {
  const std::string property_map =
      expression.empty()
          ? std::string("<Option name=\"properties\"/>")
          : fmt::format(
                "<Option type=\"Map\" name=\"properties\"><Option type=\"Map\" name=\"{}\">"
                "<Option type=\"bool\" name=\"active\" value=\"true\"/>{}"
                "<Option type=\"int\" name=\"type\" value=\"3\"/></Option></Option>",
                property, option("expression", expression));
  return "<data_defined_properties><Option type=\"Map\">" + option("name", "") + property_map +
         option("type", "collection") + "</Option></data_defined_properties>";
}

std::string symbol_xml(const Symbol& symbol, std::size_t number) {
  std::string xml = fmt::format(
      "<symbol type=\"{}\" name=\"{}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">",
      symbol.type, number);
  for (const auto& layer : symbol.layers) {
    xml += fmt::format(
        "<layer class=\"{}\" enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">",
        layer.drawn_as);
    for (const auto& [name, value] : layer.options) xml += option(name, value);
    xml += "</Option>";
    const bool is_arrow = layer.drawn_as == "ArrowLine";
    xml += data_defined(is_arrow ? "arrowWidth" : "size", layer.size_expression);
    if (is_arrow) {  // the arrow's own look is a fill inside of it
      const Colour inside{200, 30, 60, 200};
      const Colour edge{255, 255, 255, 255};
      Symbol body = fill(inside, edge, 0.15);
      std::string inner = symbol_xml(body, 0);
      const std::string plain = "name=\"0\"";
      const auto at = inner.find(plain);
      inner.replace(at, plain.size(), fmt::format("name=\"@{}@0\"", number));
      xml += inner;
    }
    xml += "</layer>";
  }
  return xml + "</symbol>";
}

std::string rules_xml(const std::vector<Rule>& rules) {
  std::string list;
  std::string symbols;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto& rule = rules[i];
    const std::string filter = rule.filter.empty() ? "ELSE" : rule.filter;
    list += fmt::format("<rule key=\"rule{}\" symbol=\"{}\" label=\"{}\" filter=\"{}\"{}/>", i, i,
                        escaped_markup(rule.label), escaped_markup(filter),
                        rule.shown ? "" : " checkstate=\"0\"");
    symbols += symbol_xml(rule.symbol, i);
  }
  return "<renderer-v2 type=\"RuleRenderer\" forceraster=\"0\" symbollevels=\"0\" "
         "enableorderby=\"0\"><rules key=\"root\">" +
         list + "</rules><symbols>" + symbols + "</symbols></renderer-v2>";
}

/// QGIS's own number of a label placement: cartographic around a point, along a line, horizontal in
/// an area.
int placement(const std::string& placed) {
  if (placed == "line") return 2;
  return placed == "area" ? 4 : 6;
}

std::string labels_xml(const Labels& labels) {
  const std::string text_style = fmt::format(
      "<text-style fieldName=\"{}\" isExpression=\"1\" fontFamily=\"{}\" namedStyle=\"{}\" "
      "fontWeight=\"{}\" fontSize=\"{}\" fontSizeUnit=\"Point\" textColor=\"{}\" "
      "textOpacity=\"1\" multilineHeight=\"1\" allowHtml=\"0\" useSubstitutions=\"0\">"
      "<text-buffer bufferDraw=\"1\" bufferSize=\"0.7\" bufferSizeUnits=\"MM\" "
      "bufferColor=\"255,255,255,230\" bufferOpacity=\"0.9\" bufferNoFill=\"1\" "
      "bufferJoinStyle=\"128\"/></text-style>",
      escaped_markup(labels.expression), font, labels.bold ? "Bold" : "Regular",
      labels.bold ? 75 : 50, labels.size, rgba(labels.colour));
  const std::string place = fmt::format(
      "<placement placement=\"{}\" placementFlags=\"10\" offsetType=\"1\" dist=\"0.6\" "
      "distUnits=\"MM\" "
      "priority=\"{}\" predefinedPositionOrder=\"R,TR,BR,L,TL,BL,TSR,BSR\" centroidWhole=\"0\" "
      "centroidInside=\"1\" fitInPolygonOnly=\"0\"/>",
      placement(labels.placed), labels.priority);
  const std::string rendering = fmt::format(
      "<rendering scaleVisibility=\"{}\" scaleMin=\"1\" scaleMax=\"{}\" displayAll=\"0\" "
      "obstacle=\"1\" drawLabels=\"1\" mergeLines=\"1\" limitNumLabels=\"0\" "
      "fontMinPixelSize=\"3\" "
      "fontMaxPixelSize=\"10000\"/>",
      labels.largest_scale > 0 ? 1 : 0, labels.largest_scale);
  return "<labeling type=\"simple\"><settings calloutType=\"simple\">" + text_style +
         "<text-format wrapChar=\"\" multilineAlign=\"1\" autoWrapLength=\"0\"/>" + place +
         rendering + "</settings></labeling>";
}

constexpr const char* width_unit = "MM";

}  // namespace

Symbol marker(const std::string& shape, Colour inside, double size, Colour outline) {
  return {"marker",
          {{"SimpleMarker",
            {{"name", shape},
             {"color", rgba(inside)},
             {"outline_color", rgba(outline)},
             {"outline_width", "0.25"},
             {"outline_width_unit", width_unit},
             {"size", fmt::format("{}", size)},
             {"size_unit", width_unit}},
            ""}}};
}

Symbol sized_marker(const std::string& shape, Colour inside, const std::string& size_expression) {
  Symbol symbol = marker(shape, inside, 2, {80, 80, 80, 160});
  symbol.layers.front().size_expression = size_expression;
  return symbol;
}

Symbol line(Colour colour, double width) {
  return {"line",
          {{"SimpleLine",
            {{"line_color", rgba(colour)},
             {"line_width", fmt::format("{}", width)},
             {"line_width_unit", width_unit},
             {"capstyle", "round"},
             {"joinstyle", "round"}},
            ""}}};
}

Symbol cased_line(Colour colour, double width) {
  constexpr double edge = 0.5;
  Symbol symbol = line({255, 255, 255, 220}, width + edge);
  symbol.layers.push_back(line(colour, width).layers.front());
  return symbol;
}

Symbol arrow(Colour colour, const std::string& width_expression) {
  return {"line",
          {{"ArrowLine",
            {{"arrow_width", "0.8"},
             {"arrow_width_unit", width_unit},
             {"arrow_start_width", "0.3"},
             {"arrow_start_width_unit", width_unit},
             {"arrow_type", "0"},
             {"head_length", "2.2"},
             {"head_length_unit", width_unit},
             {"head_thickness", "1.3"},
             {"head_thickness_unit", width_unit},
             {"head_type", "0"},
             {"is_curved", "0"},
             {"is_repeated", "0"},
             {"color", rgba(colour)}},
            width_expression}}};
}

Symbol fill(Colour inside, Colour outline, double outline_width) {
  return {"fill",
          {{"SimpleFill",
            {{"color", rgba(inside)},
             {"style", inside.alpha == 0 ? "no" : "solid"},
             {"outline_color", rgba(outline)},
             {"outline_style", outline.alpha == 0 ? "no" : "solid"},
             {"outline_width", fmt::format("{}", outline_width)},
             {"outline_width_unit", width_unit},
             {"joinstyle", "bevel"}},
            ""}}};
}

std::string qml(const Look& look, const LayerContent& layer) {
  const bool labelled = !look.labels.expression.empty();
  std::string names;
  for (std::size_t i = 0; i < layer.fields.size(); ++i) {
    const FieldDefinition& field = layer.fields[i];
    names += fmt::format("<alias index=\"{}\" field=\"{}\" name=\"{}\"/>", i + 1, field.name,
                         escaped_markup(field.alias));
  }
  return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
         "<qgis version=\"3.22.16\" styleCategories=\"Symbology|Labeling|Fields\" "
         "labelsEnabled=\"" +
         std::string(labelled ? "1" : "0") + "\">" + rules_xml(look.rules) +
         (labelled ? labels_xml(look.labels) : std::string()) + "<aliases>" + names +
         "</aliases></qgis>\n";
}

std::vector<LayerStyle> styles_of(const std::vector<LayerContent>& layers,
                                  const std::function<Look(const std::string& layer)>& look_of) {
  std::vector<LayerStyle> styles;
  for (const auto& layer : layers)
    styles.push_back({layer.name, qml(look_of(layer.name), layer), ""});
  return styles;
}

Look ground(const std::string& label) {
  Labels labels;
  labels.expression = field("name");
  labels.size = 9;
  labels.colour = {110, 110, 110};
  labels.placed = "area";
  labels.priority = 3;
  const Rule rule{label, "TRUE", fill({248, 246, 240, 255}, {130, 130, 130, 255}, 0.35), true};
  return {{rule}, labels};
}

std::string field(const std::string& name) { return "\"" + name + "\""; }

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char letter : text) {
    if (letter == '\'') result += '\'';
    result += letter;
  }
  return result + "'";
}

}  // namespace budian::style
