// Vector files of any format. layer_file.cpp, layer_writer.cpp and ogr_*.cpp are the only files
// that know OGR; nothing of OGR leaks out of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gis/geometry.hpp"
#include "gis/message.hpp"

namespace budian {

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
using MultiLine = std::vector<Line>;
using Geometry = std::variant<std::monostate, Point, MultiLine, MultiPolygon>;

struct Feature {
  std::int64_t number = 0;  ///< where in the file, as FeatureLayer::numbering says
  std::vector<Cell> cells;  ///< one for each field of the layer
  Geometry geometry;        ///< in the coordinates of the file (x east, y north)
};

/// A layer as read: text is UTF-8, coordinates are the file's own.
struct FeatureLayer {
  std::string file;
  std::string name;
  std::string crs_wkt;  ///< empty: the file does not say
  Numbering numbering = Numbering::row;
  std::vector<std::string> fields;
  std::vector<Feature> features;
  std::vector<Problem> problems;  ///< of its texts; what cannot be read at all is thrown
};

/// A problem of a whole layer: its row, field and value are still to be said.
Problem problem_in(const FeatureLayer& layer, Severity severity, Message message);

/// Which layer to read, and what the user knows better than the file.
struct LayerSource {
  std::filesystem::path file;
  std::string layer;     ///< empty: the only layer; an error when there are several
  std::string encoding;  ///< empty: what the file declares
  std::string where;     ///< attribute filter in OGR SQL; empty: all
};

/// Reads a whole layer. Throws InputError (no such file or layer, not readable) with GDAL's own
/// words in it. Text comes out as UTF-8: by `encoding`, else by what the file declares, else UTF-8
/// where the bytes are that, else GB18030. CSV cells are all text; columns called lon/lat
/// (经度/纬度, x/y) make points, of CSV and of any other table. OpenStreetMap extracts have the
/// layers points, lines and multipolygons with the fields of osm_fields.cpp. Heights are dropped,
/// curves become straight pieces, of a multi-point the first point counts, an empty geometry is
/// none. A file within a zip archive is named by its path ("资料.zip/乡镇.shp"). The parts of a
/// shapefile are looked at first: what is damaged is repaired in memory where that loses nothing,
/// else refused.
FeatureLayer read_layer(const LayerSource& source);

/// Names of the layers of a file, in its order; without tables of styles. Throws InputError where
/// it cannot be opened.
std::vector<std::string> layer_names(const LayerSource& source);

/// Every cell of a sheet or CSV as it stands, headings too: all rows are features without geometry,
/// all cells are texts, and the fields have no names. Throws InputError as read_layer does.
FeatureLayer read_cells(const LayerSource& source);

/// Files within a zip archive that can be layers, as "folder/乡镇.shp", sorted. Names are UTF-8;
/// where the archive does not say so, they are taken for GB 18030.
std::vector<std::string> sources_in_archive(const std::filesystem::path& archive);

enum class FieldType : std::uint8_t { text, whole, real };
struct FieldDefinition {
  std::string name;   ///< column name: ASCII
  std::string alias;  ///< what people see, in the language of the run
  FieldType type = FieldType::text;
  int width = 0;  ///< shapefile width; 0: default
};
enum class GeometryType : std::uint8_t { none, point, line, area };

/// A layer to write; geometries must fit `type` (lines and areas are written as multi-geometries).
struct LayerContent {
  std::string name;
  std::string title;
  GeometryType type = GeometryType::none;
  std::vector<FieldDefinition> fields;
  std::vector<Feature> features;
};

/// A QGIS style stored in the file's layer_styles table as the default of its layer.
struct LayerStyle {
  std::string layer;
  std::string qml;
  std::string sld;
};

/// Writes one GeoPackage with styles; the same content gives the same bytes. Replaces the file.
void write_geopackage(const std::filesystem::path& file, const std::vector<LayerContent>& layers,
                      int epsg, const std::vector<LayerStyle>& styles);
/// Writes one shapefile (.shp .shx .dbf .prj .cpg) per layer into the folder, text in `encoding`
/// (GB18030 or UTF-8).
void write_shapefiles(const std::filesystem::path& folder, const std::vector<LayerContent>& layers,
                      int epsg, const std::string& encoding);

}  // namespace budian
