#!/bin/sh
# Format and clang-tidy over the whole tree. Usage: lint.sh BUILD-FOLDER (with compile_commands.json)
set -eu
cd "$(dirname "$0")/.."
git ls-files '*.cpp' '*.hpp' | xargs clang-format-14 --dry-run --Werror
git ls-files 'gis/*.cpp' 'scenarios/*.cpp' 'maps/*.cpp' 'src/*.cpp' |
  xargs -P "$(nproc)" -n 4 clang-tidy-14 -p "$1" --quiet
echo "Format and clang-tidy are clean."
