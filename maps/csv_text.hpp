// Tables for spreadsheets.
#pragma once

#include <string>
#include <vector>

namespace budian {

/// Begins a file, so that a Chinese spreadsheet reads it as UTF-8.
inline constexpr const char* csv_mark = "\xEF\xBB\xBF";
/// One line with its end; cells are quoted where they must be (RFC 4180).
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace budian
