// What the files of a folder seem to be: the draft of a county.toml, before a person looks at it.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "gis/layer_file.hpp"

namespace budian {

struct DraftColumn {
  std::vector<std::string> columns;  ///< one, or nine by grade (empty where a grade is missing)
  double confidence = 0;             ///< 0 to 1
  std::vector<std::string>
      alternatives;  ///< other columns that could be meant, the likeliest first
};

/// One layer that was taken for a role, or could be.
struct DraftLayer {
  std::string role;            ///< table of county.toml: "schools"; "rosters"; "population"
  std::filesystem::path file;  ///< relative to the folder
  std::vector<std::string> layers;
  std::string where;
  std::int64_t rows = 0;
  double confidence = 0;
  std::map<std::string, DraftColumn> fields;  ///< by our key
  std::map<std::string, std::string> values;  ///< kinds or road classes of this layer
  std::set<std::string> unknown_values;  ///< of these: words that nobody knows, taken for "none"
  std::map<std::string, std::string> defaults;
  bool kinds_from_names = false;   ///< the layer has no column of kinds: names are read instead
  std::string main_prefix;         ///< codes of most townships begin so, not all; else empty
  bool is_outline = false;         ///< one area only: the county, not its townships
  std::int64_t without_place = 0;  ///< rows of a layer of points that have none
};

struct CountyDraft {
  std::string name;                 ///< of the county, as far as the files tell; may be empty
  std::vector<DraftLayer> layers;   ///< at most one a role, any number of rosters
  std::vector<DraftLayer> others;   ///< layers that could be one of these roles, too
  std::vector<std::string> unused;  ///< files and layers that fit no role
  std::vector<Problem> problems;    ///< files that cannot be read, texts that are odd
  [[nodiscard]] const DraftLayer* find(const std::string& role) const;
};

/// Looks at every data file below the folder (shapefiles, GeoPackage, FileGDB, GeoJSON,
/// OpenStreetMap, zip archives, CSV, spreadsheets, rasters). Earlier outputs of Budian are left
/// out. Never throws for a file that is broken.
CountyDraft draft_county(const std::filesystem::path& folder);

}  // namespace budian
