#!/bin/sh
# Each library with an owner is included by its owners only: GEOS, PROJ, GDAL, toml++, LEMON, CLP and CBC, libxlsxwriter.
set -eu
cd "$1"
failed=0
only() {  # only PATTERN FILES…: nobody but FILES includes PATTERN
  pattern=$1
  shift
  users=$(grep -rlE "^ *# *include <($pattern)" gis scenarios maps src --include='*.cpp' --include='*.hpp' || true)
  for user in $users; do
    case " $* " in
      *" $user "*) ;;
      *) echo "$user includes <$pattern>, which belongs to: $*"; failed=1 ;;
    esac
  done
}
only 'geos_c' gis/geometry.cpp
only 'proj\.h' gis/projection.cpp
only 'gdal|ogr|cpl_' gis/layer_file.cpp gis/layer_writer.cpp gis/ogr_session.cpp gis/ogr_session.hpp \
  gis/ogr_geometry.cpp gis/ogr_geometry.hpp gis/ogr_shapefile.cpp gis/raster.cpp
only 'toml\+\+' gis/toml_reader.cpp maps/messages.cpp
only 'lemon/' scenarios/placement.cpp scenarios/location/flow.cpp scenarios/bus/bounds.cpp scenarios/staff/itinerant.cpp
only 'Clp|Coin|Osi|Cbc' scenarios/bus/ride_bound.cpp scenarios/forecast/phasing_program.cpp scenarios/mixed_program.cpp scenarios/location/program.cpp scenarios/staff/levelling.cpp \
  scenarios/staff/levelling_program.cpp scenarios/staff/levelling_program.hpp scenarios/staff/linear_bound.cpp
only 'xlsxwriter' maps/sheet_parts.hpp
only 'sys/wait' scenarios/in_child.cpp
[ $failed = 0 ] && echo "Each library is known by its owners only."
exit $failed
