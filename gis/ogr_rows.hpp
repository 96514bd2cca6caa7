// Which number a reader of the file knows each of its features by. Included by layer_file.cpp only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gis/message.hpp"
#include "gis/ogr_session.hpp"

namespace budian::ogr {

/// Line on which each record of a CSV text starts, from 1, its header included. Blank lines hold no
/// record; a quoted cell may run over several lines.
std::vector<std::int64_t> record_lines(std::string_view text);

/// OGR numbers features from 0, from 1 or by ids of their own, as the format will have it. People
/// count rows from 1; of a CSV they see the line, of a spreadsheet the row of the sheet (both count
/// the header); GeoPackage and OpenStreetMap show ids of their own.
class RowNumbers {
 public:
  /// To be made before an attribute filter is set. `csv` is the text of a CSV file, `filtered` says
  /// that a filter will be set.
  RowNumbers(GDALDataset& dataset, OGRLayer& layer, std::string_view csv, bool filtered);
  [[nodiscard]] Numbering numbering() const { return numbering_; }
  /// To be asked once for each feature read, in their order.
  [[nodiscard]] std::int64_t next(const OGRFeature& feature);

 private:
  void count_rows(OGRLayer& layer);
  Numbering numbering_ = Numbering::row;
  std::optional<std::int64_t> from_id_;  ///< where the id plus this is the number
  std::int64_t read_ = 0;
  std::vector<std::int64_t> lines_;                 ///< of a CSV, by record
  std::int64_t headers_ = 0;                        ///< records of a CSV that are no feature
  std::unordered_map<GIntBig, std::int64_t> rows_;  ///< by id, where a filter hides some of them
};

}  // namespace budian::ogr
