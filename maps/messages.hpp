// The one message table (maps/messages/*.toml): every word that people read, in zh and en.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gis/message.hpp"

namespace budian {

enum class Language { zh, en };

/// The sentence of a message. An argument that is itself a key is shown as that key's text. A key
/// that the table lacks comes back as the key and its arguments.
std::string text(const Message& message, Language language);
std::string text(std::string_view key, Language language);
/// A problem in sentences. Problems of scenarios have no more than `what`.
struct Explanation {
  std::string what;    ///< is wrong
  std::string right;   ///< what would be right
  std::string done;    ///< what Budian did about it
  bool acted = false;  ///< it did something: neither used as it stands nor stopped
};
Explanation explain(const Problem& problem, Language language);
/// What is wrong, what would be right, what was done: one after the other.
std::string whole_text(const Problem& problem, Language language);
/// A row of the table of findings (maps/messages/findings.toml), with the names of its arguments.
struct FindingEntry {
  std::string code;
  std::vector<std::string> severities;
};
/// In the order of the codes.
std::vector<FindingEntry> all_findings();
/// All texts of a group ("page.") as JSON: {"page.title": {"zh": …, "en": …}, …}.
std::string texts_json(std::string_view prefix);
/// The word that stands for a severity in JSON, styles and keys: note, warning, serious or error.
std::string word_of(Severity severity);
/// The word that stands for a numbering in JSON: line, row or feature_id.
std::string word_of(Numbering numbering);
/// "row 3", "line 3", "feature id 3"; empty for a whole layer.
std::string place_in_file(const Problem& problem, Language language);
/// "longitude,latitude" to the metre where no row says where it is; else empty.
std::string place_on_ground(const Problem& problem);
/// "file.shp, layer x, row 3, field NAME, value «…»: sentence".
std::string describe(const Problem& problem, Language language);

}  // namespace budian
