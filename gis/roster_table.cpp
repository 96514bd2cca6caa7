#include "gis/roster_table.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "gis/names.hpp"

namespace budian {
namespace {

using Texts = std::vector<std::string>;

std::string words_in(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text ? trimmed(half_width(*text)) : std::string();
}

std::size_t filled(const Texts& row) {
  return static_cast<std::size_t>(
      std::count_if(row.begin(), row.end(), [](const std::string& text) { return !text.empty(); }));
}

/// 甲 乙 1 2 3 …: the numbers of the columns.
bool numbers_columns(const Texts& row) {
  double last = 0;
  std::size_t numbers = 0;
  for (const auto& text : row) {
    const auto number = number_in(text);
    if (!number) {
      if (!text.empty() && character_count(text) > 1) return false;
      continue;
    }
    if (numbers > 0 && *number != last + 1) return false;
    if (numbers == 0 && *number != 1) return false;
    last = *number;
    ++numbers;
  }
  return numbers >= 3;
}

bool is_total(const Texts& row) {
  static const std::set<std::string> words{"合计", "总计", "小计", "总数", "全县合计", "全县"};
  for (const auto& text : row) {
    if (text.empty() || number_in(text)) continue;
    return words.count(without_spaces(text)) > 0;  // the first word of the row
  }
  return false;
}

/// Data begins at the first row that holds a number beside other cells.
std::size_t first_data_row(const std::vector<Texts>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool number = std::any_of(rows[i].begin(), rows[i].end(), [](const std::string& text) {
      return number_in(text).has_value();
    });
    if (number && filled(rows[i]) >= 2 && !numbers_columns(rows[i])) return i;
  }
  return rows.size();
}

std::string heading(const std::string& text) {
  std::string word = without_spaces(text);
  std::erase(word, '#');
  return word;
}

/// Paths from the heading rows; titles (one cell only, above them) are left out.
Texts paths_of(const std::vector<Texts>& rows, std::size_t columns) {
  std::vector<const Texts*> headings;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (numbers_columns(rows[i]) || filled(rows[i]) == 0) continue;
    const bool title = headings.empty() && filled(rows[i]) == 1 && i + 1 < rows.size();
    if (!title) headings.push_back(&rows[i]);
  }
  Texts paths(columns);
  for (std::size_t level = 0; level < headings.size(); ++level) {
    const bool last = level + 1 == headings.size();
    const Texts above = paths;
    std::string left;
    for (std::size_t column = 0; column < columns; ++column) {
      std::string word =
          column < headings[level]->size() ? heading((*headings[level])[column]) : "";
      const bool same_group = column > 0 && above[column] == above[column - 1];
      if (word.empty() && !last && same_group && !left.empty()) word = left;
      left = word;
      if (word.empty()) continue;
      paths[column] += (paths[column].empty() ? "" : std::string(1, path_mark)) + word;
    }
  }
  return paths;
}

std::string last_part(const std::string& path, std::size_t parts) {
  std::size_t at = path.size();
  for (; parts > 0 && at != std::string::npos; --parts) {
    at = at == 0 ? std::string::npos : path.rfind(path_mark, at - 1);
  }
  return at == std::string::npos ? path : path.substr(at + 1);
}

}  // namespace

RosterTable read_roster_table(const LayerSource& source, int header_rows) {
  RosterTable table;
  table.layer = read_cells(source);
  std::vector<Texts> rows;
  for (const auto& feature : table.layer.features) {
    auto& row = rows.emplace_back();
    for (const auto& cell : feature.cells) row.push_back(words_in(cell));
  }
  const std::size_t data = header_rows > 0
                               ? std::min(static_cast<std::size_t>(header_rows), rows.size())
                               : first_data_row(rows);
  const std::size_t columns = table.layer.fields.size();
  table.layer.fields =
      paths_of({rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(data)}, columns);
  std::vector<Feature> kept;
  for (std::size_t i = data; i < rows.size(); ++i) {
    Feature& feature = table.layer.features[i];
    if (filled(rows[i]) == 0 || numbers_columns(rows[i])) continue;
    if (is_total(rows[i])) {
      table.totals.push_back(feature.number);
      continue;
    }
    kept.push_back(std::move(feature));
  }
  table.layer.features = std::move(kept);
  return table;
}

std::ptrdiff_t find_path(const std::vector<std::string>& paths, const std::string& name) {
  const std::string wanted = heading(half_width(name));
  if (wanted.empty()) return -1;
  const auto parts =
      1 + static_cast<std::size_t>(std::count(wanted.begin(), wanted.end(), path_mark));
  std::ptrdiff_t found = -1;
  for (const bool whole : {true, false}) {
    for (std::size_t i = 0; i < paths.size(); ++i) {
      if ((whole ? paths[i] : last_part(paths[i], parts)) != wanted) continue;
      if (found >= 0) return -1;
      found = static_cast<std::ptrdiff_t>(i);
    }
    if (found >= 0) return found;
  }
  return -1;
}

}  // namespace budian
