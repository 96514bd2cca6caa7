// Between OGR's geometries and ours. Included by layer_file.cpp and layer_writer.cpp only.
#pragma once

#include <ogr_geometry.h>

#include <memory>

#include "gis/layer_file.hpp"

namespace budian::ogr {

/// Ours: no heights, curves as short straight lines, rings closed, empty parts left out. Of a mixed
/// collection the areas count, else the lines, else the first point. `swap` exchanges x and y.
Geometry geometry_from(const OGRGeometry* geometry, bool swap);

/// More than one point and nothing else, so that geometry_from leaves some of them out?
bool has_several_points(const OGRGeometry* geometry);

/// OGR's; null for no geometry. Lines and areas are multi-geometries.
std::unique_ptr<OGRGeometry> geometry_to(const Geometry& geometry);

}  // namespace budian::ogr
