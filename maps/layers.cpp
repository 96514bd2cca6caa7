#include "maps/layers.hpp"

#include "maps/layer_sets.hpp"

namespace budian {

std::vector<LayerContent> make_layers(const Groundwork& ground, const Outcome& today,
                                      const Outcome& outcome, Language language) {
  const Drawing drawing{ground, today, outcome, language};
  // From the ground up: GIS programs draw later layers over earlier ones.
  return {draw_townships(drawing),     draw_coverage(drawing),        draw_catchments(drawing),
          draw_settlements(drawing),   draw_bus_routes_home(drawing), draw_bus_routes(drawing),
          draw_closure_lines(drawing), draw_bus_stops(drawing),       draw_schools(drawing),
          draw_closures(drawing),      draw_findings(drawing)};
}

}  // namespace budian
