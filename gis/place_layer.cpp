#include "gis/place_layer.hpp"

#include <algorithm>

#include "gis/county_layers.hpp"
#include "gis/field_words.hpp"
#include "gis/names.hpp"

namespace budian {
namespace {

/// The column that the surest word names, over the words of all roles.
std::vector<std::string> column_of(const std::string& key, const std::vector<std::string>& fields) {
  std::vector<std::string> words;
  for (const auto& [role, known] : field_words()) {
    for (const auto& [field, list] : known.fields) {
      if (field == key) words.insert(words.end(), list.begin(), list.end());
    }
  }
  for (const std::string& word : words) {
    for (const std::string& field : fields) {
      if (lower_case(trimmed(field)) == lower_case(word)) return {field};
    }
  }
  return {};
}

}  // namespace

std::vector<NamedPlace> read_places(const LayerSource& source, const Plane& plane) {
  LayerSpec spec;
  spec.source = source;
  const FeatureLayer layer = read_layer(source);
  for (const char* key : {"code", "name"}) {
    const auto column = column_of(key, layer.fields);
    if (!column.empty()) spec.fields[key] = column;
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
