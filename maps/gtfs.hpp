// The school buses of a plan as a GTFS feed (gtfs.org), for other programs.
#pragma once

#include <string>
#include <vector>

#include "maps/outputs.hpp"

namespace budian {

struct FeedFile {
  std::string name;  ///< "stops.txt"
  std::string text;  ///< UTF-8, CSV by RFC 4180
};

/// The files of the feed: one route a bus line, a trip in each half of the day, one block a bus.
/// Empty where no line runs or the scenario has no [gtfs] table.
std::vector<FeedFile> gtfs_feed(const Study& study, std::size_t scenario);

/// Of each feed whose calendar has not as many school days as the costs are reckoned with, a
/// warning.
std::vector<Problem> gtfs_warnings(const Study& study);

}  // namespace budian
