#!/bin/sh
# The layers point one way: gis ← scenarios ← maps ← src. Rejects an include that points up, and checks that this
# script itself would notice one. Usage: check_includes.sh ROOT
set -eu
cd "$1"

upward() {  # upward FOLDER LAYERS-ABOVE
  grep -rnE "^ *# *include \"($2)/" "$1" --include='*.cpp' --include='*.hpp' || true
}
found="$(upward gis 'scenarios|maps|src|tests')$(upward scenarios 'maps|src|tests')$(upward maps 'src|tests')$(upward src 'tests')"
if [ -n "$found" ]; then
  echo "Includes that point up:"
  echo "$found"
  exit 1
fi

trap 'rm -rf "$probe"' EXIT
probe=$(mktemp -d)
mkdir "$probe/gis"
echo '#include "maps/layers.hpp"' > "$probe/gis/wrong.cpp"
cd "$probe"
[ -n "$(upward gis 'scenarios|maps|src|tests')" ] || { echo "The check is blind."; exit 1; }
echo "Includes point down only."
