#include "maps/toml_text.hpp"

#include <fmt/format.h>

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

std::string toml_texts(const std::vector<std::string>& texts) {
  if (texts.size() == 1) return toml_text(texts.front());
  std::string list;
  for (const auto& text : texts) list += (list.empty() ? "" : ", ") + toml_text(text);
  return "[" + list + "]";
}

}  // namespace budian
