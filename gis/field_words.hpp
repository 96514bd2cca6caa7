// How counties call their layers and columns (gis/field_words.toml).
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace budian {

struct RoleWords {
  std::vector<std::string> layers;  ///< in names of files and layers
  std::vector<std::string> names;   ///< ends of the names of the things in it
  std::vector<std::pair<std::string, std::vector<std::string>>> fields;    ///< our key → words
  std::vector<std::pair<std::string, std::vector<std::string>>> by_grade;  ///< with {n}, {c} or {j}
  std::map<std::string, std::string> values;  ///< kinds or road classes → our words
};

/// By the table of county.toml: townships, schools, settlements, roads, water.
const std::map<std::string, RoleWords>& field_words();
/// The column that the surest word for our key names, over the words of all roles; empty: none.
std::string surest_column(const std::string& key, const std::vector<std::string>& columns);
/// Does a pattern with * for any text fit? Without * it must be the text.
bool fits_pattern(const std::string& pattern, const std::string& text);
/// The value of the longest pattern that fits; the text itself first, "*" alone last.
const std::string* value_of(const std::map<std::string, std::string>& patterns,
                            const std::string& text);

}  // namespace budian
