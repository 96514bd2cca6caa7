// Joins the rows of a roster to the schools of the layer.
#pragma once

#include "gis/county_layers.hpp"

namespace budian {

/// By code; where a row has none that the layer knows, by name; where no name is the same, by the
/// nearest form of the name (forms_of_school_name) that belongs to one school and one row only. The
/// user's [rosters.same] goes before all. Every near match is told with its rule, every row and
/// every school that stays alone with the nearest name on the other side.
void join_roster(CountyReading reading, LayerRows& schools,
                 const std::shared_ptr<LayerRows>& roster, const LayerSpec& spec);

}  // namespace budian
