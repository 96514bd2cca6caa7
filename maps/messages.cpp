#include "maps/messages.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "gis/embedded.hpp"
#include "gis/toml_reader.hpp"

namespace budian {

BUDIAN_EMBEDDED(messages_bill)
BUDIAN_EMBEDDED(messages_draft)
BUDIAN_EMBEDDED(messages_findings)
BUDIAN_EMBEDDED(messages_forecast)
BUDIAN_EMBEDDED(messages_where)
BUDIAN_EMBEDDED(messages_plan)
BUDIAN_EMBEDDED(messages_planner)
BUDIAN_EMBEDDED(messages_bus)
BUDIAN_EMBEDDED(messages_balance)
BUDIAN_EMBEDDED(messages_locate)
BUDIAN_EMBEDDED(messages_money)
BUDIAN_EMBEDDED(messages_outputs)
BUDIAN_EMBEDDED(messages_page)
BUDIAN_EMBEDDED(messages_program)
BUDIAN_EMBEDDED(messages_routes)
BUDIAN_EMBEDDED(messages_subsidy)
BUDIAN_EMBEDDED(messages_sweep)
BUDIAN_EMBEDDED(messages_sweep_page)
BUDIAN_EMBEDDED(messages_vroom)
BUDIAN_EMBEDDED(messages_travel)
BUDIAN_EMBEDDED(messages_gtfs)
BUDIAN_EMBEDDED(messages_staff)
BUDIAN_EMBEDDED(messages_children)

namespace {

struct Sentence {
  std::string zh;
  std::string en;
  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::zh ? zh : en;
  }
};
/// One key of the table. Findings have more than their sentence.
struct Entry {
  Sentence what;
  Sentence right;
  Sentence done;
  std::vector<std::string> severities;
};
using Sentences = std::map<std::string, Entry, std::less<>>;

Sentence sentence_of(TomlTable& table, const std::string& where) {
  if (!table.has("zh") || !table.has("en")) {
    throw std::logic_error(fmt::format("{} lacks a language", where));
  }
  return {table.text("zh").value_or(""), table.text("en").value_or("")};
}

void add_part(std::string_view text, const std::string& file, Sentences& sentences) {
  TomlDocument document(text, file);
  TomlTable root = document.root();
  for (const auto& key : root.keys()) {
    auto table = root.table(key);
    if (!table) throw std::logic_error(fmt::format("{}: {} is no table", file, key));
    const std::string where = fmt::format("{}: {}", file, key);
    Entry entry;
    entry.what = sentence_of(*table, where);
    entry.severities = table->texts("severity");
    if (auto right = table->table("right")) entry.right = sentence_of(*right, where);
    if (auto done = table->table("done")) entry.done = sentence_of(*done, where);
    if (!sentences.emplace(key, std::move(entry)).second) {
      throw std::logic_error(fmt::format("{} stands in two files", where));
    }
  }
  document.finish();
}

Sentences read_all() {
  Sentences sentences;
  add_part(embedded_messages_bill(), "bill.toml", sentences);
  add_part(embedded_messages_draft(), "draft.toml", sentences);
  add_part(embedded_messages_findings(), "findings.toml", sentences);
  add_part(embedded_messages_forecast(), "forecast.toml", sentences);
  add_part(embedded_messages_where(), "where.toml", sentences);
  add_part(embedded_messages_plan(), "plan.toml", sentences);
  add_part(embedded_messages_planner(), "planner.toml", sentences);
  add_part(embedded_messages_bus(), "bus.toml", sentences);
  add_part(embedded_messages_balance(), "balance.toml", sentences);
  add_part(embedded_messages_locate(), "locate.toml", sentences);
  add_part(embedded_messages_money(), "money.toml", sentences);
  add_part(embedded_messages_outputs(), "outputs.toml", sentences);
  add_part(embedded_messages_page(), "page.toml", sentences);
  add_part(embedded_messages_program(), "program.toml", sentences);
  add_part(embedded_messages_routes(), "routes.toml", sentences);
  add_part(embedded_messages_subsidy(), "subsidy.toml", sentences);
  add_part(embedded_messages_sweep(), "sweep.toml", sentences);
  add_part(embedded_messages_sweep_page(), "sweep_page.toml", sentences);
  add_part(embedded_messages_vroom(), "vroom.toml", sentences);
  add_part(embedded_messages_travel(), "travel.toml", sentences);
  add_part(embedded_messages_gtfs(), "gtfs.toml", sentences);
  add_part(embedded_messages_staff(), "staff.toml", sentences);
  add_part(embedded_messages_children(), "children.toml", sentences);
  return sentences;
}

const Sentences& sentences() {
  static const Sentences all = read_all();
  return all;
}

const Entry* find(std::string_view key) {
  const auto found = sentences().find(key);
  return found == sentences().end() ? nullptr : &found->second;
}

/// At most two decimals, none that are zero.
std::string number_text(double number) {
  std::string shown = fmt::format("{:.2f}", number);
  while (shown.back() == '0') shown.pop_back();
  if (shown.back() == '.') shown.pop_back();
  return shown == "-0" ? "0" : shown;
}

/// "-1234.5" as "-1,234.5".
std::string grouped(std::string number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  const std::size_t first = number.front() == '-' ? 1 : 0;
  for (std::size_t at = point; at > first + 3;) {
    at -= 3;
    number.insert(at, 1, ',');
  }
  return number;
}

std::string shown(const Argument& argument, Language language) {
  if (const auto* whole = std::get_if<std::int64_t>(&argument)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&argument)) return number_text(*number);
  const auto& word = std::get<std::string>(argument);
  const Entry* translated = find(word);
  return translated ? translated->what.in(language) : word;
}

std::string unknown(const Message& message, Language language) {
  std::string result = message.key;
  for (const auto& [name, value] : message.arguments) {
    result += fmt::format(" {}={}", name, shown(value, language));
  }
  return result;
}

/// Replaces each {name} that has an argument, and each {name:,} by a number with its thousands
/// apart; other braces stay.
std::string substituted(const std::string& pattern, const Message& message, Language language) {
  std::string result;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t open = pattern.find('{', at);
    const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
    if (close == std::string::npos) break;
    result.append(pattern, at, open - at);
    std::string name = pattern.substr(open + 1, close - open - 1);
    const bool groups = name.ends_with(":,");
    if (groups) name.resize(name.size() - 2);
    std::string value = pattern.substr(open, close - open + 1);
    for (const auto& [key, argument] : message.arguments) {
      if (key != name) continue;
      value = shown(argument, language);
      if (groups && !std::holds_alternative<std::string>(argument)) value = grouped(value);
    }
    result += value;
    at = close + 1;
  }
  return result + pattern.substr(at);
}

}  // namespace

std::string text(const Message& message, Language language) {
  const Entry* entry = find(message.key);
  return entry ? substituted(entry->what.in(language), message, language)
               : unknown(message, language);
}

Explanation explain(const Problem& problem, Language language) {
  Explanation result;
  result.what = text(problem.message, language);
  const Entry* entry = find(problem.message.key);
  if (!entry || entry->severities.empty()) return result;
  result.right = substituted(entry->right.in(language), problem.message, language);
  result.done = substituted(entry->done.in(language), problem.message, language);
  result.acted = !result.done.empty();
  if (!result.acted) {
    result.done = text(problem.fatal() ? "done.stopped" : "done.used", language);
  }
  return result;
}

std::string whole_text(const Problem& problem, Language language) {
  const Explanation explanation = explain(problem, language);
  std::string result = explanation.what;
  const auto add = [&](const std::string& sentence) {
    if (sentence.empty()) return;
    if (language == Language::en) result += ' ';
    result += sentence;
  };
  if (explanation.acted) add(explanation.done);
  add(explanation.right);
  return result;
}

std::vector<FindingEntry> all_findings() {
  std::vector<FindingEntry> result;
  for (const auto& [code, entry] : sentences()) {
    if (!entry.severities.empty()) result.push_back({code, entry.severities});
  }
  return result;
}

std::string text(std::string_view key, Language language) {
  return text(Message{std::string(key), {}}, language);
}

std::string word_of(Severity severity) {
  constexpr std::array<const char*, 4> words{"note", "warning", "serious", "error"};
  return words.at(static_cast<std::size_t>(severity));
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
    const Sentence& what = entry->second.what;
    result[entry->first] = {{"zh", what.zh}, {"en", what.en}};
  }
  return result.dump();
}

std::string place_in_file(const Problem& problem, Language language) {
  if (problem.row < 0) return {};
  return text(Message{"place." + word_of(problem.numbering), {{"row", problem.row}}}, language);
}

std::string place_on_ground(const Problem& problem) {
  if (problem.row >= 0 || !problem.place) return {};
  return fmt::format("{:.5f},{:.5f}", problem.place->longitude, problem.place->latitude);
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
  return result + whole_text(problem, language);
}

}  // namespace budian
