// The tables of [forecast]: one fault each, and what comes out.
#include <catch2/catch.hpp>

#include "gis/history_reader.hpp"
#include "tests/scenarios/forecast/years_county.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian::forecast {
namespace {

const char* const county_keys =
    "[county]\nname = \"x\"\n[townships]\nfile = \"t.shp\"\n[schools]\nfile = \"s.shp\"\n"
    "[forecast]\nyear = 2025\n";
const char* const roll_fields =
    "[forecast.rolls]\nfile = \"rolls.csv\"\n[forecast.rolls.fields]\nname = \"school\"\n"
    "year = \"year\"\npupils = [\"G1\",\"G2\",\"G3\",\"G4\",\"G5\",\"G6\",\"G7\",\"G8\",\"G9\"]\n";
const char* const birth_fields =
    "[forecast.births]\nfile = \"births.csv\"\n[forecast.births.fields]\n"
    "settlement = \"place\"\ntownship = \"town\"\nyear = \"year\"\nbirths = \"births\"\n";
const char* const roll_head = "school,year,G1,G2,G3,G4,G5,G6,G7,G8,G9\n";

struct Read {
  History history;
  std::vector<Problem> problems;
  [[nodiscard]] std::vector<std::string> told() const {
    std::vector<std::string> result;
    for (const auto& problem : problems) {
      result.push_back(problem.message.key + " " + std::to_string(problem.row));
    }
    return result;
  }
};
using Told = std::vector<std::string>;

Read read(const std::string& toml, const std::string& file, const std::string& table) {
  const ScratchFolder folder;
  folder.write(file, table);
  const CountySpec spec = read_county_text(county_keys + toml, folder.path() / "county.toml");
  County county = years_county();
  ProblemList problems;
  const Plausibility bounds = built_in_plausibility();
  Read result;
  result.history = read_history({spec, bounds, false, problems, county});
  result.problems = problems.take();
  return result;
}
Read rolls(const std::string& rows, const std::string& more = "") {
  return read(roll_fields + more, "rolls.csv", roll_head + rows);
}
Read births(const std::string& rows) {
  return read(birth_fields, "births.csv", "place,town,year,births\n" + rows);
}

}  // namespace

TEST_CASE("Earlier rolls are read by school and year; an empty grade of a told row is none") {
  const Read read = rolls("W,2024,1,2,3,4,5,6,,,\nP,2023-2024,7,8,,,,,,,\nW,2023,1,1,1,1,1,1,,,\n");
  CHECK(read.told().empty());
  CHECK(read.history.year == 2025);
  CHECK(read.history.roll(W, 2024) == by_grade({1, 2, 3, 4, 5, 6, 0, 0, 0}));
  CHECK(read.history.roll(P, 2023) == by_grade({7, 8, 0, 0, 0, 0, 0, 0, 0}));
  CHECK_FALSE(read.history.roll(P, 2024));  // not told, not empty
  CHECK_FALSE(read.history.roll(P, 2020));
}

TEST_CASE("The order of the rows does not matter") {
  const std::string a = "W,2024,1,2,3,4,5,6,,,\n", b = "E,2024,9,9,9,9,9,9,,,\n";
  CHECK(rolls(a + b).history.rolls == rolls(b + a).history.rolls);
}

TEST_CASE("One fault each in a table of rolls") {
  CHECK(rolls("Faraway,2024,1,,,,,,,,\n").told() == Told{"history.unknown 2"});
  CHECK(rolls("W,20x4,1,,,,,,,,\n").told() == Told{"history.no_year 2"});
  CHECK(rolls("W,2026,1,,,,,,,,\n").told() == Told{"history.later 2"});
  CHECK(rolls("W,2024,-1,,,,,,,,\n").told() == Told{"county.no_count 2"});
  CHECK(rolls("W,2024,,,,,,,,,\nE,2024,1,,,,,,,,\n").told() == Told{"history.empty_row 2"});
  CHECK(rolls("W,2024,1,,,,,,,,\nW,2024,2,,,,,,,,\n").told() == Told{"history.twice 3"});
  CHECK(rolls("W,2022,1,,,,,,,,\n").told() == Told{"history.gap -1"});  // 2023 and 2024
  CHECK(rolls("W,2025,1,,,,,,,,\n").told() == Told{"history.today_differs 2"});
  CHECK(rolls("W,2025,45,45,55,55,55,55,,,\n").told().empty());
}

TEST_CASE("A school that has closed may be left out, and one that was renamed be named") {
  const Read ignored = rolls("旧校,2024,1,,,,,,,,\n", "");
  CHECK(ignored.problems.at(0).severity == Severity::error);
  std::string toml = roll_fields;
  toml.insert(toml.find("[forecast.rolls.fields]"), "unmatched = \"ignore\"\n");
  const Read let = read(toml, "rolls.csv", std::string(roll_head) + "旧校,2024,1,,,,,,,,\n");
  CHECK(let.told() == Told{"history.ignored 2"});
  CHECK(let.problems.at(0).severity == Severity::warning);
  const Read renamed = rolls("旧校,2024,5,,,,,,,,\n", "[forecast.rolls.same]\n\"旧校\" = \"W\"\n");
  CHECK(renamed.told().empty());
  CHECK(renamed.history.roll(W, 2024)->front() == Heads(5));
}

TEST_CASE("Births are of settlements, or of a whole township where no settlement is named") {
  const Read read = births("A,,2019,12\n,East,2019,30\n");
  CHECK(read.told().empty());
  CHECK(read.history.births.at(2019)[A] == Heads(12));
  CHECK_FALSE(read.history.births.at(2019)[B]);
  CHECK(read.history.township_births.at(2019)[TownshipId(1)] == Heads(30));
}

TEST_CASE("One fault each in a table of births") {
  CHECK(births("Faraway,,2019,12\n").told() == Told{"history.unknown 2"});
  CHECK(births(",Nowhere,2019,12\n").told() == Told{"history.unknown 2"});
  CHECK(births("A,,19,12\n").told() == Told{"history.no_year 2"});
  CHECK(births("A,,2019,\nB,,2019,3\n").told() == Told{"history.empty_row 2"});
  CHECK(births("A,,2019,1\nA,,2019,1\n").told() == Told{"history.twice 3"});
  CHECK(births("A,,2017,1\nA,,2019,1\n").told() == Told{"history.gap -1"});
}

TEST_CASE("Dwellings and migration: what is read, and one fault each") {
  const std::string housing =
      "[forecast.housing]\nfile = \"h.csv\"\n[forecast.housing.fields]\nsettlement = \"place\"\n"
      "year = \"year\"\npupils_total = \"pupils\"\ndwellings = \"homes\"\n";
  const std::string head = "place,year,pupils,homes\n";
  const Read read_housing = read(housing, "h.csv", head + "C,2027,,200\nA,2026,15,90\n");
  CHECK(read_housing.told().empty());
  REQUIRE(read_housing.history.housing.size() == 2);
  CHECK(read_housing.history.housing[0].pupils == Heads(15));  // pupils go before dwellings
  CHECK_FALSE(read_housing.history.housing[0].dwellings);
  CHECK(read_housing.history.housing[1].dwellings == 200);
  CHECK(read(housing, "h.csv", head + "A,2026,,\nB,2026,1,\n").told() ==
        Told{"history.empty_row 2"});
  CHECK(read(housing, "h.csv", head + "A,2026,1,\nA,2026,1,\n").told() == Told{"history.twice 3"});

  const std::string migration =
      "[forecast.migration]\nfile = \"m.csv\"\n[forecast.migration.fields]\ntownship = \"town\"\n"
      "percent_a_year = \"percent\"\n";
  const Read moved = read(migration, "m.csv", "town,percent\nWest,-1.5\n");
  CHECK(moved.told().empty());
  CHECK(moved.history.migration.at(TownshipId(0)) == -1.5);
  CHECK(read(migration, "m.csv", "town,percent\nWest,400\n").told() == Told{"history.no_rate 2"});
  CHECK(read(migration, "m.csv", "town,percent\nWest,1\nWest,2\n").told() ==
        Told{"history.twice 3"});
}

TEST_CASE("county.toml must name the year and the columns that a table cannot do without") {
  const auto faults = [](const std::string& toml) {
    std::vector<std::string> told;
    try {
      (void)read_county_text(
          "[county]\nname = \"x\"\n[townships]\nfile = \"t\"\n[schools]\nfile = \"s\"\n" + toml,
          "c");
    } catch (const InputError& error) {
      for (const auto& problem : error.problems()) told.push_back(problem.message.key);
    }
    return told;
  };
  CHECK(faults("[forecast]\n") == Told{"toml.missing"});
  CHECK(faults("[forecast]\nyear = 25\n") == Told{"history.no_year"});
  CHECK(faults("[forecast]\nyear = 2025\n[forecast.births]\nfile = \"b.csv\"\n"
               "[forecast.births.fields]\nyear = \"y\"\n") == Told{"history.no_column_named"});
}

}  // namespace budian::forecast
