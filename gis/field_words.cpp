#include "gis/field_words.hpp"

#include "gis/embedded.hpp"
#include "gis/names.hpp"
#include "gis/toml_reader.hpp"

namespace budian {

BUDIAN_EMBEDDED(field_words)

namespace {

using Words = std::vector<std::pair<std::string, std::vector<std::string>>>;

Words words_of(TomlTable& role, const char* key) {
  Words words;
  auto table = role.table(key);
  if (!table) return words;
  for (const auto& name : table->keys()) words.emplace_back(name, table->texts(name));
  return words;
}

std::map<std::string, RoleWords> read_words() {
  TomlDocument document(embedded_field_words(), "gis/field_words.toml");
  auto root = document.root();
  (void)root.text("date");
  (void)root.text("source");
  std::map<std::string, RoleWords> all;
  for (const auto* name : {"townships", "schools", "settlements", "roads", "water"}) {
    auto role = root.table(name);
    RoleWords& words = all[name];
    words.layers = role->texts("layers");
    words.names = role->texts("names");
    words.fields = words_of(*role, "fields");
    words.by_grade = words_of(*role, "by_grade");
    for (const auto* key : {"kinds", "classes"}) {
      auto values = role->table(key);
      if (!values) continue;
      for (const auto& value : values->keys())
        words.values[value] = values->text(value).value_or("");
    }
  }
  document.finish();
  return all;
}

}  // namespace

const std::map<std::string, RoleWords>& field_words() {
  static const std::map<std::string, RoleWords> all = read_words();
  return all;
}

bool fits_pattern(const std::string& pattern, const std::string& text) {
  std::size_t at = 0;
  std::size_t from = 0;
  bool anchored = true;  // no * before this piece
  while (true) {
    const std::size_t star = pattern.find('*', from);
    const std::string piece = pattern.substr(from, star - from);
    if (star == std::string::npos) {  // the last piece ends the text
      if (text.size() < at + piece.size()) return false;
      return anchored ? text == piece && at == 0 : text.ends_with(piece);
    }
    const std::size_t found =
        anchored ? (text.starts_with(piece) ? 0 : std::string::npos) : text.find(piece, at);
    if (found == std::string::npos) return false;
    at = found + piece.size();
    from = star + 1;
    anchored = false;
  }
}

std::string surest_column(const std::string& key, const std::vector<std::string>& columns) {
  for (const auto& [role, known] : field_words()) {
    for (const auto& [field, words] : known.fields) {
      if (field != key) continue;
      for (const std::string& word : words) {
        for (const std::string& column : columns) {
          if (lower_case(trimmed(column)) == lower_case(word)) return column;
        }
      }
    }
  }
  return {};
}

const std::string* value_of(const std::map<std::string, std::string>& patterns,
                            const std::string& text) {
  const auto exact = patterns.find(text);
  if (exact != patterns.end()) return &exact->second;
  const std::string* best = nullptr;
  std::size_t longest = 0;
  for (const auto& [pattern, value] : patterns) {
    if (pattern.find('*') == std::string::npos || pattern.size() <= longest) continue;
    if (!fits_pattern(pattern, text)) continue;
    best = &value;
    longest = pattern.size();
  }
  return best;
}

}  // namespace budian
