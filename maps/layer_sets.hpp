// The parts of make_layers, one file a subject.
#pragma once

#include "maps/layers.hpp"

namespace budian {

/// Message key of the stage's name.
inline const char* stage_key(Stage stage) {
  return stage == Stage::primary ? "stage.primary" : "stage.junior";
}

struct Drawing {
  const Groundwork& ground;
  const Outcome& today;
  const Outcome& outcome;
  Language language;
  [[nodiscard]] std::string word(const std::string& key) const { return text(key, language); }
  [[nodiscard]] const std::string& township_name(TownshipId id) const {
    return ground.county.townships[id].name;
  }
  [[nodiscard]] const School& school(SchoolId id) const { return outcome.plan.schools[id].school; }
};

LayerContent draw_townships(const Drawing& drawing);
LayerContent draw_settlements(const Drawing& drawing);
LayerContent draw_schools(const Drawing& drawing);
LayerContent draw_closures(const Drawing& drawing);
LayerContent draw_closure_lines(const Drawing& drawing);
LayerContent draw_catchments(const Drawing& drawing);
LayerContent draw_coverage(const Drawing& drawing);
LayerContent draw_bus_routes(const Drawing& drawing);
/// In the afternoon.
LayerContent draw_bus_routes_home(const Drawing& drawing);
LayerContent draw_bus_stops(const Drawing& drawing);
LayerContent draw_findings(const Drawing& drawing);

/// "0.5–1 km", "over 5 km": a row of distance_bands_km, 7 is beyond the last.
std::string band_text(std::size_t band, Language language);

}  // namespace budian
