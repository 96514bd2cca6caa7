// The number that a problem gives is the one people see beside the row in their own program.
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <catch2/catch.hpp>

#include "gis/layer_file.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

std::vector<std::int64_t> numbers_of(const FeatureLayer& layer) {
  std::vector<std::int64_t> numbers;
  for (const Feature& feature : layer.features) numbers.push_back(feature.number);
  return numbers;
}

using Numbers = std::vector<std::int64_t>;

LayerContent three_points() {
  LayerContent layer;
  layer.name = "points";
  layer.type = GeometryType::point;
  layer.fields = {{"n", "", FieldType::whole, 0}};
  for (std::int64_t i = 1; i <= 3; ++i) {
    layer.features.push_back({10 * i, {i}, Point{500000, 3600000}});
  }
  return layer;
}

TEST_CASE("Rows of a shapefile count from 1, whatever is filtered") {
  const ScratchFolder folder;
  write_shapefiles(folder.path(), {three_points()}, 4548, "UTF-8");
  LayerSource source;
  source.file = folder.path() / "points.shp";
  const auto all = read_layer(source);
  CHECK(all.numbering == Numbering::row);
  CHECK(numbers_of(all) == Numbers{1, 2, 3});
  source.where = "n >= 2";
  CHECK(numbers_of(read_layer(source)) == Numbers{2, 3});
}

TEST_CASE("Lines of a CSV count the header, blank lines and lines within quotes") {
  const ScratchFolder folder;
  LayerSource source;
  source.file = folder.write("a.csv", "name,n\r\n甲,1\r\n\r\n\"乙\n乙\",2\r\n丙,3\r\n");
  const auto all = read_layer(source);
  CHECK(all.numbering == Numbering::line);
  CHECK(numbers_of(all) == Numbers{2, 4, 6});
  source.where = "n = '3'";
  CHECK(numbers_of(read_layer(source)) == Numbers{6});
}

TEST_CASE("Rows of a GeoJSON count from 1 in its order, also where it has ids of its own") {
  const ScratchFolder folder;
  const auto text = [](const std::string& id_of_first, const std::string& id_of_second) {
    const std::string point = R"("geometry": {"type": "Point", "coordinates": [116, 32]}})";
    return R"({"type": "FeatureCollection", "features": [{"type": "Feature", )" + id_of_first +
           R"("properties": {"n": 1}, )" + point + R"(, {"type": "Feature", )" + id_of_second +
           R"("properties": {"n": 2}, )" + point + "]}";
  };
  LayerSource source;
  source.file = folder.write("plain.geojson", text("", ""));
  CHECK(numbers_of(read_layer(source)) == Numbers{1, 2});
  source.file = folder.write("ids.geojson", text("\"id\": 70, ", "\"id\": 80, "));
  const auto all = read_layer(source);
  CHECK(all.numbering == Numbering::row);
  CHECK(numbers_of(all) == Numbers{1, 2});
  source.where = "n = 2";
  CHECK(numbers_of(read_layer(source)) == Numbers{2});
}

TEST_CASE("Rows of a spreadsheet are those of the sheet") {
  const ScratchFolder folder;
  LayerSource source;
  source.file = folder.path() / "a.xlsx";
  GDALAllRegister();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("XLSX");
  REQUIRE(driver != nullptr);
  {
    const GDALDatasetUniquePtr sheets(
        driver->Create(source.file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    REQUIRE(sheets != nullptr);
    OGRLayer* sheet = sheets->CreateLayer("schools");
    OGRFieldDefn name("name", OFTString);
    REQUIRE(sheet->CreateField(&name) == OGRERR_NONE);
    for (const char* school : {"甲", "乙", "丙"}) {
      const OGRFeatureUniquePtr row(OGRFeature::CreateFeature(sheet->GetLayerDefn()));
      row->SetField(0, school);
      REQUIRE(sheet->CreateFeature(row.get()) == OGRERR_NONE);
    }
  }
  const auto all = read_layer(source);
  CHECK(all.numbering == Numbering::line);
  // Text alone tells no header from a row: GDAL takes the first row as one of the table.
  CHECK(numbers_of(all).back() == 4);
  source.where = all.fields.front() + " = '丙'";
  CHECK(numbers_of(read_layer(source)) == Numbers{4});
}

TEST_CASE("A GeoPackage is known by its fid") {
  const ScratchFolder folder;
  LayerSource source;
  source.file = folder.path() / "a.gpkg";
  write_geopackage(source.file, {three_points()}, 4548, {});
  source.where = "n >= 2";
  const auto some = read_layer(source);
  CHECK(some.numbering == Numbering::feature_id);
  REQUIRE(some.features.size() == 2);
  // The writer lets the file count its features.
  CHECK(numbers_of(some) == Numbers{2, 3});
}

}  // namespace
}  // namespace budian
