// Pieces of a QGIS style (QML): symbols, rules and labels as values, and their XML.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gis/layer_file.hpp"

namespace budian::style {

struct Colour {
  int red = 0, green = 0, blue = 0, alpha = 255;
};

/// One drawn layer of a symbol: QGIS's class name and its options.
struct SymbolLayer {
  std::string drawn_as;  ///< "SimpleMarker", "SimpleLine", "SimpleFill", "ArrowLine" …
  std::vector<std::pair<std::string, std::string>> options;
  std::string size_expression;  ///< of a marker, in mm; empty: fixed
};
struct Symbol {
  std::string type;  ///< "marker", "line" or "fill"
  std::vector<SymbolLayer> layers;
};

Symbol marker(const std::string& shape, Colour fill, double size, Colour outline = {90, 90, 90});
/// A marker whose size follows an expression.
Symbol sized_marker(const std::string& shape, Colour fill, const std::string& size_expression);
Symbol line(Colour colour, double width);
/// A line with a pale edge, readable over other lines.
Symbol cased_line(Colour colour, double width);
/// A curved arrow whose width follows an expression.
Symbol arrow(Colour colour, const std::string& width_expression);
Symbol fill(Colour inside, Colour outline, double outline_width);

/// What is drawn how; the label stands in the legend.
struct Rule {
  std::string label;
  std::string filter;  ///< QGIS expression; empty: whatever no other rule takes
  Symbol symbol;
  bool shown = true;  ///< ticked in the legend
};

struct Labels {
  std::string expression;
  double size = 8;  ///< points
  Colour colour{40, 40, 40};
  bool bold = false;
  double largest_scale = 0;      ///< shown from here inwards (denominator); 0: always
  std::string placed = "point";  ///< "point", "line" or "area"
  int priority = 5;
};

/// The look of one layer. No labels where the expression is empty.
struct Look {
  std::vector<Rule> rules;
  Labels labels;
};
/// The whole style, with the aliases of the layer's fields.
std::string qml(const Look& look, const LayerContent& layer);
/// One for each layer.
std::vector<LayerStyle> styles_of(const std::vector<LayerContent>& layers,
                                  const std::function<Look(const std::string& layer)>& look_of);
/// Areas as quiet ground, with their names.
Look ground(const std::string& label);

/// A field name, or a text, in a QGIS expression.
std::string field(const std::string& name);
std::string quoted(const std::string& text);

}  // namespace budian::style
