// county.toml and the files it names → County.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gis/clean_layer.hpp"
#include "gis/county.hpp"
#include "gis/county_file.hpp"
#include "gis/history.hpp"

namespace budian {

/// Everything `county.toml` names beside the layers, as paths resolved against its folder.
struct CountyFile {
  std::filesystem::path path;
  std::filesystem::path travel_rules;  ///< empty: the built-in ones
  std::filesystem::path money_rules;
  std::vector<std::filesystem::path> standards;
  AppraisalFiles appraisal;
  std::filesystem::path class_sizes;
  std::vector<std::filesystem::path> inputs;  ///< every file read, for the manifest
  std::filesystem::path forecast_rules{};
};

struct ReadCounty {
  County county;
  CountyFile file;
  History history;  ///< what [forecast] names
};

/// A county as far as it could be read, with everything that is to be said about its files.
struct CheckedCounty {
  County county;  ///< whole where `usable`; else what could be read, for maps of the problems
  CountyFile file;
  std::vector<Problem> problems;
  bool usable = false;             ///< no problem is an error
  std::vector<CleanLayer> layers;  ///< where ReadOptions::clean
  CountySpec spec;                 ///< county.toml as read
  History history;
};

struct ReadOptions {
  /// Use coordinate systems and shifts that no file and no user names, where the layers leave no
  /// doubt about them. Otherwise they are proposed and the county is refused.
  bool accept = false;
  bool clean = false;  ///< keep the layers as they are used, and every problem, for a clean copy
};
/// Reads, checks and joins everything; nothing is thrown for what is wrong with the files.
CheckedCounty check_county(const std::filesystem::path& county_toml, ReadOptions options = {});
/// The same, or InputError with all problems where it is not usable; else the problems are
/// County::warnings.
ReadCounty read_county(const std::filesystem::path& county_toml, ReadOptions options = {});

}  // namespace budian
