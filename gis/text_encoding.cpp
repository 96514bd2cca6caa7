#include "gis/text_encoding.hpp"

#include <errno.h>
#include <iconv.h>

#include <algorithm>

namespace budian {
namespace {

std::optional<std::string> recode(const std::string& bytes, const char* from, const char* to) {
  iconv_t converter = ::iconv_open(to, from);
  // NOLINTNEXTLINE(performance-no-int-to-ptr): the C library's own mark of an unknown encoding
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string input = bytes;
  std::string result(bytes.size() * 4 + 4, '\0');  // no encoding needs more than four bytes for one
  char* in = input.data();
  std::size_t in_left = input.size();
  char* out = result.data();
  std::size_t out_left = result.size();
  const std::size_t irreversible = ::iconv(converter, &in, &in_left, &out, &out_left);
  ::iconv_close(converter);
  if (irreversible != 0 || in_left != 0) return std::nullopt;
  result.resize(result.size() - out_left);
  return result;
}

/// Length of a well-formed UTF-8 character at the start of the bytes, or 0 (Unicode 15, table 3-7).
std::size_t character_length(std::string_view bytes) {
  const auto byte = [&](std::size_t i) {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = first == 0xED && byte(1) >= 0xA0;
    return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && byte(1) < 0x90;
    const bool too_high = first == 0xF4 && byte(1) >= 0x90;
    return continues(1) && continues(2) && continues(3) && !overlong && !too_high ? 4 : 0;
  }
  return 0;
}

}  // namespace

void TextDecoder::Close::operator()(void* converter) const { ::iconv_close(converter); }

TextDecoder::TextDecoder(std::string encoding, bool or_utf8)
    : encoding_(std::move(encoding)), or_utf8_(or_utf8) {
  iconv_t converter = ::iconv_open("UTF-8", encoding_.c_str());
  // NOLINTNEXTLINE(performance-no-int-to-ptr): the C library's own mark of an unknown encoding
  if (converter != reinterpret_cast<iconv_t>(-1)) converter_.reset(converter);
}

Decoded TextDecoder::decode(std::string_view bytes) {
  Decoded result;
  if (is_ascii(bytes) || (or_utf8_ && is_utf8(bytes))) {
    result.text = bytes;
    return result;
  }
  constexpr std::string_view unreadable = "\xEF\xBF\xBD";
  std::string input(bytes);
  char* in = input.data();
  std::size_t left = input.size();
  std::string buffer(4 * input.size(), '\0');  // no encoding needs more than four bytes for one
  while (left > 0) {
    char* out = buffer.data();
    std::size_t room = buffer.size();
    errno = converter_ ? 0 : EILSEQ;
    if (converter_) ::iconv(converter_.get(), &in, &left, &out, &room);
    result.text.append(buffer.data(), buffer.size() - room);
    if (left == 0) break;
    if (errno == EINVAL) {
      result.cut = true;
      break;
    }
    result.readable = false;
    result.text += unreadable;
    ++in;
    --left;
  }
  return result;
}

bool is_ascii(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) { return (c & '\x80') != 0; });
}

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t length = character_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

std::optional<std::string> to_utf8(const std::string& bytes, const std::string& encoding) {
  return recode(bytes, encoding.c_str(), "UTF-8");
}

std::optional<std::string> from_utf8(const std::string& text, const std::string& encoding) {
  return recode(text, "UTF-8", encoding.c_str());
}

}  // namespace budian
