// Readers of the rule files.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "gis/toml_reader.hpp"
#include "scenarios/appraisal/rules.hpp"
#include "scenarios/sources.hpp"

namespace budian::appraisal {
namespace {

Bilingual required_words(TomlTable& table, std::string_view key) {
  return table.require(key) ? read_bilingual(table, key) : Bilingual{};
}

/// A source of a rule's own, which must be there: `certainty` too.
Source required_source(TomlTable& table) {
  table.require("certainty");
  return read_source(table);
}

double required_number(TomlTable& table, std::string_view key) {
  return table.require(key) ? table.number(key).value_or(0) : 0;
}

/// At least 0.
std::optional<double> amount(TomlTable& table, std::string_view key) {
  const auto value = table.number(key);
  if (value && *value < 0) table.problem(key, {"toml.not_negative", {}});
  return value;
}

void once(TomlTable& table, std::string_view key, const std::string& code,
          std::set<std::string>& codes) {
  if (!code.empty() && !codes.insert(code).second) {
    table.problem(key, {"appraisal.twice", {{"code", code}}});
  }
}

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

std::optional<RiskFigure> read_figure(TomlTable& table) {
  table.require("figure");
  return table.choice<RiskFigure>(
      "figure", {{"farther_without_boarding", RiskFigure::farther_without_boarding},
                 {"girls", RiskFigure::girls},
                 {"lower_grades_displaced", RiskFigure::lower_grades_displaced},
                 {"long_travel", RiskFigure::long_travel},
                 {"large_classes_at_receivers", RiskFigure::large_classes_at_receivers},
                 {"lower_grades_boarding", RiskFigure::lower_grades_boarding},
                 {"mean_distance_growth", RiskFigure::mean_distance_growth},
                 {"left_behind_displaced", RiskFigure::left_behind_displaced}});
}

RiskRule read_risk(TomlTable& table) {
  RiskRule risk;
  if (table.require("code")) risk.code = table.text("code").value_or("");
  risk.figure = read_figure(table).value_or(RiskFigure::girls);
  if (table.require("most")) risk.most = amount(table, "most").value_or(0);
  const bool needs_line = risk.figure == RiskFigure::long_travel ||
                          risk.figure == RiskFigure::large_classes_at_receivers;
  if (needs_line) table.require("line");
  risk.line = amount(table, "line");
  risk.finding = required_words(table, "finding");
  risk.source = required_source(table);
  return risk;
}

std::optional<ProcedureCheck> read_check(TomlTable& table) {
  table.require("check");
  return table.choice<ProcedureCheck>(
      "check", {{"lower_grades_time", ProcedureCheck::lower_grades_time},
                {"no_lower_boarding", ProcedureCheck::no_lower_boarding},
                {"seats_first", ProcedureCheck::seats_first},
                {"buses_within_limits", ProcedureCheck::buses_within_limits},
                {"small_roll", ProcedureCheck::small_roll},
                {"small_for_years", ProcedureCheck::small_for_years},
                {"township_keeps_junior", ProcedureCheck::township_keeps_junior},
                {"class_sizes", ProcedureCheck::class_sizes},
                {"keep_flag", ProcedureCheck::keep_flag},
                {"resources_named", ProcedureCheck::resources_named},
                {"plan_drafted", ProcedureCheck::plan_drafted},
                {"argued", ProcedureCheck::argued},
                {"published", ProcedureCheck::published},
                {"hearing", ProcedureCheck::hearing},
                {"parents", ProcedureCheck::parents},
                {"township_opinion", ProcedureCheck::township_opinion},
                {"approved", ProcedureCheck::approved},
                {"filed", ProcedureCheck::filed},
                {"transition", ProcedureCheck::transition},
                {"idle_building", ProcedureCheck::idle_building}});
}

bool needs_number(ProcedureCheck check) {
  return check == ProcedureCheck::lower_grades_time || check == ProcedureCheck::small_roll ||
         check == ProcedureCheck::small_for_years || check == ProcedureCheck::published;
}

ProcedureItem read_item(TomlTable& table) {
  ProcedureItem item;
  item.check = read_check(table).value_or(ProcedureCheck::plan_drafted);
  item.name = required_words(table, "name");
  item.must_keep = table.flag("must_keep").value_or(false);
  if (needs_number(item.check)) table.require("most");
  item.most = amount(table, "most");
  item.source = required_source(table);
  return item;
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

std::vector<RiskRule> read_risks(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  auto root = document.root();
  std::vector<RiskRule> risks;
  std::set<std::string> codes;
  for (auto& table : root.tables("risk")) {
    risks.push_back(read_risk(table));
    once(table, "code", risks.back().code, codes);
  }
  document.finish();
  return risks;
}

std::vector<ProcedureItem> read_procedure_items(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  auto root = document.root();
  std::vector<ProcedureItem> items;
  std::set<std::string> checks;
  root.require("item");
  for (auto& table : root.tables("item")) {
    items.push_back(read_item(table));
    once(table, "check", table.text("check").value_or(""), checks);
  }
  document.finish();
  return items;
}

}  // namespace budian::appraisal
