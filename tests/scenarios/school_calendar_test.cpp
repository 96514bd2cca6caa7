#include "scenarios/school_calendar.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "scenarios/scenario_file.hpp"
#include "tests/support/faults.hpp"

namespace budian {
namespace {

/// A scenario of line 1, then [gtfs] in line 2.
const std::string head = "title = \"t\"\n[gtfs]\nagency = \"某县教育局\"\nurl = \"https://a.cn\"\n";

GtfsTerms terms_of(const std::string& rest) {
  const Scenario scenario = read_scenario(head + rest, "s.toml");
  REQUIRE(scenario.gtfs);
  return *scenario.gtfs;
}

Faults faults(const std::string& text) {
  return faults_of([&] { (void)read_scenario(text, "s.toml"); });
}
/// Of keys that begin in line 5.
Faults faults_after_head(const std::string& rest) { return faults(head + rest); }

Day day(const char* written) { return day_of(written).value(); }

}  // namespace

TEST_CASE("A date is one that there is, written in full") {
  CHECK(day_of("2026-09-01") == std::chrono::sys_days(std::chrono::year(2026) / 9 / 1));
  CHECK(day_of("2028-02-29"));  // a leap year
  for (const char* wrong : {"2027-02-29", "2026-13-01", "2026-9-1", "20260901", "2026-09-31",
                            "2026/09/01", "2026-09-01 ", "", "2026-+1-01", "2026-00-10"}) {
    INFO(wrong);
    CHECK_FALSE(day_of(wrong));
  }
  CHECK(written_day(day("2026-09-01")) == "20260901");
  CHECK(written_day(day("2026-09-01"), "-") == "2026-09-01");
}

TEST_CASE("Without days there is school from Monday to Friday") {
  // 1 September 2026 is a Tuesday: 1-4 and 7-11 September are nine school days.
  const SchoolCalendar year = terms_of("begin = \"2026-09-01\"\nend = \"2026-09-13\"\n").calendar;
  CHECK(year.school_days() == 9);
  CHECK(weekday_row(day("2026-09-01")) == 1);
  CHECK(year.has_school(day("2026-09-04")));
  CHECK_FALSE(year.has_school(day("2026-09-05")));
  CHECK_FALSE(year.has_school(day("2026-09-14")));  // a Monday, after the end
  CHECK_FALSE(year.has_school(day("2026-08-31")));
}

TEST_CASE("Holidays take days away and school days add some") {
  // October 2026 begins on a Thursday and has 22 weekdays from Monday to Friday. The holidays take
  // 1, 2, 5, 6 and 7 October (3 and 4 are a weekend) and the 23rd, a Friday; the 10th, a Saturday,
  // is added: 22 - 6 + 1 = 17.
  const GtfsTerms terms = terms_of(
      "begin = \"2026-10-01\"\nend = \"2026-10-31\"\n"
      "holidays = [\"2026-10-23\", \"2026-10-01/2026-10-07\", \"2026-10-07\"]\n"
      "school_days = [\"2026-10-10\"]\n");
  CHECK(terms.calendar.school_days() == 17);
  CHECK(terms.calendar.holidays.size() == 8);
  CHECK_FALSE(terms.calendar.has_school(day("2026-10-23")));
  CHECK(terms.calendar.has_school(day("2026-10-10")));
  CHECK(terms.line == 2);
  CHECK(terms.timezone == "Asia/Shanghai");
  CHECK(terms.language == "zh");
}

TEST_CASE("Weekdays, time zone and language can be said") {
  const GtfsTerms terms = terms_of(
      "begin = \"2026-09-01\"\nend = \"2026-09-13\"\ndays = [\"sat\", \"sun\"]\n"
      "timezone = \"Europe/Vaduz\"\nlanguage = \"de-LI\"\n");
  CHECK(terms.calendar.school_days() == 4);  // 5, 6, 12 and 13 September
  CHECK(terms.timezone == "Europe/Vaduz");
  CHECK(terms.language == "de-LI");
}

TEST_CASE("A scenario without the table has no timetable for others") {
  CHECK_FALSE(read_scenario("title = \"t\"\n", "s.toml").gtfs);
  CHECK_FALSE(empty_scenario().gtfs);
}

TEST_CASE("What the table lacks is told, nothing is guessed") {
  CHECK(faults("title = \"t\"\n[gtfs]\n") ==
        Faults{{"toml.missing", 2}, {"toml.missing", 2}, {"toml.missing", 2}, {"toml.missing", 2}});
}

TEST_CASE("Mistakes of the table are told with their lines, all at once") {
  CHECK(faults("title = \"t\"\n[gtfs]\nagency = \" \"\nurl = \"a.cn\"\nbegin = \"2026-02-30\"\n"
               "end = \"soon\"\ndays = [\"monday\"]\nholidays = [\"2026-10-07/2026-10-01\"]\n"
               "timezone = \"Peking\"\nlanguage = \"chinese\"\nterm = 1\n") ==
        Faults{{"gtfs.agency", 3},
               {"gtfs.url", 4},
               {"gtfs.no_date", 5},
               {"gtfs.no_date", 6},
               {"gtfs.weekday", 7},
               {"gtfs.turned", 8},
               {"gtfs.timezone", 9},
               {"gtfs.language", 10},
               {"toml.unknown_key", 11}});
}

TEST_CASE("A calendar that contradicts itself is refused") {
  CHECK(faults_after_head("begin = \"2027-07-01\"\nend = \"2026-09-01\"\n") ==
        Faults{{"gtfs.end_before_begin", 6}});
  // 400 days are let pass, from 1 September 2026 to 6 October 2027 (365 + 35); a day more is not.
  CHECK(faults_after_head("begin = \"2026-09-01\"\nend = \"2027-10-06\"\n").empty());
  CHECK(faults_after_head("begin = \"2026-09-01\"\nend = \"2027-10-07\"\n") ==
        Faults{{"gtfs.long_year", 6}});
  const std::string year = "begin = \"2026-09-01\"\nend = \"2026-09-30\"\n";  // lines 5 and 6
  CHECK(faults_after_head(year + "holidays = [\"2026-09-28/2026-10-04\"]\n") ==
        Faults{{"gtfs.outside_year", 7}});
  CHECK(faults_after_head(year + "school_days = [\"2026-08-30\"]\n") ==
        Faults{{"gtfs.outside_year", 7}});
  // 12 September is a Saturday, 14 September a Monday.
  CHECK(faults_after_head(year + "holidays = [\"2026-09-12\"]\nschool_days = [\"2026-09-12\"]\n") ==
        Faults{{"gtfs.both", 8}});
  CHECK(faults_after_head(year + "school_days = [\"2026-09-14\"]\n") ==
        Faults{{"gtfs.school_anyway", 7}});
  CHECK(faults_after_head(year + "holidays = \"2026-09-01/2026-09-30\"\n") ==
        Faults{{"gtfs.no_school_day", 2}});
  CHECK(faults_after_head(year + "days = []\n") == Faults{{"gtfs.no_school_day", 2}});
}

}  // namespace budian
