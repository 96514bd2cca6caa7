// Text made small enough to travel inside a page.
#pragma once

#include <string>

namespace budian {

/// Deflated (zlib's format, RFC 1950) and written in base64: letters that end no HTML element. The
/// same text gives the same bytes.
std::string packed(const std::string& text);

}  // namespace budian
