#include "maps/gtfs.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/gtfs_rules.hpp"
#include "tests/support/small_county.hpp"
#include "tests/support/small_outcome.hpp"

namespace budian {
namespace {

using Words = std::vector<std::string>;

GtfsTerms terms() {
  GtfsTerms terms;
  terms.agency = "演示县教育局，\"校车办\", 1 号";
  terms.url = "https://www.example.org";
  terms.calendar.begin = day_of("2026-09-28").value();
  terms.calendar.end = day_of("2026-10-11").value();
  terms.calendar.weekdays = {true, true, true, true, true, false, false};
  for (const char* day : {"2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05",
                          "2026-10-06", "2026-10-07"}) {
    terms.calendar.holidays.push_back(day_of(day).value());
  }
  terms.calendar.extra_days = {day_of("2026-10-10").value()};
  terms.line = 7;
  return terms;
}

/// The small study; its scenario "merge" has a calendar of two weeks.
SmallStudy study_with_terms() {
  SmallStudy study = small_study();
  study.scenarios[1].gtfs = terms();
  return study;
}

gtfs::Files feed_of(const SmallStudy& small) {
  gtfs::Files files;
  for (const FeedFile& file : gtfs_feed(Study{small.ground, small.scenarios, small.outcomes}, 1)) {
    files[file.name] = file.text;
  }
  return files;
}

/// The cells of one column.
Words column(const gtfs::Files& feed, const char* file, const char* name) {
  Words cells;
  for (const auto& row : gtfs::rows_of(feed.at(file))) cells.push_back(row.at(name));
  return cells;
}

BusCall call_at_stop(std::size_t stop, SchoolId school, double minute, double driven) {
  BusCall call;
  call.stop = bus::StopId(stop);
  call.school = school;
  call.arrive = call.leave = minutes(minute);
  call.driven = metres(driven);
  return call;
}

BusCall call_at_school(SchoolId school, double minute, double driven) {
  BusCall call = call_at_stop(0, school, minute, driven);
  call.stop.reset();
  return call;
}

const SchoolId centre(small::centre_school), nine(small::nine_year);

/// Line 2 of the same bus, before line 1: at one place pupils of two schools board, then it calls
/// at both. The road is drawn as two straight pieces.
SmallStudy study_with_mixed_load() {
  SmallStudy study = study_with_terms();
  auto& plan = study.outcomes[1].plan;
  auto& buses = plan.buses;
  const Point centre_place = plan.schools[centre].school.place;
  const Point nine_place = plan.schools[nine].school.place;
  const Point bridge{centre_place.x - 2000, centre_place.y};
  buses.sites.push_back({"桥头", bridge, TownshipId(0)});
  buses.sites.push_back({"桥头村", bridge, TownshipId(0)});
  BusLine line;
  line.name = "2";
  auto& calls = line.morning.calls;
  calls = {call_at_stop(2, centre, 400, 0), call_at_stop(3, nine, 401, 0),
           call_at_school(centre, 405, 2000), call_at_school(nine, 420, 14000)};
  calls[0].on = calls[2].off = {{centre, 0, Heads(3)}};
  calls[1].on = calls[3].off = {{nine, 6, Heads(2)}};
  line.morning.geometry = {bridge, centre_place, nine_place};
  buses.lines.push_back(line);
  return study;
}

}  // namespace

TEST_CASE("The feed of a plan keeps every rule") {
  const auto feed = feed_of(study_with_terms());
  CHECK(gtfs::faults_of(feed) == Words{});
  CHECK(feed.size() == 9);
}

// A rule that never speaks is no rule: each of these makes one thing wrong.
TEST_CASE("The judge of feeds notices what is wrong") {
  const auto sound = feed_of(study_with_terms());
  struct Wrong {
    const char* file;
    const char* from;
    const char* to;
    const char* said;
  };
  const Wrong all[] = {
      {"agency.txt", "https://www", "www", "agency_url is"},
      {"agency.txt", "\r\nschool-buses", "\r\nother", "agency_id unknown"},
      {"agency.txt", "Asia/Shanghai", "Beijing", "agency_timezone is"},
      {"agency.txt", ",zh\r\n", ",zh,\r\n", "another number of cells"},
      {"agency.txt", "演示县", "\xD1\xDD", "is not UTF-8"},
      {"feed_info.txt", "20261011", "20261010", "other days"},
      {"stops.txt", "stop-2", "stop-1", "twice stop-1"},
      {"stops.txt", "stop-2", "stop-9", "stop_id unknown: stop-2"},
      {"stops.txt", "东沟路口", "", "lacks stop_name"},
      {"stops.txt", "stop_lat", "lat", "lacks stop_lat"},
      {"routes.txt", "712", "bus", "route_type is"},
      {"routes.txt", "line-1", "line-9", "route_id unknown: line-1"},
      {"trips.txt", "school-days,1-afternoon", "school-days,1-evening",
       "trip_id unknown: 1-afternoon"},
      {"trips.txt", ",1-afternoon\r\n", ",1-morning\r\n", "shape_id unused: 1-afternoon"},
      {"stop_times.txt", "07:42:00,07:43:00", "07:42:00,07:41:00", "leaves before it comes"},
      {"stop_times.txt", "07:42:00,07:43:00", "07:30:00,07:43:00", "goes back in time"},
      {"stop_times.txt", "07:42:00", "7:42", "arrival_time is"},
      {"stop_times.txt", "stop-2,2,0,1,2600.000", "stop-2,2,0,1,5600.000", "does not rise"},
      {"stop_times.txt", "stop-2,2,0,1", "stop-2,2,1,1", "halts for nobody"},
      {"stop_times.txt", "stop-1,1,0,1", "stop-1,1,0,0", "does not begin with boarding"},
      {"stop_times.txt", ",3,1,0,5600.000", ",3,0,0,5600.000", "does not end with alighting"},
      {"stop_times.txt", ",3,1,0,5600.000", ",3,1,0,5600.001", "goes on after its shape"},
      {"stop_times.txt", "stop-2,2,0,1,2600.000", "stop-2,2,0,1,2400.000", "is far from stop-2"},
      {"stop_times.txt", "16:30:00", "16:50:00", "goes back in time"},
      {"shapes.txt", "1-morning", "1-noon", "shape_id unused: 1-noon"},
      {"shapes.txt", ",2,2600.000", ",2,0.000", "does not rise"},
      {"calendar.txt", "20260928", "20261012", "ends before it begins"},
      {"calendar.txt", "20260928", "20260931", "start_date is"},
      {"calendar_dates.txt", "20261001", "20261002", "twice school-days|20261002"},
      {"calendar_dates.txt", "20261010", "20261012", "outside of the year"},
  };
  for (const Wrong& wrong : all) {
    INFO(wrong.file << ": " << wrong.from << " -> " << wrong.to);
    auto feed = sound;
    const auto at = feed[wrong.file].find(wrong.from);
    REQUIRE(at != std::string::npos);
    feed[wrong.file].replace(at, std::string(wrong.from).size(), wrong.to);
    const Words faults = gtfs::faults_of(feed);
    CHECK(std::any_of(faults.begin(), faults.end(), [&](const std::string& fault) {
      return fault.find(wrong.said) != std::string::npos;
    }));
  }
  auto pointed = sound;  // the first point of each shape only
  std::string& shapes = pointed["shapes.txt"];
  for (const char* sequence : {",2,", ",3,"}) {
    for (auto at = shapes.find(sequence); at != std::string::npos; at = shapes.find(sequence)) {
      const auto begins = shapes.rfind('\n', at) + 1;
      shapes.erase(begins, shapes.find('\n', at) + 1 - begins);
    }
  }
  const Words points = gtfs::faults_of(pointed);
  CHECK(std::count(points.begin(), points.end(), "shapes.txt: 1-morning is a point") == 1);
  auto lacking = sound;
  lacking.erase("trips.txt");
  CHECK(gtfs::faults_of(lacking) == Words{"trips.txt: is missing"});
}

TEST_CASE("A trip is timed, and says where one may get on or off and how far it has come") {
  // The calls of line 1 in small_outcome.cpp.
  const auto rows = gtfs::rows_of(feed_of(study_with_terms()).at("stop_times.txt"));
  REQUIRE(rows.size() == 6);
  const auto row = [&](std::size_t i) {
    std::string cells;
    for (const char* name : {"trip_id", "arrival_time", "departure_time", "stop_id", "pickup_type",
                             "drop_off_type", "shape_dist_traveled"}) {
      cells += rows[i].at(name) + " ";
    }
    return cells;
  };
  CHECK(row(0) == "1-morning 07:36:00 07:37:00 stop-1 0 1 0.000 ");
  CHECK(row(1) == "1-morning 07:42:00 07:43:00 stop-2 0 1 2600.000 ");
  CHECK(row(2) == "1-morning 07:50:00 07:52:00 school-1 1 0 5600.000 ");
  CHECK(row(3) == "1-afternoon 16:28:00 16:30:00 school-1 0 1 0.000 ");
  CHECK(row(4) == "1-afternoon 16:37:00 16:38:00 stop-2 1 0 3000.000 ");
  CHECK(row(5) == "1-afternoon 16:43:00 16:44:00 stop-1 1 0 5600.000 ");
}

TEST_CASE("A line is a route of school buses with a trip there and one back by the same bus") {
  const auto feed = feed_of(study_with_terms());
  CHECK(column(feed, "routes.txt", "route_short_name") == Words{"1"});
  CHECK(column(feed, "routes.txt", "route_long_name") == Words{"东沟村—东山中心小学"});
  CHECK(column(feed, "routes.txt", "route_type") == Words{"712"});
  CHECK(column(feed, "trips.txt", "trip_headsign") == Words{"东山中心小学", "东沟村"});
  CHECK(column(feed, "trips.txt", "direction_id") == Words{"0", "1"});
  CHECK(column(feed, "trips.txt", "block_id") == Words{"bus-1", "bus-1"});
}

TEST_CASE("A line without an afternoon has one trip") {
  SmallStudy study = study_with_terms();
  study.outcomes[1].plan.buses.lines[0].afternoon = {};
  const auto feed = feed_of(study);
  CHECK(column(feed, "trips.txt", "trip_id") == Words{"1-morning"});
  CHECK(gtfs::faults_of(feed) == Words{});
}

TEST_CASE("Words of the scenario come out as they were written, in UTF-8 and quoted") {
  SmallStudy study = study_with_terms();
  study.outcomes[1].plan.buses.sites[1].name = " 东沟\n路口\t";
  const auto feed = feed_of(study);
  CHECK(column(feed, "agency.txt", "agency_name") == Words{terms().agency});
  CHECK(feed.at("agency.txt").find("\"演示县教育局，\"\"校车办\"\", 1 号\"") != std::string::npos);
  CHECK(column(feed, "stops.txt", "stop_name") == Words{"东沟村", "东沟 路口", "东山中心小学"});
  CHECK(gtfs::faults_of(feed) == Words{});
}

TEST_CASE("The days of service are those of the school's calendar") {
  // Monday 28 to Wednesday 30 September; the holidays from Thursday on take 1, 2, 5, 6 and 7
  // October; Thursday 8 and Friday 9 October; Saturday the 10th is added.
  const auto feed = feed_of(study_with_terms());
  CHECK(gtfs::service_days(feed) ==
        Words{"20260928", "20260929", "20260930", "20261008", "20261009", "20261010"});
  CHECK(column(feed, "calendar_dates.txt", "date") ==
        Words{"20261001", "20261002", "20261005", "20261006", "20261007", "20261010"});
  CHECK(column(feed, "calendar_dates.txt", "exception_type") ==
        Words{"2", "2", "2", "2", "2", "1"});
}

TEST_CASE("Where every week is like the others there are no exceptions to write") {
  SmallStudy study = study_with_terms();
  study.scenarios[1].gtfs->calendar.holidays.clear();
  study.scenarios[1].gtfs->calendar.extra_days.clear();
  CHECK_FALSE(feed_of(study).contains("calendar_dates.txt"));
}

TEST_CASE("Stops are in WGS 84") {
  // 500 km is the zone's own meridian, 117° E. 3,600 km north of the equator on the ellipsoid of
  // CGCS2000 is about 32.5° N (110.9 km a degree), so 0.1 degrees are far less than any mistake of
  // axes or datum and more than the rounding of that.
  const auto feed = feed_of(study_with_terms());
  for (const auto& cell : column(feed, "stops.txt", "stop_lat")) {
    CHECK(std::stod(cell) == Approx(32.55).margin(0.1));
  }
  for (const auto& cell : column(feed, "stops.txt", "stop_lon")) {
    CHECK(std::stod(cell) == Approx(117.05).margin(0.06));
  }
}

TEST_CASE("Pupils of several schools board at one stop, and get off at each of the schools") {
  const auto feed = feed_of(study_with_mixed_load());
  CHECK(gtfs::faults_of(feed) == Words{});
  gtfs::Rows rows;
  for (const auto& row : gtfs::rows_of(feed.at("stop_times.txt"))) {
    if (row.at("trip_id") == "2-morning") rows.push_back(row);
  }
  // Two calls at the bridge, at 400 and 401 minutes, are one: 6:40 to 6:41.
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].at("stop_id") == "stop-3");
  CHECK(rows[0].at("arrival_time") == "06:40:00");
  CHECK(rows[0].at("departure_time") == "06:41:00");
  CHECK(rows[1].at("stop_id") == "school-1");
  CHECK(rows[1].at("drop_off_type") == "0");
  CHECK(rows[1].at("pickup_type") == "1");
  CHECK(rows[2].at("stop_id") == "school-3");
  CHECK(column(feed, "stops.txt", "stop_name") ==
        Words{"东沟村", "东沟路口", "东山中心小学", "桥头", "西河九年一贯制学校"});
  CHECK(column(feed, "trips.txt", "trip_headsign").back() == "东山中心小学、西河九年一贯制学校");
}

TEST_CASE("A shape begins at 0 and its distances rise, however near its points lie") {
  SmallStudy study = study_with_terms();
  BusRun& run = study.outcomes[1].plan.buses.lines[0].morning;
  // Two points 1 cm after the first are the same to a tenth of a metre.
  const Point first = run.geometry.front();
  run.geometry.insert(run.geometry.begin() + 1,
                      {{first.x, first.y - 0.01}, {first.x, first.y - 0.02}});
  const auto feed = feed_of(study);
  CHECK(gtfs::faults_of(feed) == Words{});
  CHECK(column(feed, "shapes.txt", "shape_dist_traveled").front() == "0.000");
  CHECK(gtfs::rows_of(feed.at("shapes.txt")).size() == 6);  // three points there, three back
}

TEST_CASE("A bus at two places at once is noticed") {
  SmallStudy study = study_with_mixed_load();
  // The second line's last call at 7:40 is after the first one's begin at 7:36.
  study.outcomes[1].plan.buses.lines[1].morning.calls.back().leave = minutes(460);
  CHECK(gtfs::faults_of(feed_of(study)) == Words{"trips.txt: bus-1 is at two places"});
}

TEST_CASE("A stop at the gate of the school is another stop, without a way between them") {
  SmallStudy study = study_with_terms();
  auto& plan = study.outcomes[1].plan;
  auto& line = plan.buses.lines[0];
  line.afternoon = {};
  line.morning.calls.erase(line.morning.calls.begin());
  line.morning.calls[1].driven = line.morning.calls[0].driven = {};
  plan.buses.sites[1].place = plan.schools[centre].school.place;
  line.morning.geometry = {plan.buses.sites[1].place};
  const auto feed = feed_of(study);
  CHECK(column(feed, "stop_times.txt", "stop_id") == Words{"stop-1", "school-1"});
  // There is no way to draw, so no distance along it either.
  CHECK(column(feed, "trips.txt", "shape_id") == Words{""});
  CHECK(column(feed, "stop_times.txt", "shape_dist_traveled") == Words{"", ""});
  CHECK_FALSE(feed.contains("shapes.txt"));
}

TEST_CASE("Without the table, or without lines, there is no feed") {
  const SmallStudy without = small_study();
  CHECK(feed_of(without).empty());
  SmallStudy nobody_rides = study_with_terms();
  nobody_rides.outcomes[1].plan.buses.lines.clear();
  CHECK(feed_of(nobody_rides).empty());
}

TEST_CASE("A calendar of other than the costs' days of service is told") {
  SmallStudy small = study_with_terms();
  const Study study{small.ground, small.scenarios, small.outcomes};
  const auto warnings = gtfs_warnings(study);
  REQUIRE(warnings.size() == 1);
  CHECK_FALSE(warnings[0].fatal());
  CHECK(warnings[0].file == "merge.toml");
  CHECK(warnings[0].row == 7);
  // Six days against the 200 of small_outcome.cpp.
  CHECK(warnings[0].message ==
        Message{"gtfs.service_days", {{"calendar", std::int64_t{6}}, {"rule", std::int64_t{200}}}});
  small.ground.money.bus.service_days = 6;
  CHECK(gtfs_warnings(study).empty());
  small.ground.money.bus.service_days = 7;
  small.scenarios[1].gtfs.reset();
  CHECK(gtfs_warnings(study).empty());
}

}  // namespace budian
