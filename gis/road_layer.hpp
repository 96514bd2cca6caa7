// Roads of a county that are named on the command line, and new ones of any layer.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gis/county.hpp"
#include "gis/county_file.hpp"
#include "gis/network.hpp"

namespace budian {

/// New roads of a layer (empty: the only one; of an extract of OpenStreetMap its roads). Columns
/// and words are those of the county's own road layer where the file has them, else those that
/// field_words.toml knows. All problems are thrown together (InputError).
std::vector<Road> read_new_roads(const std::filesystem::path& file, const std::string& layer,
                                 const CountySpec& spec, const Plane& plane);

/// Its name; the message key of its class where it has none.
std::string name_or_class(const Road& road);
/// How far a road may be from the place that calls it.
inline constexpr double farthest_called_metres = 200;
/// All roads of that name that the mode may use; or, of "longitude,latitude", the nearest of them
/// within farthest_called_metres. Empty where there is none.
std::vector<RoadId> roads_called(const std::string& word, const County& county,
                                 const Profile& profile);

}  // namespace budian
