// Changes of roads that the command line asks for.
#pragma once

#include "gis/changed_network.hpp"
#include "gis/county_reader.hpp"
#include "maps/travel_table.hpp"
#include "src/commands.hpp"

namespace budian {

struct RoadChanges {
  std::vector<ChangedRoad> roads;
  /// Which roads each word of the command line meant.
  std::vector<Message> said;
};
/// Refuses (InputError) roads that the county does not have for the mode, speeds that are none, and
/// layers that cannot be read; all in one go.
RoadChanges road_changes(const TravelArguments& arguments, const ReadCounty& read,
                         const Profile& profile);

/// How many journeys of a table of changes got longer, shorter, lost or gained, and the one that
/// got longest, by what is made least. `nearest`: of each origin the nearest destination before and
/// the nearest after.
std::string changes_in_words(const TravelTable& table, bool nearest, Language language);

}  // namespace budian
