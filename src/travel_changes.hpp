// Changes of roads that the command line asks for.
#pragma once

#include "gis/changed_network.hpp"
#include "gis/county_reader.hpp"
#include "maps/travel_table.hpp"
#include "src/commands.hpp"

namespace budian {

/// Refuses (InputError) roads that the county does not have, speeds that are none, and layers that
/// cannot be read; all in one go.
std::vector<ChangedRoad> road_changes(const TravelArguments& arguments, const ReadCounty& read);

/// How many journeys of a table of changes got longer, shorter, lost or gained, and the one that
/// got longest, by what is made least.
std::string changes_in_words(const TravelTable& table, Least least, Language language);

}  // namespace budian
