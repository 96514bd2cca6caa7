// The tables that [forecast] of county.toml names → History.
#pragma once

#include "gis/county_layers.hpp"
#include "gis/history.hpp"

namespace budian {

/// Every row that does not fit is a problem with its file, row, field and value: a school,
/// settlement or township that the county does not have, a row that stands twice, a year that is
/// none or in which a table has a gap. Where the rolls of the county's own year differ from its
/// layer of schools, the layer counts and the difference is told.
History read_history(CountyReading reading);

}  // namespace budian
