// Texts as TOML writes them.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace budian {

/// "a text" between double quotes; quotes, backslashes and control characters are escaped.
std::string toml_text(const std::string& text);
/// "one" or ["one", "two"].
std::string toml_texts(const std::vector<std::string>& texts);
/// ["one"], [1, 2].
std::string toml_list(const std::vector<std::string>& texts);
std::string toml_list(const std::vector<int>& numbers);
/// The name of the table that a line opens ("measure" of [[measure]]); empty: it opens none.
std::optional<std::string> toml_table(const std::string& line);

}  // namespace budian
