#include "gis/plausibility.hpp"

#include "gis/embedded.hpp"
#include "gis/toml_reader.hpp"

namespace budian {

BUDIAN_EMBEDDED(plausibility)

Plausibility read_plausibility(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  auto root = document.root();
  Plausibility bounds;
  const auto read = [&](const char* key, double& into) {
    if (!root.require(key)) return;
    into = root.number(key).value_or(0);
    if (into <= 0) root.problem(key, {"toml.positive", {}});
  };
  read("class_size_most", bounds.class_size_most);
  read("teaching_area_least_m2", bounds.teaching_area_least_m2);
  read("teaching_area_most_m2", bounds.teaching_area_most_m2);
  read("equipment_least_yuan", bounds.equipment_least_yuan);
  read("overlap_least_ha", bounds.overlap_least_ha);
  read("gap_least_ha", bounds.gap_least_ha);
  read("gap_most_m", bounds.gap_most_m);
  read("gap_detour_m", bounds.gap_detour_m);
  read("loose_road_near_m", bounds.loose_road_near_m);
  read("road_away_most_m", bounds.road_away_most_m);
  read("speed_least_kmh", bounds.speed_least_kmh);
  read("speed_most_kmh", bounds.speed_most_kmh);
  read("detour_most", bounds.detour_most);
  read("detour_from_m", bounds.detour_from_m);
  for (const auto* key : {"date", "source"}) {
    if (root.require(key)) (void)root.text(key);
  }
  document.finish();
  return bounds;
}

Plausibility built_in_plausibility() {
  return read_plausibility(embedded_plausibility(), "gis/plausibility.toml");
}

}  // namespace budian
