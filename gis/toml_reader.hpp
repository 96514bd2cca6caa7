// Checked reading of TOML: every wrong type, missing key and unknown key of a file is collected
// with its line, and a key nobody asked for is reported with the nearest one that exists.
// toml_reader.cpp is the only file that knows toml++.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gis/message.hpp"

namespace budian {

class TomlTable;

/// One parsed file. Ask the tables for every key you know, then call `finish`.
class TomlDocument {
 public:
  /// A syntax error, or a text that is not UTF-8, is thrown at once (InputError) with its line. A
  /// byte order mark is let pass.
  TomlDocument(std::string_view text, std::string file);
  ~TomlDocument();
  TomlDocument(const TomlDocument&) = delete;
  TomlDocument& operator=(const TomlDocument&) = delete;

  [[nodiscard]] TomlTable root();
  /// Adds the keys nobody asked for to the problems and throws InputError when there is any fatal
  /// problem.
  void finish();
  /// The same without throwing, for readers that go on to collect more.
  [[nodiscard]] std::vector<Problem> problems();

 private:
  friend class TomlTable;
  struct State;
  std::unique_ptr<State> state_;
};

/// A table of the file; asking for a key marks it as known. Getters report a wrong type and then
/// give nothing.
class TomlTable {
 public:
  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] bool has_text(std::string_view key) const;
  [[nodiscard]] std::optional<std::string> text(std::string_view key);
  /// A text, or a whole number as text: codes are written either way.
  [[nodiscard]] std::optional<std::string> code(std::string_view key);
  [[nodiscard]] std::optional<std::int64_t> whole(std::string_view key);
  [[nodiscard]] std::optional<double> number(std::string_view key);  ///< whole numbers count too
  [[nodiscard]] std::optional<bool> flag(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts(
      std::string_view key);  ///< one text counts as a list
  [[nodiscard]] std::vector<std::int64_t> wholes(std::string_view key);
  [[nodiscard]] std::vector<double> numbers(std::string_view key);
  [[nodiscard]] std::optional<TomlTable> table(std::string_view key);
  [[nodiscard]] std::vector<TomlTable> tables(std::string_view key);  ///< [[key]]
  /// Keys of a table whose keys are free (such as field mappings), all marked as known.
  [[nodiscard]] std::vector<std::string> keys();

  /// One of a list of words; another word is a problem that names the words.
  template <class T>
  [[nodiscard]] std::optional<T> choice(
      std::string_view key, std::initializer_list<std::pair<std::string_view, T>> words) {
    const auto word = text(key);
    if (!word) return std::nullopt;
    std::vector<std::string> known;
    for (const auto& [name, value] : words) {
      if (*word == name) return value;
      known.emplace_back(name);
    }
    unknown_word(key, *word, known);
    return std::nullopt;
  }

  /// Reports a missing key (message toml.missing) unless it is there.
  bool require(std::string_view key);
  /// Line of a key, or of the table where the key is absent.
  [[nodiscard]] std::int64_t line(std::string_view key = {}) const;
  /// Adds a problem at a key.
  void problem(std::string_view key, Message message);

 private:
  friend class TomlDocument;
  struct Node;
  TomlTable(TomlDocument::State* state, std::shared_ptr<Node> node);
  void unknown_word(std::string_view key, const std::string& word,
                    const std::vector<std::string>& known);
  TomlDocument::State* state_;
  std::shared_ptr<Node> node_;
};

/// The entry of `known` nearest to `word` by edit distance, if it is near enough to be what was
/// meant.
std::optional<std::string> nearest_word(std::string_view word,
                                        const std::vector<std::string>& known);

}  // namespace budian
