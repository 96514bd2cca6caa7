#!/bin/sh
# Format and clang-tidy over the whole tree. clang-tidy looks at each file by itself, as the preset dev compiles it, which
# needs the precompiled headers and no more.
set -eu
cd "$(dirname "$0")/.."
build=build/dev
mkdir -p build
git ls-files '*.cpp' '*.hpp' | xargs clang-format-14 --dry-run --Werror
cmake --preset dev >build/dev.log 2>&1 || { cat build/dev.log; exit 1; }
ninja -C $build $(ninja -C $build -t targets all | sed -nE 's/^((gis|scenarios|maps|src)\/.*\.pch):.*/\1/p')
git ls-files 'gis/*.cpp' 'scenarios/*.cpp' 'maps/*.cpp' 'src/*.cpp' |
  xargs -P "$(nproc)" -n 4 clang-tidy-14 -p $build --quiet
echo "Format and clang-tidy are clean."
