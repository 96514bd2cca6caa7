#include "gis/raster.hpp"

#include <cpl_conv.h>
#include <gdal_alg.h>
#include <gdal_priv.h>
#include <ogr_core.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <stdexcept>

#include "gis/message.hpp"
#include "gis/ogr_session.hpp"

namespace budian {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const char* key) {
  Problem problem;
  problem.message = {key, {{"file", file.filename().string()}}};
  problem.value = CPLGetLastErrorMsg();
  problem.file = file.string();
  throw InputError({problem});
}

/// Sums of blocks over one band, read a row of blocks at a time.
class BlockReader {
 public:
  BlockReader(GDALDataset& dataset, int block)
      : band_(dataset.GetRasterBand(1)),
        block_(std::max(block, 1)),
        columns_(band_->GetXSize()),
        rows_(band_->GetYSize()) {
    dataset.GetGeoTransform(transform_.data());
    int has_no_data = 0;
    no_data_ = band_->GetNoDataValue(&has_no_data);
    has_no_data_ = has_no_data != 0;
  }

  /// False when the file cannot be read.
  bool read(std::vector<RasterCell>& cells) {
    for (int top = 0; top < rows_; top += block_) {
      const int height = std::min(block_, rows_ - top);
      std::vector<double> values(static_cast<std::size_t>(columns_) *
                                 static_cast<std::size_t>(height));
      const CPLErr error = band_->RasterIO(GF_Read, 0, top, columns_, height, values.data(),
                                           columns_, height, GDT_Float64, 0, 0, nullptr);
      if (error != CE_None) return false;
      append_row(top, height, values, cells);
    }
    return true;
  }

 private:
  [[nodiscard]] double counted(double value) const {
    if (!std::isfinite(value) || value <= 0 || (has_no_data_ && value == no_data_)) return 0;
    return value;
  }

  void append_row(int top, int height, const std::vector<double>& values,
                  std::vector<RasterCell>& cells) const {
    for (int left = 0; left < columns_; left += block_) {
      const int width = std::min(block_, columns_ - left);
      double sum = 0;
      for (int y = 0; y < height; ++y) {
        for (int x = left; x < left + width; ++x) {
          sum += counted(values[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) +
                                static_cast<std::size_t>(x)]);
        }
      }
      if (sum > 0) cells.push_back({centre(left + width / 2.0, top + height / 2.0), sum});
    }
  }

  [[nodiscard]] Point centre(double column, double row) const {
    return {transform_[0] + column * transform_[1] + row * transform_[2],
            transform_[3] + column * transform_[4] + row * transform_[5]};
  }

  GDALRasterBand* band_;
  int block_;
  int columns_;
  int rows_;
  std::array<double, 6> transform_{};
  double no_data_ = 0;
  bool has_no_data_ = false;
};

Line line_of(const OGRLinearRing& ring) {
  Line line;
  for (int i = 0; i < ring.getNumPoints(); ++i) line.push_back({ring.getX(i), ring.getY(i)});
  return line;
}

Polygon polygon_of(const OGRPolygon& source) {
  Polygon polygon{line_of(*source.getExteriorRing())};
  for (int hole = 0; hole < source.getNumInteriorRings(); ++hole) {
    polygon.push_back(line_of(*source.getInteriorRing(hole)));
  }
  return polygon;
}

GDALDriver& memory_driver(const char* name) {
  ogr::register_drivers();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(name);
  if (driver == nullptr) throw std::runtime_error(std::string("GDAL has no driver ") + name);
  return *driver;
}

}  // namespace

PopulationRaster read_population(const std::filesystem::path& file, int block) {
  ogr::register_drivers();
  CPLErrorReset();
  CPLPushErrorHandler(CPLQuietErrorHandler);
  const ogr::Dataset dataset(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
  CPLPopErrorHandler();
  if (dataset == nullptr || dataset->GetRasterCount() < 1) refuse(file, "file.cannot_read");
  PopulationRaster raster;
  raster.crs_wkt = dataset->GetProjectionRef();
  if (!BlockReader(*dataset, block).read(raster.cells)) refuse(file, "file.cannot_read");
  return raster;
}

std::vector<GridPolygon> polygonize(const std::vector<std::int32_t>& labels, std::size_t columns,
                                    std::size_t rows, Point origin, double cell_metres,
                                    std::int32_t skip) {
  const int width = static_cast<int>(columns);
  const int height = static_cast<int>(rows);
  if (width == 0 || height == 0) return {};
  const ogr::Dataset grid(memory_driver("MEM").Create("", width, height, 1, GDT_Int32, nullptr));
  // Row 0 is the southernmost: the cells' height is positive.
  std::array<double, 6> transform{origin.x, cell_metres, 0, origin.y, 0, cell_metres};
  grid->SetGeoTransform(transform.data());
  std::vector<std::int32_t> values(labels);
  GDALRasterBand* band = grid->GetRasterBand(1);
  if (band->RasterIO(GF_Write, 0, 0, width, height, values.data(), width, height, GDT_Int32, 0, 0,
                     nullptr) != CE_None) {
    throw std::runtime_error("GDAL refused a grid in memory");
  }
  const ogr::Dataset shapes(memory_driver("Memory").Create("", 0, 0, 0, GDT_Unknown, nullptr));
  OGRLayer* layer = shapes->CreateLayer("cells", nullptr, wkbPolygon, nullptr);
  OGRFieldDefn field("label", OFTInteger);
  layer->CreateField(&field);
  if (GDALPolygonize(band, nullptr, layer, 0, nullptr, nullptr, nullptr) != CE_None) {
    throw std::runtime_error("GDAL could not make polygons of a grid");
  }
  std::map<std::int32_t, MultiPolygon> areas;
  for (const auto& feature : *layer) {
    const std::int32_t label = feature->GetFieldAsInteger(0);
    if (label == skip) continue;
    areas[label].push_back(polygon_of(*feature->GetGeometryRef()->toPolygon()));
  }
  std::vector<GridPolygon> result;
  result.reserve(areas.size());
  for (auto& [label, area] : areas) result.push_back({label, std::move(area)});
  return result;
}

}  // namespace budian
