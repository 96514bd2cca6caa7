#include "gis/names.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace budian {
namespace {

/// Bytes of the UTF-8 character at a place; 1 for bytes that begin none.
std::size_t length_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  return at + length <= text.size() ? length : 1;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
    text.replace(at, what.size(), by);
    at += by.size();
  }
}

/// Ends of school names that say the same, longest first.
using Pair = std::pair<std::string_view, std::string_view>;
constexpr std::array<Pair, 11> kinds{
    Pair{"小学教学点", "小学"}, Pair{"(教学点)", ""},     Pair{"中心完全小学", "小学"},
    Pair{"中心学校", "小学"},   Pair{"中心小学", "小学"}, Pair{"完全小学", "小学"},
    Pair{"初级中学", "中学"},   Pair{"教学点", "小学"},   Pair{"完小", "小学"},
    Pair{"村小", "小学"},       Pair{"初中", "中学"}};
constexpr std::array<Pair, 10> numerals{
    Pair{"一", "1"}, Pair{"二", "2"}, Pair{"三", "3"}, Pair{"四", "4"}, Pair{"五", "5"},
    Pair{"六", "6"}, Pair{"七", "7"}, Pair{"八", "8"}, Pair{"九", "9"}, Pair{"十", "10"}};

std::string with_digits(std::string text) {
  for (const auto& [character, digit] : numerals) replace_all(text, character, digit);
  return text;
}

/// Each place as it stands at the start of a school's name, and without 县, 镇, 乡, 街道 where two
/// characters are left; longest first.
std::vector<std::pair<std::string, std::string>> without_suffix(
    const std::vector<std::string>& places) {
  std::vector<std::pair<std::string, std::string>> result;
  for (const auto& place : places) {
    const std::string whole = with_digits(without_spaces(half_width(place)));
    std::string bare;
    for (const std::string_view suffix : {"街道", "县", "镇", "乡", "区", "市"}) {
      constexpr std::size_t two_characters = 6;
      if (!whole.ends_with(suffix) || whole.size() < suffix.size() + two_characters) continue;
      bare = whole.substr(0, whole.size() - suffix.size());
      break;
    }
    if (!whole.empty()) result.emplace_back(whole, bare);
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return result;
}

/// 小学 alone names nothing: three characters stay.
std::string without_places(std::string text,
                           const std::vector<std::pair<std::string, std::string>>& places) {
  constexpr std::size_t three_characters = 9;
  const auto drop = [&](const std::string& start) {
    const bool goes =
        !start.empty() && text.starts_with(start) && text.size() >= start.size() + three_characters;
    if (goes) text.erase(0, start.size());
    return goes;
  };
  for (bool again = true; again;) {
    again = std::any_of(places.begin(), places.end(),
                        [&](const auto& place) { return drop(place.first) || drop(place.second); });
  }
  return text;
}

std::string with_common_kind(std::string text) {
  for (const auto& [end, by] : kinds) {
    if (!text.ends_with(end) || text.size() == end.size()) continue;
    text.replace(text.size() - end.size(), end.size(), by);
    break;
  }
  return text;
}

}  // namespace

std::string half_width(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_at(text, at);
    const std::string_view character = text.substr(at, length);
    at += length;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character == "\u3000") {
      result += ' ';
    } else if (length == 3 && byte(0) == 0xEF && byte(1) == 0xBC && byte(2) >= 0x81) {
      result += static_cast<char>(byte(2) - 0x80U + 0x20U);  // ！ to ＿
    } else if (length == 3 && byte(0) == 0xEF && byte(1) == 0xBD && byte(2) <= 0x9E) {
      result += static_cast<char>(byte(2) - 0x80U + 0x60U);  // ｀ to ～
    } else {
      result += character;
    }
  }
  return result;
}

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const auto start = text.find_first_not_of(spaces);
  if (start == std::string_view::npos) return {};
  return std::string(text.substr(start, text.find_last_not_of(spaces) - start + 1));
}

std::string without_spaces(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (letter != ' ' && letter != '\t' && letter != '\r' && letter != '\n') result += letter;
  }
  replace_all(result, "\u3000", "");
  replace_all(result, "\u00A0", "");
  return result;
}

std::string plain(std::string_view text) { return without_spaces(half_width(text)); }

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += length_at(text, at)) ++count;
  return count;
}

std::vector<NormalName> forms_of_school_name(const std::string& name,
                                             const std::vector<std::string>& places) {
  std::vector<NormalName> forms{{name, NameRule::none}};
  std::string text = without_spaces(half_width(name));
  const auto add = [&](NameRule rule) {
    if (text != forms.back().text && !text.empty()) forms.push_back({text, rule});
  };
  add(NameRule::width);
  replace_all(text, "第", "");
  text = with_digits(std::move(text));
  add(NameRule::numeral);
  // 安丰镇中心小学 → 安丰中心小学 → 中心小学.
  const auto shortened = without_suffix(places);
  const std::string with_places = text;
  for (const auto& [whole, bare] : shortened) {
    if (!bare.empty() && text.starts_with(whole)) text.replace(0, whole.size(), bare);
  }
  add(NameRule::place);
  text = with_common_kind(std::move(text));
  add(NameRule::kind);
  text = without_places(with_places, shortened);
  add(NameRule::place);
  text = with_common_kind(std::move(text));
  add(NameRule::kind);
  return forms;
}

}  // namespace budian
