// Where a rule comes from, as the [[source]] tables of the rule files say.
#pragma once

#include <string>
#include <vector>

#include "gis/toml_reader.hpp"
#include "scenarios/balance/standard.hpp"

namespace budian {

/// A table { zh = "…", en = "…" }, or one text for both languages: a county need not translate.
Bilingual read_bilingual(TomlTable& table, std::string_view key);
/// Keys document, date, certainty of a table.
Source read_source(TomlTable& table);
/// All [[source]] tables of a file.
std::vector<CitedSource> read_cited_sources(TomlTable& root);

}  // namespace budian
