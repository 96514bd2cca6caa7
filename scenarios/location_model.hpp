// What a planner asks of the location models: the TOML file of `budian locate`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis/county.hpp"
#include "scenarios/location/problem.hpp"

namespace budian {

/// Names or codes, with the line where they stand.
struct NamedSites {
  std::vector<std::string> names;
  std::int64_t line = -1;
};

/// A place where a school could be opened.
struct CandidateSite {
  std::string code, name;
  LonLat place;
  int classrooms = 0;
  std::int64_t line = -1;
};

struct LocationModel {
  std::string file;
  std::string name;
  Stage stage = Stage::primary;  ///< who is placed: all pupils of it at public schools
  std::vector<location::Goal> goals;
  std::size_t least_sites = 0;
  std::optional<std::size_t> most_sites;
  bool whole = true, within_townships = false, everyone_served = true;
  /// Settlements without a way to any site are told and left out, instead of a clash.
  bool leave_out_unreachable = false;
  /// Service areas hang together: settlements are neighbours within this distance.
  std::optional<Millimetres> neighbours_within;
  ByBand<std::optional<Millimetres>> farthest;
  Heads least_pupils;
  /// Seats are classrooms × this size; empty: no limit.
  std::optional<Heads> class_size;
  int more_classrooms = 0;  ///< that each school may get at most
  NamedSites required, forbidden, locked;
  bool keep_flags = true;  ///< schools that the county keeps are required
  std::vector<CandidateSite> candidates;
  /// Settlements of so many people where there is no school could have one, of so many classrooms.
  std::optional<std::int64_t> candidate_people;
  int candidate_classrooms = 0;
};

/// Throws InputError with all mistakes, each with its line.
LocationModel read_location_model(std::string_view text, const std::string& file);

}  // namespace budian
