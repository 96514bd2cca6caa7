#include "gis/toml_syntax.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "gis/text_encoding.hpp"

namespace budian {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t shown_characters = 60;

/// What Chinese keyboards give instead of " and ', and instead of = , : ; [ ] { } # . and the
/// space.
constexpr std::array<std::string_view, 6> full_width_quotes{"“", "”", "‘", "’", "＂", "＇"};
constexpr std::array<std::string_view, 14> full_width_signs{
    "＝", "，", "、", "：", "；", "［", "］", "【", "】", "｛", "｝", "＃", "．", "　"};

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& marks, std::string_view character) {
  return std::find(marks.begin(), marks.end(), character) != marks.end();
}

std::vector<std::string_view> lines_of(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string_view> characters_of(std::string_view line) {
  std::vector<std::string_view> characters;
  while (!line.empty()) {
    std::size_t size = 1;
    while (size < line.size() && (static_cast<unsigned char>(line[size]) & 0xC0U) == 0x80U) ++size;
    characters.push_back(line.substr(0, size));
    line.remove_prefix(size);
  }
  return characters;
}

/// The part of a line around a column: lists of grades and fields run long.
std::string excerpt(std::string_view line, std::int64_t column) {
  const auto characters = characters_of(line);
  const auto at = static_cast<std::size_t>(std::max<std::int64_t>(column, 1)) - 1;
  const std::size_t first = at > shown_characters / 2 ? at - shown_characters / 2 : 0;
  const std::size_t last = std::min(characters.size(), first + shown_characters);
  std::string result = first > 0 ? "…" : "";
  for (std::size_t i = first; i < last; ++i) result += characters[i];
  return result + (last < characters.size() ? "…" : "");
}

/// One line read as TOML reads it, strings and comments told apart.
struct LineScan {
  bool string_open = false;  ///< at the end of the line
  bool backslash = false;    ///< in a "…" string
  std::string full_width;    ///< the first such mark outside strings, or quote in the open one
  std::vector<std::pair<char, std::size_t>> brackets;  ///< outside strings, with their column
};

LineScan scan(std::string_view line) {
  LineScan result;
  std::string quote;
  std::string within;  // a full-width quote in the open string: text, if the string is closed
  bool escaped = false;
  std::size_t column = 0;
  for (const std::string_view character : characters_of(line)) {
    ++column;
    const bool is_quote = is_one_of(full_width_quotes, character);
    if (!quote.empty()) {
      if (is_quote && within.empty()) within = character;
      const bool closes = character == quote && !escaped;
      escaped = quote == "\"" && character == "\\" && !escaped;
      result.backslash = result.backslash || escaped;
      if (closes) quote.clear();
      continue;
    }
    if (character == "#") break;
    const bool is_mark = is_quote || is_one_of(full_width_signs, character);
    if (is_mark && result.full_width.empty()) result.full_width = character;
    if (character == "\"" || character == "'") {
      quote = character;
      within.clear();
    }
    if (character == "[" || character == "]") {
      result.brackets.emplace_back(character.front(), column);
    }
  }
  result.string_open = !quote.empty();
  if (result.string_open && result.full_width.empty()) result.full_width = within;
  return result;
}

/// Line of the innermost bracket that is open before the error.
std::int64_t open_bracket_line(const std::vector<std::string_view>& lines,
                               const SyntaxError& error) {
  std::vector<std::int64_t> open;
  const auto last = std::min(static_cast<std::size_t>(error.line), lines.size());
  for (std::size_t i = 0; i < last; ++i) {
    const auto number = static_cast<std::int64_t>(i) + 1;
    for (const auto& [bracket, column] : scan(lines[i]).brackets) {
      if (number == error.line && static_cast<std::int64_t>(column) >= error.column) break;
      if (bracket == '[') {
        open.push_back(number);
      } else if (!open.empty()) {
        open.pop_back();
      }
    }
  }
  return open.empty() ? error.line : open.back();
}

/// The usual mistake that this is, as the end of a message key.
std::string mistake(const LineScan& line, const std::string& reason) {
  const auto says = [&reason](std::string_view words) {
    return reason.find(words) != std::string::npos;
  };
  if (says("escape sequence") || says("unicode scalar")) return "backslash";
  if (says("cannot redefine")) return "duplicate";
  if (!line.full_width.empty()) return "full_width";
  if (line.string_open) return line.backslash ? "backslash" : "missing_quote";
  if (says("']'")) return "missing_bracket";
  if (says("'}'")) return "missing_brace";
  if (says("expected keys")) return "bare_key";
  if (says("determine value type")) return "bare_text";
  return "other";
}

}  // namespace

Problem syntax_problem(std::string_view text, const std::string& file, const SyntaxError& error) {
  const auto lines = lines_of(text);
  const auto at = static_cast<std::size_t>(std::max<std::int64_t>(error.line, 1)) - 1;
  const std::string_view line = at < lines.size() ? lines[at] : std::string_view();
  const LineScan scanned = scan(line);
  Problem problem;
  problem.file = file;
  problem.row = error.line;
  problem.message = {"toml.syntax." + mistake(scanned, error.reason),
                     {{"column", error.column}, {"text", excerpt(line, error.column)}}};
  auto& arguments = problem.message.arguments;
  if (problem.message.key.ends_with("full_width")) {
    arguments.emplace_back("mark", scanned.full_width);
  }
  if (problem.message.key.ends_with("missing_bracket")) {
    arguments.emplace_back("open", open_bracket_line(lines, error));
  }
  if (problem.message.key.ends_with("other")) arguments.emplace_back("reason", error.reason);
  return problem;
}

std::optional<Problem> encoding_problem(std::string_view text, const std::string& file) {
  if (is_utf8(text)) return std::nullopt;
  Problem problem;
  problem.file = file;
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    problem.message = {"toml.utf16", {}};
    return problem;
  }
  const auto lines = lines_of(text);
  const auto bad = std::find_if_not(lines.begin(), lines.end(), is_utf8);
  problem.row = bad - lines.begin() + 1;
  const auto shown = to_utf8(std::string(*bad), undeclared_encoding);
  problem.message = shown ? Message{"toml.not_utf8_but_gbk", {{"text", excerpt(*shown, 1)}}}
                          : Message{"toml.not_utf8", {}};
  return problem;
}

}  // namespace budian
