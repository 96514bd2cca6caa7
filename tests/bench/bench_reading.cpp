// Reading, checking and reprojecting a point shapefile with a GBK table, against a plain GDAL read
// of the same features and against bringing it into a GeoPackage: budian_bench_reading [rows]
#include <fmt/format.h>
#include <gdal_utils.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "gis/layer_rows.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Villages on a grid of about 40 m around 116.9 E, 32.5 N.
void write_villages(const fs::path& folder, std::size_t rows) {
  LayerContent layer;
  layer.name = "villages";
  layer.type = GeometryType::point;
  layer.fields = {{"CZDM", "", FieldType::text, 12},
                  {"CZMC", "", FieldType::text, 30},
                  {"SSXZ", "", FieldType::text, 20},
                  {"RKS", "", FieldType::whole, 9}};
  layer.features.reserve(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    Feature feature;
    feature.number = static_cast<std::int64_t>(i) + 1;
    feature.cells = {fmt::format("34042{:07}", i), fmt::format("安丰塘村第{}村民组", i % 997),
                     std::string("安丰塘镇"), static_cast<std::int64_t>(40 + i % 300)};
    feature.geometry = Point{116.5 + 0.0004 * static_cast<double>(i % 1000),
                             32.0 + 0.0004 * static_cast<double>(i / 1000)};
    layer.features.push_back(std::move(feature));
  }
  write_shapefiles(folder, {layer}, 4490, "GB18030");
}

/// Every field and every coordinate, as GDAL gives them.
std::size_t read_plainly(const fs::path& file) {
  const std::unique_ptr<GDALDataset> dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
  OGRLayer* layer = dataset->GetLayer(0);
  std::size_t sum = 0;
  while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
    for (int i = 0; i < 3; ++i) sum += std::string(feature->GetFieldAsString(i)).size();
    sum += static_cast<std::size_t>(feature->GetFieldAsInteger64(3));
    const auto* point = feature->GetGeometryRef()->toPoint();
    sum += static_cast<std::size_t>(point->getX() + point->getY());
  }
  return sum;
}

std::size_t read_and_check(const fs::path& file) {
  LayerSpec spec;
  spec.source.file = file;
  spec.fields = {
      {"code", {"CZDM"}}, {"name", {"CZMC"}}, {"township", {"SSXZ"}}, {"population", {"RKS"}}};
  ProblemList problems;
  LayerRows rows(spec, problems);
  rows.drop_duplicates();
  const LayerProjection projection = rows.projection_to("EPSG:4548");
  std::size_t sum = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    sum += rows.code(row, "code").size() + rows.text(row, "name").size() +
           rows.text(row, "township").size() +
           static_cast<std::size_t>(rows.count(row, "population"));
    const Point place = projection(std::get<Point>(rows.geometry(row)));
    sum += static_cast<std::size_t>(place.x);
  }
  return sum;
}

void into_geopackage(const fs::path& file, const fs::path& target) {
  GDALDatasetH source = GDALOpenEx(file.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
  int failed = 0;
  GDALDatasetH written = GDALVectorTranslate(target.c_str(), nullptr, 1, &source, nullptr, &failed);
  GDALClose(written);
  GDALClose(source);
}

int run(std::size_t count) {
  GDALAllRegister();
  const fs::path folder = fs::temp_directory_path() / "budian_bench_reading";
  fs::remove_all(folder);
  fs::create_directories(folder);
  write_villages(folder, count);
  const fs::path file = folder / "villages.shp";
  double plain = 1e9, ours = 1e9;
  constexpr int rounds = 3;  // the best of each: other work on the machine only adds
  for (int round = 0; round < rounds; ++round) {
    plain = std::min(plain, seconds_of([&] { (void)read_plainly(file); }));
    ours = std::min(ours, seconds_of([&] { (void)read_and_check(file); }));
  }
  const double geopackage = seconds_of([&] { into_geopackage(file, folder / "villages.gpkg"); });
  fmt::print(
      "{} rows: plain GDAL read {:.2f} s, read, checked and reprojected {:.2f} s, GeoPackage "
      "{:.2f} s\n",
      count, plain, ours, geopackage);
  fmt::print("{:.2f} times the plain read (at most 3), {:.2f} of the GeoPackage (at most 0.25)\n",
             ours / plain, ours / geopackage);
  fs::remove_all(folder);
  return ours <= 3 * plain && ours <= 0.25 * geopackage ? 0 : 1;
}

}  // namespace
}  // namespace budian

int main(int count, char** values) {
  return budian::run(count > 1 ? std::stoul(values[1]) : 1000000);
}
