// In which code page a table was really written, judged by all of its texts. Old shapefiles and CSV
// files say nothing of it, and many say what is not so.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace budian {

/// How the code page of a table was decided.
enum class CodePageReason : std::uint8_t {
  plain,         ///< nothing beyond ASCII: all code pages read it alike
  declared,      ///< as the file says; nothing contradicts it
  detected,      ///< the file says nothing
  overruled,     ///< the bytes contradict what the file says, and another page fits all of them
  mixed,         ///< some texts are UTF-8, the others fit another page: each is read in its own
  contradicted,  ///< the bytes contradict what the file says, and no other page fits them
};

/// What the texts look like when they are read in one code page.
struct PageTally {
  std::int64_t misfits = 0;     ///< texts that cannot be read in it
  std::int64_t cut = 0;         ///< texts that end within a character and fit otherwise
  std::int64_t chinese = 0;     ///< texts that fit and hold a Chinese character in common use
  std::int64_t characters = 0;  ///< beyond ASCII
  std::int64_t common = 0;      ///< of these: Chinese characters in common use
  std::int64_t words = 0;  ///< of these: the ones of names of places and schools (镇 乡 村 小 学 …)
};

struct CodePage {
  std::string encoding;  ///< to read the table in
  CodePageReason reason = CodePageReason::plain;
  std::int64_t texts = 0;  ///< beyond ASCII
  PageTally tally;         ///< in `encoding`
  std::int64_t utf8 = 0;   ///< mixed: texts in UTF-8
  PageTally declared;      ///< in the declared page, where it is UTF-8, GB18030 or Big5
};

/// Sees every text of a table once and keeps only counts.
class CodePageJudge {
 public:
  /// The bytes of a cell or of a field's name.
  void add(std::string_view text);
  /// `declared`: the name the file gives; empty where it gives none. Where several pages would do,
  /// the order is: the declared one, UTF-8, then GB18030 or Big5 by the share of characters in
  /// common use. A declared page is overruled where another fits every text and either the declared
  /// one does not, or the county's vocabulary speaks plainly for the other.
  [[nodiscard]] CodePage judge(const std::string& declared) const;

 private:
  std::int64_t texts_ = 0;
  std::array<PageTally, 3> tallies_{};  ///< UTF-8, GB18030, Big5
  std::array<PageTally, 3> others_{};   ///< the same for the texts that are not UTF-8
};

}  // namespace budian
