// The sample county of seed 1, written and read once for all tests of this program.
#pragma once

#include "gis/county_reader.hpp"
#include "scenarios/sample/sample_county.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {

inline County written_and_read(std::uint64_t seed, int scale) {
  const ScratchFolder folder;
  write_sample_county(folder.path(), seed, scale);
  return read_county(folder.path() / "county.toml").county;
}

inline const County& sample_of_seed_1() {
  static const County county = written_and_read(1, 1);
  return county;
}

}  // namespace budian
