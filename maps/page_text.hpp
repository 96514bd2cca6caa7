// Putting texts and data into a bundled page.
#pragma once

#include <string>
#include <string_view>

namespace budian {

/// JSON that may stand inside a script element: no "<" can end it or open a comment.
std::string safe_in_script(const std::string& json);
/// `text` in place of the first `mark`.
void put_into(std::string& page, std::string_view mark, const std::string& text);

}  // namespace budian
