// Where the layers of a county really lie: coordinate systems that nobody names, or that are named
// wrongly, and the shift of map services. Everything is a proposal with its evidence; it is used
// only where the county file says so or the user accepts.
#pragma once

#include "gis/county_layers.hpp"

namespace budian {

/// Before the townships are read. Where their file names no coordinate system, the ones that its
/// numbers may be in are compared by how well the places of the other layers fit in.
void settle_township_crs(CountyReading reading, CountyRows& rows);

/// After the townships are read. For each other layer:
/// * a coordinate system that is not named, or puts less than half of the layer near the townships,
///   is looked for among those that its numbers may be in (crs_candidates);
/// * the shift of GCJ-02 and BD-09 is looked for in schools and settlements, against the roads and
///   against the townships that their rows name;
/// * a datum that is not the plane's is told with the size of its effect.
void settle_places(CountyReading reading, CountyRows& rows, const AreaIndex& townships);

}  // namespace budian
