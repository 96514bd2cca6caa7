#include "tests/support/gtfs_rules.hpp"

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>
#include <stdexcept>

namespace budian::gtfs {
namespace {

struct Columns {
  const char* file;
  std::vector<const char*> required;  ///< columns that are there, with a value in each row
  std::vector<const char*> key;       ///< together unique
};
const std::vector<Columns>& all_columns() {
  static const std::vector<Columns> columns{
      {"agency.txt", {"agency_id", "agency_name", "agency_url", "agency_timezone"}, {"agency_id"}},
      {"feed_info.txt", {"feed_publisher_name", "feed_publisher_url", "feed_lang"}, {}},
      {"stops.txt", {"stop_id", "stop_name", "stop_lat", "stop_lon"}, {"stop_id"}},
      {"routes.txt", {"route_id", "agency_id", "route_short_name", "route_type"}, {"route_id"}},
      {"trips.txt", {"route_id", "service_id", "trip_id", "block_id", "shape_id"}, {"trip_id"}},
      {"stop_times.txt",
       {"trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence",
        "shape_dist_traveled", "pickup_type", "drop_off_type"},
       {"trip_id", "stop_sequence"}},
      {"shapes.txt",
       {"shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence", "shape_dist_traveled"},
       {"shape_id", "shape_pt_sequence"}},
      {"calendar.txt",
       {"service_id", "monday", "sunday", "start_date", "end_date"},
       {"service_id"}},
      {"calendar_dates.txt", {"service_id", "date", "exception_type"}, {"service_id", "date"}}};
  return columns;
}

/// Columns that a value must match.
const std::vector<std::pair<const char*, const char*>>& patterns() {
  static const std::vector<std::pair<const char*, const char*>> all{
      {"agency_url", "https?://[!-~]+"},
      {"feed_publisher_url", "https?://[!-~]+"},
      {"agency_timezone", "[A-Za-z_]+/[A-Za-z_]+"},
      {"arrival_time", "[0-2][0-9]:[0-5][0-9]:[0-5][0-9]"},
      {"departure_time", "[0-2][0-9]:[0-5][0-9]:[0-5][0-9]"},
      {"stop_lat", "-?[0-9]{1,2}\\.[0-9]{6}"},
      {"stop_lon", "-?[0-9]{1,3}\\.[0-9]{6}"},
      {"shape_pt_lat", "-?[0-9]{1,2}\\.[0-9]{6}"},
      {"shape_pt_lon", "-?[0-9]{1,3}\\.[0-9]{6}"},
      {"shape_dist_traveled", "[0-9]+\\.[0-9]{3}"},
      {"stop_sequence", "[0-9]+"},
      {"shape_pt_sequence", "[0-9]+"},
      {"pickup_type", "[0-3]"},
      {"drop_off_type", "[0-3]"},
      {"direction_id", "[01]"},
      {"route_type", "[0-7]|11|12|7[01][0-9]"},
      {"route_short_name", ".{1,12}"},
      {"exception_type", "[12]"},
      {"monday", "[01]"},
      {"sunday", "[01]"}};
  return all;
}

/// Lead bytes followed by as many others as they announce.
bool is_utf8(const std::string& text) {
  int awaited = 0;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool follows = (byte & 0xc0U) == 0x80;
    if (follows != (awaited > 0)) return false;
    if (follows) --awaited;
    if (!follows) awaited = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
  }
  return awaited == 0;
}

class Judge {
 public:
  explicit Judge(const Files& feed) : feed_(feed) {}

  std::vector<std::string> judge() {
    read();
    if (!faults_.empty()) return faults_;  // what follows takes whole tables for granted
    check_values();
    check_references();
    if (!faults_.empty()) return faults_;  // and what follows, that references lead somewhere
    check_calendar();
    check_shapes();
    for (const auto& [trip, times] : by("stop_times.txt", "trip_id")) check_trip(trip, times);
    check_blocks();
    return faults_;
  }

 private:
  void fault(const std::string& file, const std::string& what) {
    faults_.push_back(file + ": " + what);
  }

  void read() {
    for (const Columns& columns : all_columns()) {
      const auto file = feed_.find(columns.file);
      if (file == feed_.end()) {
        const bool is_optional = std::string(columns.file) == "calendar_dates.txt";
        if (!is_optional) fault(columns.file, "is missing");
        continue;
      }
      if (!is_utf8(file->second)) fault(columns.file, "is not UTF-8");
      try {
        tables_[columns.file] = rows_of(file->second);
      } catch (const std::runtime_error& error) {
        fault(columns.file, error.what());
        continue;
      }
      check_columns(columns);
    }
    for (const auto& [name, text] : feed_) {
      if (tables_.count(name) == 0) fault(name, "is not a file of ours");
    }
  }

  void check_columns(const Columns& columns) {
    std::set<std::string> keys;
    const Rows& rows = tables_[columns.file];
    if (rows.empty()) fault(columns.file, "has no row");
    for (const Row& row : rows) {
      for (const char* column : columns.required) {
        if (row.count(column) == 0 || row.at(column).empty()) {
          fault(columns.file, std::string("lacks ") + column);
          return;
        }
      }
      std::string key;
      for (const char* column : columns.key) key += row.at(column) + "|";
      if (!columns.key.empty() && !keys.insert(key).second) fault(columns.file, "twice " + key);
    }
  }

  void check_values() {
    std::map<std::string, std::regex> rules;
    for (const auto& [column, pattern] : patterns()) rules[column] = std::regex(pattern);
    for (const auto& [name, rows] : tables_) {
      for (const Row& row : rows) {
        for (const auto& [column, value] : row) {
          const auto rule = rules.find(column);
          if (rule != rules.end() && !std::regex_match(value, rule->second)) {
            fault(name, column + " is " + value);
          }
          const bool is_day = column == "date" ||
                              (column.size() > 5 && column.substr(column.size() - 5) == "_date");
          if (is_day && !is_date(value)) fault(name, column + " is " + value);
          if (value != plain(value))
            fault(name, column + " has blanks at its ends or a line break");
        }
      }
    }
  }

  static std::string plain(const std::string& value) {
    std::string result;
    for (const char letter : value) {
      if (letter != '\n' && letter != '\r' && letter != '\t') result += letter;
    }
    const auto first = result.find_first_not_of(' ');
    return first == std::string::npos
               ? ""
               : result.substr(first, result.find_last_not_of(' ') - first + 1);
  }

  /// Every value of a column is a key of another table, and every key is used.
  void check_reference(const char* from, const char* column, const char* to) {
    std::set<std::string> keys, used;
    for (const Row& row : tables_[to]) keys.insert(row.at(column));
    for (const Row& row : tables_[from]) used.insert(row.at(column));
    for (const auto& value : used) {
      if (keys.count(value) == 0) fault(from, std::string(column) + " unknown: " + value);
    }
    for (const auto& value : keys) {
      if (used.count(value) == 0) fault(to, std::string(column) + " unused: " + value);
    }
  }

  void check_references() {
    check_reference("routes.txt", "agency_id", "agency.txt");
    check_reference("trips.txt", "route_id", "routes.txt");
    check_reference("trips.txt", "service_id", "calendar.txt");
    check_reference("trips.txt", "shape_id", "shapes.txt");
    check_reference("stop_times.txt", "trip_id", "trips.txt");
    check_reference("stop_times.txt", "stop_id", "stops.txt");
    std::set<std::string> services;
    for (const Row& row : tables_["calendar.txt"]) services.insert(row.at("service_id"));
    for (const Row& row : tables_["calendar_dates.txt"]) {
      if (services.count(row.at("service_id")) == 0) fault("calendar_dates.txt", "unknown service");
    }
  }

  void check_calendar() {
    const Row& year = tables_["calendar.txt"].front();
    const Row& feed = tables_["feed_info.txt"].front();
    if (year.at("end_date") < year.at("start_date")) fault("calendar.txt", "ends before it begins");
    if (feed.at("feed_start_date") != year.at("start_date") ||
        feed.at("feed_end_date") != year.at("end_date")) {
      fault("feed_info.txt", "is of other days than the calendar");
    }
    for (const Row& row : tables_["calendar_dates.txt"]) {
      const bool within =
          row.at("date") >= year.at("start_date") && row.at("date") <= year.at("end_date");
      if (!within) fault("calendar_dates.txt", "outside of the year: " + row.at("date"));
    }
    if (service_days(feed_).empty()) fault("calendar.txt", "no day of service");
  }

  /// Rows by a column, in their order within each.
  std::map<std::string, Rows> by(const char* file, const char* column) {
    std::map<std::string, Rows> groups;
    for (const Row& row : tables_[file]) groups[row.at(column)].push_back(row);
    return groups;
  }

  static double number(const Row& row, const char* column) { return std::stod(row.at(column)); }

  struct Place {
    double latitude = 0, longitude = 0;
  };
  static Place shape_place(const Row& row) {
    return {number(row, "shape_pt_lat"), number(row, "shape_pt_lon")};
  }
  static Place stop_place(const Row& row) {
    return {number(row, "stop_lat"), number(row, "stop_lon")};
  }
  /// On a sphere of the earth's mean radius, good to half a per cent.
  static double metres_between(Place a, Place b) {
    const double degree = 6371000 * 3.14159265358979323846 / 180;
    const double east = (b.longitude - a.longitude) * degree *
                        std::cos((a.latitude + b.latitude) / 2 * 3.14159265358979323846 / 180);
    return std::hypot(east, (b.latitude - a.latitude) * degree);
  }

  void check_shapes() {
    shapes_ = by("shapes.txt", "shape_id");
    for (const auto& [id, points] : shapes_) {
      if (points.size() < 2) fault("shapes.txt", id + " is a point");
      if (number(points.front(), "shape_dist_traveled") != 0)
        fault("shapes.txt", id + " begins late");
      for (std::size_t i = 1; i < points.size(); ++i) {
        const double step =
            number(points[i], "shape_dist_traveled") - number(points[i - 1], "shape_dist_traveled");
        const double drawn = metres_between(shape_place(points[i - 1]), shape_place(points[i]));
        if (number(points[i], "shape_pt_sequence") <= number(points[i - 1], "shape_pt_sequence")) {
          fault("shapes.txt", id + " is out of order");
        }
        if (step <= 0) fault("shapes.txt", id + " does not rise");
        if (drawn == 0) fault("shapes.txt", id + " stands still");
      }
    }
  }

  void check_trip(const std::string& trip, const Rows& times) {
    const std::string file = "stop_times.txt";
    if (times.size() < 2) fault(file, trip + " has one stop");
    for (std::size_t i = 0; i < times.size(); ++i) {
      if (times[i].at("departure_time") < times[i].at("arrival_time"))
        fault(file, trip + " leaves before it comes");
      if (times[i].at("pickup_type") != "0" && times[i].at("drop_off_type") != "0")
        fault(file, trip + " halts for nobody");
      if (i == 0) continue;
      if (times[i].at("arrival_time") < times[i - 1].at("departure_time"))
        fault(file, trip + " goes back in time");
      if (number(times[i], "stop_sequence") <= number(times[i - 1], "stop_sequence"))
        fault(file, trip + " is out of order");
      if (number(times[i], "shape_dist_traveled") <= number(times[i - 1], "shape_dist_traveled"))
        fault(file, trip + " does not rise");
      if (times[i].at("stop_id") == times[i - 1].at("stop_id")) fault(file, trip + " halts twice");
    }
    if (times.front().at("pickup_type") != "0" || times.front().at("drop_off_type") == "0")
      fault(file, trip + " does not begin with boarding");
    if (times.back().at("drop_off_type") != "0" || times.back().at("pickup_type") == "0")
      fault(file, trip + " does not end with alighting");
    check_halts(trip, times);
  }

  /// Each stop is within 100 m of where its trip is at that distance along the shape.
  void check_halts(const std::string& trip, const Rows& times) {
    const Row* of_trip = find("trips.txt", "trip_id", trip);
    const Rows& shape = shapes_.at(of_trip->at("shape_id"));
    if (number(times.back(), "shape_dist_traveled") > number(shape.back(), "shape_dist_traveled")) {
      fault("stop_times.txt", trip + " goes on after its shape");
    }
    for (const Row& time : times) {
      const Place stop = stop_place(*find("stops.txt", "stop_id", time.at("stop_id")));
      const Place there = place_along(shape, number(time, "shape_dist_traveled"));
      if (metres_between(stop, there) > 100) {
        fault("stop_times.txt", trip + " is far from " + time.at("stop_id"));
      }
    }
  }

  static Place place_along(const Rows& shape, double driven) {
    for (std::size_t i = 1; i < shape.size(); ++i) {
      const double from = number(shape[i - 1], "shape_dist_traveled");
      const double to = number(shape[i], "shape_dist_traveled");
      if (driven > to) continue;
      const Place a = shape_place(shape[i - 1]), b = shape_place(shape[i]);
      const double share = (driven - from) / (to - from);
      return {a.latitude + share * (b.latitude - a.latitude),
              a.longitude + share * (b.longitude - a.longitude)};
    }
    return shape_place(shape.back());
  }

  const Row* find(const char* file, const char* column, const std::string& value) {
    auto& index = indices_[file];
    if (index.empty()) {
      for (const Row& row : tables_[file]) index[row.at(column)] = &row;
    }
    return index.at(value);
  }

  /// One bus drives one trip at a time.
  void check_blocks() {
    const auto times = by("stop_times.txt", "trip_id");
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> blocks;
    for (const Row& trip : tables_["trips.txt"]) {
      const Rows& halts = times.at(trip.at("trip_id"));
      blocks[trip.at("block_id")].emplace_back(halts.front().at("arrival_time"),
                                               halts.back().at("departure_time"));
    }
    for (auto& [block, spans] : blocks) {
      std::sort(spans.begin(), spans.end());
      for (std::size_t i = 1; i < spans.size(); ++i) {
        if (spans[i].first < spans[i - 1].second) fault("trips.txt", block + " is at two places");
      }
    }
  }

  const Files& feed_;
  std::map<std::string, Rows> tables_;
  std::map<std::string, Rows> shapes_;
  std::map<std::string, std::map<std::string, const Row*>> indices_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> faults_of(const Files& feed) { return Judge(feed).judge(); }

}  // namespace budian::gtfs
