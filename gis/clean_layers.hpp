// The layers of a county after everything that could be put right was put right.
#pragma once

#include "gis/clean_layer.hpp"
#include "gis/county_layers.hpp"

namespace budian {

/// Every layer of the county file. A mapped key has a column of its own name, with the values as
/// they are used (defaults filled in, kinds and road classes in Budian's words, digits plain,
/// rosters joined to the schools); its alias is the column's old name. All other columns stay.
std::vector<CleanLayer> clean_layers(CountyReading reading, CountyRows& rows);

}  // namespace budian
