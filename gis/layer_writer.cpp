// The writing half of layer_file.hpp: GeoPackage and shapefiles whose bytes depend on their content
// alone.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "gis/layer_file.hpp"
#include "gis/ogr_geometry.hpp"
#include "gis/ogr_session.hpp"
#include "gis/text_encoding.hpp"

namespace budian {
namespace {

using ogr::Complaints;
using ogr::Dataset;

/// Formats want a date of their last change; a fixed one keeps the bytes the same.
constexpr const char* fixed_time = "2000-01-01T00:00:00.000Z";
constexpr const char* fixed_day = "2000-01-01";

class CreationOptions {
 public:
  CreationOptions(std::initializer_list<std::string> options) : options_(options) {
    for (const auto& option : options_) words_.push_back(const_cast<char*>(option.c_str()));
    words_.push_back(nullptr);
  }
  CreationOptions(const CreationOptions&) = delete;
  CreationOptions& operator=(const CreationOptions&) = delete;
  [[nodiscard]] char** words() { return words_.data(); }

 private:
  std::vector<std::string> options_;
  std::vector<char*> words_;
};

/// Everything one writing needs; fails with GDAL's words.
struct Target {
  std::filesystem::path file;
  const Complaints* complaints = nullptr;

  void require(bool done, const std::string& layer = {}) const {
    if (done) return;
    ogr::fail(file, layer, {"layer.cannot_write", {{"detail", complaints->words()}}});
  }
};

OGRwkbGeometryType type_of(GeometryType type) {
  switch (type) {
    case GeometryType::point:
      return wkbPoint;
    case GeometryType::line:
      return wkbMultiLineString;
    case GeometryType::area:
      return wkbMultiPolygon;
    case GeometryType::none:
      break;
  }
  return wkbNone;
}

OGRFieldType type_of(FieldType type) {
  if (type == FieldType::whole) return OFTInteger64;
  return type == FieldType::real ? OFTReal : OFTString;
}

OGRSpatialReference plane_of(const Target& target, int epsg) {
  OGRSpatialReference crs;
  target.require(crs.importFromEPSG(epsg) == OGRERR_NONE);
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return crs;
}

void set_cell(OGRFeature& feature, int field, const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    feature.SetField(field, static_cast<GIntBig>(*whole));
  } else if (const auto* real = std::get_if<double>(&cell)) {
    feature.SetField(field, *real);
  } else if (const auto* text = std::get_if<std::string>(&cell)) {
    feature.SetField(field, text->c_str());
  } else {
    feature.SetFieldNull(field);
  }
}

/// Shapefile text fields hold 254 bytes: what is longer is cut between characters.
constexpr std::size_t widest_text = 254;
std::string cut_to_fit(const std::string& text, const std::string& encoding) {
  std::string cut = text;
  while (!cut.empty()) {
    const auto bytes = from_utf8(cut, encoding);
    if (!bytes || bytes->size() <= widest_text) break;
    do {
      cut.pop_back();
    } while (!is_utf8(cut));
  }
  return cut;
}

void write_features(const Target& target, OGRLayer& layer, const LayerContent& content,
                    const std::string& shapefile_encoding) {
  for (const auto& feature : content.features) {
    const ogr::OwnedFeature written{OGRFeature::CreateFeature(layer.GetLayerDefn())};
    for (std::size_t i = 0; i < content.fields.size(); ++i) {
      const auto* text = std::get_if<std::string>(&feature.cells[i]);
      const bool cut = text && !shapefile_encoding.empty();
      set_cell(*written, static_cast<int>(i),
               cut ? Cell(cut_to_fit(*text, shapefile_encoding)) : feature.cells[i]);
    }
    written->SetGeometryDirectly(ogr::geometry_to(feature.geometry).release());
    target.require(layer.CreateFeature(written.get()) == OGRERR_NONE, content.name);
  }
}

void write_table(const Target& target, GDALDataset& dataset, const LayerContent& content,
                 OGRSpatialReference& crs) {
  CreationOptions options{"IDENTIFIER=" + (content.title.empty() ? content.name : content.title),
                          "GEOMETRY_NAME=geom", "FID=fid", "SPATIAL_INDEX=YES"};
  OGRLayer* layer =
      dataset.CreateLayer(content.name.c_str(), content.type == GeometryType::none ? nullptr : &crs,
                          type_of(content.type), options.words());
  target.require(layer != nullptr, content.name);
  for (const auto& field : content.fields) {
    OGRFieldDefn definition(field.name.c_str(), type_of(field.type));
    target.require(layer->CreateField(&definition) == OGRERR_NONE, content.name);
  }
  write_features(target, *layer, content, "");
}

/// The table in which QGIS looks for a layer's default style, with the columns that QGIS itself
/// makes.
void write_styles(const Target& target, GDALDataset& dataset,
                  const std::vector<LayerStyle>& styles) {
  if (styles.empty()) return;
  const std::pair<const char*, OGRFieldType> columns[] = {{"f_table_catalog", OFTString},
                                                          {"f_table_schema", OFTString},
                                                          {"f_table_name", OFTString},
                                                          {"f_geometry_column", OFTString},
                                                          {"styleName", OFTString},
                                                          {"styleQML", OFTString},
                                                          {"styleSLD", OFTString},
                                                          {"useAsDefault", OFTInteger},
                                                          {"description", OFTString},
                                                          {"owner", OFTString},
                                                          {"ui", OFTString},
                                                          {"update_time", OFTDateTime}};
  CreationOptions options{"FID=id"};
  OGRLayer* layer = dataset.CreateLayer("layer_styles", nullptr, wkbNone, options.words());
  target.require(layer != nullptr, "layer_styles");
  for (const auto& [name, type] : columns) {
    OGRFieldDefn definition(name, type);
    if (std::string(name) == "useAsDefault") definition.SetSubType(OFSTBoolean);
    target.require(layer->CreateField(&definition) == OGRERR_NONE, "layer_styles");
  }
  for (const auto& style : styles) {
    const ogr::OwnedFeature row{OGRFeature::CreateFeature(layer->GetLayerDefn())};
    row->SetField("f_table_catalog", "");
    row->SetField("f_table_schema", "");
    row->SetField("f_table_name", style.layer.c_str());
    row->SetField("f_geometry_column", "geom");
    row->SetField("styleName", style.layer.c_str());
    row->SetField("styleQML", style.qml.c_str());
    row->SetField("styleSLD", style.sld.c_str());
    row->SetField("useAsDefault", 1);
    row->SetField("description", "");
    row->SetField("owner", "");
    row->SetField("update_time", 2000, 1, 1, 0, 0, 0.0F, 100);
    target.require(layer->CreateFeature(row.get()) == OGRERR_NONE, "layer_styles");
  }
}

std::string sql_text(const std::string& text) {
  std::string quoted = "'";
  for (const char letter : text) {
    if (letter == '\'') quoted += letter;
    quoted += letter;
  }
  return quoted + "'";
}

void run_sql(const Target& target, GDALDataset& dataset, const std::string& statement) {
  CPLErrorReset();
  dataset.ReleaseResultSet(dataset.ExecuteSQL(statement.c_str(), nullptr, nullptr));
  target.require(CPLGetLastErrorType() < CE_Failure, "gpkg_data_columns");
}

/// Aliases by the schema extension of GeoPackage 1.3 (clause F.9), which GDAL 3.6 does
/// not write.
void write_aliases(const Target& target, GDALDataset& dataset,
                   const std::vector<LayerContent>& layers) {
  run_sql(target, dataset,
          "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
          "name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, "
          "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
          "CONSTRAINT gdc_tn UNIQUE (table_name, name))");
  for (const auto& layer : layers) {
    for (const auto& field : layer.fields) {
      if (field.alias.empty()) continue;
      const std::string alias = sql_text(field.alias);
      run_sql(target, dataset,
              fmt::format("INSERT INTO gpkg_data_columns (table_name, column_name, name, title) "
                          "VALUES ({}, {}, {}, {})",
                          sql_text(layer.name), sql_text(field.name), alias, alias));
    }
  }
  // GDAL makes this table with the first spatial index; a file of tables alone has none.
  run_sql(target, dataset,
          "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, "
          "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, "
          "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))");
  run_sql(
      target, dataset,
      "INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) "
      "VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', "
      "'http://www.geopackage.org/spec121/#extension_schema', 'read-write')");
}

Dataset create(const Target& target, const char* driver_name, const std::string& path) {
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(driver_name);
  target.require(driver != nullptr);
  Dataset dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  target.require(dataset != nullptr);
  return dataset;
}

/// Names of at most ten bytes, all different: cut, then numbered in order of appearance.
std::vector<std::string> short_names(const std::vector<FieldDefinition>& fields) {
  constexpr std::size_t longest = 10;
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const auto& field : fields) {
    std::string name = field.name.substr(0, longest);
    for (int number = 1; taken.count(name) != 0; ++number) {
      std::string suffix = "_";
      suffix += std::to_string(number);
      name = field.name.substr(0, longest - suffix.size()) + suffix;
    }
    taken.insert(name);
    names.push_back(std::move(name));
  }
  return names;
}

/// Bytes of the longest text of a column, so that the file is not padded to 254.
int text_width(const LayerContent& content, std::size_t column, const std::string& encoding) {
  std::size_t width = 1;
  for (const auto& feature : content.features) {
    const auto* text = std::get_if<std::string>(&feature.cells[column]);
    if (!text) continue;
    const auto bytes = from_utf8(*text, encoding);
    width = std::max(width, bytes ? bytes->size() : text->size());
  }
  return static_cast<int>(std::min(width, widest_text));
}

void create_short_fields(const Target& target, OGRLayer& layer, const LayerContent& content,
                         const std::string& encoding) {
  constexpr int whole_width = 18;
  constexpr int real_width = 24;
  constexpr int real_decimals = 6;
  const auto names = short_names(content.fields);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const FieldDefinition& field = content.fields[i];
    OGRFieldDefn definition(names[i].c_str(), type_of(field.type));
    if (field.type == FieldType::text) {
      definition.SetWidth(field.width > 0 ? field.width : text_width(content, i, encoding));
    } else {
      const int width = field.type == FieldType::whole ? whole_width : real_width;
      definition.SetWidth(field.width > 0 ? field.width : width);
      if (field.type == FieldType::real) definition.SetPrecision(real_decimals);
    }
    target.require(layer.CreateField(&definition) == OGRERR_NONE, content.name);
  }
}

}  // namespace

void write_geopackage(const std::filesystem::path& file, const std::vector<LayerContent>& layers,
                      int epsg, const std::vector<LayerStyle>& styles) {
  ogr::register_drivers();
  const ogr::ThreadOption date("OGR_CURRENT_DATE", fixed_time);
  const Complaints complaints;
  const Target target{file, &complaints};
  std::filesystem::path aside = file;
  aside.replace_extension(".partial.gpkg");
  std::filesystem::remove(aside);
  {
    Dataset dataset = create(target, "GPKG", aside.string());
    auto crs = plane_of(target, epsg);
    target.require(dataset->StartTransaction() == OGRERR_NONE);
    for (const auto& layer : layers) write_table(target, *dataset, layer, crs);
    write_styles(target, *dataset, styles);
    dataset->FlushCache();
    write_aliases(target, *dataset, layers);
    target.require(dataset->CommitTransaction() == OGRERR_NONE);
  }
  if (complaints.failed()) std::filesystem::remove(aside);
  target.require(!complaints.failed());
  std::filesystem::rename(aside, file);
}

void write_shapefiles(const std::filesystem::path& folder, const std::vector<LayerContent>& layers,
                      int epsg, const std::string& encoding) {
  ogr::register_drivers();
  const Complaints complaints;
  const Target target{folder, &complaints};
  std::filesystem::create_directories(folder);
  auto crs = plane_of(target, epsg);
  for (const auto& content : layers) {
    const bool table_only = content.type == GeometryType::none;
    const auto path = folder / (content.name + (table_only ? ".dbf" : ".shp"));
    for (const char* part : {".shp", ".shx", ".dbf", ".prj", ".cpg"}) {
      std::filesystem::remove(folder / (content.name + part));
    }
    Dataset dataset = create(target, "ESRI Shapefile", path.string());
    CreationOptions options{"ENCODING=" + encoding,
                            std::string("DBF_DATE_LAST_UPDATE=") + fixed_day};
    OGRLayer* layer = dataset->CreateLayer(content.name.c_str(), table_only ? nullptr : &crs,
                                           type_of(content.type), options.words());
    target.require(layer != nullptr, content.name);
    create_short_fields(target, *layer, content, encoding);
    write_features(target, *layer, content, encoding);
  }
  target.require(!complaints.failed());
}

}  // namespace budian
