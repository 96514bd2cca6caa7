// The one message table (maps/messages/*.toml): every word that people read, in zh and en.
#pragma once

#include <string>
#include <string_view>

#include "gis/message.hpp"

namespace budian {

enum class Language { zh, en };

/// The sentence of a message. An argument that is itself a key is shown as that key's text. A key
/// that the table lacks comes back as the key and its arguments.
std::string text(const Message& message, Language language);
std::string text(std::string_view key, Language language);
/// All texts of a group ("page.") as JSON: {"page.title": {"zh": …, "en": …}, …}.
std::string texts_json(std::string_view prefix);
/// "file.shp, layer x, row 3, field NAME, value «…»: sentence".
std::string describe(const Problem& problem, Language language);

}  // namespace budian
