#!/bin/sh
# Writes the sample county, runs today and three scenarios, and says what to open. Usage: demo.sh PROGRAM FOLDER
set -eu
program=$1
folder=$2
lang=${LANG_REPORT:-zh}

"$program" sample "$folder/county" --replace --lang "$lang" >/dev/null
plans="$folder/county/scenarios"
"$program" run "$folder/county/county.toml" "$plans/merge_under_30.toml" "$plans/keep_and_improve.toml" \
  "$plans/merge_under_100.toml" -o "$folder/out" --lang "$lang"
