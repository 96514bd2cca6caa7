#include "gis/place_layer.hpp"

#include "gis/county_layers.hpp"
#include "gis/field_words.hpp"

namespace budian {
std::vector<NamedPlace> read_places(const LayerSource& source, const Plane& plane) {
  LayerSpec spec;
  spec.source = source;
  const FeatureLayer layer = read_layer(source);
  for (const char* key : {"code", "name"}) {
    const auto column = surest_column(key, layer.fields);
    if (!column.empty()) spec.fields[key] = {column};
  }
  ProblemList problems;
  LayerRows rows(spec, problems);
  std::vector<NamedPlace> places;
  if (rows.crs().empty()) {
    rows.layer_problem({"travel.no_crs", {}});
  } else {
    const LayerProjection projection = rows.projection_to("EPSG:" + std::to_string(plane.epsg));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto place = place_of(rows, row, projection);
      if (!place) continue;
      NamedPlace named{rows.code(row, "code"), rows.text(row, "name"), *place};
      if (named.code.empty()) named.code = std::to_string(row + 1);
      if (named.name.empty()) named.name = named.code;
      places.push_back(std::move(named));
    }
  }
  if (problems.fatal()) throw InputError(problems.take());
  return places;
}

}  // namespace budian
