#!/bin/sh
# Fuzzes one kind of input, or all, for so many seconds each, from its seeds: run.sh BUILD SECONDS [TARGET [CORPUS]].
# New inputs are kept in CORPUS where it is given. A crash, a hang of a minute, 1 GB of memory or a sanitizer's report ends
# it with an error and the input that did it. 77: the fuzzers are not built.
set -eu
build=$1
seconds=$2
targets=${3:-county_toml roster scenario shapefile}
here=$(cd "$(dirname "$0")" && pwd)
corpus=${4:-$(mktemp -d)}
for target in $targets; do
  program="$build/tests/fuzz/fuzz_$target"
  [ -x "$program" ] || { echo "skipped: $program is not built (cmake --preset fuzz)"; exit 77; }
  mkdir -p "$corpus/$target"
  if ! "$program" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=1024 -max_len=8192 -print_final_stats=1 \
    -artifact_prefix="$corpus/$target-" "$corpus/$target" "$here/seeds/$target" 2>"$corpus/$target.log"; then
    tail -n 40 "$corpus/$target.log"
    echo "fuzz_$target found something: see $corpus"
    exit 1
  fi
  echo "fuzz_$target, $seconds s:"
  grep -E "stat::(number_of_executed_units|peak_rss_mb|slowest_unit_time_sec)" "$corpus/$target.log"
done
