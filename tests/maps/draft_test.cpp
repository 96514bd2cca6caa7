// Drafts of county.toml: what the files of a folder seem to be.
#include <cpl_vsi.h>
#include <ogrsf_frmts.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>

#include "gis/county_reader.hpp"
#include "gis/field_words.hpp"
#include "gis/text_encoding.hpp"
#include "maps/draft_text.hpp"
#include "scenarios/sample/sample_county.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;

/// The files of the sample county without its county.toml.
struct SampleFiles {
  ScratchFolder folder;
  SampleFiles() {
    write_sample_county(folder.path(), 1, 1);
    fs::remove_all(folder.path() / "scenarios");
  }
};

CountySpec spec_of(const CountyDraft& draft, const fs::path& folder) {
  return read_county_text(draft_toml(draft, {}, Language::zh), folder / "county.toml");
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const char* const townships = R"({"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"区划代码": "340422100", "乡镇名称": "青禾镇"}, "geometry": {"type": "Polygon",
  "coordinates": [[[116.8,32.5],[116.9,32.5],[116.9,32.6],[116.8,32.6],[116.8,32.5]]]}},
 {"type": "Feature", "properties": {"区划代码": "340422201", "乡镇名称": "柳湾乡"}, "geometry": {"type": "Polygon",
  "coordinates": [[[116.9,32.5],[117.0,32.5],[117.0,32.6],[116.9,32.6],[116.9,32.5]]]}}]})";

}  // namespace

TEST_CASE("The draft of the sample maps the columns that its own county.toml maps") {
  const SampleFiles sample;
  const fs::path toml = sample.folder.path() / "county.toml";
  const CountySpec own = read_county_file(toml);
  fs::remove(toml);
  const CountyDraft draft = draft_county(sample.folder.path());
  const CountySpec drafted = spec_of(draft, sample.folder.path());
  REQUIRE(drafted.schools);
  REQUIRE(drafted.settlements);
  REQUIRE(drafted.roads);
  REQUIRE(drafted.water);
  CHECK(drafted.townships->fields == own.townships->fields);
  CHECK(drafted.schools->fields == own.schools->fields);
  CHECK(drafted.settlements->fields == own.settlements->fields);
  CHECK(drafted.roads->fields == own.roads->fields);
  CHECK(drafted.roads->values == own.roads->values);
  CHECK(missing_in(draft).empty());
  CHECK(draft.unused.size() == 3);  // tables of other years are no rosters
}

TEST_CASE("The draft of a folder where nothing is missing can be run as it is") {
  const SampleFiles sample;
  fs::remove(sample.folder.path() / "county.toml");
  const CountyDraft draft = draft_county(sample.folder.path());
  sample.folder.write("county.toml", draft_toml(draft, {}, Language::en));
  const CheckedCounty checked = check_county(sample.folder.path() / "county.toml");
  CHECK(checked.usable);
  CHECK(checked.problems.empty());
  CHECK(checked.county.schools.size() == 275);
}

TEST_CASE("Spreadsheets, Chinese titles and a roster are recognised") {
  const ScratchFolder folder;
  folder.write("乡镇界.geojson", townships);
  folder.write("学校位置.csv", from_utf8("学校(机构)标识码,学校名称,办学类型,经度,纬度\n"
                                         "2134000001,青禾镇中心小学,小学,116.85,32.55\n"
                                         "2134000002,东坡教学点,小学教学点,116.86,32.56\n"
                                         "3134000003,柳湾初级中学,初级中学,116.95,32.55\n",
                                         "GB18030")
                                   .value());
  folder.write("教基3112_小学.csv",
               "学校名称,学校(机构)标识码,在校生数,,\n,,合计,一年级,二年级\n"
               "青禾镇中心小学,2134000001,85,40,45\n东坡教学点,2134000002,9,4,5\n合计,,94,44,50\n");
  folder.write("说明.txt", "不是数据");
  const CountyDraft draft = draft_county(folder.path());
  REQUIRE(draft.find("townships"));
  CHECK(draft.find("townships")->fields.at("code").columns.front() == "区划代码");
  const DraftLayer* schools = draft.find("schools");
  REQUIRE(schools);
  CHECK(schools->fields.at("kind").columns.front() == "办学类型");
  CHECK(schools->values == std::map<std::string, std::string>{
                               {"小学", "211"}, {"小学教学点", "218"}, {"初级中学", "311"}});
  const DraftLayer* roster = draft.find("rosters");
  REQUIRE(roster);
  CHECK(roster->fields.at("pupils").columns[1] == "在校生数>二年级");
  CHECK(roster->fields.at("pupils_total").columns.front() == "在校生数>合计");
  // The points say no system: the check proposes one, and the draft waits for a person to take it.
  const std::string first = draft_toml(draft, {}, Language::zh);
  folder.write("county.toml", first);
  const auto checked = check_county(folder.path() / "county.toml");
  CHECK_FALSE(checked.usable);
  const auto proposals = proposals_in(checked.problems, draft, folder.path());
  REQUIRE(proposals.count("schools") == 1);
  CHECK(has(draft_toml(draft, proposals, Language::zh), "# crs = \"EPSG:4490\""));
  const auto accepted = check_county(folder.path() / "county.toml", {true});
  CHECK(accepted.usable);
  CHECK(accepted.county.schools.size() == 3);
  CHECK(total(accepted.county.schools[SchoolId(0)].pupils) == Heads(85));
}

namespace {

void zip(const fs::path& archive, const std::string& name, const std::string& content) {
  const std::string path = "/vsizip/" + archive.string() + "/" + name;
  VSILFILE* file = VSIFOpenL(path.c_str(), "wb");
  REQUIRE(file);
  VSIFWriteL(content.data(), 1, content.size(), file);
  VSIFCloseL(file);
}

void school_sheet(const fs::path& file) {
  lxw_workbook* book = workbook_new(file.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, "学校");
  const std::vector<std::vector<std::string>> rows{{"学校名称", "办学类型", "经度", "纬度"},
                                                   {"青禾镇中心小学", "小学", "116.85", "32.55"},
                                                   {"柳湾小学", "小学", "116.95", "32.55"}};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      const auto at = static_cast<lxw_row_t>(row);
      const auto beside = static_cast<lxw_col_t>(column);
      if (row > 0 && column > 1) {
        worksheet_write_number(sheet, at, beside, std::stod(rows[row][column]), nullptr);
      } else {
        worksheet_write_string(sheet, at, beside, rows[row][column].c_str(), nullptr);
      }
    }
  }
  REQUIRE(workbook_close(book) == LXW_NO_ERROR);
}

/// A file geodatabase of one layer of points.
void village_database(const fs::path& folder) {
  GDALAllRegister();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("OpenFileGDB");
  REQUIRE(driver);
  const std::unique_ptr<GDALDataset> dataset(
      driver->Create(folder.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  REQUIRE(dataset);
  OGRSpatialReference crs;
  crs.importFromEPSG(4490);
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayer* layer = dataset->CreateLayer("JMD", &crs, wkbPoint, nullptr);
  OGRFieldDefn name("CMC", OFTString);
  OGRFieldDefn people("RK", OFTInteger);
  layer->CreateField(&name);
  layer->CreateField(&people);
  for (int i = 0; i < 10; ++i) {
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetField("CMC", ("王庄" + std::to_string(i) + "村").c_str());
    feature.SetField("RK", 100 + i);
    OGRPoint point(116.82 + 0.01 * i, 32.52);
    feature.SetGeometry(&point);
    REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
  }
}

}  // namespace

TEST_CASE(
    "Every kind of file is looked at: GeoPackage, file geodatabase, archive, workbook, raster") {
  const ScratchFolder folder;
  folder.write("towns.geojson", townships);
  LayerSource source;
  source.file = folder.path() / "towns.geojson";
  FeatureLayer read = read_layer(source);
  LayerContent towns{"乡镇", "", GeometryType::area, {}, std::move(read.features)};
  for (const auto& field : read.fields) towns.fields.push_back({field, "", FieldType::text, 0});
  write_geopackage(folder.path() / "底图.gpkg", {towns}, 4490, {});
  fs::remove(source.file);
  village_database(folder.path() / "村庄.gdb");
  zip(folder.path() / "交通.zip", "道路.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"DLMC":"寿六路","DLDJ":"县道"},
      "geometry":{"type":"LineString","coordinates":[[116.81,32.55],[116.99,32.55]]}}]})");
  school_sheet(folder.path() / "学校.xlsx");
  folder.write("人口.tif", "");
  const CountyDraft draft = draft_county(folder.path());
  const auto file_of = [&](const char* role) {
    const DraftLayer* layer = draft.find(role);
    return layer ? layer->file.generic_string() : std::string();
  };
  CHECK(file_of("townships") == "底图.gpkg");
  CHECK(file_of("settlements") == "村庄.gdb");
  CHECK(file_of("roads") == "交通.zip/道路.geojson");
  CHECK(file_of("schools") == "学校.xlsx");
  CHECK(file_of("population") == "人口.tif");
  CHECK(draft.find("settlements")->fields.at("population").columns.front() == "RK");
  CHECK(draft.find("roads")->values == std::map<std::string, std::string>{{"县道", "county"}});
  folder.write("county.toml", draft_toml(draft, {}, Language::zh));
  const auto checked = check_county(folder.path() / "county.toml", {true});
  for (const auto& problem : checked.problems) {
    INFO(describe(problem, Language::zh));
    CHECK_FALSE(problem.fatal());
  }
  CHECK(checked.county.townships.size() == 2);
  CHECK(checked.county.schools.size() == 2);
  CHECK(checked.county.settlements.size() == 10);
  CHECK(checked.county.roads.size() == 1);
}

TEST_CASE("What is missing is named with what it costs") {
  const ScratchFolder folder;
  folder.write("乡镇界.geojson", townships);
  const CountyDraft draft = draft_county(folder.path());
  const auto missing = missing_in(draft);
  for (const auto* key :
       {"draft.missing.schools", "draft.missing.roads", "draft.missing.settlements"}) {
    CHECK(std::count(missing.begin(), missing.end(), key) == 1);
  }
  CHECK(has(draft_toml(draft, {}, Language::zh), "缺学校点位：必需"));
}

TEST_CASE("Schools without a column of kinds are read by their names") {
  const ScratchFolder folder;
  folder.write("schools.csv",
               "name,lon,lat\n青禾镇中心小学,116.85,32.55\n东坡教学点,116.86,32.56\n"
               "某驾校,116.87,32.56\n青禾高级中学,116.88,32.56\n青禾初级中学,116.89,32.56\n");
  const CountyDraft draft = draft_county(folder.path());
  const DraftLayer* schools = draft.find("schools");
  REQUIRE(schools);
  CHECK(schools->kinds_from_names);
  const auto kind = [&](const std::string& name) { return *value_of(schools->values, name); };
  CHECK(kind("青禾镇中心小学") == "211");
  CHECK(kind("东坡小学教学点") == "218");
  CHECK(kind("某驾校") == "none");
  CHECK(kind("青禾高级中学") == "none");
  CHECK(kind("青禾初级中学") == "311");
  CHECK(kind("少年宫") == "none");
}

TEST_CASE("An outline is no township, and rows without a place are counted") {
  const ScratchFolder folder;
  folder.write("fence.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature",
      "properties":{"code":"340422","name":"试验县"},"geometry":{"type":"Polygon",
      "coordinates":[[[116,32],[117,32],[117,33],[116,33],[116,32]]]}}]})");
  folder.write("places.csv",
               "code,name,lon,lat,town\n1,王庄村,116.5,32.5,青禾镇\n2,李集村,,,青禾镇\n3,赵桥村,"
               "116.6,32.6,柳湾乡\n");
  const CountyDraft draft = draft_county(folder.path());
  CHECK(draft.name == "试验县");
  REQUIRE(draft.find("townships"));
  CHECK(draft.find("townships")->is_outline);
  const DraftLayer* places = draft.find("settlements");
  REQUIRE(places);
  CHECK(places->without_place == 1);
  CHECK(places->fields.count("township") == 0);
  const std::string toml = draft_toml(draft, {}, Language::en);
  CHECK(has(toml, "# 1 rows have no place"));
  CHECK(has(toml, "# pupils_per_thousand = "));
}

TEST_CASE("A pattern fits what stands before, between and after its stars") {
  CHECK(fits_pattern("*小学*", "王庄小学"));
  CHECK(fits_pattern("*小学*", "小学教学点"));
  CHECK(fits_pattern("小学*", "小学部"));
  CHECK_FALSE(fits_pattern("小学*", "王庄小学"));
  CHECK(fits_pattern("*小学", "王庄小学"));
  CHECK_FALSE(fits_pattern("*小学", "王庄小学部"));
  CHECK(fits_pattern("*", ""));
  CHECK(fits_pattern("a*b*c", "a-b-c"));
  CHECK_FALSE(fits_pattern("a*b*c", "a-c"));
  CHECK_FALSE(fits_pattern("ab*ba", "aba"));
  CHECK(fits_pattern("same", "same"));
  CHECK_FALSE(fits_pattern("same", "same here"));
}

TEST_CASE("A file that cannot be read is told, and the others are still looked at") {
  const ScratchFolder folder;
  folder.write("乡镇界.geojson", townships);
  folder.write("学校.shp", "<html>404</html>");
  folder.write("学校.dbf", "");
  const CountyDraft draft = draft_county(folder.path());
  CHECK(draft.find("townships"));
  CHECK_FALSE(draft.problems.empty());
}

TEST_CASE("Real folders are understood") {
  const fs::path real = fs::path(BUDIAN_SHARED_DATA) / "real";
  if (!fs::exists(real)) {
    WARN("skipped: no real data beside the project");
    return;
  }
  const CountyDraft jiaxing = draft_county(real / "jiaxing");
  REQUIRE(jiaxing.find("townships"));
  CHECK(jiaxing.find("townships")->rows == 98);
  CHECK(jiaxing.find("townships")->main_prefix == "3304");
  REQUIRE(jiaxing.find("schools"));
  CHECK(jiaxing.find("schools")->rows == 200);
  const CountyDraft shou = draft_county(real / "shou");
  CHECK(shou.name == "寿县");
  REQUIRE(shou.find("settlements"));
  CHECK(shou.find("settlements")->file == "places.csv");
  REQUIRE(shou.find("townships"));
  CHECK(shou.find("townships")->is_outline);
  const CountyDraft liechtenstein = draft_county(real / "liechtenstein");
  for (const auto* role : {"townships", "schools", "settlements", "roads"}) {
    CHECK(liechtenstein.find(role));
  }
  CHECK(liechtenstein.find("townships")->rows == 11);
}

}  // namespace budian
