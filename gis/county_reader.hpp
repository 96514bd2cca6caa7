// county.toml and the files it names → County.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gis/county.hpp"

namespace budian {

/// Everything `county.toml` names beside the layers, as paths resolved against its folder.
struct CountyFile {
  std::filesystem::path path;
  std::filesystem::path travel_rules;  ///< empty: the built-in ones
  std::filesystem::path money_rules;
  std::vector<std::filesystem::path> standards;
  std::vector<std::filesystem::path> inputs;  ///< every file read, for the manifest
};

struct ReadCounty {
  County county;
  CountyFile file;
};

/// Reads, checks and joins everything. All problems of all files are thrown together (InputError);
/// warnings are kept in County::warnings.
struct ReadOptions {
  /// Use coordinate systems and shifts that no file and no user names, where the layers leave no
  /// doubt about them. Otherwise they are proposed and the county is refused.
  bool accept = false;
};
ReadCounty read_county(const std::filesystem::path& county_toml, ReadOptions options = {});

}  // namespace budian
