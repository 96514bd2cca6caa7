// The rows of one county layer, read by our keys; every value that does not fit is collected as a
// problem.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gis/county_file.hpp"
#include "gis/projection.hpp"

namespace budian {

/// Problems of a run, at most a few of each kind and place; the rest are counted.
class ProblemList {
 public:
  /// `all`: none is left out.
  explicit ProblemList(bool all = false) : all_(all) {}
  void add(Problem problem);
  [[nodiscard]] bool fatal() const { return fatal_; }
  /// All problems, with a line "and N more" where some were left out.
  [[nodiscard]] std::vector<Problem> take();

 private:
  static constexpr std::int64_t shown_of_a_kind = 20;
  std::vector<Problem> problems_;
  std::map<std::string, std::pair<std::int64_t, Problem>> counts_;
  bool all_ = false;
  bool fatal_ = false;
};

/// From a layer's own coordinates to the county's plane, with the datum shift the county file
/// names.
class LayerProjection {
 public:
  /// `crs` is the county file's word or the layer's WKT; `north_first`: the numbers of the layer
  /// come in the order north, east.
  LayerProjection(const std::string& crs, const std::string& target, bool north_first = false);
  [[nodiscard]] Point operator()(Point point) const;
  [[nodiscard]] Line operator()(Line line) const;
  [[nodiscard]] MultiPolygon operator()(MultiPolygon area) const;

 private:
  bool north_first_ = false;
  bool gcj02_ = false;
  bool bd09_ = false;
  Projection projection_;
};

/// Is this one of the shifted systems of map services, which PROJ does not know?
bool is_shifted(const std::string& crs);

/// A cell as people read it, spaces trimmed; whole numbers without a point.
std::string text_of(const Cell& cell);

/// The point itself, the middle vertex of a line, a corner of an area.
std::optional<Point> some_point_of(const Geometry& geometry);

class LayerRows {
 public:
  /// Opens the layer (or layers) of a spec; columns that do not exist are problems with the nearest
  /// name.
  LayerRows(const LayerSpec& spec, ProblemList& problems);

  /// Could any layer be read?
  [[nodiscard]] bool opened() const { return !layer_names_.empty(); }
  [[nodiscard]] const std::string& layer_name() const { return layer_name_; }
  [[nodiscard]] std::size_t size() const { return features_.size(); }
  /// Rows of the file, those that stood twice included.
  [[nodiscard]] std::int64_t rows_read() const { return rows_read_; }
  /// The user's word, else the file's, else what was set; empty: nobody knows.
  [[nodiscard]] const std::string& crs() const { return crs_; }
  /// Does the county file itself say the coordinate system?
  [[nodiscard]] bool crs_is_given() const { return !spec_->crs.empty(); }
  /// What the check of places found out and the user accepts.
  void set_crs(const std::string& crs, bool north_first);
  [[nodiscard]] LayerProjection projection_to(const std::string& target) const {
    return {crs_, target, north_first_};
  }
  [[nodiscard]] const Geometry& geometry(std::size_t row) const;
  /// All cells of a row that hold text, whether or not a key is mapped to them.
  [[nodiscard]] std::vector<std::string> texts(std::size_t row) const;
  [[nodiscard]] bool maps(const std::string& key) const {
    const auto in_roster = [&](const Attached& roster) { return roster.rows->maps(key); };
    return columns_.contains(key) || spec_->defaults.contains(key) ||
           std::any_of(rosters_.begin(), rosters_.end(), in_roster);
  }
  /// Keys that have a column here or in a roster, or a default.
  [[nodiscard]] std::set<std::string> mapped_keys() const;
  /// Columns of a key: 9 where it is by grade, else 1.
  [[nodiscard]] std::size_t width_of(const std::string& key) const;
  /// Names of the columns that no key is mapped to; none where several layers are read as one.
  [[nodiscard]] std::vector<std::string> other_fields() const;
  [[nodiscard]] const Cell& raw(std::size_t row, const std::string& field) const;
  /// Joins a roster: what it maps, but for code and name, is read from its row `row_of[row]` (-1:
  /// none) and from the layer only where it is silent.
  void attach(std::shared_ptr<LayerRows> roster, std::vector<std::ptrdiff_t> row_of);

  /// Text of a cell, spaces trimmed; the default of the spec, or empty.
  [[nodiscard]] std::string text(std::size_t row, const std::string& key,
                                 std::size_t column = 0) const;
  /// The same of the first column that says something.
  [[nodiscard]] std::string first_text(std::size_t row, const std::string& key) const;
  /// The same for a code; one that a spreadsheet turned into 3.40422E+11 is a problem.
  [[nodiscard]] std::string code(std::size_t row, const std::string& key);
  /// A number; empty cells are none, and what is no number is a problem.
  [[nodiscard]] std::optional<double> number(std::size_t row, const std::string& key,
                                             std::size_t column = 0);
  /// A whole number that is not negative; 0 when empty.
  [[nodiscard]] std::int64_t count(std::size_t row, const std::string& key, std::size_t column = 0);
  /// yes/no in the usual spellings (是/否, true/false, 1/0, yes/no, T/F); `otherwise` when empty.
  [[nodiscard]] bool flag(std::size_t row, const std::string& key, bool otherwise);

  void problem(std::size_t row, const std::string& key, Message message,
               Severity severity = Severity::error);
  void layer_problem(Message message, Severity severity = Severity::error,
                     std::optional<LonLat> place = std::nullopt);
  /// Leaves out rows that are the same as an earlier one in every cell and in geometry, and says
  /// so.
  void drop_duplicates();

 private:
  struct Attached {
    std::shared_ptr<LayerRows> rows;
    std::vector<std::ptrdiff_t> row_of;  ///< by row of this layer
  };
  struct Column {
    std::vector<std::vector<std::size_t>> index;  ///< [layer][column]
    std::vector<std::string> names;
    bool missing = false;  ///< reported once; its rows are not reported again
  };
  FeatureLayer read_roster(const LayerSource& source);
  void add_layer(FeatureLayer layer);
  void tidy_digits(const FeatureLayer& layer, std::size_t first_row);
  void resolve_columns(const FeatureLayer& layer);
  [[nodiscard]] std::ptrdiff_t find_column(const std::vector<std::string>& fields,
                                           const std::string& name) const;
  [[nodiscard]] std::optional<std::pair<LayerRows*, std::size_t>> in_roster(
      std::size_t row, const std::string& key) const;
  [[nodiscard]] std::optional<LonLat> place_on_earth(std::size_t row);
  [[nodiscard]] const Cell* cell(std::size_t row, const std::string& key, std::size_t column) const;

  const LayerSpec* spec_;
  ProblemList* problems_;
  std::string layer_name_;
  std::string crs_;
  bool north_first_ = false;
  std::optional<LayerProjection> degrees_;  ///< for the places of problems, made when needed
  std::int64_t rows_read_ = 0;
  std::vector<Feature> features_;
  std::vector<std::size_t> layer_of_row_;
  std::vector<std::string> layer_names_;
  Numbering numbering_ = Numbering::row;
  std::map<std::string, Column> columns_;
  std::vector<Attached> rosters_;
  std::vector<std::string> fields_;  ///< of the last layer
};

}  // namespace budian
