// Tables for a terminal in which Chinese characters take two columns.
#pragma once

#include <string>
#include <vector>

namespace budian {

/// Columns that a text takes on a terminal.
std::size_t display_width(const std::string& text);
/// Rows of cells; the first row is the header, the first column is aligned left, the others right.
std::string terminal_table(const std::vector<std::vector<std::string>>& rows);

/// Columns of words, the first row as header: all to the left, the last one wrapped so that lines
/// take at most `width` columns.
std::string text_table(const std::vector<std::vector<std::string>>& rows, std::size_t width = 120);

}  // namespace budian
