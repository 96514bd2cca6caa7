// The rows of one county layer, read by our keys; every value that does not fit is collected as a
// problem.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gis/county_file.hpp"
#include "gis/projection.hpp"

namespace budian {

/// Problems of a run, at most a few of each kind and place; the rest are counted.
class ProblemList {
 public:
  void add(Problem problem);
  [[nodiscard]] bool fatal() const { return fatal_; }
  /// All problems, with a line "and N more" where some were left out.
  [[nodiscard]] std::vector<Problem> take();

 private:
  static constexpr std::int64_t shown_of_a_kind = 20;
  std::vector<Problem> problems_;
  std::map<std::string, std::pair<std::int64_t, Problem>> counts_;
  bool fatal_ = false;
};

/// From a layer's own coordinates to the county's plane, with the datum shift the county file
/// names.
class LayerProjection {
 public:
  /// `crs` is the county file's word or the layer's WKT.
  LayerProjection(const std::string& crs, const std::string& target);
  [[nodiscard]] Point operator()(Point point) const;

 private:
  bool gcj02_ = false;
  bool bd09_ = false;
  Projection projection_;
};

class LayerRows {
 public:
  /// Opens the layer (or layers) of a spec; columns that do not exist are problems with the nearest
  /// name.
  LayerRows(const LayerSpec& spec, ProblemList& problems);

  /// Could any layer be read?
  [[nodiscard]] bool opened() const { return !layer_names_.empty(); }
  [[nodiscard]] std::size_t size() const { return features_.size(); }
  [[nodiscard]] const std::string& crs() const { return crs_; }
  [[nodiscard]] const Geometry& geometry(std::size_t row) const;
  [[nodiscard]] bool maps(const std::string& key) const {
    return columns_.contains(key) || spec_->defaults.contains(key);
  }

  /// Text of a cell, spaces trimmed; the default of the spec, or empty.
  [[nodiscard]] std::string text(std::size_t row, const std::string& key,
                                 std::size_t column = 0) const;
  /// A number; empty cells are none, and what is no number is a problem.
  [[nodiscard]] std::optional<double> number(std::size_t row, const std::string& key,
                                             std::size_t column = 0);
  /// A whole number that is not negative; 0 when empty.
  [[nodiscard]] std::int64_t count(std::size_t row, const std::string& key, std::size_t column = 0);
  /// yes/no in the usual spellings (是/否, true/false, 1/0, yes/no, T/F); `otherwise` when empty.
  [[nodiscard]] bool flag(std::size_t row, const std::string& key, bool otherwise);

  void problem(std::size_t row, const std::string& key, Message message, bool fatal = true);
  void layer_problem(Message message, bool fatal = true);

 private:
  struct Column {
    std::vector<std::vector<std::size_t>> index;  ///< [layer][column]
    std::vector<std::string> names;
    bool missing = false;  ///< reported once; its rows are not reported again
  };
  void add_layer(const FeatureLayer& layer);
  void resolve_columns(const FeatureLayer& layer);
  [[nodiscard]] const Cell* cell(std::size_t row, const std::string& key, std::size_t column) const;

  const LayerSpec* spec_;
  ProblemList* problems_;
  std::string layer_name_;
  std::string crs_;
  std::vector<Feature> features_;
  std::vector<std::size_t> layer_of_row_;
  std::vector<std::string> layer_names_;
  Numbering numbering_ = Numbering::row;
  std::map<std::string, Column> columns_;
};

}  // namespace budian
