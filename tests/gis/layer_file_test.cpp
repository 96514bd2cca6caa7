#include "gis/layer_file.hpp"

#include <cpl_vsi.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "gis/message.hpp"
#include "gis/text_encoding.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

constexpr int plane = 4548;  // CGCS2000 3-degree zone 39, central meridian 117 E

LayerContent villages() {
  LayerContent layer;
  layer.name = "villages";
  layer.title = "村庄";
  layer.type = GeometryType::point;
  layer.fields = {{"name", "名称", FieldType::text, 0},
                  {"pupils", "学生数", FieldType::whole, 0},
                  {"distance_before_km", "原距离", FieldType::real, 0},
                  {"distance_before_m", "原距离（米）", FieldType::real, 0}};
  layer.features = {
      {1, {std::string("龙头村"), std::int64_t{12}, 1.5, 1500.0}, Point{500000, 3600000}},
      {2, {std::string("㙍头堡"), std::monostate{}, 2.25, 2250.0}, Point{500100, 3600200}},
      {3, {std::monostate{}, std::int64_t{0}, std::monostate{}, 0.0}, std::monostate{}}};
  return layer;
}

LayerContent zones() {
  LayerContent layer;
  layer.name = "zones";
  layer.type = GeometryType::area;
  layer.fields = {{"name", "", FieldType::text, 0}};
  const Line shell{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};
  const Line hole{{4, 4}, {4, 6}, {6, 6}, {6, 4}, {4, 4}};
  layer.features = {{1, {std::string("甲")}, MultiPolygon{{shell, hole}}}};
  return layer;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream whole;
  whole << stream.rdbuf();
  return whole.str();
}

Message failure(const LayerSource& source) {
  try {
    read_layer(source);
  } catch (const InputError& error) {
    return error.problems().front().message;
  }
  return {};
}

std::string argument(const Message& message, const std::string& name) {
  for (const auto& [key, value] : message.arguments) {
    if (key == name) return std::get<std::string>(value);
  }
  return {};
}

std::filesystem::path shared(const std::string& name) {
  const std::filesystem::path file = std::filesystem::path(BUDIAN_SHARED_DATA) / "real" / name;
  if (std::filesystem::exists(file)) return file;
  WARN("skipped: " << file << " is not there");
  return {};
}

}  // namespace

TEST_CASE("Chinese text and numbers come back from shapefiles in GB18030 and in UTF-8") {
  const std::string encoding = GENERATE("GB18030", "UTF-8");
  const ScratchFolder folder;
  write_shapefiles(folder.path(), {villages()}, plane, encoding);
  const FeatureLayer layer = read_layer({folder.path() / "villages.shp", "", "", ""});
  // Ten bytes a name: the second of two that are cut alike gets a number.
  CHECK(layer.fields == std::vector<std::string>{"name", "pupils", "distance_b", "distance_1"});
  REQUIRE(layer.features.size() == 3);
  CHECK(layer.features[0].cells == villages().features[0].cells);
  CHECK(layer.features[0].geometry == Geometry(Point{500000, 3600000}));
  // 㙍 has four bytes in GB18030 and none in GBK.
  CHECK(layer.features[1].cells[0] == Cell(std::string("㙍头堡")));
  CHECK(layer.features[1].cells[1] == Cell(std::monostate{}));
  CHECK(layer.features[2].geometry == Geometry(std::monostate{}));
  CHECK(layer.crs_wkt.find("CGCS2000") != std::string::npos);
}

TEST_CASE("A shapefile that declares no encoding is read as GB18030 unless it is UTF-8") {
  const std::string encoding = GENERATE("GB18030", "UTF-8");
  const ScratchFolder folder;
  write_shapefiles(folder.path(), {villages()}, plane, encoding);
  std::filesystem::remove(folder.path() / "villages.cpg");
  const FeatureLayer layer =
      read_layer({folder.path() / "villages.shp", "", "", "name = '龙头村'"});
  REQUIRE(layer.features.size() == 1);
  CHECK(layer.features[0].cells[0] == Cell(std::string("龙头村")));
}

TEST_CASE("A text longer than a shapefile field is cut between characters") {
  const ScratchFolder folder;
  LayerContent layer = villages();
  std::string name;
  for (int i = 0; i < 100; ++i) name += "村";  // 300 bytes of UTF-8; 254 hold 84 characters
  layer.features[0].cells[0] = name;
  write_shapefiles(folder.path(), {layer}, plane, "UTF-8");
  const auto read = read_layer({folder.path() / "villages.shp", "", "", ""});
  CHECK(std::get<std::string>(read.features[0].cells[0]) == name.substr(0, 84 * 3));
}

TEST_CASE("A GeoPackage keeps points, areas with holes, empty cells and field order") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a.gpkg";
  write_geopackage(file, {villages(), zones()}, plane, {{"zones", "<qgis/>", ""}});
  const FeatureLayer points = read_layer({file, "villages", "", ""});
  CHECK(points.fields.back() == "distance_before_m");
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(points.features[i].cells == villages().features[i].cells);
    CHECK(points.features[i].geometry == villages().features[i].geometry);
  }
  const FeatureLayer areas = read_layer({file, "zones", "", ""});
  CHECK(areas.features[0].geometry == zones().features[0].geometry);
}

TEST_CASE("The same content gives the same bytes") {
  const ScratchFolder folder;
  const std::vector<LayerContent> layers{villages(), zones()};
  for (const char* name : {"first", "second"}) {
    const auto place = folder.path() / name;
    write_shapefiles(place, layers, plane, "GB18030");
    write_geopackage(place / "layers.gpkg", layers, plane, {{"zones", "<qgis/>", ""}});
  }
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "first")) {
    const std::string name = entry.path().filename().string();
    names.insert(name);
    INFO(name);
    CHECK(bytes_of(entry.path()) == bytes_of(folder.path() / "second" / name));
  }
  // Two layers of .shp .shx .dbf .prj .cpg, one GeoPackage, and nothing left aside.
  CHECK(names.size() == 11);
}

TEST_CASE("A missing file, a missing layer and a choice of layers are said") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a.gpkg";
  write_geopackage(file, {villages(), zones()}, plane, {{"zones", "<qgis/>", ""}});
  CHECK(failure({folder.path() / "none.shp", "", "", ""}).key == "layer.no_such_file");
  const Message wrong = failure({file, "roads", "", ""});
  CHECK(wrong.key == "layer.no_such_layer");
  CHECK(argument(wrong, "layers") == "villages, zones, layer_styles");
  const Message several = failure({file, "", "", ""});
  CHECK(several.key == "layer.several_layers");
  CHECK(argument(several, "layers") == "villages, zones");
}

TEST_CASE("GDAL's own words are in the message of a file that cannot be read") {
  const ScratchFolder folder;
  const Message broken = failure({folder.write("a.geojson", "{\"type\": \"Feature"), "", "", ""});
  CHECK(broken.key == "layer.cannot_open");
  CHECK(argument(broken, "detail").size() > 1);
  write_shapefiles(folder.path(), {villages()}, plane, "UTF-8");
  const auto file = folder.path() / "villages.shp";
  const Message filter = failure({file, "", "", "no_such_field = 1"});
  CHECK(filter.key == "layer.bad_filter");
  CHECK(argument(filter, "detail").find("no_such_field") != std::string::npos);
  CHECK(failure({file, "", "klingon", ""}).key == "layer.unknown_encoding");
}

TEST_CASE("A CSV makes points of its coordinate columns and keeps codes as text") {
  const ScratchFolder folder;
  // 寿 and 县 in GBK are CA D9 and CF D8.
  const auto file = folder.write("a.csv", "code,name,lon,lat\n0341,\xCA\xD9\xCF\xD8,116.5,32.25\n");
  const FeatureLayer layer = read_layer({file, "", "", ""});
  REQUIRE(layer.features.size() == 1);
  CHECK(layer.features[0].cells[0] == Cell(std::string("0341")));
  CHECK(layer.features[0].cells[1] == Cell(std::string("寿县")));
  CHECK(layer.features[0].geometry == Geometry(Point{116.5, 32.25}));
  const FeatureLayer wrong = read_layer({file, "", "UTF-8", ""});
  REQUIRE(wrong.features.size() == 1);
  REQUIRE(wrong.problems.size() == 1);
  CHECK(wrong.problems[0].message.key == "layer.text.wrong_page");
  CHECK(wrong.problems[0].fatal());
  CHECK(wrong.problems[0].row == 2);
}

TEST_CASE("GeoJSON loses heights, curves and nothing else") {
  const ScratchFolder folder;
  const auto file = folder.write("a.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"n":1},"geometry":{"type":"LineString","coordinates":[[1,2,9],[3,4,9]]}},
    {"type":"Feature","properties":{"n":2},"geometry":null}]})");
  const FeatureLayer layer = read_layer({file, "", "", ""});
  CHECK(layer.features[0].geometry == Geometry(MultiLine{{{1, 2}, {3, 4}}}));
  CHECK(layer.features[1].geometry == Geometry(std::monostate{}));
  CHECK(layer.crs_wkt.find("WGS 84") != std::string::npos);
}

TEST_CASE(
    "Heights, measures and parts of geometries are read, and points that are left out are told") {
  const ScratchFolder folder;
  const auto file = folder.write("a.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"n":1},"geometry":{"type":"MultiPoint","coordinates":[[1,2,5],[3,4,5]]}},
    {"type":"Feature","properties":{"n":2},"geometry":{"type":"MultiPoint","coordinates":[[5,6]]}},
    {"type":"Feature","properties":{"n":3},"geometry":{"type":"MultiPolygon","coordinates":
      [[[[0,0,1],[1,0,1],[1,1,1],[0,0,1]]],[[[5,5],[6,5],[6,6],[5,5]]]]}},
    {"type":"Feature","properties":{"n":4},"geometry":{"type":"Point","coordinates":[]}}]})");
  const FeatureLayer layer = read_layer({file, "", "", ""});
  CHECK(layer.features[0].geometry == Geometry(Point{1, 2}));
  CHECK(layer.features[1].geometry == Geometry(Point{5, 6}));
  CHECK(std::get<MultiPolygon>(layer.features[2].geometry).size() == 2);
  CHECK(layer.features[3].geometry == Geometry(std::monostate{}));
  REQUIRE(layer.problems.size() == 1);
  CHECK(layer.problems[0].message == Message{"layer.several_points", {{"rows", std::int64_t{1}}}});
  CHECK(layer.problems[0].row == 1);
}

TEST_CASE("A layer within an archive is read by its path, also where names are in GBK") {
  const ScratchFolder folder;
  const auto archive = folder.path() / "资料.zip";
  const auto add = [&](const std::string& name, const std::string& content) {
    const std::string path = "/vsizip/" + archive.string() + "/" + name;
    VSILFILE* file = VSIFOpenL(path.c_str(), "wb");
    REQUIRE(file);
    VSIFWriteL(content.data(), 1, content.size(), file);
    VSIFCloseL(file);
  };
  add("a/schools.csv", "name,lon,lat\n王庄小学,116.8,32.5\n");
  const auto only = read_layer({archive, "", "", ""});
  CHECK(std::get<std::string>(only.features.at(0).cells.at(0)) == "王庄小学");
  CHECK(only.features[0].geometry == Geometry(Point{116.8, 32.5}));
  CHECK(read_layer({archive / "a/schools.csv", "", "", ""}).features.size() == 1);
  CHECK(sources_in_archive(archive) == std::vector<std::string>{"a/schools.csv"});
  // An archive of a Chinese Windows: names in GBK, and nothing that says so.
  const auto office = folder.path() / "office.zip";
  {
    const std::string path = "/vsizip/" + office.string() + "/0000.csv";
    VSILFILE* file = VSIFOpenL(path.c_str(), "wb");
    VSIFWriteL("name,n\n王庄,1\n", 1, 16, file);
    VSIFCloseL(file);
    std::string bytes = folder.read("office.zip");
    for (auto at = bytes.find("0000"); at != std::string::npos; at = bytes.find("0000", at)) {
      bytes.replace(at, 4, from_utf8("学校", "GB18030").value());
    }
    folder.write("office.zip", bytes);
  }
  CHECK(sources_in_archive(office) == std::vector<std::string>{"学校.csv"});
  CHECK(std::get<std::string>(read_layer({office, "", "", ""}).features.at(0).cells.at(0)) ==
        "王庄");
  const auto two = folder.path() / "two.zip";
  for (const auto* name : {"a.csv", "b.csv"}) {
    const std::string path = "/vsizip/" + two.string() + "/" + name;
    VSILFILE* file = VSIFOpenL(path.c_str(), "wb");
    VSIFWriteL("x\n1\n", 1, 4, file);
    VSIFCloseL(file);
  }
  try {
    (void)read_layer({two, "", "", ""});
    FAIL("two layers, none named");
  } catch (const InputError& error) {
    CHECK(error.problems().front().message.key == "layer.archive_several");
  }
}

TEST_CASE("Any table whose columns say where its rows are makes points") {
  const ScratchFolder folder;
  LayerContent table;
  table.name = "places";
  table.fields = {{"name", "", FieldType::text, 20},
                  {"LON", "", FieldType::real, 0},
                  {"LAT", "", FieldType::real, 0}};
  table.features.push_back({1, {std::string("王庄"), 116.8, 32.5}, {}});
  table.features.push_back({2, {std::string("李集"), std::monostate{}, 32.6}, {}});
  write_geopackage(folder.path() / "a.gpkg", {table}, 4490, {});
  const auto read = read_layer({folder.path() / "a.gpkg", "", "", ""});
  CHECK(read.features[0].geometry == Geometry(Point{116.8, 32.5}));
  CHECK(read.features[1].geometry == Geometry(std::monostate{}));
}

TEST_CASE("An OpenStreetMap extract gives points, lines and areas") {
  const ScratchFolder folder;
  const auto file = folder.write("a.osm", R"(<osm version="0.6">
    <node id="1" lat="47.0" lon="9.0"/><node id="2" lat="47.0" lon="9.1"/>
    <node id="3" lat="47.1" lon="9.1"/>
    <node id="4" lat="47.2" lon="9.2"><tag k="amenity" v="school"/><tag k="isced:level" v="1"/></node>
    <way id="10"><nd ref="1"/><nd ref="2"/><tag k="highway" v="tertiary"/><tag k="oneway" v="yes"/></way>
    <way id="11"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="amenity" v="school"/></way>
    <way id="12"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="highway" v="residential"/></way>
    </osm>)");
  CHECK(read_layer({file, "points", "", "isced_level = '1'"}).features.size() == 1);
  const auto lines = read_layer({file, "lines", "", "highway IS NOT NULL"});
  CHECK(lines.features.size() == 2);  // the closed road stays a line
  const auto areas = read_layer({file, "multipolygons", "", "amenity = 'school'"});
  REQUIRE(areas.features.size() == 1);
  CHECK(std::holds_alternative<MultiPolygon>(areas.features[0].geometry));
}

TEST_CASE("Real Chinese tables in several encodings are read right") {
  const auto folder = shared("encodings");
  if (folder.empty()) return;
  const auto first = [&](const char* name, const char* encoding) {
    return std::get<std::string>(
        read_layer({folder / name, "", encoding, ""}).features.at(0).cells.at(0));
  };
  CHECK(first("chinese.shp", "") == "简体");
  CHECK(first("gbk.dbf", "") == first("gb2312.dbf", "GB2312"));
  CHECK(first("big5.dbf", "Big5") != first("big5.dbf", "GB18030"));
}

TEST_CASE("The township and school layers of a real city are read whole") {
  const auto folder = shared("jiaxing");
  if (folder.empty()) return;
  const auto townships = read_layer({folder / "township/township.shp", "", "", ""});
  CHECK(townships.features.size() == 98);
  CHECK(
      read_layer({folder / "township/township.shp", "", "", "code LIKE '3304%'"}).features.size() ==
      73);
  const auto schools = read_layer({folder / "school/school.shp", "", "", ""});
  CHECK(schools.features.size() == 200);
  CHECK(schools.features[0].cells[0] == Cell(std::string("海盐第二高级中学")));
}

TEST_CASE("A real OpenStreetMap extract has its roads, municipalities and schools") {
  const auto file = shared("liechtenstein/liechtenstein.osm.pbf");
  if (file.empty()) return;
  CHECK(read_layer({file, "lines", "", "highway IS NOT NULL"}).features.size() == 4658);
  const auto municipalities =
      read_layer({file, "multipolygons", "", "boundary = 'administrative' AND admin_level = '8'"});
  CHECK(municipalities.features.size() == 11);
  CHECK(read_layer({file, "multipolygons", "", "amenity = 'school'"}).features.size() == 12);
  CHECK(read_layer({file, "points", "", "amenity = 'school'"}).features.size() == 7);
}

}  // namespace budian
