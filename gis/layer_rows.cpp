#include "gis/layer_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "gis/datum_shift.hpp"
#include "gis/names.hpp"
#include "gis/roster_table.hpp"
#include "gis/text_encoding.hpp"
#include "gis/toml_reader.hpp"

namespace budian {
namespace {

constexpr std::size_t no_column = std::numeric_limits<std::size_t>::max();

/// A number or code in full-width digits, in plain ones; nothing for every other text.
std::optional<std::string> plain_number(const std::string& text) {
  const std::string plain = without_spaces(half_width(text));
  const bool is_number = plain.find_first_of("0123456789") != std::string::npos &&
                         plain.find_first_not_of("0123456789.-+") == std::string::npos;
  return is_number ? std::optional(plain) : std::nullopt;
}

/// 3.40422E+11: digits, a point, digits, E, a sign, digits.
bool is_broken_code(const std::string& text) {
  const auto e = text.find_first_of("eE");
  if (e == std::string::npos || e == 0 || text.find('.') > e) return false;
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789.+-") == std::string_view::npos;
  };
  return digits(std::string_view(text).substr(0, e)) &&
         digits(std::string_view(text).substr(e + 1));
}

void put(std::string& bytes, double value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}
void put(std::string& bytes, const Line& line) {
  put(bytes, static_cast<double>(line.size()));
  for (const Point point : line) {
    put(bytes, point.x);
    put(bytes, point.y);
  }
}

/// Equal for two features exactly when all their cells and points are.
std::string fingerprint(const Feature& feature) {
  std::string bytes;
  for (const auto& cell : feature.cells) {
    bytes += static_cast<char>(cell.index());
    if (const auto* text = std::get_if<std::string>(&cell)) bytes += *text;
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) bytes += std::to_string(*whole);
    if (const auto* real = std::get_if<double>(&cell)) put(bytes, *real);
    bytes += '\0';
  }
  if (const auto* point = std::get_if<Point>(&feature.geometry)) put(bytes, Line{*point});
  if (const auto* lines = std::get_if<MultiLine>(&feature.geometry)) {
    for (const auto& line : *lines) put(bytes, line);
  }
  if (const auto* area = std::get_if<MultiPolygon>(&feature.geometry)) {
    for (const auto& polygon : *area) {
      put(bytes, static_cast<double>(polygon.size()));
      for (const auto& ring : polygon) put(bytes, ring);
    }
  }
  return bytes;
}

}  // namespace

bool is_shifted(const std::string& crs) { return crs == "GCJ-02" || crs == "BD-09"; }

std::string text_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return trimmed(*text);
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&cell)) {
    if (*real == std::floor(*real) && std::abs(*real) < 1e15) {
      return std::to_string(static_cast<std::int64_t>(*real));
    }
    return fmt::format("{}", *real);
  }
  return {};
}

void ProblemList::add(Problem problem) {
  fatal_ = fatal_ || problem.fatal();
  auto& [count, first] = counts_[problem.file + '\n' + problem.layer + '\n' + problem.message.key];
  if (count == 0) first = problem;
  if (++count <= shown_of_a_kind || all_) problems_.push_back(std::move(problem));
}

std::vector<Problem> ProblemList::take() {
  for (const auto& [key, counted] : counts_) {
    if (counted.first <= shown_of_a_kind || all_) continue;
    Problem more = counted.second;
    more.row = -1;
    more.value.clear();
    more.message = {"county.more_of_this", {{"count", counted.first - shown_of_a_kind}}};
    problems_.push_back(std::move(more));
  }
  return std::move(problems_);
}

LayerProjection::LayerProjection(const std::string& crs, const std::string& target,
                                 bool north_first)
    : north_first_(north_first),
      gcj02_(crs == "GCJ-02"),
      bd09_(crs == "BD-09"),
      projection_(is_shifted(crs) ? "EPSG:4326" : crs, target) {}

Point LayerProjection::operator()(Point point) const {
  if (north_first_) std::swap(point.x, point.y);
  if (bd09_) point = gcj02_from_bd09(point);
  if (bd09_ || gcj02_) point = wgs84_from_gcj02(point);
  return projection_(point);
}

Line LayerProjection::operator()(Line line) const {
  for (Point& point : line) point = (*this)(point);
  return line;
}

MultiPolygon LayerProjection::operator()(MultiPolygon area) const {
  for (auto& polygon : area) {
    for (auto& ring : polygon) ring = (*this)(std::move(ring));
  }
  return area;
}

std::optional<Point> some_point_of(const Geometry& geometry) {
  if (const auto* point = std::get_if<Point>(&geometry)) return *point;
  if (const auto* lines = std::get_if<MultiLine>(&geometry)) {
    for (const auto& line : *lines) {
      if (!line.empty()) return line[line.size() / 2];
    }
  }
  if (const auto* area = std::get_if<MultiPolygon>(&geometry)) {
    if (!area->empty() && !area->front().empty() && !area->front().front().empty()) {
      return area->front().front().front();
    }
  }
  return std::nullopt;
}

LayerRows::LayerRows(const LayerSpec& spec, ProblemList& problems)
    : spec_(&spec), problems_(&problems) {
  auto layers = spec.layers;
  if (layers.empty()) layers.push_back(spec.source.layer);
  for (const auto& name : layers) {
    LayerSource source = spec.source;
    source.layer = name;
    try {
      FeatureLayer layer = spec.is_roster ? read_roster(source) : read_layer(source);
      for (const auto& problem : layer.problems) problems.add(problem);
      add_layer(std::move(layer));
    } catch (const InputError& error) {
      for (const auto& problem : error.problems()) problems.add(problem);
    }
  }
  if (!spec.crs.empty()) crs_ = spec.crs;
  north_first_ = spec.north_first;
}

FeatureLayer LayerRows::read_roster(const LayerSource& source) {
  RosterTable table = read_roster_table(source, spec_->header_rows);
  if (table.totals.empty()) return std::move(table.layer);
  Problem problem =
      problem_in(table.layer, Severity::note,
                 {"roster.totals", {{"rows", static_cast<std::int64_t>(table.totals.size())}}});
  problem.row = table.totals.front();
  table.layer.problems.push_back(std::move(problem));
  return std::move(table.layer);
}

void LayerRows::set_crs(const std::string& crs, bool north_first) {
  crs_ = crs;
  north_first_ = north_first;
  degrees_.reset();
}

void LayerRows::add_layer(FeatureLayer layer) {
  layer_names_.push_back(layer.name);
  layer_name_ = layer.name;
  numbering_ = layer.numbering;
  if (crs_.empty()) crs_ = layer.crs_wkt;
  fields_ = layer.fields;
  resolve_columns(layer);
  const std::size_t first_row = features_.size();
  for (auto& feature : layer.features) {
    features_.push_back(std::move(feature));
    layer_of_row_.push_back(layer_names_.size() - 1);
    ++rows_read_;
  }
  tidy_digits(layer, first_row);
}

void LayerRows::tidy_digits(const FeatureLayer& layer, std::size_t first_row) {
  for (const auto& [key, column] : columns_) {
    for (const std::size_t index : column.index.back()) {
      if (index == no_column) continue;
      std::int64_t rows = 0;
      std::size_t first = 0;
      for (std::size_t row = first_row; row < features_.size(); ++row) {
        auto* text = std::get_if<std::string>(&features_[row].cells[index]);
        if (!text || is_ascii(*text)) continue;
        auto plain = plain_number(*text);
        if (!plain) continue;
        if (rows++ == 0) first = row;
        *text = std::move(*plain);
      }
      if (rows == 0) continue;
      Problem problem =
          problem_in(layer, Severity::note, {"layer.text.full_width", {{"rows", rows}}});
      problem.row = features_[first].number;
      problem.field = layer.fields[index];
      problems_->add(std::move(problem));
    }
  }
}

std::ptrdiff_t LayerRows::find_column(const std::vector<std::string>& fields,
                                      const std::string& name) const {
  if (spec_->is_roster) return find_path(fields, name);
  const auto found = std::find(fields.begin(), fields.end(), name);
  return found == fields.end() ? -1 : found - fields.begin();
}

void LayerRows::resolve_columns(const FeatureLayer& layer) {
  for (const auto& [key, names] : spec_->fields) {
    Column& column = columns_[key];
    column.names = names;
    std::vector<std::size_t> index;
    for (const auto& name : names) {
      const auto found = find_column(layer.fields, name);
      if (found >= 0) {
        index.push_back(static_cast<std::size_t>(found));
        continue;
      }
      index.push_back(no_column);
      if (name.empty()) continue;  // a grade that the file does not have
      column.missing = true;
      Message message{
          "county.no_column",
          {{"column", name}, {"known", fmt::format("{}", fmt::join(layer.fields, ", "))}}};
      auto names_there = layer.fields;
      if (spec_->is_roster) {  // the ends of paths, too
        for (const auto& path : layer.fields) {
          names_there.push_back(path.substr(path.rfind(path_mark) + 1));
        }
      }
      if (const auto guess = nearest_word(name, names_there)) {
        message.key = "county.no_column_guess";
        message.arguments.emplace_back("guess", *guess);
      }
      Problem problem = problem_in(layer, Severity::error, std::move(message));
      problem.field = key;
      problem.value = name;
      problems_->add(std::move(problem));
    }
    column.index.push_back(std::move(index));
  }
}

const Geometry& LayerRows::geometry(std::size_t row) const { return features_[row].geometry; }

std::vector<std::string> LayerRows::texts(std::size_t row) const {
  std::vector<std::string> result;
  for (const auto& cell : features_[row].cells) {
    if (const auto* text = std::get_if<std::string>(&cell)) result.push_back(*text);
  }
  return result;
}

std::optional<LonLat> LayerRows::place_on_earth(std::size_t row) {
  const auto point = some_point_of(features_[row].geometry);
  if (!point || crs_.empty()) return std::nullopt;
  try {
    if (!degrees_) degrees_ = projection_to("EPSG:4326");
  } catch (const InputError&) {  // told where the layer is read
    return std::nullopt;
  }
  const Point degrees = (*degrees_)(*point);
  if (std::isnan(degrees.x)) return std::nullopt;
  return LonLat{degrees.x, degrees.y};
}

const Cell* LayerRows::cell(std::size_t row, const std::string& key, std::size_t column) const {
  const auto found = columns_.find(key);
  if (found == columns_.end()) return nullptr;
  const auto& index = found->second.index[layer_of_row_[row]];
  if (column >= index.size() || index[column] == no_column) return nullptr;
  return &features_[row].cells[index[column]];
}

std::set<std::string> LayerRows::mapped_keys() const {
  std::set<std::string> keys;
  for (const auto& [key, column] : columns_) keys.insert(key);
  for (const auto& [key, value] : spec_->defaults) keys.insert(key);
  for (const auto& roster : rosters_) keys.merge(roster.rows->mapped_keys());
  return keys;
}

std::size_t LayerRows::width_of(const std::string& key) const {
  const auto own = columns_.find(key);
  std::size_t width = own == columns_.end() ? 1 : own->second.names.size();
  for (const auto& roster : rosters_) width = std::max(width, roster.rows->width_of(key));
  return width;
}

std::vector<std::string> LayerRows::other_fields() const {
  if (layer_names_.size() != 1) return {};
  std::set<std::string> mapped;
  for (const auto& [key, column] : columns_)
    mapped.insert(column.names.begin(), column.names.end());
  std::vector<std::string> others;
  for (const auto& field : fields_) {
    if (!mapped.contains(field)) others.push_back(field);
  }
  return others;
}

const Cell& LayerRows::raw(std::size_t row, const std::string& field) const {
  const auto found = std::find(fields_.begin(), fields_.end(), field);
  return features_[row].cells[static_cast<std::size_t>(found - fields_.begin())];
}

void LayerRows::attach(std::shared_ptr<LayerRows> roster, std::vector<std::ptrdiff_t> row_of) {
  rosters_.push_back({std::move(roster), std::move(row_of)});
}

std::optional<std::pair<LayerRows*, std::size_t>> LayerRows::in_roster(
    std::size_t row, const std::string& key) const {
  if (key == "code" || key == "name") return std::nullopt;  // the layer's own count
  for (const auto& [roster, row_of] : rosters_) {
    if (row_of[row] >= 0 && roster->maps(key)) {
      return std::pair(roster.get(), static_cast<std::size_t>(row_of[row]));
    }
  }
  return std::nullopt;
}

std::string LayerRows::text(std::size_t row, const std::string& key, std::size_t column) const {
  if (const auto in = in_roster(row, key)) {
    std::string written = in->first->text(in->second, key, column);
    if (!written.empty()) return written;
  }
  const Cell* found = cell(row, key, column);
  std::string result = found ? text_of(*found) : std::string();
  if (!result.empty()) return result;
  const auto otherwise = spec_->defaults.find(key);
  return otherwise == spec_->defaults.end() ? result : otherwise->second;
}

std::string LayerRows::first_text(std::size_t row, const std::string& key) const {
  const auto columns = spec_->fields.find(key);
  const std::size_t count = columns == spec_->fields.end() ? 0 : columns->second.size();
  for (std::size_t column = 0; column < count; ++column) {
    const Cell* found = cell(row, key, column);
    std::string written = found ? text_of(*found) : "";
    if (!written.empty()) return written;
  }
  return text(row, key);
}

std::string LayerRows::code(std::size_t row, const std::string& key) {
  std::string written = text(row, key);
  if (is_broken_code(written)) {
    problem(row, key, {"county.broken_code", {{"value", written}}});
  }
  return written;
}

std::optional<double> LayerRows::number(std::size_t row, const std::string& key,
                                        std::size_t column) {
  const std::string written = text(row, key, column);
  if (written.empty()) return std::nullopt;
  const auto value = number_in(written);
  if (!value) problem(row, key, {"county.no_number", {{"value", written}}});
  return value;
}

std::int64_t LayerRows::count(std::size_t row, const std::string& key, std::size_t column) {
  const auto value = number(row, key, column);
  if (!value) return 0;
  if (*value < 0 || *value != std::floor(*value) || *value > 9e15) {
    problem(row, key, {"county.no_count", {{"value", text(row, key, column)}}});
    return 0;
  }
  return static_cast<std::int64_t>(*value);
}

bool LayerRows::flag(std::size_t row, const std::string& key, bool otherwise) {
  std::string word = text(row, key);
  if (word.empty()) return otherwise;
  word = lower_case(std::move(word));
  for (const auto* yes : {"1", "yes", "true", "t", "y", "是", "有", "公办"}) {
    if (word == yes) return true;
  }
  for (const auto* no : {"0", "no", "false", "f", "n", "否", "无", "民办"}) {
    if (word == no) return false;
  }
  problem(row, key, {"county.no_flag", {{"value", word}}});
  return otherwise;
}

void LayerRows::problem(std::size_t row, const std::string& key, Message message,
                        Severity severity) {
  if (const auto in = in_roster(row, key)) {
    return in->first->problem(in->second, key, std::move(message), severity);
  }
  const auto column = columns_.find(key);
  if (column != columns_.end() && column->second.missing) return;
  Problem problem;
  problem.file = spec_->source.file.string();
  problem.layer = layer_names_[layer_of_row_[row]];
  problem.row = features_[row].number;
  problem.numbering = numbering_;
  problem.field = column == columns_.end() ? key : column->second.names.front();
  problem.value = key.empty() ? std::string() : text(row, key);
  problem.place = place_on_earth(row);
  problem.message = std::move(message);
  problem.severity = severity;
  problems_->add(std::move(problem));
}

void LayerRows::layer_problem(Message message, Severity severity, std::optional<LonLat> place) {
  Problem problem;
  problem.file = spec_->source.file.string();
  problem.layer = layer_name_;
  problem.message = std::move(message);
  problem.severity = severity;
  problem.place = place;
  problems_->add(std::move(problem));
}

void LayerRows::drop_duplicates() {
  std::map<std::string, std::int64_t> seen;  // → number of the first
  std::vector<bool> again(features_.size(), false);
  for (std::size_t row = 0; row < features_.size(); ++row) {
    const auto [found, fresh] = seen.emplace(fingerprint(features_[row]), features_[row].number);
    if (fresh) continue;
    again[row] = true;
    problem(row, "", {"county.duplicate_row", {{"other", found->second}}}, Severity::warning);
  }
  std::size_t kept = 0;
  for (std::size_t row = 0; row < features_.size(); ++row) {
    if (again[row]) continue;
    if (kept != row) {
      features_[kept] = std::move(features_[row]);
      layer_of_row_[kept] = layer_of_row_[row];
    }
    ++kept;
  }
  features_.resize(kept);
  layer_of_row_.resize(kept);
}

}  // namespace budian
