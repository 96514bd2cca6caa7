// Putting words and data into a bundled page (maps/web).
#pragma once

#include <string>
#include <string_view>

#include "maps/messages.hpp"

namespace budian {

/// The page in the language that it opens in, with the words of all keys that begin with "page.",
/// and the data, packed, in place of `mark`.
std::string filled_page(std::string_view bundled, Language language, std::string_view mark,
                        const std::string& json);

}  // namespace budian
