// What an outcome looks like as map layers: pure, and the only place where output fields are named.
#pragma once

#include <vector>

#include "gis/layer_file.hpp"
#include "maps/messages.hpp"
#include "scenarios/groundwork.hpp"
#include "scenarios/outcome.hpp"

namespace budian {

/// Layers townships, coverage, catchments, settlements, bus_routes, closure_lines, bus_stops,
/// schools, closures, findings: in the order of drawing. Fields with "_before" are today's.
std::vector<LayerContent> make_layers(const Groundwork& ground, const Outcome& today,
                                      const Outcome& outcome, Language language);
/// A QML style for each of these layers, with the aliases of its fields.
std::vector<LayerStyle> make_styles(const std::vector<LayerContent>& layers, Language language);

}  // namespace budian
