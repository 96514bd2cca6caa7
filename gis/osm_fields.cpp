#include "gis/osm_fields.hpp"

namespace budian {

// Closed ways with one of these keys are areas; closed roads (roundabouts) stay lines.
// The three lists are the same, so that one field mapping serves points and areas.
#define BUDIAN_OSM_TAGS                                                                   \
  "attributes=name,name:zh,name:en,alt_name,ref,highway,oneway,bridge,tunnel,layer,"      \
  "maxspeed,access,motor_vehicle,vehicle,bus,psv,foot,sidewalk,service,junction,surface," \
  "tracktype,smoothness,lanes,width,hazard,area,place,population,capacity,amenity,"       \
  "isced:level,school,grades,operator,operator:type,boundary,admin_level,building,"       \
  "landuse,natural,waterway,addr:city,addr:postcode\n"                                    \
  "unsignificant=created_by,converted_by,source,time,ele,attribution\n"                   \
  "ignore=created_by,converted_by,source,time,note,todo,fixme,FIXME\n"

const char* const osm_configuration =
    "closed_ways_are_polygons=amenity,boundary,building,landuse,leisure,natural,office,"
    "place,shop,sport,tourism\n"
    "attribute_name_laundering=yes\n"
    "[points]\nosm_id=yes\n" BUDIAN_OSM_TAGS "[lines]\nosm_id=yes\n" BUDIAN_OSM_TAGS
    "[multipolygons]\nosm_id=yes\n" BUDIAN_OSM_TAGS
    "[multilinestrings]\nosm_id=yes\nattributes=name,type\n"
    "[other_relations]\nosm_id=yes\nattributes=name,type\n";

#undef BUDIAN_OSM_TAGS

}  // namespace budian
