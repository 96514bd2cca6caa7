#!/bin/sh
# Runs each fuzzer for so many seconds, from its seeds: run.sh BUILD SECONDS [CORPUS]. New inputs go to CORPUS where it is
# given (kept from run to run). A crash, a hang of 10 s, 1 GB of memory or a sanitizer's report ends it with an error.
set -eu
build=$1
seconds=$2
here=$(cd "$(dirname "$0")" && pwd)
corpus=${3:-$(mktemp -d)}
for target in county_toml roster scenario shapefile; do
  mkdir -p "$corpus/$target"
  echo "fuzz_$target, $seconds s"
  "$build/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=8192 \
    -print_final_stats=1 -artifact_prefix="$corpus/$target-" "$corpus/$target" "$here/seeds/$target" 2>"$corpus/$target.log" ||
    { tail -n 40 "$corpus/$target.log"; echo "fuzz_$target found something: see $corpus"; exit 1; }
  grep -E "stat::(number_of_executed_units|peak_rss_mb|slowest_unit_time_sec)" "$corpus/$target.log"
done
