// The feeds that the program writes of whole counties.
#include <algorithm>
#include <map>

#include "tests/commands/program.hpp"
#include "tests/support/gtfs_rules.hpp"

namespace budian {
namespace {

using Words = std::vector<std::string>;

const std::string terms =
    "[gtfs]\nagency = \"a\"\nurl = \"https://a.cn\"\nbegin = \"2026-09-01\"\n"
    "end = \"2026-12-31\"\n";

}  // namespace

TEST_CASE("The sample's feed keeps every rule and has the costs' days of service") {
  const auto feed = gtfs::files_in(merge_run() / "merge_under_30" / "gtfs");
  CHECK(gtfs::faults_of(feed) == Words{});
  // From Monday 31 August 2026 to Sunday 4 July 2027 there are 44 weeks or 220 weekdays; 31 August
  // is not in the year. Holidays take 25 September, 1, 2, 5, 6 and 7 October, New Year's Day, four
  // weeks of winter, 5 April, 3 to 5 May and 9 June: 1 + 5 + 1 + 20 + 1 + 3 + 1 = 32. Three days of
  // weekends are added: 219 - 32 + 3 = 190, as money.toml says.
  CHECK(gtfs::service_days(feed).size() == 190);
}

TEST_CASE("A scenario without the table of a feed has none, nor has today") {
  const ScratchFolder folder;
  const auto called =
      call(folder, "run " + county() + " " + scenario("merge_under_100") + " -o out");
  REQUIRE(called.exit == 0);
  CHECK(called.err.empty());
  CHECK(fs::exists(folder.path() / "out" / "merge_under_100" / "routes.json"));
  CHECK_FALSE(fs::exists(folder.path() / "out" / "merge_under_100" / "gtfs"));
  CHECK_FALSE(fs::exists(folder.path() / "out" / "today" / "gtfs"));
}

TEST_CASE("Lines that call at several schools keep every rule of a feed, too") {
  const ScratchFolder folder;
  folder.write("mixed.toml",
               "title = \"t\"\n[[measure]]\ndo = \"close\"\nkinds = [218, 211]\n"
               "fewer_than = 60\n[limits]\nreceivers = \"any\"\n[bus]\nmixed_loads = true\n" +
                   terms);
  folder.write("plain.toml", "title = \"p\"\n");
  const auto called = call(folder, "run " + county() + " mixed.toml plain.toml -o out --lang en");
  REQUIRE(called.exit == 0);
  CHECK_FALSE(fs::exists(folder.path() / "out" / "plain" / "gtfs"));
  // 1 September to 31 December 2026 are 122 days from a Tuesday on: 17 weeks of five school days
  // and Tuesday to Thursday.
  CHECK(
      called.says("mixed.toml, line 10, field gtfs: The calendar has 88 school days, but costs "
                  "are for 190 days"));
  const auto feed = gtfs::files_in(folder.path() / "out" / "mixed" / "gtfs");
  CHECK(gtfs::faults_of(feed) == Words{});
  std::map<std::string, int> schools_of_trip;
  for (const auto& row : gtfs::rows_of(feed.at("stop_times.txt"))) {
    if (row.at("stop_id").rfind("school-", 0) == 0) ++schools_of_trip[row.at("trip_id")];
  }
  const auto several = [](const auto& trip) { return trip.second > 1; };
  CHECK(std::any_of(schools_of_trip.begin(), schools_of_trip.end(), several));
}

TEST_CASE("A wrong calendar stops the run before anything is written") {
  const ScratchFolder folder;
  folder.write("wrong.toml", "title = \"t\"\n" + terms + "holidays = [\"2026-09-31\"]\n");
  const auto called = call(folder, "run " + county() + " wrong.toml -o out --lang en");
  CHECK(called.exit == 2);
  CHECK(called.says("wrong.toml, line 7, field gtfs.holidays: “2026-09-31” is no date"));
  CHECK_FALSE(fs::exists(folder.path() / "out"));
}

}  // namespace budian
