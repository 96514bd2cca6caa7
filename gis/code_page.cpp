#include "gis/code_page.hpp"

#include <algorithm>
#include <bitset>
#include <cctype>
#include <optional>

#include "gis/text_encoding.hpp"

namespace budian {
namespace {

/// Characters that names of places and schools are made of, in both scripts.
constexpr std::string_view vocabulary =
    "省市州县縣区區镇鎮乡鄉村庄莊街道路屯组組社坊里巷弄小学學中教点點校幼园園完实實验驗希望初级級民"
    "族回汉漢"
    "东東西南北上下前后後大新河湖江沟溝湾灣塘山岭嶺坡桥橋店集寨堡李王张張刘劉陈陳杨楊赵趙黄黃周吴吳"
    "第一二三四五六七八九十公国國";

unsigned char byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

bool within(unsigned char byte, unsigned low, unsigned high) { return byte >= low && byte <= high; }

/// Bytes of the character that starts a text and is not ASCII. 0: none can start so. More than the
/// text has: it ends within the character.
using Length = std::size_t (*)(std::string_view text);

std::size_t utf8_length(std::string_view text) {
  const unsigned char first = byte_at(text, 0);
  const std::size_t length = within(first, 0xC2, 0xDF)   ? 2
                             : within(first, 0xE0, 0xEF) ? 3
                             : within(first, 0xF0, 0xF4) ? 4
                                                         : 0;
  for (std::size_t i = 1; i < std::min(length, text.size()); ++i) {
    if (!within(byte_at(text, i), 0x80, 0xBF)) return 0;
  }
  return text.size() < length || is_utf8(text.substr(0, length)) ? length : 0;
}

std::size_t gb18030_length(std::string_view text) {
  if (!within(byte_at(text, 0), 0x81, 0xFE)) return 0;
  if (text.size() == 1) return 2;
  const unsigned char second = byte_at(text, 1);
  if (within(second, 0x40, 0x7E) || within(second, 0x80, 0xFE)) return 2;
  if (!within(second, 0x30, 0x39)) return 0;
  if (text.size() > 2 && !within(byte_at(text, 2), 0x81, 0xFE)) return 0;
  if (text.size() > 3 && !within(byte_at(text, 3), 0x30, 0x39)) return 0;
  return 4;
}

std::size_t big5_length(std::string_view text) {
  if (!within(byte_at(text, 0), 0xA1, 0xF9)) return 0;
  if (text.size() == 1) return 2;
  const unsigned char second = byte_at(text, 1);
  return within(second, 0x40, 0x7E) || within(second, 0xA1, 0xFE) ? 2 : 0;
}

/// In common use: the unified block of UTF-8, level 1 of GB 2312, level 1 of Big5.
using IsCommon = bool (*)(std::string_view character);

bool is_common_utf8(std::string_view character) {
  return character.size() == 3 && within(byte_at(character, 0), 0xE4, 0xE9);
}
bool is_common_gb18030(std::string_view character) {
  return within(byte_at(character, 0), 0xB0, 0xD7) && byte_at(character, 1) >= 0xA1;
}
bool is_common_big5(std::string_view character) {
  return within(byte_at(character, 0), 0xA4, 0xC6);
}

/// Two bytes of GB 18030 or Big5, or the code point of three bytes of UTF-8; else 0.
std::uint16_t key_of(std::string_view character) {
  const unsigned first = byte_at(character, 0);
  const unsigned second = byte_at(character, 1);
  const unsigned third = byte_at(character, 2);
  if (character.size() == 2) return static_cast<std::uint16_t>(first << 8U | second);
  if (character.size() != 3) return 0;
  return static_cast<std::uint16_t>((first & 0xFU) << 12U | (second & 0x3FU) << 6U |
                                    (third & 0x3FU));
}

struct Page {
  const char* encoding;
  Length length;
  IsCommon is_common;
  std::bitset<65536> vocabulary;  ///< by key
};

/// Characters that the page lacks are left out.
Page page_of(const char* encoding, Length length, IsCommon is_common) {
  Page page{encoding, length, is_common, {}};
  for (std::string_view rest = vocabulary; !rest.empty();) {
    const std::size_t bytes = utf8_length(rest);
    const auto written = from_utf8(std::string(rest.substr(0, bytes)), encoding);
    if (written) page.vocabulary.set(key_of(*written));
    rest.remove_prefix(bytes);
  }
  page.vocabulary.reset(0);
  return page;
}

constexpr std::size_t utf8 = 0, gb18030 = 1, big5 = 2;

const std::array<Page, 3>& pages() {
  static const std::array<Page, 3> all{page_of("UTF-8", utf8_length, is_common_utf8),
                                       page_of("GB18030", gb18030_length, is_common_gb18030),
                                       page_of("BIG5", big5_length, is_common_big5)};
  return all;
}

void count(const Page& page, std::string_view text, PageTally& tally) {
  PageTally seen;
  while (!text.empty()) {
    if (byte_at(text, 0) < 0x80) {
      text.remove_prefix(1);
      continue;
    }
    const std::size_t length = page.length(text);
    if (length == 0) {
      ++tally.misfits;
      return;
    }
    if (length > text.size()) {
      ++seen.cut;
      break;
    }
    const std::string_view character = text.substr(0, length);
    ++seen.characters;
    if (page.is_common(character)) ++seen.common;
    if (page.vocabulary.test(key_of(character))) ++seen.words;
    text.remove_prefix(length);
  }
  if (seen.common > 0) ++tally.chinese;
  tally.cut += seen.cut;
  tally.characters += seen.characters;
  tally.common += seen.common;
  tally.words += seen.words;
}

bool fits(const PageTally& tally) { return tally.misfits == 0 && tally.characters > 0; }

double share(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
}

double likeness(const PageTally& tally) {
  return share(tally.common, tally.characters) + share(tally.words, tally.characters);
}

/// The same for a page that every byte fits, such as those of Western Europe.
bool is_plainly_chinese(std::size_t page, const PageTally& tally) {
  return page == utf8 || (tally.words > 0 && share(tally.common, tally.characters) >= 0.8);
}

/// The page that the bytes speak for, whatever is declared. GB 18030's 小学 happens to be
/// well-formed UTF-8, two Cyrillic letters: UTF-8 has to make Chinese, too.
std::size_t best_of(const std::array<PageTally, 3>& tallies) {
  const bool chinese_in_gb18030 =
      fits(tallies[gb18030]) && is_plainly_chinese(gb18030, tallies[gb18030]);
  if (fits(tallies[utf8]) && (tallies[utf8].common > 0 || !chinese_in_gb18030)) return utf8;
  if (fits(tallies[gb18030]) != fits(tallies[big5])) return fits(tallies[gb18030]) ? gb18030 : big5;
  if (fits(tallies[gb18030])) {
    return likeness(tallies[gb18030]) >= likeness(tallies[big5]) ? gb18030 : big5;
  }
  std::size_t best = utf8;
  for (const std::size_t page : {gb18030, big5}) {
    if (tallies[page].misfits < tallies[best].misfits) best = page;
  }
  return best;
}

/// Row in pages(); nothing for pages that are not judged, which every byte fits.
std::optional<std::size_t> judged_page(std::string name) {
  std::erase_if(name, [](char c) { return c == '-' || c == '_' || c == ' '; });
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (name == "UTF8") return utf8;
  if (name.starts_with("GB") || name == "CP936" || name == "EUCCN") return gb18030;
  if (name.starts_with("BIG5") || name == "CP950") return big5;
  return std::nullopt;
}

/// Does `other`, which fits every text, refute a declared page that can be read, too?
bool refutes(std::size_t other, const PageTally& in_other, const PageTally& in_declared) {
  if (other == utf8) return in_other.words >= in_declared.words;
  constexpr std::int64_t enough = 8;
  return in_other.characters >= enough && in_other.words > in_declared.words &&
         likeness(in_other) > likeness(in_declared) + 0.3;
}

/// The page of the other texts where more than a tenth are Chinese in UTF-8 and the others are
/// plainly Chinese in it. Pages of two bytes accept nearly any bytes: that they fit the whole
/// proves nothing then.
std::optional<std::size_t> mixed_in(const std::array<PageTally, 3>& all,
                                    const std::array<PageTally, 3>& others, std::int64_t texts) {
  if (all[utf8].misfits == 0 || 10 * all[utf8].chinese <= texts) return std::nullopt;
  std::optional<std::size_t> best;
  for (const std::size_t page : {gb18030, big5}) {
    if (!fits(others[page]) || !is_plainly_chinese(page, others[page])) continue;
    if (!best || likeness(others[page]) > likeness(others[*best])) best = page;
  }
  return best;
}

}  // namespace

void CodePageJudge::add(std::string_view text) {
  if (is_ascii(text)) return;
  ++texts_;
  const std::int64_t misfits = tallies_[utf8].misfits;
  for (std::size_t page = 0; page < tallies_.size(); ++page) {
    count(pages()[page], text, tallies_[page]);
  }
  if (tallies_[utf8].misfits == misfits) return;
  for (const std::size_t page : {gb18030, big5}) count(pages()[page], text, others_[page]);
}

CodePage CodePageJudge::judge(const std::string& declared) const {
  CodePage result;
  result.encoding = declared.empty() ? "UTF-8" : declared;
  result.texts = texts_;
  if (texts_ == 0) return result;
  const std::size_t best = best_of(tallies_);
  const PageTally& tally = tallies_[best];
  const auto take_best = [&](CodePageReason reason) {
    result.encoding = pages()[best].encoding;
    result.reason = reason;
    result.tally = tally;
    return result;
  };
  if (const auto other = mixed_in(tallies_, others_, texts_)) {
    result.encoding = pages()[*other].encoding;
    result.reason = CodePageReason::mixed;
    result.tally = others_[*other];
    result.utf8 = texts_ - tallies_[utf8].misfits;
    return result;
  }
  if (declared.empty()) return take_best(CodePageReason::detected);
  const auto page = judged_page(declared);
  if (!page) {
    if (fits(tally) && is_plainly_chinese(best, tally)) return take_best(CodePageReason::overruled);
    result.reason = CodePageReason::declared;
    return result;
  }
  result.declared = tallies_[*page];
  result.encoding = pages()[*page].encoding;
  result.tally = result.declared;
  result.reason = CodePageReason::declared;
  if (best == *page) {
    if (result.declared.misfits > 0) result.reason = CodePageReason::contradicted;
    return result;
  }
  if (result.declared.misfits > 0) {
    if (fits(tally) && likeness(tally) > 0.5) return take_best(CodePageReason::overruled);
    result.reason = CodePageReason::contradicted;
    return result;
  }
  if (fits(tally) && refutes(best, tally, result.declared)) {
    return take_best(CodePageReason::overruled);
  }
  return result;
}

}  // namespace budian
