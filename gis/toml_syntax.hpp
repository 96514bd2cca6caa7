// What is wrong with a text that TOML cannot read, said so that who wrote it finds the mistake.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gis/message.hpp"

namespace budian {

/// Where and why the parser stopped.
struct SyntaxError {
  std::int64_t line = 0;    ///< from 1
  std::int64_t column = 0;  ///< in characters, from 1
  std::string reason;       ///< the parser's own words, English
};

/// The line as it stands in the file and, where the mistake is one of the usual ones (a quote or a
/// bracket that is missing, full-width punctuation, a key written twice, a path with backslashes),
/// what to do about it.
Problem syntax_problem(std::string_view text, const std::string& file, const SyntaxError& error);

/// The first line that is not UTF-8, shown as GB18030 has it where it can be read so; nothing where
/// all of the text is UTF-8.
std::optional<Problem> encoding_problem(std::string_view text, const std::string& file);

}  // namespace budian
