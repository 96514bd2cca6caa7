#include "gis/layer_file.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <cmath>
#include <set>

#include "gis/names.hpp"
#include "gis/ogr_geometry.hpp"
#include "gis/ogr_rows.hpp"
#include "gis/ogr_session.hpp"
#include "gis/ogr_shapefile.hpp"
#include "gis/osm_fields.hpp"
#include "gis/table_text.hpp"
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
  std::shared_ptr<const std::string> parts;  ///< of a shapefile, copied to memory
  std::string path;                          ///< of the dataset
  Dataset dataset;
  bool is_raw = false;            ///< texts come as the bytes of the file
  bool has_crs = true;            ///< false: what the file says of it is nonsense
  std::vector<Problem> problems;  ///< found before it was opened
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

/// A text file as a table of one column: its lines.
FeatureLayer lines_of(const LayerSource& source, std::string_view text) {
  FeatureLayer lines;
  lines.file = source.file.string();
  lines.numbering = Numbering::line;
  lines.fields = {""};
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.features.push_back({static_cast<std::int64_t>(lines.features.size()) + 1,
                              {std::string(text.substr(0, end + 1))},
                              {}});
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string bytes_of(const LayerSource& source, const std::string& path) {
  GByte* bytes = nullptr;
  vsi_l_offset size = 0;
  const Complaints complaints;
  if (VSIIngestFile(nullptr, path.c_str(), &bytes, &size, -1) == FALSE) {
    ogr::fail(source.file, source.layer, {"layer.cannot_open", {{"detail", complaints.words()}}});
  }
  std::string result(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  VSIFree(bytes);
  return result;
}

/// Of tables without a schema: does the first row name the columns?
enum class Headings : std::uint8_t { first_row, none };

/// CSV carries no encoding: the text is decoded before GDAL sees it, so that filters work on it
/// too.
Opened open_csv(const LayerSource& source, const std::string& path, Headings headings) {
  std::string bytes = bytes_of(source, path);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    bytes = to_utf8(bytes, "UTF-16").value_or(bytes);
  }
  FeatureLayer lines = lines_of(source, bytes);
  decode_table(lines, {superset(source.encoding), ""});
  std::string text;
  for (const auto& line : lines.features) text += std::get<std::string>(line.cells.front());
  Opened opened;
  opened.problems = std::move(lines.problems);
  opened.memory = std::make_unique<MemoryFile>(std::filesystem::path(path).filename().string(),
                                               std::move(text));
  std::vector<std::string> options{"KEEP_GEOM_COLUMNS=YES"};
  if (headings == Headings::none)
    options.insert(options.end(), {"HEADERS=NO", "AUTODETECT_TYPE=NO"});
  opened.dataset = open_path(source, opened.memory->path(), options);
  return opened;
}

/// What a shapefile says about its text: empty when it says nothing, or only "ANSI", which means
/// nothing either.
std::string declared_encoding(OGRLayer& layer) {
  const auto item = [&](const char* name) {
    const char* value = layer.GetMetadataItem(name, "SHAPEFILE");
    return std::string(value ? value : "");
  };
  if (!item("CPG_VALUE").empty()) {
    return upper(item("CPG_VALUE")) == "ANSI" ? "" : item("ENCODING_FROM_CPG");
  }
  constexpr const char* ansi = "87";
  return item("LDID_VALUE") == ansi ? "" : item("ENCODING_FROM_LDID");
}

Opened open_shapefile(const LayerSource& source, const std::string& path) {
  Opened opened;
  auto parts = ogr::inspect_shapefile(path, source.file.string());
  opened.parts = parts.memory;
  opened.has_crs = parts.has_crs;
  opened.problems = std::move(parts.problems);
  opened.is_raw = true;
  opened.path = parts.path;
  const ogr::ThreadOption restore("SHAPE_RESTORE_SHX", opened.parts ? "YES" : "NO");
  opened.dataset = open_path(source, opened.path, {"ENCODING="});
  return opened;
}

/// What GDAL opens: "资料.zip/乡镇.shp" is a file within an archive, "资料.zip" the only one in it.
std::string path_of(const LayerSource& source) {
  std::filesystem::path before;
  for (const auto& part : source.file) {
    before /= part;
    if (upper(before.extension().string()) != ".ZIP") continue;
    if (!std::filesystem::is_regular_file(before)) continue;
    std::string path = "/vsizip/" + source.file.string();
    if (before != source.file) return path;
    const auto members = sources_in_archive(before);
    if (members.size() == 1) return path + "/" + members.front();
    const char* key = members.empty() ? "layer.archive_empty" : "layer.archive_several";
    ogr::fail(source.file, source.layer,
              {key,
               {{"members", fmt::format("{}", fmt::join(members, ", "))},
                {"archive", before.filename().string()}}});
  }
  return source.file.string();
}

Opened open_source(const LayerSource& source, Headings headings) {
  const std::string path = path_of(source);
  VSIStatBufL status;
  if (VSIStatL(path.c_str(), &status) != 0) {
    ogr::fail(source.file, source.layer, {"layer.no_such_file", {}});
  }
  if (!source.encoding.empty() && !to_utf8("", source.encoding)) {
    ogr::fail(source.file, source.layer,
              {"layer.unknown_encoding", {{"encoding", source.encoding}}});
  }
  const std::string extension = upper(std::filesystem::path(path).extension().string());
  if (extension == ".CSV") return open_csv(source, path, headings);
  if (extension == ".SHP" || extension == ".DBF") return open_shapefile(source, path);
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

void read_features(GDALDataset& dataset, OGRLayer& from, ogr::RowNumbers numbers,
                   FeatureLayer& layer) {
  const bool swap = north_comes_first(from);
  std::int64_t several_points = 0, first_of_several = -1;
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
    if (ogr::has_several_points(read->GetGeometryRef()) && several_points++ == 0) {
      first_of_several = feature.number;
    }
    layer.features.push_back(std::move(feature));
  }
  if (several_points == 0) return;
  Problem problem =
      problem_in(layer, Severity::warning, {"layer.several_points", {{"rows", several_points}}});
  problem.row = first_of_several;
  layer.problems.push_back(std::move(problem));
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

void set_filter(OGRLayer& layer, const LayerSource& source) {
  const Complaints complaints;
  if (source.where.empty() || layer.SetAttributeFilter(source.where.c_str()) == OGRERR_NONE) return;
  ogr::fail(source.file, layer.GetName(),
            {"layer.bad_filter", {{"where", source.where}, {"detail", complaints.words()}}});
}

/// Numbers of the rows that the filter keeps. It has to see texts, so GDAL decodes them for it.
std::set<std::int64_t> filtered_rows(const LayerSource& source, const std::string& path,
                                     const std::string& encoding) {
  const Dataset dataset = open_path(source, path, {"ENCODING=" + encoding});
  OGRLayer& layer = find_layer(*dataset, source);
  ogr::RowNumbers numbers(*dataset, layer, {}, true);
  set_filter(layer, source);
  std::set<std::int64_t> rows;
  layer.ResetReading();
  while (const ogr::OwnedFeature feature{layer.GetNextFeature()})
    rows.insert(numbers.next(*feature));
  return rows;
}

constexpr std::array<const char*, 8> east_columns{"lon", "lng",  "longitude", "long",
                                                  "x",   "经度", "经度坐标",  "东经"};
constexpr std::array<const char*, 6> north_columns{"lat",  "latitude", "y",
                                                   "纬度", "纬度坐标", "北纬"};

template <class Names>
std::ptrdiff_t column_called(const FeatureLayer& layer, const Names& names) {
  for (std::size_t i = 0; i < layer.fields.size(); ++i) {
    for (const char* name : names) {
      if (upper(layer.fields[i]) == upper(name)) return static_cast<std::ptrdiff_t>(i);
    }
  }
  return -1;
}

std::optional<double> number_of(const Cell& cell) {
  if (const auto* real = std::get_if<double>(&cell)) return *real;
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  const auto* text = std::get_if<std::string>(&cell);
  return text ? number_in(*text) : std::nullopt;
}

/// A table without geometry whose columns say where its rows are: a CSV, a sheet of a workbook.
void make_points(FeatureLayer& layer) {
  for (const auto& feature : layer.features) {
    if (!std::holds_alternative<std::monostate>(feature.geometry)) return;
  }
  const auto east = column_called(layer, east_columns);
  const auto north = column_called(layer, north_columns);
  if (east < 0 || north < 0) return;
  for (auto& feature : layer.features) {
    const auto x = number_of(feature.cells[static_cast<std::size_t>(east)]);
    const auto y = number_of(feature.cells[static_cast<std::size_t>(north)]);
    if (x && y) feature.geometry = Point{*x, *y};
  }
}

bool holds_other_than_utf8(const FeatureLayer& layer) {
  return std::any_of(layer.features.begin(), layer.features.end(), [](const Feature& feature) {
    return std::any_of(feature.cells.begin(), feature.cells.end(), [](const Cell& cell) {
      const auto* text = std::get_if<std::string>(&cell);
      return text && !is_utf8(*text);
    });
  });
}

/// The layer without its features.
FeatureLayer head_of(const LayerSource& source, const Opened& opened, OGRLayer& from) {
  FeatureLayer layer;
  layer.file = source.file.string();
  layer.name = from.GetName();
  if (opened.has_crs) layer.crs_wkt = crs_of(from);
  layer.fields = fields_of(from);
  layer.problems = opened.problems;
  return layer;
}

/// How its rows are numbered.
ogr::RowNumbers numbers_of(const LayerSource& source, const Opened& opened, OGRLayer& from) {
  const std::string_view csv = opened.memory ? opened.memory->bytes() : std::string_view();
  return {*opened.dataset, from, csv, !source.where.empty()};
}

void require_whole(const LayerSource& source, const std::string& layer,
                   const Complaints& complaints) {
  if (!complaints.failed()) return;
  ogr::fail(source.file, layer, {"layer.cannot_read", {{"detail", complaints.words()}}});
}

}  // namespace

Problem problem_in(const FeatureLayer& layer, Severity severity, Message message) {
  Problem problem;
  problem.file = layer.file;
  problem.layer = layer.name;
  problem.numbering = layer.numbering;
  problem.severity = severity;
  problem.message = std::move(message);
  return problem;
}

std::vector<std::string> sources_in_archive(const std::filesystem::path& archive) {
  ogr::register_drivers();
  const Complaints complaints;
  char** entries = VSIReadDirRecursive(("/vsizip/" + archive.string()).c_str());
  std::vector<std::string> sources;
  for (char** entry = entries; entry && *entry; ++entry) {
    const std::string extension = upper(std::filesystem::path(*entry).extension().string());
    for (const char* known : {".SHP", ".GPKG", ".GEOJSON", ".JSON", ".CSV", ".XLSX", ".PBF", ".KML",
                              ".TAB", ".MIF", ".GML"}) {
      if (extension == known) sources.emplace_back(*entry);
    }
  }
  CSLDestroy(entries);
  std::sort(sources.begin(), sources.end());
  return sources;
}

FeatureLayer read_layer(const LayerSource& source) {
  ogr::register_drivers();
  const Opened opened = open_source(source, Headings::first_row);
  OGRLayer& from = find_layer(*opened.dataset, source);
  FeatureLayer layer = head_of(source, opened, from);
  ogr::RowNumbers numbers = numbers_of(source, opened, from);
  layer.numbering = numbers.numbering();
  const Complaints complaints;
  if (!opened.is_raw) set_filter(from, source);
  read_features(*opened.dataset, from, std::move(numbers), layer);
  require_whole(source, layer.name, complaints);
  if (opened.is_raw) {
    const std::string encoding =
        decode_table(layer, {superset(source.encoding), declared_encoding(from)});
    if (!source.where.empty()) {
      const auto rows = filtered_rows(source, opened.path, encoding);
      std::erase_if(layer.features,
                    [&](const Feature& feature) { return !rows.contains(feature.number); });
    }
  } else if (holds_other_than_utf8(layer)) {
    decode_table(layer, {superset(source.encoding), "UTF-8"});
  }
  inspect_table(layer);
  make_points(layer);
  return layer;
}

std::vector<std::string> layer_names(const LayerSource& source) {
  ogr::register_drivers();
  const Opened opened = open_source(source, Headings::first_row);
  std::vector<std::string> result;
  for (auto* layer : opened.dataset->GetLayers()) {
    const std::string name = layer->GetName();
    if (name != "layer_styles") result.push_back(name);
  }
  return result;
}

FeatureLayer read_cells(const LayerSource& source) {
  ogr::register_drivers();
  const ogr::ThreadOption headers("OGR_XLSX_HEADERS", "DISABLE");
  const ogr::ThreadOption ods_headers("OGR_ODS_HEADERS", "DISABLE");
  const ogr::ThreadOption xls_headers("OGR_XLS_HEADERS", "DISABLE");
  const ogr::ThreadOption types("OGR_XLSX_FIELD_TYPES", "STRING");
  const ogr::ThreadOption ods_types("OGR_ODS_FIELD_TYPES", "STRING");
  const ogr::ThreadOption xls_types("OGR_XLS_FIELD_TYPES", "STRING");
  const Opened opened = open_source(source, Headings::none);
  OGRLayer& from = find_layer(*opened.dataset, source);
  FeatureLayer cells = head_of(source, opened, from);
  cells.fields.assign(cells.fields.size(), "");
  ogr::RowNumbers numbers = numbers_of(source, opened, from);
  cells.numbering = numbers.numbering();
  const Complaints complaints;
  from.ResetReading();
  while (const ogr::OwnedFeature read{from.GetNextFeature()}) {
    Feature feature;
    feature.number = numbers.next(*read);
    for (int i = 0; i < read->GetFieldCount(); ++i) {
      const bool filled = read->IsFieldSetAndNotNull(i) != 0;
      feature.cells.emplace_back(filled ? std::string(read->GetFieldAsString(i)) : std::string());
    }
    cells.features.push_back(std::move(feature));
  }
  require_whole(source, cells.name, complaints);
  return cells;
}

}  // namespace budian
