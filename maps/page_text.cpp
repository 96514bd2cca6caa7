#include "maps/page_text.hpp"

#include "maps/packed.hpp"

namespace budian {
namespace {

/// JSON that may stand inside a script element: no "<" can end it or open a comment.
std::string safe_in_script(const std::string& json) {
  std::string result;
  result.reserve(json.size());
  for (const char letter : json) {
    if (letter == '<') {
      result += "\\u003c";
    } else {
      result += letter;
    }
  }
  return result;
}

/// `text` in place of the first `mark`.
void put_into(std::string& page, std::string_view mark, const std::string& text) {
  const auto at = page.find(mark);
  if (at != std::string::npos) page.replace(at, mark.size(), text);
}

}  // namespace

std::string filled_page(std::string_view bundled, Language language, std::string_view mark,
                        const std::string& json) {
  std::string page(bundled);
  if (language == Language::en) put_into(page, R"(<html lang="zh-CN">)", R"(<html lang="en">)");
  put_into(page, "<!--texts-->", safe_in_script(texts_json("page.")));
  put_into(page, mark, packed(json));
  return page;
}

}  // namespace budian
