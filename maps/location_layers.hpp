// The answer to a location model as map layers.
#pragma once

#include <vector>

#include "gis/layer_file.hpp"
#include "maps/location_outputs.hpp"

namespace budian {

/// Layers townships, service_ways (settlement to site, straight), served_settlements, sites: in the
/// order of drawing.
std::vector<LayerContent> location_layers(const Located& located, Language language);
/// A QML style for each of them.
std::vector<LayerStyle> location_styles(const std::vector<LayerContent>& layers, Language language);

}  // namespace budian
