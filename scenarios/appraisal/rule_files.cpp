// Readers of the lines and of the score.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "gis/toml_reader.hpp"
#include "scenarios/appraisal/rule_reading.hpp"

namespace budian::appraisal {
namespace {

ByBand<bool> read_bands(TomlTable& table) {
  constexpr std::array<const char*, 3> words{"lower_primary", "upper_primary", "junior"};
  ByBand<bool> bands{};
  if (!table.require("bands")) return bands;
  for (const std::string& word : table.texts("bands")) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) {
      table.problem("bands", {"appraisal.band", {{"word", word}}});
    } else {
      bands[static_cast<std::size_t>(found - words.begin())] = true;
    }
  }
  return bands;
}

std::int64_t read_most(TomlTable& table, AccessMeasure measure) {
  const double most = required_number(table, "most");
  if (most <= 0) table.problem("most", {"toml.positive", {}});
  const bool is_length = measure == AccessMeasure::road_km || measure == AccessMeasure::walk_km;
  return is_length ? metres(most * 1000).count() : minutes(most).count();
}

AccessLine read_line(TomlTable& table) {
  AccessLine line;
  if (table.require("code")) line.code = table.text("code").value_or("");
  line.name = required_words(table, "name");
  line.bands = read_bands(table);
  table.require("measure");
  line.measure = table
                     .choice<AccessMeasure>(
                         "measure", {{"road_km", AccessMeasure::road_km},
                                     {"walk_km", AccessMeasure::walk_km},
                                     {"door_to_door_minutes", AccessMeasure::door_to_door_minutes},
                                     {"ride_minutes", AccessMeasure::ride_minutes}})
                     .value_or(AccessMeasure::road_km);
  line.most = read_most(table, line.measure);
  line.schools = table
                     .choice<Surroundings>("schools", {{"all", Surroundings::all},
                                                       {"urban", Surroundings::urban},
                                                       {"rural", Surroundings::rural}})
                     .value_or(Surroundings::all);
  table.require("severity");
  line.severity = table
                      .choice<Severity>("severity", {{"note", Severity::note},
                                                     {"warning", Severity::warning},
                                                     {"serious", Severity::serious}})
                      .value_or(Severity::warning);
  line.source = required_source(table);
  return line;
}

ScorePart read_part(TomlTable& table) {
  ScorePart part;
  if (table.require("key")) part.key = table.text("key").value_or("");
  part.weight = required_number(table, "weight");
  if (part.weight <= 0) table.problem("weight", {"toml.positive", {}});
  part.full_at = required_number(table, "full_at");
  part.zero_at = required_number(table, "zero_at");
  if (part.full_at == part.zero_at) table.problem("zero_at", {"appraisal.full_is_zero", {}});
  part.line = table.line("key");
  return part;
}

WarningMark read_mark(TomlTable& table) {
  WarningMark mark;
  if (table.require("key")) mark.key = table.text("key").value_or("");
  mark.amber_at = required_number(table, "amber_at");
  mark.red_at = required_number(table, "red_at");
  if (mark.amber_at == mark.red_at) table.problem("red_at", {"appraisal.red_is_amber", {}});
  mark.line = table.line("key");
  return mark;
}

void check_weights(TomlTable& root, const std::vector<ScorePart>& parts) {
  double sum = 0;
  for (const auto& part : parts) sum += part.weight;
  constexpr double hair = 1e-9;
  if (!parts.empty() && std::abs(sum - 100) > hair) {
    root.problem("indicator", {"appraisal.weights", {{"sum", sum}}});
  }
}

}  // namespace

std::vector<AccessLine> read_access_lines(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  auto root = document.root();
  std::vector<AccessLine> lines;
  std::set<std::string> codes;
  root.require("line");
  for (auto& table : root.tables("line")) {
    lines.push_back(read_line(table));
    once(table, "code", lines.back().code, codes);
  }
  document.finish();
  return lines;
}

ScoreRules read_score(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  auto root = document.root();
  ScoreRules rules;
  rules.file = file;
  rules.name = required_words(root, "name");
  root.require("origin");
  if (auto origin = root.table("origin")) rules.source = required_source(*origin);
  rules.least_known_weight = required_number(root, "least_known_weight");
  std::set<std::string> keys;
  root.require("indicator");
  for (auto& table : root.tables("indicator")) {
    rules.parts.push_back(read_part(table));
    once(table, "key", rules.parts.back().key, keys);
  }
  for (auto& table : root.tables("mark")) rules.marks.push_back(read_mark(table));
  check_weights(root, rules.parts);
  document.finish();
  return rules;
}

}  // namespace budian::appraisal
