#include "src/terminal_table.hpp"

#include <algorithm>

namespace budian {
namespace {

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
};

CodePoint code_point_at(const std::string& text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> char32_t {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xE0) return {((first & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
  if (first < 0xF0)
    return {((first & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
  return {((first & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
              (byte(3) & 0x3FU),
          4};
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
}

}  // namespace

std::size_t display_width(const std::string& text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    width += is_wide(point.value) ? 2U : 1U;
    at += point.bytes;
  }
  return width;
}

std::string terminal_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& cells : rows) {
    widths.resize(std::max(widths.size(), cells.size()), 0);
    for (std::size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], display_width(cells[i]));
  }
  std::string result;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (std::size_t i = 0; i < rows[r].size(); ++i) {
      const std::string padding(widths[i] - display_width(rows[r][i]), ' ');
      if (i > 0) line += "  ";
      line += i == 0 ? rows[r][i] + padding : padding + rows[r][i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    result += line + "\n";
    if (r > 0) continue;
    std::size_t whole = widths.empty() ? 0 : 2 * (widths.size() - 1);
    for (const std::size_t width : widths) whole += width;
    result += std::string(whole, '-') + "\n";
  }
  return result;
}

namespace {

/// Lines of at most so many columns; breaks at spaces, or between Chinese characters.
std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  std::size_t word = 0;  // bytes of the last line's unfinished word of narrow letters
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const std::string letter = text.substr(at, point.bytes);
    const std::size_t wide = is_wide(point.value) ? 2 : 1;
    at += point.bytes;
    if (used + wide > width) {
      std::string rest = lines.back().substr(lines.back().size() - word);
      if (rest.size() < lines.back().size()) {
        lines.back().erase(lines.back().size() - word);
      } else {
        rest.clear();
        word = 0;
      }
      lines.back().erase(lines.back().find_last_not_of(' ') + 1);
      lines.push_back(rest);
      used = display_width(rest);
    }
    if (letter == " " && lines.back().empty()) continue;
    lines.back() += letter;
    used += wide;
    word = letter == " " || wide == 2 ? 0 : word + letter.size();
  }
  return lines;
}

}  // namespace

std::string text_table(const std::vector<std::vector<std::string>>& rows, std::size_t width) {
  constexpr std::size_t widest = 34;  // of a column that is not the last
  constexpr std::size_t narrowest = 40;
  std::vector<std::size_t> widths;
  for (const auto& cells : rows) {
    widths.resize(std::max(widths.size(), cells.size()), 0);
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      widths[i] = std::max(widths[i], std::min(widest, display_width(cells[i])));
    }
  }
  std::size_t before = 0;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) before += widths[i] + 2;
  if (!widths.empty()) widths.back() = std::max(narrowest, width > before ? width - before : 0);
  std::string result;
  for (const auto& cells : rows) {
    std::vector<std::vector<std::string>> columns;
    std::size_t height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      columns.push_back(wrapped(cells[i], widths[i]));
      height = std::max(height, columns.back().size());
    }
    for (std::size_t k = 0; k < height; ++k) {
      std::string line;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string part = k < columns[i].size() ? columns[i][k] : "";
        line += part;
        if (i + 1 < columns.size()) {
          line += std::string(widths[i] + 2 - std::min(widths[i], display_width(part)), ' ');
        }
      }
      line.erase(line.find_last_not_of(' ') + 1);
      result += line + "\n";
    }
    if (&cells == &rows.front()) result += std::string(width, '-') + "\n";
  }
  return result;
}

}  // namespace budian
