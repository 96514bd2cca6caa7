#include "gis/ogr_rows.hpp"

#include <algorithm>
#include <array>

namespace budian::ogr {
namespace {

bool shows_ids(std::string_view driver) {
  constexpr std::array<std::string_view, 5> drivers{"GPKG", "OSM", "SQLite", "OpenFileGDB",
                                                    "PostgreSQL"};
  return std::find(drivers.begin(), drivers.end(), driver) != drivers.end();
}

/// GDAL calls the columns of a CSV without a header field_1, field_2 …
bool has_header(OGRLayer& layer) {
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  return definition.GetFieldCount() == 0 ||
         std::string_view(definition.GetFieldDefn(0)->GetNameRef()) != "field_1";
}

}  // namespace

std::vector<std::int64_t> record_lines(std::string_view text) {
  std::vector<std::int64_t> lines;
  std::int64_t line = 1;
  std::int64_t start = 1;
  bool quoted = false;
  bool blank = true;
  for (const char letter : text) {
    if (letter == '"') quoted = !quoted;
    if (letter != '\n') {
      blank = blank && letter == '\r';
      continue;
    }
    ++line;
    if (quoted) continue;
    if (!blank) lines.push_back(start);
    start = line;
    blank = true;
  }
  if (!blank) lines.push_back(start);
  return lines;
}

RowNumbers::RowNumbers(GDALDataset& dataset, OGRLayer& layer, std::string_view csv, bool filtered) {
  const std::string_view driver = dataset.GetDriverName();
  if (driver == "XLSX" || driver == "ODS") {  // the id is the row of the sheet
    numbering_ = Numbering::line;
    from_id_ = 0;
  } else if (driver == "ESRI Shapefile") {  // the id is the row, counted from 0
    from_id_ = 1;
  } else if (driver == "CSV") {
    numbering_ = Numbering::line;
    lines_ = record_lines(csv);
    headers_ = has_header(layer) ? 1 : 0;
  } else if (shows_ids(driver)) {
    numbering_ = Numbering::feature_id;
  } else if (filtered) {
    count_rows(layer);
  }
}

void RowNumbers::count_rows(OGRLayer& layer) {
  layer.ResetReading();
  std::int64_t row = 0;
  while (const OwnedFeature feature{layer.GetNextFeature()}) rows_[feature->GetFID()] = ++row;
}

std::int64_t RowNumbers::next(const OGRFeature& feature) {
  const GIntBig id = feature.GetFID();
  ++read_;
  if (numbering_ == Numbering::feature_id) return id;
  if (from_id_) return id + *from_id_;
  if (numbering_ == Numbering::line) {
    const auto record = static_cast<std::size_t>(id - 1 + headers_);  // GDAL counts them from 1
    return record < lines_.size() ? lines_[record] : id + headers_;
  }
  const auto row = rows_.find(id);
  return row == rows_.end() ? read_ : row->second;
}

}  // namespace budian::ogr
