#include "maps/messages.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "gis/embedded.hpp"
#include "gis/toml_reader.hpp"

namespace budian {

BUDIAN_EMBEDDED(messages_layers)
BUDIAN_EMBEDDED(messages_county)
BUDIAN_EMBEDDED(messages_plan)
BUDIAN_EMBEDDED(messages_bus)
BUDIAN_EMBEDDED(messages_money)
BUDIAN_EMBEDDED(messages_outputs)
BUDIAN_EMBEDDED(messages_page)
BUDIAN_EMBEDDED(messages_program)

namespace {

struct Sentence {
  std::string zh;
  std::string en;
};
using Sentences = std::map<std::string, Sentence, std::less<>>;

void add_part(std::string_view text, const std::string& file, Sentences& sentences) {
  TomlDocument document(text, file);
  TomlTable root = document.root();
  for (const auto& key : root.keys()) {
    auto entry = root.table(key);
    if (!entry || !entry->has("zh") || !entry->has("en")) {
      throw std::logic_error(fmt::format("{}: {} lacks a language", file, key));
    }
    Sentence sentence{entry->text("zh").value_or(""), entry->text("en").value_or("")};
    if (!sentences.emplace(key, std::move(sentence)).second) {
      throw std::logic_error(fmt::format("{}: {} stands in two files", file, key));
    }
  }
  document.finish();
}

Sentences read_all() {
  Sentences sentences;
  add_part(embedded_messages_layers(), "layers.toml", sentences);
  add_part(embedded_messages_county(), "county.toml", sentences);
  add_part(embedded_messages_plan(), "plan.toml", sentences);
  add_part(embedded_messages_bus(), "bus.toml", sentences);
  add_part(embedded_messages_money(), "money.toml", sentences);
  add_part(embedded_messages_outputs(), "outputs.toml", sentences);
  add_part(embedded_messages_page(), "page.toml", sentences);
  add_part(embedded_messages_program(), "program.toml", sentences);
  return sentences;
}

const Sentences& sentences() {
  static const Sentences all = read_all();
  return all;
}

const std::string* find(std::string_view key, Language language) {
  const auto found = sentences().find(key);
  if (found == sentences().end()) return nullptr;
  return language == Language::zh ? &found->second.zh : &found->second.en;
}

/// At most two decimals, none that are zero.
std::string number_text(double number) {
  std::string shown = fmt::format("{:.2f}", number);
  while (shown.back() == '0') shown.pop_back();
  if (shown.back() == '.') shown.pop_back();
  return shown == "-0" ? "0" : shown;
}

std::string shown(const Argument& argument, Language language) {
  if (const auto* whole = std::get_if<std::int64_t>(&argument)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&argument)) return number_text(*number);
  const auto& word = std::get<std::string>(argument);
  const std::string* translated = find(word, language);
  return translated ? *translated : word;
}

std::string unknown(const Message& message, Language language) {
  std::string result = message.key;
  for (const auto& [name, value] : message.arguments) {
    result += fmt::format(" {}={}", name, shown(value, language));
  }
  return result;
}

/// Replaces each {name} that has an argument; other braces stay.
std::string substituted(const std::string& pattern, const Message& message, Language language) {
  std::string result;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t open = pattern.find('{', at);
    const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
    if (close == std::string::npos) break;
    result.append(pattern, at, open - at);
    const std::string name = pattern.substr(open + 1, close - open - 1);
    std::string value = pattern.substr(open, close - open + 1);
    for (const auto& [key, argument] : message.arguments) {
      if (key == name) value = shown(argument, language);
    }
    result += value;
    at = close + 1;
  }
  return result + pattern.substr(at);
}

}  // namespace

std::string text(const Message& message, Language language) {
  const std::string* pattern = find(message.key, language);
  return pattern ? substituted(*pattern, message, language) : unknown(message, language);
}

std::string text(std::string_view key, Language language) {
  return text(Message{std::string(key), {}}, language);
}

std::string word_of(Numbering numbering) {
  switch (numbering) {
    case Numbering::line:
      return "line";
    case Numbering::row:
      return "row";
    case Numbering::feature_id:
      return "feature_id";
  }
  return "line";
}

std::string texts_json(std::string_view prefix) {
  auto result = nlohmann::json::object();
  for (auto entry = sentences().lower_bound(prefix); entry != sentences().end(); ++entry) {
    if (!entry->first.starts_with(prefix)) break;
    result[entry->first] = {{"zh", entry->second.zh}, {"en", entry->second.en}};
  }
  return result.dump();
}

std::string place_in_file(const Problem& problem, Language language) {
  if (problem.row < 0) return {};
  return text(Message{"place." + word_of(problem.numbering), {{"row", problem.row}}}, language);
}

std::string describe(const Problem& problem, Language language) {
  std::vector<std::string> parts;
  const auto add = [&](const char* key, const char* name, Argument value) {
    parts.push_back(text(Message{key, {{name, std::move(value)}}}, language));
  };
  if (!problem.file.empty()) parts.push_back(problem.file);
  if (!problem.layer.empty()) add("place.layer", "layer", problem.layer);
  if (problem.row >= 0) parts.push_back(place_in_file(problem, language));
  if (!problem.field.empty()) add("place.field", "field", problem.field);
  if (!problem.value.empty()) add("place.value", "value", problem.value);
  std::string result;
  for (const auto& part : parts) {
    result += (result.empty() ? "" : text("place.comma", language)) + part;
  }
  if (!result.empty()) result += text("place.colon", language);
  return result + text(problem.message, language);
}

}  // namespace budian
