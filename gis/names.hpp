// Texts as people write them: widths, spaces, numbers, and the many ways to call one school.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace budian {

/// Full-width letters, digits, marks and the ideographic space as plain ones.
std::string half_width(std::string_view text);
/// A to Z as a to z; all other letters stay.
std::string lower_case(std::string text);
/// Without spaces, tabs and line ends at both ends; of any kind within the text.
std::string trimmed(std::string_view text);
std::string without_spaces(std::string_view text);
/// As names and codes are compared: half width, without spaces.
std::string plain(std::string_view text);
/// The whole text as a finite number; nothing for every other text.
std::optional<double> number_in(std::string_view text);
/// Characters of a UTF-8 text.
std::size_t character_count(std::string_view text);

/// What was changed to make two names alike.
enum class NameRule : unsigned char {
  none,     ///< the names are the same
  width,    ///< full or half width, spaces, brackets
  numeral,  ///< 第一 and 一, 1
  place,    ///< the county's or the township's name before it
  kind,  ///< 完全小学, 完小, 中心小学 and 小学; 初级中学, 初中 and 中学; 教学点
};
struct NormalName {
  std::string text;
  NameRule rule = NameRule::none;  ///< the furthest-going one that changed something
};
/// The forms of a school's name from the nearest to the furthest: two names that share a form are
/// alike by the later of its two rules. `places`: names of the county and of its townships.
std::vector<NormalName> forms_of_school_name(const std::string& name,
                                             const std::vector<std::string>& places);

}  // namespace budian
