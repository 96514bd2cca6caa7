#include "maps/gtfs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "maps/csv_text.hpp"
#include "maps/gtfs_halts.hpp"
#include "maps/positions.hpp"
#include "maps/route_sheets.hpp"
#include "maps/run_shape.hpp"

namespace budian {
namespace {

constexpr const char* agency_id = "school-buses";
constexpr const char* service_id = "school-days";
/// "School Bus" of the extended route types, which name what plain buses (3) do not: that nobody
/// else may ride (校车安全管理条例 art. 40).
constexpr const char* school_bus = "712";

using Cells = std::vector<std::string>;

/// "07:05:09" of a time of day.
std::string clock_text(Milliseconds time) {
  const std::int64_t seconds = time.count() / 1000;
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/// Metres to the millimetre, which is exact.
std::string metres_text(Millimetres length) {
  return fmt::format("{}.{:03}", length.count() / 1000, length.count() % 1000);
}

const char* yes_no(bool yes) { return yes ? "1" : "0"; }
/// Of pickup_type and drop_off_type: 0 is regular, 1 is not at all.
const char* served(bool is_served) { return is_served ? "0" : "1"; }

/// A point of a shape as it is written.
struct WrittenPoint {
  std::string latitude, longitude;
  Millimetres driven;
};

struct FeedTable {
  FeedFile file;
  bool has_rows = false;
  FeedTable(const char* name, const Cells& columns) : file{name, csv_line(columns)} {}
  void add(Cells cells) {
    for (std::string& cell : cells) cell = one_line(std::move(cell));
    file.text += csv_line(cells);
    has_rows = true;
  }
};

class Feed {
 public:
  Feed(const County& county, const Scenario& scenario, const Plan& plan)
      : scenario_(scenario),
        terms_(*scenario.gtfs),
        plan_(plan),
        positions_(county),
        halts_(plan) {}

  /// Optional files without a row are left out.
  std::vector<FeedFile> write() {
    add_lines();
    std::vector<FeedFile> files;
    for (const FeedTable& table : {agency(), feed_info(), stops(), routes_, trips_, stop_times_,
                                   shapes_, calendar(), calendar_dates()}) {
      if (table.has_rows) files.push_back(table.file);
    }
    return files;
  }

 private:
  [[nodiscard]] FeedTable agency() const {
    FeedTable table("agency.txt",
                    {"agency_id", "agency_name", "agency_url", "agency_timezone", "agency_lang"});
    table.add({agency_id, terms_.agency, terms_.url, terms_.timezone, terms_.language});
    return table;
  }

  [[nodiscard]] FeedTable feed_info() const {
    FeedTable table("feed_info.txt",
                    {"feed_publisher_name", "feed_publisher_url", "feed_lang", "feed_start_date",
                     "feed_end_date", "feed_version", "feed_contact_url"});
    table.add({terms_.agency, terms_.url, terms_.language, written_day(terms_.calendar.begin),
               written_day(terms_.calendar.end), scenario_.code, terms_.url});
    return table;
  }

  [[nodiscard]] FeedTable stops() const {
    FeedTable table("stops.txt",
                    {"stop_id", "stop_code", "stop_name", "stop_lat", "stop_lon", "location_type"});
    for (const Halt& halt : halts_.all()) {
      const WrittenPoint at = written({halt.place, {}});
      table.add({halt.id, halt.code, halt.name, at.latitude, at.longitude, "0"});
    }
    return table;
  }

  [[nodiscard]] FeedTable calendar() const {
    FeedTable table("calendar.txt", {"service_id", "monday", "tuesday", "wednesday", "thursday",
                                     "friday", "saturday", "sunday", "start_date", "end_date"});
    Cells cells{service_id};
    for (const bool day : terms_.calendar.weekdays) cells.emplace_back(yes_no(day));
    cells.push_back(written_day(terms_.calendar.begin));
    cells.push_back(written_day(terms_.calendar.end));
    table.add(cells);
    return table;
  }

  /// Only the days on which the calendar of weekdays is not right.
  [[nodiscard]] FeedTable calendar_dates() const {
    const SchoolCalendar& year = terms_.calendar;
    FeedTable table("calendar_dates.txt", {"service_id", "date", "exception_type"});
    for (Day day = year.begin; day <= year.end; day += std::chrono::days(1)) {
      const bool has_school = year.has_school(day);
      if (has_school == year.weekdays[weekday_row(day)]) continue;
      table.add({service_id, written_day(day), has_school ? "1" : "2"});
    }
    return table;
  }

  void add_lines() {
    for (const BusLine& line : plan_.buses.lines) {
      if (running_halves(line).empty()) continue;
      routes_.add({route_id(line), agency_id, line.name, way_name(line), school_bus});
      if (line.morning.runs()) add_run(line, line.morning, true);
      if (line.afternoon.runs()) add_run(line, line.afternoon, false);
    }
  }

  void add_run(const BusLine& line, const BusRun& run, bool morning) {
    const std::string id = line.name + (morning ? "-morning" : "-afternoon");
    const auto times = halts_.times_of(run);
    const auto shape = shape_of(run, times);
    const bool has_shape = shape.size() > 1;
    trips_.add({route_id(line), service_id, id, head_sign(line, run, morning), yes_no(!morning),
                fmt::format("bus-{}", line.duty + 1), has_shape ? id : ""});
    for (std::size_t i = 0; i < times.size(); ++i) {
      const HaltTime& time = times[i];
      stop_times_.add({id, clock_text(time.arrive), clock_text(time.leave),
                       halts_.all()[time.halt].id, std::to_string(i + 1), served(time.on),
                       served(time.off), has_shape ? metres_text(time.driven) : "", "1"});
    }
    for (std::size_t i = 0; has_shape && i < shape.size(); ++i) {
      shapes_.add({id, shape[i].latitude, shape[i].longitude, std::to_string(i + 1),
                   metres_text(shape[i].driven)});
    }
  }

  [[nodiscard]] static std::string route_id(const BusLine& line) { return "line-" + line.name; }

  /// "东沟村—东山中心小学", in the direction of the morning.
  [[nodiscard]] std::string way_name(const BusLine& line) const {
    const BusRun& run = line.morning.runs() ? line.morning : line.afternoon;
    const std::string& first = name_of_call(run.calls.front());
    const std::string& last = name_of_call(run.calls.back());
    return line.morning.runs() ? first + "—" + last : last + "—" + first;
  }

  [[nodiscard]] const std::string& name_of_call(const BusCall& call) const {
    return halts_.of(call).name;
  }

  /// All the schools in the morning, the last stop in the afternoon.
  [[nodiscard]] std::string head_sign(const BusLine& line, const BusRun& run, bool morning) const {
    return morning ? school_names(line, plan_, Language::zh) : name_of_call(run.calls.back());
  }

  [[nodiscard]] WrittenPoint written(const Milestone& milestone) const {
    const auto position = positions_.of(milestone.place);
    return {fmt::format("{:.6f}", position[1].get<double>()),
            fmt::format("{:.6f}", position[0].get<double>()), milestone.driven};
  }

  /// Places and distances both change from point to point, as validators want it.
  [[nodiscard]] std::vector<WrittenPoint> shape_of(const BusRun& run,
                                                   const std::vector<HaltTime>& times) const {
    std::vector<Milestone> calls;
    for (const HaltTime& time : times) {
      calls.push_back({halts_.all()[time.halt].place, time.driven});
    }
    std::vector<WrittenPoint> points;
    for (const Milestone& milestone : milestones_along(run.geometry, calls)) {
      const WrittenPoint point = written(milestone);
      const bool moves = points.empty() || point.latitude != points.back().latitude ||
                         point.longitude != points.back().longitude;
      if (points.empty() || (moves && point.driven > points.back().driven)) {
        points.push_back(point);
      } else if (!moves && points.size() > 1) {  // the first stays at 0
        points.back().driven = point.driven;
      }
    }
    return points;
  }

  const Scenario& scenario_;
  const GtfsTerms& terms_;
  const Plan& plan_;
  Positions positions_;
  Halts halts_;
  FeedTable routes_{"routes.txt",
                    {"route_id", "agency_id", "route_short_name", "route_long_name", "route_type"}};
  FeedTable trips_{"trips.txt",
                   {"route_id", "service_id", "trip_id", "trip_headsign", "direction_id",
                    "block_id", "shape_id"}};
  FeedTable stop_times_{"stop_times.txt",
                        {"trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence",
                         "pickup_type", "drop_off_type", "shape_dist_traveled", "timepoint"}};
  FeedTable shapes_{
      "shapes.txt",
      {"shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence", "shape_dist_traveled"}};
};

bool has_feed(const Study& study, std::size_t scenario) {
  const auto& lines = study.outcomes[scenario].plan.buses.lines;
  return study.scenarios[scenario].gtfs &&
         std::any_of(lines.begin(), lines.end(),
                     [](const BusLine& line) { return !running_halves(line).empty(); });
}

}  // namespace

std::vector<FeedFile> gtfs_feed(const Study& study, std::size_t scenario) {
  if (!has_feed(study, scenario)) return {};
  return Feed(study.ground.county, study.scenarios[scenario], study.outcomes[scenario].plan)
      .write();
}

std::vector<Problem> gtfs_warnings(const Study& study) {
  std::vector<Problem> warnings;
  const std::int64_t rule = study.ground.money.bus.service_days;
  for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
    if (!has_feed(study, i)) continue;
    const Scenario& scenario = study.scenarios[i];
    const std::int64_t days = scenario.gtfs->calendar.school_days();
    if (days == rule) continue;
    Problem warning;
    warning.message = {"gtfs.service_days", {{"calendar", days}, {"rule", rule}}};
    warning.file = scenario.file;
    warning.row = scenario.gtfs->line;
    warning.field = "gtfs";
    warning.severity = Severity::warning;
    warnings.push_back(std::move(warning));
  }
  return warnings;
}

}  // namespace budian
