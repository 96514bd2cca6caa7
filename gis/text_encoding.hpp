// Text as Chinese offices save it: UTF-8, GB18030 (which holds GBK and GB 2312), or whatever the
// user names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace budian {

/// What a file without any declared encoding is read as when its bytes are not UTF-8.
inline constexpr const char* undeclared_encoding = "GB18030";

bool is_utf8(std::string_view bytes);
/// The bytes as UTF-8. Nothing when the encoding is unknown or the bytes do not fit it.
std::optional<std::string> to_utf8(const std::string& bytes, const std::string& encoding);
/// The UTF-8 text in another encoding. Nothing when the encoding is unknown or lacks a character.
std::optional<std::string> from_utf8(const std::string& text, const std::string& encoding);

}  // namespace budian
