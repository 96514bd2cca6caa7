// Judges a GTFS feed by the rules of gtfs.org that validators check.
#pragma once

#include <string>
#include <vector>

#include "tests/support/gtfs_files.hpp"

namespace budian::gtfs {

/// What breaks a rule, a few words each: "stop_times.txt: …". Empty: a valid feed.
std::vector<std::string> faults_of(const Files& feed);

}  // namespace budian::gtfs
