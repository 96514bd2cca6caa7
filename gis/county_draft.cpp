#include "gis/county_draft.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "gis/field_words.hpp"
#include "gis/layer_rows.hpp"
#include "gis/names.hpp"
#include "gis/roster_table.hpp"

namespace budian {
namespace {

namespace fs = std::filesystem;
using Role = std::pair<const std::string, RoleWords>;

/// A layer as it was found.
struct Found {
  fs::path file;  ///< relative to the folder
  FeatureLayer layer;
  bool is_table = false;  ///< without geometry
};

/// The name of a column as it is compared.
std::string plain_field(const std::string& name) {
  std::string word = lower_case(without_spaces(half_width(name)));
  std::erase_if(word, [](char c) { return c == '_' || c == '#' || c == '-'; });
  return word;
}

bool is_data(const std::string& extension) {
  static const std::set<std::string> known{".shp", ".gpkg", ".gdb", ".geojson", ".json", ".pbf",
                                           ".osm", ".zip",  ".csv", ".xlsx",    ".xls",  ".ods",
                                           ".tif", ".tiff", ".kml", ".tab",     ".dbf"};
  return known.count(extension) > 0;
}

/// Data files below the folder, sorted; folders that Budian wrote are passed by.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (fs::recursive_directory_iterator entry(folder, failed), end; entry != end;
       entry.increment(failed)) {
    if (failed) break;
    const std::string extension = lower_case(entry->path().extension().string());
    const bool is_folder = entry->is_directory(failed);
    if (is_folder && (fs::exists(entry->path() / "manifest.json") || extension == ".gdb" ||
                      entry->path().filename().string().starts_with('.'))) {
      entry.disable_recursion_pending();
    }
    if (is_folder && extension != ".gdb") continue;
    if (!is_data(extension)) continue;
    if (extension == ".dbf") {
      fs::path shp = entry->path();
      if (fs::exists(shp.replace_extension(".shp"))) continue;
    }
    if (extension == ".zip") {
      for (const auto& member : sources_in_archive(entry->path())) {
        files.push_back(entry->path() / member);
      }
      continue;
    }
    files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

GeometryType geometry_of(const FeatureLayer& layer) {
  for (const auto& feature : layer.features) {
    if (std::holds_alternative<Point>(feature.geometry)) return GeometryType::point;
    if (std::holds_alternative<MultiLine>(feature.geometry)) return GeometryType::line;
    if (std::holds_alternative<MultiPolygon>(feature.geometry)) return GeometryType::area;
  }
  return GeometryType::none;
}

std::string text_at(const FeatureLayer& layer, std::size_t row, std::size_t column) {
  return text_of(layer.features[row].cells[column]);
}

/// Of a field that the layer has.
std::size_t column_of(const FeatureLayer& layer, const std::string& field) {
  return static_cast<std::size_t>(std::find(layer.fields.begin(), layer.fields.end(), field) -
                                  layer.fields.begin());
}

/// Rows looked at: evenly spread, at most so many.
std::vector<std::size_t> sampled_rows(const FeatureLayer& layer) {
  constexpr std::size_t most = 400;
  const std::size_t step = std::max<std::size_t>(1, (layer.features.size() + most - 1) / most);
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < layer.features.size(); row += step) rows.push_back(row);
  return rows;
}

/// Share of the filled cells of a column for which something holds; 0 where all are empty.
template <class Holds>
double share_of(const FeatureLayer& layer, std::size_t column, const Holds& holds) {
  std::int64_t filled = 0, held = 0;
  for (const std::size_t row : sampled_rows(layer)) {
    const std::string text = text_at(layer, row, column);
    if (text.empty()) continue;
    ++filled;
    if (holds(text)) ++held;
  }
  return filled > 0 ? static_cast<double>(held) / static_cast<double>(filled) : 0;
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos;
}

/// How well the values of a column suit a key, as a factor.
double suits(const FeatureLayer& layer, std::size_t column, const std::string& key) {
  if (key == "name" || key == "township") {
    return 1 - 0.9 * share_of(layer, column, is_number);
  }
  if (key == "code" || key == "kind" || key == "class" || key == "parent" || key == "public" ||
      key == "keep" || key == "rural" || key == "oneway" || key == "bridge" || key == "tunnel" ||
      key == "hazard") {
    return 1;
  }
  return 0.1 + 0.9 * share_of(layer, column, is_number);  // counts and amounts
}

/// 1 for the surest word of a list, less for later ones and for parts; 0: no word.
double name_score(const std::string& column, const std::vector<std::string>& words) {
  const std::string name = plain_field(column);
  const std::string end = name.substr(name.rfind(path_mark) + 1);
  double best = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = plain_field(words[i]);
    const double rank = 0.97 - 0.015 * static_cast<double>(i);
    if (name == word) return std::max(best, rank);
    if (end == word) best = std::max(best, rank - 0.05);
    constexpr std::size_t telling = 6;  // two Chinese characters; short letters stand in any word
    if (word.size() >= telling && name.find(word) != std::string::npos) {
      best = std::max(best, 0.6 - 0.01 * static_cast<double>(i));
    }
  }
  return best;
}

std::optional<DraftColumn> column_for(const FeatureLayer& layer, const std::string& key,
                                      const std::vector<std::string>& words,
                                      const std::set<std::string>& taken) {
  std::vector<std::pair<double, std::string>> scored;
  for (std::size_t i = 0; i < layer.fields.size(); ++i) {
    if (taken.count(layer.fields[i]) > 0 || layer.fields[i].empty()) continue;
    const double score = name_score(layer.fields[i], words);
    if (score > 0) scored.emplace_back(score * suits(layer, i, key), layer.fields[i]);
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  constexpr double enough = 0.4;
  if (scored.empty() || scored.front().first < enough) return std::nullopt;
  DraftColumn column{{scored.front().second}, scored.front().first, {}};
  for (std::size_t i = 1; i < scored.size() && i < 4; ++i) {
    column.alternatives.push_back(scored[i].second);
  }
  return column;
}

std::string with_grade(std::string pattern, int grade) {
  static const char* const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static const char* const junior[] = {"初一", "初二", "初三"};
  const auto put = [&](const std::string& mark, const std::string& by) {
    const auto at = pattern.find(mark);
    if (at != std::string::npos) pattern.replace(at, mark.size(), by);
  };
  put("{n}", std::to_string(grade));
  put("{c}", numerals[grade - 1]);
  if (pattern.find("{j}") != std::string::npos) {
    if (grade < 7) return {};
    put("{j}", junior[grade - 7]);
  }
  return pattern;
}

/// Nine columns by the pattern that finds most of them.
std::optional<DraftColumn> columns_by_grade(const FeatureLayer& layer,
                                            const std::vector<std::string>& patterns) {
  std::vector<std::string> ends;
  for (const auto& field : layer.fields) ends.push_back(plain_field(field));
  std::optional<DraftColumn> best;
  std::size_t most = 0;
  for (const auto& pattern : patterns) {
    DraftColumn column{std::vector<std::string>(9), 0.9, {}};
    std::size_t found = 0;
    for (int grade = 1; grade <= 9; ++grade) {
      const std::string name = plain_field(with_grade(pattern, grade));
      if (name.empty()) continue;
      for (std::size_t i = 0; i < ends.size(); ++i) {
        const bool same = ends[i] == name || ends[i].ends_with(path_mark + name);
        if (!same || suits(layer, i, "pupils") < 0.6) continue;
        column.columns[static_cast<std::size_t>(grade - 1)] = layer.fields[i];
        ++found;
        break;
      }
    }
    if (found <= most || found < 2) continue;
    most = found;
    best = column;
  }
  return best;
}

/// Share of names in the best column that end like the things of a role.
double share_of_words(const FeatureLayer& layer, const RoleWords& words) {
  double best = 0;
  for (std::size_t column = 0; column < layer.fields.size(); ++column) {
    best = std::max(best, share_of(layer, column, [&](const std::string& text) {
                      return std::any_of(words.names.begin(), words.names.end(),
                                         [&](const std::string& end) {
                                           return text.size() > end.size() && text.ends_with(end);
                                         });
                    }));
  }
  return best;
}

bool is_called(const Found& found, const RoleWords& words) {
  const std::string name = lower_case(found.file.stem().string());
  const std::string layer = lower_case(found.layer.name);
  return std::any_of(words.layers.begin(), words.layers.end(), [&](const std::string& word) {
    constexpr std::size_t letters_that_tell = 4;
    const bool anywhere = word.size() >= letters_that_tell;
    const auto in = [&](const std::string& text) {
      return anywhere ? text.find(word) != std::string::npos : text == word;
    };
    return in(name) || in(layer);
  });
}

double geometry_score(const std::string& role, const Found& found) {
  const GeometryType type = geometry_of(found.layer);
  if (found.is_table || type == GeometryType::none) return 0;
  const bool point = type == GeometryType::point;
  const bool line = type == GeometryType::line;
  if (role == "townships") return point ? 0 : line ? 0.5 : 1;
  if (role == "schools" || role == "settlements") return line ? 0 : point ? 1 : 0.7;
  if (role == "roads") return line ? 1 : 0;
  return point ? 0 : line ? 0.3 : 1;  // water
}

std::map<std::string, DraftColumn> fields_for(const FeatureLayer& layer, const RoleWords& words) {
  std::map<std::string, DraftColumn> fields;
  std::set<std::string> taken;
  for (const auto& [key, patterns] : words.by_grade) {
    if (auto column = columns_by_grade(layer, patterns)) {
      for (const auto& name : column->columns) taken.insert(name);
      fields.emplace(key, std::move(*column));
    }
  }
  for (const auto& [key, names] : words.fields) {
    if (auto column = column_for(layer, key, names, taken)) {
      taken.insert(column->columns.front());
      fields.emplace(key, std::move(*column));
    }
  }
  return fields;
}

double score(const Role& role, const Found& found) {
  const double geometry = geometry_score(role.first, found);
  if (geometry == 0 || found.layer.features.empty()) return 0;
  const double called = is_called(found, role.second) ? 0.4 : 0;
  const double speaks = 0.4 * share_of_words(found.layer, role.second);
  const auto fields = fields_for(found.layer, role.second);
  const double mapped = std::min(1.0, static_cast<double>(fields.size()) / 3) * 0.2;
  return geometry * (called + speaks + mapped);
}

/// Kinds or road classes that the column holds, in our words.
std::map<std::string, std::string> values_for(const FeatureLayer& layer, const std::string& field,
                                              const RoleWords& words,
                                              std::set<std::string>& unknown) {
  std::map<std::string, std::string> values;
  const std::size_t column = column_of(layer, field);
  for (std::size_t row = 0; row < layer.features.size(); ++row) {
    const std::string text = text_at(layer, row, column);
    if (text.empty() || is_number(text) || values.count(text) > 0) continue;
    if (const auto* value = value_of(words.values, text)) {
      values[text] = *value;
    } else {
      values[text] = "none";
      unknown.insert(text);
    }
  }
  return values;
}

void add_kinds(const Found& found, const RoleWords& words, DraftLayer& draft) {
  const auto kind = draft.fields.find("kind");
  if (kind != draft.fields.end()) {
    const auto& name = kind->second.columns.front();
    const std::size_t column = column_of(found.layer, name);
    draft.values = values_for(found.layer, name, words, draft.unknown_values);
    const double known = share_of(found.layer, column, [&](const std::string& text) {
      return is_number(text) || draft.unknown_values.count(text) == 0;
    });
    // One word for many kinds of school says nothing: 科教文化服务;学校;中学.
    if (known >= 0.8 && draft.values.size() != 1) return;
    kind->second.alternatives.insert(kind->second.alternatives.begin(), name);
  }
  const auto named = draft.fields.find("name");
  if (named == draft.fields.end()) return;
  draft.kinds_from_names = true;
  draft.unknown_values.clear();
  draft.values = words.values;
  draft.values["*"] = "none";
  auto& column = draft.fields["kind"];
  column.columns = named->second.columns;
  column.confidence = 0.5;
}

/// The first digits that most codes share, though not all: the county among its neighbours.
std::string main_prefix_of(const Found& found, const DraftLayer& draft) {
  const auto code = draft.fields.find("code");
  if (code == draft.fields.end()) return {};
  const std::size_t column = column_of(found.layer, code->second.columns.front());
  for (const std::size_t digits : {6U, 4U}) {
    std::map<std::string, std::size_t> counts;
    for (std::size_t row = 0; row < found.layer.features.size(); ++row) {
      ++counts[text_at(found.layer, row, column).substr(0, digits)];
    }
    const auto most =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == counts.end() || most->first.size() < digits) continue;
    const std::size_t all = found.layer.features.size();
    if (2 * most->second > all && most->second < all) return most->first;
  }
  return {};
}

DraftLayer named_draft(const std::string& role, const Found& found) {
  DraftLayer draft;
  draft.role = role;
  draft.file = found.file;
  draft.layers = {found.layer.name};
  draft.rows = static_cast<std::int64_t>(found.layer.features.size());
  return draft;
}

DraftLayer draft_of(const Role& role, const Found& found, double confidence) {
  DraftLayer draft = named_draft(role.first, found);
  draft.confidence = std::min(confidence, 0.99);
  draft.fields = fields_for(found.layer, role.second);
  if (role.first == "schools") add_kinds(found, role.second, draft);
  if (role.first == "roads") {
    const auto road_class = draft.fields.find("class");
    if (road_class == draft.fields.end()) {
      draft.defaults["class"] = "village";
    } else {
      draft.values = values_for(found.layer, road_class->second.columns.front(), role.second,
                                draft.unknown_values);
    }
  }
  for (const auto& feature : found.layer.features) {
    if (std::holds_alternative<std::monostate>(feature.geometry)) ++draft.without_place;
  }
  if (role.first == "townships") {
    draft.main_prefix = main_prefix_of(found, draft);
    draft.is_outline = found.layer.features.size() == 1;
  }
  return draft;
}

/// Does each name stand in several rows, as in a table of several years?
bool repeats_names(const Found& found, const std::string& column) {
  const auto& fields = found.layer.fields;
  const auto at = std::find(fields.begin(), fields.end(), column);
  if (at == fields.end()) return false;
  std::set<std::string> names;
  for (const auto& feature : found.layer.features) {
    names.insert(text_of(feature.cells[static_cast<std::size_t>(at - fields.begin())]));
  }
  return 2 * names.size() <= found.layer.features.size();
}

/// Tables of schools: names or codes of schools and something to count, a row a school.
std::optional<DraftLayer> roster_of(const Found& found) {
  const RoleWords& words = field_words().at("schools");
  auto fields = fields_for(found.layer, words);
  const bool has_key = fields.count("name") > 0 || fields.count("code") > 0;
  if (!has_key || fields.size() < 3 || share_of_words(found.layer, words) < 0.3)
    return std::nullopt;
  const auto& key = fields.contains("code") ? fields.at("code") : fields.at("name");
  if (repeats_names(found, key.columns.front())) return std::nullopt;
  DraftLayer draft = named_draft("rosters", found);
  draft.confidence = 0.8;
  draft.fields = std::move(fields);
  return draft;
}

// ---- OpenStreetMap: its tags say what is what ----

std::int64_t count_rows(const fs::path& file, const std::string& layer, const std::string& where) {
  LayerSource source;
  source.file = file;
  source.layer = layer;
  source.where = where;
  return static_cast<std::int64_t>(read_layer(source).features.size());
}

void draft_osm(const fs::path& file, const fs::path& relative, CountyDraft& draft) {
  const auto add = [&](const char* role, std::vector<std::string> layers, const std::string& where,
                       const std::map<std::string, std::vector<std::string>>& columns) {
    DraftLayer layer;
    layer.role = role;
    layer.file = relative;
    layer.layers = std::move(layers);
    layer.where = where;
    layer.confidence = 0.9;
    for (const auto& name : layer.layers) layer.rows += count_rows(file, name, where);
    for (const auto& [key, names] : columns) layer.fields[key] = {names, 0.95, {}};
    if (layer.rows == 0) return false;
    draft.layers.push_back(std::move(layer));
    return true;
  };
  // Townships are the level of administration with most areas, among those with several.
  std::string level;
  std::int64_t most = 1;
  for (const auto* tried : {"8", "7", "6", "9"}) {
    const auto rows =
        count_rows(file, "multipolygons",
                   std::string("boundary = 'administrative' AND admin_level = '") + tried + "'");
    if (rows <= most) continue;
    most = rows;
    level = tried;
  }
  if (!level.empty()) {
    add("townships", {"multipolygons"},
        "boundary = 'administrative' AND admin_level = '" + level + "'",
        {{"code", {"name"}}, {"name", {"name"}}});
  }
  if (add("schools", {"multipolygons", "points"}, "amenity = 'school'",
          {{"name", {"name"}}, {"kind", {"name"}}})) {
    DraftLayer& schools = draft.layers.back();
    schools.kinds_from_names = true;
    schools.values = field_words().at("schools").values;
    schools.values["*"] = "211";
    schools.defaults["name"] = "{township} {row}";
    schools.fields["kind"].confidence = 0.3;
  }
  add("settlements", {"points"},
      "place IN ('village', 'town', 'hamlet', 'suburb') AND population IS NOT NULL",
      {{"name", {"name"}}, {"population", {"population"}}});
  if (add("roads", {"lines"}, "highway IS NOT NULL",
          {{"name", {"name"}},
           {"class", {"highway"}},
           {"oneway", {"oneway"}},
           {"level", {"layer"}},
           {"bridge", {"bridge"}},
           {"tunnel", {"tunnel"}},
           {"speed_kmh", {"maxspeed"}},
           {"foot", {"foot", "access"}},
           {"vehicles", {"motor_vehicle", "vehicle", "access"}}})) {
    for (const auto& [word, ours] : field_words().at("roads").values) {
      if ((word.front() & '\x80') == 0) draft.layers.back().values[word] = ours;
    }
    draft.layers.back().values["*"] = "none";
  }
}

// ---- the folder ----

void read_file(const fs::path& folder, const fs::path& file, std::vector<Found>& found,
               CountyDraft& draft) {
  const fs::path relative = file.lexically_relative(folder);
  const std::string extension = lower_case(file.extension().string());
  try {
    if (extension == ".tif" || extension == ".tiff") {
      DraftLayer raster;
      raster.role = "population";
      raster.file = relative;
      raster.confidence = 0.6;
      draft.layers.push_back(std::move(raster));
      return;
    }
    if (extension == ".pbf" || extension == ".osm") return draft_osm(file, relative, draft);
    LayerSource source;
    source.file = file;
    const bool sheets = extension == ".xlsx" || extension == ".xls" || extension == ".ods";
    for (const auto& name : layer_names(source)) {
      source.layer = name;
      Found one{relative, read_layer(source), false};
      one.is_table = geometry_of(one.layer) == GeometryType::none;
      if (one.is_table && (sheets || extension == ".csv")) {
        one.layer = read_roster_table(source, 0).layer;
      }
      draft.problems.insert(draft.problems.end(), one.layer.problems.begin(),
                            one.layer.problems.end());
      found.push_back(std::move(one));
    }
  } catch (const InputError& error) {
    draft.problems.insert(draft.problems.end(), error.problems().begin(), error.problems().end());
  }
}

std::string label_of(const fs::path& file, const std::string& layer) {
  const std::string name = file.generic_string();
  return layer.empty() || layer == file.stem().string() ? name : name + " / " + layer;
}

/// Roles go to the layers that fit them best, the surest first.
void assign(const std::vector<Found>& found, CountyDraft& draft) {
  struct Bid {
    double score;
    const Role* role;
    std::size_t layer;
  };
  std::vector<Bid> bids;
  for (const auto& role : field_words()) {
    if (draft.find(role.first)) continue;  // an OpenStreetMap extract has it
    for (std::size_t i = 0; i < found.size(); ++i) {
      constexpr double enough = 0.3;
      const double bid = score(role, found[i]);
      if (bid >= enough) bids.push_back({bid, &role, i});
    }
  }
  std::stable_sort(bids.begin(), bids.end(),
                   [](const Bid& a, const Bid& b) { return a.score > b.score; });
  std::set<std::size_t> used;
  for (const auto& bid : bids) {
    if (draft.find(bid.role->first) || used.count(bid.layer) > 0) continue;
    draft.layers.push_back(draft_of(*bid.role, found[bid.layer], bid.score));
    used.insert(bid.layer);
  }
  const DraftLayer* townships = draft.find("townships");
  if (townships && townships->is_outline) {  // nothing that a column of townships could name
    for (auto& layer : draft.layers) layer.fields.erase("township");
  }
  for (const auto& bid : bids) {
    if (used.count(bid.layer) == 0) {
      draft.others.push_back(draft_of(*bid.role, found[bid.layer], bid.score));
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (used.count(i) > 0) continue;
    if (found[i].is_table) {
      if (auto roster = roster_of(found[i])) {
        draft.layers.push_back(std::move(*roster));
        continue;
      }
    }
    const bool bid_for =
        std::any_of(bids.begin(), bids.end(), [&](const Bid& bid) { return bid.layer == i; });
    if (!bid_for) draft.unused.push_back(label_of(found[i].file, found[i].layer.name));
  }
}

}  // namespace

const DraftLayer* CountyDraft::find(const std::string& role) const {
  const auto layer = std::find_if(layers.begin(), layers.end(),
                                  [&](const DraftLayer& one) { return one.role == role; });
  return layer == layers.end() ? nullptr : &*layer;
}

CountyDraft draft_county(const fs::path& folder) {
  CountyDraft draft;
  std::vector<Found> found;
  for (const auto& file : files_below(folder)) read_file(folder, file, found, draft);
  assign(found, draft);
  draft.name = fs::absolute(folder).lexically_normal().filename().string();
  if (draft.name.empty()) {
    draft.name = fs::absolute(folder).lexically_normal().parent_path().filename().string();
  }
  for (const auto& one : found) {  // an outline that names itself
    if (one.layer.features.size() != 1 || geometry_of(one.layer) != GeometryType::area) continue;
    for (std::size_t column = 0; column < one.layer.fields.size(); ++column) {
      const std::string name = text_at(one.layer, 0, column);
      for (const std::string_view end : {"县", "市", "区", "旗"}) {
        if (name.ends_with(end) && name.size() > end.size()) draft.name = name;
      }
    }
  }
  return draft;
}

}  // namespace budian
