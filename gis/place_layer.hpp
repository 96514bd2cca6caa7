// Places of any layer: what a table of journeys leads from and to.
#pragma once

#include <string>
#include <vector>

#include "gis/county.hpp"
#include "gis/layer_file.hpp"

namespace budian {

struct NamedPlace {
  std::string code;
  std::string name;
  Point place;  ///< on the county's plane
};

/// Points, or points inside areas, of a layer in any coordinate system that it names itself. The
/// columns of codes and names are known by the words of field_words.toml; without one, a code is
/// the row's number and a name is the code. Every row that has no place is a problem; all are
/// thrown together (InputError).
std::vector<NamedPlace> read_places(const LayerSource& source, const Plane& plane);

}  // namespace budian
