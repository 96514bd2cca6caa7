#include "gis/layer_file.hpp"

#include <cpl_vsi.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cmath>
#include <fstream>
#include <sstream>

#include "gis/ogr_geometry.hpp"
#include "gis/ogr_rows.hpp"
#include "gis/ogr_session.hpp"
#include "gis/osm_fields.hpp"
#include "gis/text_encoding.hpp"

namespace budian {
namespace {

using ogr::Complaints;
using ogr::Dataset;

std::string upper(std::string text) {
  for (auto& letter : text) {
    letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return text;
}

/// GBK and GB 2312 are read as GB18030, which holds both: files often say the smaller set and use
/// the larger one.
std::string superset(const std::string& encoding) {
  const std::string name = upper(encoding);
  for (const char* smaller : {"GBK", "GB2312", "GB-2312", "CP936", "936", "EUC-CN", "GB18030"}) {
    if (name == smaller) return "GB18030";
  }
  return encoding;
}

/// A copy of a file in GDAL's memory, dropped when the reading is over.
class MemoryFile {
 public:
  MemoryFile(const std::string& name, std::string bytes) : bytes_(std::move(bytes)) {
    static std::atomic<int> next{0};
    folder_ = "/vsimem/budian/" + std::to_string(next++);
    path_ = folder_ + "/" + name;
    VSIFCloseL(VSIFileFromMemBuffer(path_.c_str(), reinterpret_cast<GByte*>(bytes_.data()),
                                    static_cast<vsi_l_offset>(bytes_.size()), FALSE));
  }
  ~MemoryFile() { VSIRmdirRecursive(folder_.c_str()); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::string folder_;
  std::string path_;
};

const char* osm_configuration_file() {
  static const MemoryFile file("osmconf.ini", osm_configuration);
  return file.path().c_str();
}

/// One open file. Members close in the right order: the dataset before the memory file that it
/// reads.
struct Opened {
  std::unique_ptr<MemoryFile> memory;
  Dataset dataset;
};

Dataset open_path(const LayerSource& source, const std::string& path,
                  const std::vector<std::string>& options) {
  const Complaints complaints;
  std::vector<const char*> words;
  words.reserve(options.size() + 1);
  for (const auto& option : options) words.push_back(option.c_str());
  words.push_back(nullptr);
  Dataset dataset(GDALDataset::Open(path.c_str(),
                                    GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                    nullptr, words.data()));
  if (!dataset) {
    ogr::fail(source.file, source.layer, {"layer.cannot_open", {{"detail", complaints.words()}}});
  }
  return dataset;
}

/// CSV carries no encoding: the text is recoded before GDAL sees it, so that filters work on it
/// too.
Opened open_csv(const LayerSource& source) {
  std::ifstream stream(source.file, std::ios::binary);
  std::ostringstream whole;
  whole << stream.rdbuf();
  const std::string bytes = std::move(whole).str();
  std::string encoding = superset(source.encoding);
  if (encoding.empty()) encoding = is_utf8(bytes) ? "UTF-8" : undeclared_encoding;
  auto text = to_utf8(bytes, encoding);
  if (!text) {
    ogr::fail(source.file, source.layer, {"layer.not_in_encoding", {{"encoding", encoding}}});
  }
  Opened opened;
  opened.memory = std::make_unique<MemoryFile>(source.file.filename().string(), std::move(*text));
  opened.dataset =
      open_path(source, opened.memory->path(),
                {"X_POSSIBLE_NAMES=lon,lng,longitude,long,x,经度,经度坐标,东经",
                 "Y_POSSIBLE_NAMES=lat,latitude,y,纬度,纬度坐标,北纬", "KEEP_GEOM_COLUMNS=YES"});
  return opened;
}

/// What a shapefile says about its text: empty when it says nothing, or only "ANSI", which means
/// nothing either.
std::string declared_encoding(OGRLayer& layer) {
  const auto item = [&](const char* name) {
    const char* value = layer.GetMetadataItem(name, "SHAPEFILE");
    return std::string(value ? value : "");
  };
  constexpr const char* ansi = "LDID/87";
  if (item("CPG_VALUE").empty() && item("LDID_VALUE") == "87") return "";
  if (upper(item("CPG_VALUE")) == "ANSI" || item("SOURCE_ENCODING") == ansi) return "";
  return item("SOURCE_ENCODING");
}

bool all_text_is_utf8(OGRLayer& layer) {
  const Complaints complaints;
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    if (!is_utf8(definition.GetFieldDefn(i)->GetNameRef())) return false;
  }
  layer.ResetReading();
  while (const ogr::OwnedFeature feature{layer.GetNextFeature()}) {
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
      if (definition.GetFieldDefn(i)->GetType() == OFTString &&
          !is_utf8(feature->GetFieldAsString(i))) {
        return false;
      }
    }
  }
  return true;
}

Opened open_shapefile(const LayerSource& source) {
  const std::string path = source.file.string();
  Opened opened;
  std::string encoding = superset(source.encoding);
  if (encoding.empty()) {
    opened.dataset = open_path(source, path, {});
    OGRLayer* layer = opened.dataset->GetLayer(0);
    const std::string declared = layer ? declared_encoding(*layer) : "";
    encoding = superset(declared);
    if (!declared.empty() && encoding == declared) return opened;
    if (declared.empty()) {
      opened.dataset = open_path(source, path, {"ENCODING="});
      layer = opened.dataset->GetLayer(0);
      encoding = !layer || all_text_is_utf8(*layer) ? "UTF-8" : undeclared_encoding;
    }
  }
  opened.dataset.reset();
  opened.dataset = open_path(source, path, {"ENCODING=" + encoding});
  return opened;
}

Opened open_source(const LayerSource& source) {
  const std::string path = source.file.string();
  if (!path.starts_with("/vsi") && !std::filesystem::exists(source.file)) {
    ogr::fail(source.file, source.layer, {"layer.no_such_file", {}});
  }
  if (!source.encoding.empty() && !to_utf8("", source.encoding)) {
    ogr::fail(source.file, source.layer,
              {"layer.unknown_encoding", {{"encoding", source.encoding}}});
  }
  const std::string extension = upper(source.file.extension().string());
  if (extension == ".CSV") return open_csv(source);
  if (extension == ".SHP" || extension == ".DBF") return open_shapefile(source);
  Opened opened;
  if (extension == ".PBF" || extension == ".OSM") {
    opened.dataset =
        open_path(source, path, {std::string("CONFIG_FILE=") + osm_configuration_file()});
  } else {
    opened.dataset = open_path(source, path, {});
  }
  return opened;
}

OGRLayer& find_layer(GDALDataset& dataset, const LayerSource& source) {
  std::string names;
  OGRLayer* only = nullptr;
  int found = 0;
  for (auto* layer : dataset.GetLayers()) {
    const std::string name = layer->GetName();
    if (name == "layer_styles" && source.layer.empty()) continue;
    if (name == source.layer) return *layer;
    names += (names.empty() ? "" : ", ") + name;
    only = layer;
    ++found;
  }
  if (source.layer.empty() && found == 1) return *only;
  const char* key = source.layer.empty() ? "layer.several_layers" : "layer.no_such_layer";
  if (found == 0) key = "layer.no_layers";
  ogr::fail(source.file, source.layer, {key, {{"layers", names}}});
}

std::string crs_of(OGRLayer& layer) {
  const OGRSpatialReference* crs = layer.GetSpatialRef();
  if (!crs) return "";
  char* wkt = nullptr;
  const char* const options[] = {"FORMAT=WKT2_2018", nullptr};
  std::string result;
  if (crs->exportToWkt(&wkt, options) == OGRERR_NONE && wkt) result = wkt;
  CPLFree(wkt);
  return result;
}

/// Are the file's numbers in the order north, east?
bool north_comes_first(OGRLayer& layer) {
  const OGRSpatialReference* crs = layer.GetSpatialRef();
  if (!crs || !(crs->EPSGTreatsAsLatLong() || crs->EPSGTreatsAsNorthingEasting())) return false;
  const auto& mapping = crs->GetDataAxisToSRSAxisMapping();
  return mapping.size() >= 2 && mapping[0] == 1;
}

Cell cell_of(const OGRFeature& feature, int field) {
  if (!feature.IsFieldSetAndNotNull(field)) return std::monostate{};
  switch (feature.GetFieldDefnRef(field)->GetType()) {
    case OFTInteger:
    case OFTInteger64:
      return std::int64_t{feature.GetFieldAsInteger64(field)};
    case OFTReal: {
      const double value = feature.GetFieldAsDouble(field);
      return std::isfinite(value) ? Cell(value) : Cell(std::monostate{});
    }
    default:
      return std::string(feature.GetFieldAsString(field));
  }
}

void check_text(const LayerSource& source, const FeatureLayer& layer, const Feature& feature) {
  for (std::size_t i = 0; i < feature.cells.size(); ++i) {
    const auto* value = std::get_if<std::string>(&feature.cells[i]);
    if (!value || is_utf8(*value)) continue;
    Problem problem;
    problem.message = {"layer.not_utf8", {}};
    problem.file = source.file.string();
    problem.layer = layer.name;
    problem.row = feature.number;
    problem.numbering = layer.numbering;
    problem.field = layer.fields[i];
    throw InputError({std::move(problem)});
  }
}

void read_features(GDALDataset& dataset, OGRLayer& from, const LayerSource& source,
                   ogr::RowNumbers numbers, FeatureLayer& layer) {
  const bool swap = north_comes_first(from);
  const bool interleaved = dataset.TestCapability(ODsCRandomLayerRead) != 0;
  if (interleaved) {  // OSM: the features of all layers come mixed, in one pass
    dataset.ResetReading();
  } else {
    from.ResetReading();
  }
  while (true) {
    OGRLayer* owner = &from;
    const ogr::OwnedFeature read{interleaved
                                     ? dataset.GetNextFeature(&owner, nullptr, nullptr, nullptr)
                                     : from.GetNextFeature()};
    if (!read) break;
    if (owner != &from) continue;
    Feature feature;
    feature.number = numbers.next(*read);
    feature.cells.reserve(layer.fields.size());
    for (int i = 0; i < read->GetFieldCount(); ++i) feature.cells.push_back(cell_of(*read, i));
    feature.geometry = ogr::geometry_from(read->GetGeometryRef(), swap);
    check_text(source, layer, feature);
    layer.features.push_back(std::move(feature));
  }
}

std::vector<std::string> fields_of(OGRLayer& layer) {
  std::vector<std::string> names;
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  names.reserve(static_cast<std::size_t>(definition.GetFieldCount()));
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    names.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
  }
  return names;
}

}  // namespace

FeatureLayer read_layer(const LayerSource& source) {
  ogr::register_drivers();
  const Opened opened = open_source(source);
  OGRLayer& from = find_layer(*opened.dataset, source);
  FeatureLayer layer;
  layer.file = source.file.string();
  layer.name = from.GetName();
  layer.crs_wkt = crs_of(from);
  layer.fields = fields_of(from);
  const std::string_view csv = opened.memory ? opened.memory->bytes() : std::string_view();
  ogr::RowNumbers numbers(*opened.dataset, from, csv, !source.where.empty());
  layer.numbering = numbers.numbering();
  const Complaints complaints;
  if (!source.where.empty() && from.SetAttributeFilter(source.where.c_str()) != OGRERR_NONE) {
    ogr::fail(source.file, layer.name,
              {"layer.bad_filter", {{"where", source.where}, {"detail", complaints.words()}}});
  }
  read_features(*opened.dataset, from, source, std::move(numbers), layer);
  if (complaints.failed()) {
    ogr::fail(source.file, layer.name, {"layer.cannot_read", {{"detail", complaints.words()}}});
  }
  return layer;
}

}  // namespace budian
