#include "gis/county_reader.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

// Two townships, each about 0.1 by 0.1 degrees, side by side at 116.9 E.
const char* const two_townships = R"({"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"XZDM": "01", "XZMC": "青禾镇"}, "geometry": {"type": "Polygon",
  "coordinates": [[[116.8,32.5],[116.9,32.5],[116.9,32.6],[116.8,32.6],[116.8,32.5]]]}},
 {"type": "Feature", "properties": {"XZDM": "02", "XZMC": "柳湾乡"}, "geometry": {"type": "Polygon",
  "coordinates": [[[116.9,32.5],[117.0,32.5],[117.0,32.6],[116.9,32.6],[116.9,32.5]]]}}]})";
const char* const two_schools = R"(XXDM,XXMC,BXLX,SSXX,X,Y,G1,G2,G3,G4,G5,G6,JS
S1,青禾中心小学,211,,116.85,32.55,40,41,42,43,44,45,12
S2,东坡教学点,218,S1,116.86,32.56,5,6,0,0,0,0,2
)";
const char* const one_road = R"({"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"DJ": "县道", "DX": "否"}, "geometry": {"type": "LineString",
  "coordinates": [[116.81,32.55],[116.99,32.55]]}}]})";
const char* const county_toml = R"([county]
name = "试验县"
[townships]
file = "townships.geojson"
fields = { code = "XZDM", name = "XZMC" }
[schools]
file = "schools.csv"
crs = "EPSG:4490"
[schools.fields]
code = "XXDM"
name = "XXMC"
kind = "BXLX"
parent = "SSXX"
classrooms = "JS"
pupils = ["G1", "G2", "G3", "G4", "G5", "G6", "", "", ""]
[roads]
file = "roads.geojson"
fields = { class = "DJ", oneway = "DX" }
classes = { "县道" = "county" }
)";

struct CountyFolder {
  ScratchFolder folder;
  std::string toml = county_toml;
  std::string school_rows = two_schools;

  ReadCounty read() {
    folder.write("townships.geojson", two_townships);
    folder.write("schools.csv", school_rows);
    folder.write("roads.geojson", one_road);
    return read_county(folder.write("county.toml", toml));
  }
  std::vector<Problem> problems() {
    try {
      return read().county.warnings;
    } catch (const InputError& error) {
      return error.problems();
    }
  }
  bool has(const std::string& key, std::int64_t row) {
    const auto found = problems();
    return std::any_of(found.begin(), found.end(),
                       [&](const Problem& p) { return p.message.key == key && p.row == row; });
  }
};

void replace(std::string& text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  text.replace(at, what.size(), by);
}

TEST_CASE("A minimal county is read onto the plane of its centre") {
  CountyFolder files;
  const auto read = files.read();
  CHECK(read.county.name == "试验县");
  CHECK(read.county.plane.epsg == 4548);
  REQUIRE(read.county.townships.size() == 2);
  REQUIRE(read.county.schools.size() == 2);
  const auto& point = read.county.schools[SchoolId(1)];
  CHECK(point.kind == SchoolKind::teaching_point);
  CHECK(point.parent == SchoolId(0));
  CHECK(point.township == TownshipId(0));
  CHECK(total(point.pupils) == Heads(11));
  CHECK(read.county.schools[SchoolId(0)].classrooms == 12);
  REQUIRE(read.county.roads.size() == 1);
  CHECK(read.county.roads[RoadId(0)].road_class == RoadClass::county);
  CHECK(read.county.warnings.empty());
}

TEST_CASE("An empty cell of a settlement is not told, which is not nought") {
  CountyFolder given;
  given.toml += R"([settlements]
file = "villages.csv"
crs = "EPSG:4490"
[settlements.fields]
name = "MC"
population = "RKS"
left_behind = "LSET"
poor = "KNXS"
)";
  given.folder.write("villages.csv",
                     "MC,RKS,LSET,KNXS,X,Y\n甲村,300,12,0,116.85,32.55\n"
                     "乙村,200,,7,116.86,32.56\n");
  const County county = given.read().county;
  REQUIRE(county.settlements.size() == 2);
  const Settlement& first = county.settlements[SettlementId(0)];
  const Settlement& second = county.settlements[SettlementId(1)];
  CHECK(first.left_behind == Heads(12));
  CHECK(first.poor == Heads(0));
  CHECK_FALSE(second.left_behind);
  CHECK(second.poor == Heads(7));
  CHECK_FALSE(first.disabled);  // no such column
}

TEST_CASE("Areas are kept in hundredths of a square metre, rooms and teachers as they are") {
  CountyFolder given;
  given.toml.insert(given.toml.find("pupils = ["),
                    "site_area_m2 = \"ZD\"\nbuilding_area_m2 = \"JZ\"\nmusic_rooms = \"YY\"\n"
                    "art_rooms = \"MS\"\nqualified_primary = \"HG\"\n");
  given.school_rows =
      "XXDM,XXMC,BXLX,SSXX,X,Y,G1,G2,G3,G4,G5,G6,JS,ZD,JZ,YY,MS,HG\n"
      "S1,青禾中心小学,211,,116.85,32.55,40,41,42,43,44,45,12,8000.5,2400,1,2,14\n";
  const Resources& held = given.read().county.schools[SchoolId(0)].resources;
  CHECK(held.campus[row(Resource::site_area)] == 800050);
  CHECK(held.campus[row(Resource::building_area)] == 240000);
  CHECK(held.campus[row(Resource::music_rooms)] == 1);
  CHECK(held.campus[row(Resource::art_rooms)] == 2);
  CHECK(held.by_stage[row(Resource::qualified_teachers)][row(Stage::primary)] == 14);
}

TEST_CASE("An empty cell of what a school owns is not told, which is not nought") {
  CountyFolder county;
  county.toml += "[schools.defaults]\nmusic_rooms = \"0\"\n";
  county.toml.replace(county.toml.find("classrooms = "), 0,
                      "books = \"TS\"\nbackbone_primary = \"GG\"\nbackbone_junior = \"GC\"\n");
  county.school_rows =
      "XXDM,XXMC,BXLX,SSXX,X,Y,G1,G2,G3,G4,G5,G6,JS,TS,GG,GC\n"
      "S1,青禾中心小学,211,,116.85,32.55,40,41,42,43,44,45,12,0,3,\n"
      "S2,东坡教学点,218,S1,116.86,32.56,5,6,0,0,0,0,2,,,\n";
  const County read = county.read().county;
  const auto& full = read.schools[SchoolId(0)].resources;
  const auto& point = read.schools[SchoolId(1)].resources;
  CHECK(full.tells(Resource::books, Stage::primary));  // told: none
  CHECK_FALSE(point.tells(Resource::books, Stage::primary));
  CHECK_FALSE(point.tells(Resource::backbone_teachers, Stage::primary));
  // Without junior pupils there are no junior teachers to tell of.
  CHECK(full.tells(Resource::backbone_teachers, Stage::junior));
  // No column at all; a default stands for empty cells.
  CHECK_FALSE(full.tells(Resource::computers, Stage::primary));
  CHECK_FALSE(full.tells(Resource::full_time_teachers, Stage::primary));
  CHECK(point.tells(Resource::music_rooms, Stage::primary));
  CHECK(read.schools[SchoolId(0)].staff_untold == ByStage<bool>{true, false});
  // Columns that are there and partly empty are told; those that are not are the county's choice.
  std::vector<std::string> fields;
  for (const auto& problem : read.warnings) {
    if (problem.message.key != "county.blank_cells") continue;
    fields.push_back(std::get<std::string>(problem.message.arguments.at(0).second));
  }
  CHECK(fields == std::vector<std::string>{"books", "backbone_primary"});
}

TEST_CASE("Columns of grades that the file lacks may be left empty") {
  CountyFolder files;
  CHECK(files.read().county.schools[SchoolId(0)].pupils[8] == Heads(0));
}

TEST_CASE("A mapped column that does not exist is reported with the nearest name") {
  CountyFolder files;
  replace(files.toml, "name = \"XXMC\"", "name = \"XXMCC\"");
  const auto problems = files.problems();
  REQUIRE_FALSE(problems.empty());
  CHECK(problems[0].message.key == "county.no_column_guess");
  CHECK(problems[0].value == "XXMCC");
  CHECK(problems.size() == 1);  // not once more for each row
}

TEST_CASE("A key that nobody knows is told together with the mistakes of the layers") {
  CountyFolder files;
  replace(files.toml, "classrooms = \"JS\"", "clasrooms = \"JS\"");
  replace(files.toml, "name = \"XXMC\"", "name = \"XXMCC\"");
  std::set<std::string> keys;
  for (const auto& problem : files.problems()) keys.insert(problem.message.key);
  CHECK(keys == std::set<std::string>{"county.no_column_guess", "toml.unknown_key_guess"});
}

// S2 stands on line 3 of schools.csv: the header is line 1.
TEST_CASE("Bad values are all reported in one go, with their lines") {
  CountyFolder files;
  replace(files.school_rows, "S2,东坡教学点,218,S1", "S1,东坡教学点,999,S9");
  replace(files.school_rows, "5,6,0", "5,x,0");
  CHECK(files.has("county.unknown_kind", 3));
  files.school_rows = two_schools;
  replace(files.school_rows, "S2,东坡教学点,218,S1", "S1,东坡教学点,218,S9");
  replace(files.school_rows, "5,6,0", "-5,x,0");
  CHECK(files.has("county.no_number", 3));
  CHECK(files.has("county.no_count", 3));
  CHECK(files.has("county.unknown_parent", 3));
  CHECK(files.has("county.duplicate_code", 3));
}

TEST_CASE("A school outside all townships is refused unless the county file ignores it") {
  CountyFolder files;
  replace(files.school_rows, "116.86,32.56", "118.86,32.56");
  CHECK(files.has("county.outside", 3));
  replace(files.toml, "crs = \"EPSG:4490\"", "crs = \"EPSG:4490\"\noutside = \"ignore\"");
  const auto problems = files.problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message.key == "county.outside_ignored");
  CHECK_FALSE(problems[0].fatal());
}

TEST_CASE("A layer without a coordinate system is refused, not guessed") {
  CountyFolder files;
  replace(files.toml, "crs = \"EPSG:4490\"\n", "");
  CHECK(files.has("place.crs_proposed", -1));
}

TEST_CASE("Coordinates in GCJ-02 are shifted back when the county file says so") {
  CountyFolder plain;
  CountyFolder shifted;
  replace(shifted.toml, "crs = \"EPSG:4490\"", "crs = \"GCJ-02\"");
  const Point a = plain.read().county.schools[SchoolId(0)].place;
  const Point b = shifted.read().county.schools[SchoolId(0)].place;
  // About 496 m east and 232 m south at this place (the published shift).
  CHECK(a.x - b.x == Approx(496).margin(15));
  CHECK(a.y - b.y == Approx(-232).margin(15));
}

TEST_CASE("An unknown key of county.toml is refused with a suggestion") {
  CountyFolder files;
  replace(files.toml, "classrooms = \"JS\"", "classroms = \"JS\"");
  const auto problems = files.problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message.key == "toml.unknown_key_guess");
  CHECK(problems[0].row == 14);
}

TEST_CASE("A road class nobody knows is reported once") {
  CountyFolder files;
  replace(files.toml, "\"县道\" = \"county\"", "\"国道\" = \"national\"");
  CHECK(files.has("county.unknown_road_class", 1));
}

TEST_CASE("A missing file is a problem of the input") {
  CountyFolder files;
  replace(files.toml, "schools.csv", "nothing.csv");
  const auto problems = files.problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].fatal());
}

}  // namespace
}  // namespace budian
