// Text as Chinese offices save it: UTF-8, GB18030 (which holds GBK and GB 2312), or whatever the
// user names.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace budian {

/// What a file without any declared encoding is read as when its bytes are not UTF-8.
inline constexpr const char* undeclared_encoding = "GB18030";

bool is_ascii(std::string_view bytes);
bool is_utf8(std::string_view bytes);
/// The bytes as UTF-8. Nothing when the encoding is unknown or the bytes do not fit it.
std::optional<std::string> to_utf8(const std::string& bytes, const std::string& encoding);
/// The UTF-8 text in another encoding. Nothing when the encoding is unknown or lacks a character.
std::optional<std::string> from_utf8(const std::string& text, const std::string& encoding);

/// A text as read: bytes that cannot be read stand as U+FFFD.
struct Decoded {
  std::string text;
  bool readable = true;  ///< false: some bytes do not fit the encoding
  bool cut = false;      ///< it ended within a character, which is left out
};

/// Reads one text after the other; much quicker than to_utf8 for many short ones.
class TextDecoder {
 public:
  /// An encoding that iconv knows, or nothing can be read. `or_utf8`: texts that are well-formed
  /// UTF-8 are taken as that.
  explicit TextDecoder(std::string encoding, bool or_utf8 = false);
  [[nodiscard]] const std::string& encoding() const { return encoding_; }
  [[nodiscard]] Decoded decode(std::string_view bytes);

 private:
  struct Close {
    void operator()(void* converter) const;
  };
  std::string encoding_;
  bool or_utf8_;
  std::unique_ptr<void, Close> converter_;
};

}  // namespace budian
