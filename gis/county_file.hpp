// county.toml decoded, before any file it names is opened.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis/layer_file.hpp"
#include "gis/message.hpp"

namespace budian {

/// One layer of the county: where it stands and how its columns are called there.
struct LayerSpec {
  LayerSource source;
  std::vector<std::string> layers;  ///< several layers of one file read as one; empty: source.layer
  std::string crs;           ///< what the user knows better: "EPSG:4490", WKT, "GCJ-02", "BD-09"
  bool north_first = false;  ///< axes = "north_east": X is north, as surveyors write it
  std::map<std::string, std::vector<std::string>> fields;  ///< our key → columns of the file
  std::map<std::string, std::string>
      values;  ///< value in the file → our word (kinds, road classes)
  std::map<std::string, std::string> defaults;  ///< our key → value where the file says nothing
  bool ignore_outside = false;  ///< rows outside all townships are left out (with a warning)
  bool is_roster = false;
  int header_rows = 0;  ///< of a roster, down to the last heading; 0: to be found
  std::map<std::string, std::string> same;  ///< of a roster: its name of a school → the layer's
  bool ignore_unmatched = false;            ///< of a roster: rows of schools that the layer lacks
  std::vector<double>
      pupils_per_thousand;  ///< settlements: pupils of each grade per 1,000 people (assumption)
};

struct PopulationSpec {
  std::filesystem::path file;
  int block = 1;  ///< raster cells summed into one place: block × block
};

/// Files that take the place of built-in rules of the appraisal; empty: the built-in ones.
struct AppraisalFiles {
  std::filesystem::path access_lines, township_score, risks, procedure;
};

/// Tables about other years; all of them may be absent.
struct ForecastSpec {
  std::optional<int> year;  ///< school year of the county's own files
  std::optional<LayerSpec> rolls, births, housing, migration;
};

struct CountySpec {
  std::filesystem::path path;
  std::string name;
  bool invented = false;
  std::optional<int> plane;
  std::optional<LayerSpec> townships, schools, settlements, roads, water;
  std::optional<PopulationSpec> population;
  std::vector<LayerSpec> rosters;            ///< tables joined to the schools
  std::optional<LayerSpec> township_labels;  ///< points that name the faces of border lines
  ForecastSpec forecast;
  std::filesystem::path travel_rules, money_rules, plausibility, class_sizes, forecast_rules;
  std::vector<std::filesystem::path> standards;
  AppraisalFiles appraisal;
  std::vector<Problem> problems;  ///< keys of county.toml that nobody knows
};

/// Reads county.toml. Unknown keys, and that there are no schools, come back with it, so that the
/// mistakes of the layers can be told in the same run; where anything else is wrong, every mistake
/// is thrown at once (InputError). Paths come back resolved.
CountySpec read_county_file(const std::filesystem::path& path);
/// The same from a text that stands, or will stand, at `path`.
CountySpec read_county_text(std::string_view text, const std::filesystem::path& path);

/// The whole text of a file; InputError when it cannot be read.
std::string read_text_file(const std::filesystem::path& path);

}  // namespace budian
