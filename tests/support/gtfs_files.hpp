// Reads a GTFS feed: its tables and its days of service. Shares nothing with the program that
// writes feeds.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace budian::gtfs {

/// Name of a file → its text.
using Files = std::map<std::string, std::string>;
/// Name of a column → a cell.
using Row = std::map<std::string, std::string>;
using Rows = std::vector<Row>;

Files files_in(const std::filesystem::path& folder);
/// The rows of a CSV (RFC 4180), by the names of its first line. Throws std::runtime_error where a
/// row has not as many cells as that line.
Rows rows_of(const std::string& text);
/// "20260901" of a day that there is.
bool is_date(const std::string& written);
/// The days of service as calendar.txt and calendar_dates.txt make them, rising.
std::vector<std::string> service_days(const Files& feed);

}  // namespace budian::gtfs
