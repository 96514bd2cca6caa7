// `budian forecast`: tables, JSON, and a plan spread over years.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/commands/program.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

TEST_CASE("The forecast of the sample is whole: villages sum to schools, low to high rise") {
  const Json json = Json::parse(sample_forecast());
  CHECK(json["invented"] == true);
  CHECK(json["base_year"] == 2025);
  CHECK(json["last_year"] == 2030);
  CHECK(json["unknown"].empty());
  std::int64_t today = 0;
  for (std::size_t ahead = 0; ahead <= 5; ++ahead) {
    std::int64_t in_schools = 0, in_villages = 0, in_townships = 0;
    for (const auto& school : json["schools"]) {
      const auto& year = school["years"][ahead];
      in_schools += year["middle"].get<std::int64_t>();
      CHECK(year["low"] <= year["middle"]);
      CHECK(year["middle"] <= year["high"]);
    }
    for (const auto& village : json["settlements"]) {
      for (const auto& heads : village["middle_by_grade"][std::to_string(2025 + ahead)]) {
        in_villages += heads.get<std::int64_t>();
      }
    }
    for (const auto& township : json["townships"]) {
      in_townships += township["years"][ahead]["middle"].get<std::int64_t>();
    }
    CHECK(in_schools == in_villages);
    CHECK(in_schools == in_townships);
    if (ahead == 0) today = in_schools;
  }
  CHECK(today == 70728 + 23036);  // the county's pupils
  CHECK(json["back_test"]["base_years"] == Json({2024, 2023, 2022}));
  CHECK(json["back_test"]["all"]["tested"] > 500);
}

TEST_CASE("The forecast is written whole, as JSON and as a table for spreadsheets") {
  const ScratchFolder folder;
  const auto called = call(folder, "forecast " + county() + " -o years --lang en");
  CHECK(called.exit == 0);
  CHECK(called.says("invented"));
  for (const char* file : {"forecast.json", "forecast.csv", "manifest.json"}) {
    CHECK(fs::exists(folder.path() / "years" / file));
  }
  const std::string table = content(folder.path() / "years" / "forecast.csv");
  CHECK(std::count(table.begin(), table.end(), '\n') == 1 + 275 * 6);  // schools × years
}

TEST_CASE("Without earlier rolls and births nothing is forecast, and that is said") {
  const ScratchFolder folder;
  REQUIRE(call(folder, "sample x").exit == 0);
  std::string toml = content(folder.path() / "x" / "county.toml");
  const auto begin = toml.find("[forecast]"), end = toml.find("[rules]");
  REQUIRE(end > begin);
  folder.write("x/county.toml", toml.erase(begin, end - begin));
  const auto called = call(folder, "forecast x/county.toml --lang en");
  CHECK(called.exit == 0);
  CHECK(called.says("Nothing can be forecast"));
  const auto json = Json::parse(call(folder, "forecast x/county.toml --json").out);
  CHECK(json["forecast"].is_null());
}

TEST_CASE("A clean copy of a county has the same forecast") {
  const ScratchFolder folder;
  REQUIRE(call(folder, "check " + county() + " --fix clean").exit == 0);
  const auto called = call(folder, "forecast clean/county.toml --json --lang en");
  REQUIRE(called.exit == 0);
  CHECK(Json::parse(called.out)["back_test"] == Json::parse(sample_forecast())["back_test"]);
}

TEST_CASE("A plan is spread over years, and each year is a scenario that can be checked") {
  const ScratchFolder folder;
  folder.write("phasing.toml",
               "first_year = 2026\nyears = 3\nclosures_a_township_year = 1\nfewer_than = 30\n"
               "years_below = 2\nbudget_yuan_a_year = 500000\n");
  const auto called =
      call(folder, "forecast " + county() + " --scenario " + scenario("merge_lasting") +
                       " --phasing phasing.toml -o years --lang en");
  CHECK(called.exit == 0);
  const Json json = Json::parse(content(folder.path() / "years" / "phases.json"));
  CHECK(json["proven"] == true);
  std::int64_t closed = 0;
  for (const auto& closure : json["closures"]) {
    if (closure["closes"].is_null()) continue;
    ++closed;
    CHECK(closure["closes"] >= 2026);
    if (closure["rooms_yuan"] > 0) CHECK(closure["rooms_paid"] < closure["closes"]);
  }
  CHECK(closed > 0);
  REQUIRE(json["years"].size() == 3);
  for (const auto& year : json["years"]) {
    CHECK(year["buses"] > 0);
    CHECK(year["county_yuan"]["counted"] <= 500000);
    CHECK(year["within_budget"] == true);
  }
  CHECK(called.says("Year by year"));
  CHECK(fs::exists(folder.path() / "years" / "phases.csv"));
  CHECK(call(folder, "check " + county() + " years/phase_2028.toml").exit == 0);
  CHECK(call(folder, "forecast " + county() + " --phasing phasing.toml").exit == 1);
}

}  // namespace budian
