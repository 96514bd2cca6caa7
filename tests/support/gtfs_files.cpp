#include "tests/support/gtfs_files.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace budian::gtfs {
namespace {

struct Date {
  int year = 0, month = 0, day = 0;
};
Date date_of(const std::string& written) {
  return {std::stoi(written.substr(0, 4)), std::stoi(written.substr(4, 2)),
          std::stoi(written.substr(6, 2))};
}
int last_day(const Date& date) {
  const bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
  if (date.month == 2) return leap ? 29 : 28;
  return date.month == 4 || date.month == 6 || date.month == 9 || date.month == 11 ? 30 : 31;
}
std::string next_day(const std::string& written) {
  Date date = date_of(written);
  if (date.day < last_day(date)) {
    ++date.day;
  } else {
    date.day = 1;
    date.year += date.month == 12 ? 1 : 0;
    date.month = date.month % 12 + 1;
  }
  return std::to_string(date.year * 10000 + date.month * 100 + date.day);
}
/// Sunday is 0 (Sakamoto's table of months).
int weekday_of(const std::string& written) {
  static const int months[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  const Date date = date_of(written);
  const int year = date.year - (date.month < 3 ? 1 : 0);
  return (year + year / 4 - year / 100 + year / 400 + months[date.month - 1] + date.day) % 7;
}

/// The cells of each line; quotes, doubled quotes and line breaks within them as RFC 4180 says.
std::vector<std::vector<std::string>> cells_of(const std::string& text) {
  std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& cell = lines.back().back();
    const char letter = text[i];
    if (quoted) {
      const bool doubled = letter == '"' && i + 1 < text.size() && text[i + 1] == '"';
      if (letter != '"' || doubled) cell += letter;
      if (letter == '"' && !doubled) quoted = false;
      i += doubled ? 1U : 0U;
    } else if (letter == '"') {
      quoted = true;
    } else if (letter == ',') {
      lines.back().emplace_back();
    } else if (letter == '\n') {
      lines.emplace_back(1);
    } else if (letter != '\r') {
      cell += letter;
    }
  }
  if (lines.back() == std::vector<std::string>(1)) lines.pop_back();
  return lines;
}

}  // namespace

bool is_date(const std::string& written) {
  if (written.size() != 8 || written.find_first_not_of("0123456789") != std::string::npos) {
    return false;
  }
  const Date date = date_of(written);
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= last_day(date);
}

Files files_in(const std::filesystem::path& folder) {
  Files files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    files[entry.path().filename().string()] = text.str();
  }
  return files;
}

Rows rows_of(const std::string& text) {
  const auto lines = cells_of(text);
  if (lines.empty()) throw std::runtime_error("is empty");
  Rows rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].size() != lines[0].size()) {
      throw std::runtime_error("row " + std::to_string(i) + " has another number of cells");
    }
    Row row;
    for (std::size_t k = 0; k < lines[i].size(); ++k) row[lines[0][k]] = lines[i][k];
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string> service_days(const Files& feed) {
  static const char* const names[] = {"sunday",   "monday", "tuesday", "wednesday",
                                      "thursday", "friday", "saturday"};
  const Row year = rows_of(feed.at("calendar.txt")).front();
  std::map<std::string, std::string> exceptions;
  if (feed.contains("calendar_dates.txt")) {
    for (const Row& row : rows_of(feed.at("calendar_dates.txt"))) {
      exceptions[row.at("date")] = row.at("exception_type");
    }
  }
  std::vector<std::string> days;
  for (std::string day = year.at("start_date"); day <= year.at("end_date"); day = next_day(day)) {
    const auto exception = exceptions.find(day);
    const bool runs = exception != exceptions.end() ? exception->second == "1"
                                                    : year.at(names[weekday_of(day)]) == "1";
    if (runs) days.push_back(day);
  }
  return days;
}

}  // namespace budian::gtfs
