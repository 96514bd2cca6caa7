// Raster files and polygons from grids. raster.cpp and layer_file.cpp are the only files that know
// GDAL.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "gis/geometry.hpp"

namespace budian {

struct RasterCell {
  Point centre;  ///< in the coordinates of the file
  double value = 0;
};
struct PopulationRaster {
  std::string crs_wkt;
  std::vector<RasterCell> cells;  ///< cells with a value > 0
};
/// Band 1; no-data and negative cells are dropped; `block` × `block` cells are summed into one.
PopulationRaster read_population(const std::filesystem::path& file, int block);

struct GridPolygon {
  std::int32_t label = 0;
  MultiPolygon area;
};
/// Polygons of equal labels of a row-major grid from the south-west; `skip` is left out. One
/// multipolygon a label.
std::vector<GridPolygon> polygonize(const std::vector<std::int32_t>& labels, std::size_t columns,
                                    std::size_t rows, Point origin, double cell_metres,
                                    std::int32_t skip);

}  // namespace budian
