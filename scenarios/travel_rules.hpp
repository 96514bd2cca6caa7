// Speeds, reach and limits of travel, read from scenarios/standards/travel.toml or the county's own
// file.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "gis/county_reader.hpp"
#include "gis/network.hpp"
#include "scenarios/sources.hpp"

namespace budian {

struct TravelRules {
  Profile walk;
  Profile bus;
  Profile car;  ///< of tables of journeys; the built-in one where the file has none
  ByBand<Speed> walking_speed{};
  double straight_detour_factor = 0;  ///< without roads: straight line times this
  Millimetres limit;                  ///< journeys further than this are not held
  std::size_t ground_cells = 0;       ///< about so many cells over the county for catchments
  Millimetres least_cell;             ///< cells are not made smaller than this
  std::vector<CitedSource> sources;
};

/// All mistakes at once (InputError).
TravelRules read_travel_rules(std::string_view text, const std::string& file);
TravelRules built_in_travel_rules();
/// Those that a county file names, or the built-in ones.
TravelRules travel_rules_of(const CountyFile& file);
/// The walk profile at the speed of one grade band, on roads and off them.
Profile walk_of_band(const TravelRules& rules, GradeBand band);

/// As many ground cells as the rules ask for, unless they would be smaller than is of use in a
/// small county.
std::size_t useful_cells(const County& county, const TravelRules& rules);

/// Which classes of road a list of words names; none where the key is absent.
std::array<bool, road_class_count> read_road_classes(TomlTable& table, std::string_view key);
/// A table of one value a grade band, or a stage; keys that are absent keep their value.
void read_by_band(TomlTable& table, std::string_view key, ByBand<double>& values);
void read_by_stage(TomlTable& table, std::string_view key, ByStage<double>& values);

}  // namespace budian
