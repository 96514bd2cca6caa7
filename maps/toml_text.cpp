#include "maps/toml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace budian {

std::string toml_text(const std::string& text) {
  std::string quoted = "\"";
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x20 || byte == 0x7F) {
      quoted += fmt::format("\\u{:04X}", byte);
      continue;
    }
    if (letter == '"' || letter == '\\') quoted += '\\';
    quoted += letter;
  }
  return quoted + "\"";
}

std::string toml_list(const std::vector<std::string>& texts) {
  std::string list;
  for (const auto& text : texts) list += (list.empty() ? "" : ", ") + toml_text(text);
  return "[" + list + "]";
}

std::string toml_list(const std::vector<int>& numbers) {
  return fmt::format("[{}]", fmt::join(numbers, ", "));
}

std::string toml_texts(const std::vector<std::string>& texts) {
  return texts.size() == 1 ? toml_text(texts.front()) : toml_list(texts);
}

std::optional<std::string> toml_table(const std::string& line) {
  const auto begin = line.find_first_not_of(" \t");
  if (begin == std::string::npos || line[begin] != '[') return std::nullopt;
  const auto first = line.find_first_not_of('[', begin);
  const auto end = line.find(']', begin);
  if (first == std::string::npos || end == std::string::npos) return std::nullopt;
  const std::string name = line.substr(first, end - first);
  const bool is_name = std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '.' || c == '-';
  });
  return is_name && !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) != 0
             ? std::optional(name)
             : std::nullopt;
}

}  // namespace budian
