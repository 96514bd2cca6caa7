// What the readers of the rule files share; used by the sources of this folder only.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "gis/toml_reader.hpp"
#include "scenarios/appraisal/rules.hpp"
#include "scenarios/sources.hpp"

namespace budian::appraisal {

inline Bilingual required_words(TomlTable& table, std::string_view key) {
  return table.require(key) ? read_bilingual(table, key) : Bilingual{};
}

/// A source of a rule's own, which must be there: `certainty` too.
inline Source required_source(TomlTable& table) {
  table.require("certainty");
  return read_source(table);
}

inline double required_number(TomlTable& table, std::string_view key) {
  return table.require(key) ? table.number(key).value_or(0) : 0;
}

/// At least 0.
inline std::optional<double> amount(TomlTable& table, std::string_view key) {
  const auto value = table.number(key);
  if (value && *value < 0) table.problem(key, {"toml.not_negative", {}});
  return value;
}

inline void once(TomlTable& table, std::string_view key, const std::string& code,
                 std::set<std::string>& codes) {
  if (!code.empty() && !codes.insert(code).second) {
    table.problem(key, {"appraisal.twice", {{"code", code}}});
  }
}

}  // namespace budian::appraisal
