// Which OpenStreetMap tags become fields.
#pragma once

namespace budian {

/// Configuration of GDAL's OSM driver. Every tag that a county may want to map is a field of
/// points, lines and multipolygons alike; a colon in a tag becomes an underscore ("isced:level" is
/// the field isced_level). The rest is in other_tags.
extern const char* const osm_configuration;

}  // namespace budian
