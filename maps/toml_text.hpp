// Texts as TOML writes them.
#pragma once

#include <string>
#include <vector>

namespace budian {

/// "a text" between double quotes; quotes, backslashes and control characters are escaped.
std::string toml_text(const std::string& text);
/// "one" or ["one", "two"].
std::string toml_texts(const std::vector<std::string>& texts);

}  // namespace budian
