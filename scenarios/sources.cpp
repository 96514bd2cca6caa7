#include "scenarios/sources.hpp"

namespace budian {

Bilingual read_bilingual(TomlTable& table, std::string_view key) {
  if (table.has_text(key)) {
    const std::string words = table.text(key).value_or("");
    return {words, words};
  }
  auto both = table.table(key);
  if (!both) return {};
  both->require("zh");
  both->require("en");
  return {both->text("zh").value_or(""), both->text("en").value_or("")};
}

Source read_source(TomlTable& table) {
  Source source;
  table.require("document");
  source.document = read_bilingual(table, "document");
  source.date = table.text("date").value_or("");
  source.certainty =
      table
          .choice<Certainty>("certainty", {{"verified", Certainty::verified},
                                           {"secondary", Certainty::secondary},
                                           {"to_be_verified", Certainty::to_be_verified},
                                           {"assumption", Certainty::assumption}})
          .value_or(Certainty::assumption);
  return source;
}

std::vector<CitedSource> read_cited_sources(TomlTable& root) {
  std::vector<CitedSource> result;
  for (auto& table : root.tables("source")) {
    table.require("for");
    const std::string rule = table.text("for").value_or("");
    result.push_back({rule, read_source(table)});
  }
  return result;
}

}  // namespace budian
