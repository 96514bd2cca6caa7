#include "scenarios/balance/standard.hpp"

#include <set>

#include "gis/embedded.hpp"
#include "gis/toml_reader.hpp"
#include "scenarios/sources.hpp"

BUDIAN_EMBEDDED(basic_2012)
BUDIAN_EMBEDDED(quality_2017)

namespace budian {
namespace {

constexpr std::array<const char*, 2> stage_keys{"primary", "junior"};

/// A number that must not be negative; a wrong one is reported and read as nothing.
std::optional<double> amount(TomlTable& table, std::string_view key) {
  const auto value = table.number(key);
  if (!value || *value >= 0) return value;
  table.problem(key, {"toml.not_negative", {}});
  return std::nullopt;
}

/// A whole number of pupils, at least 1.
std::optional<Heads> heads(TomlTable& table, std::string_view key) {
  const auto value = table.whole(key);
  if (!value) return std::nullopt;
  if (*value < 1) {
    table.problem(key, {"toml.positive", {}});
    return std::nullopt;
  }
  return Heads(*value);
}

std::optional<double> positive(TomlTable& table, std::string_view key) {
  const auto value = table.number(key);
  if (!value || *value > 0) return value;
  table.problem(key, {"toml.positive", {}});
  return std::nullopt;
}

/// { primary = …, junior = … }; a stage that is left out has no line.
ByStage<std::optional<double>> lines(TomlTable& table, std::string_view key) {
  ByStage<std::optional<double>> result;
  auto both = table.table(key);
  if (!both) return result;
  for (const Stage stage : stages) result[row(stage)] = amount(*both, stage_keys[row(stage)]);
  return result;
}

/// Reads { zh, en }, which must be there.
Bilingual required_bilingual(TomlTable& table, std::string_view key) {
  return table.require(key) ? read_bilingual(table, key) : Bilingual{};
}

struct Counted {
  Resource resource = Resource::books;
  bool all_staff = false;
};

std::optional<Counted> read_counted(TomlTable& table) {
  return table.choice<Counted>("resource",
                               {{"teaching_area", {Resource::teaching_area}},
                                {"sports_area", {Resource::sports_area}},
                                {"equipment_value", {Resource::equipment_value}},
                                {"computers", {Resource::computers}},
                                {"books", {Resource::books}},
                                {"multimedia_rooms", {Resource::multimedia_rooms}},
                                {"site_area", {Resource::site_area}},
                                {"building_area", {Resource::building_area}},
                                {"music_rooms", {Resource::music_rooms}},
                                {"art_rooms", {Resource::art_rooms}},
                                {"full_time_teachers", {Resource::full_time_teachers}},
                                {"above_degree_teachers", {Resource::above_degree_teachers}},
                                {"middle_title_teachers", {Resource::middle_title_teachers}},
                                {"backbone_teachers", {Resource::backbone_teachers}},
                                {"arts_pe_teachers", {Resource::arts_pe_teachers}},
                                {"qualified_teachers", {Resource::qualified_teachers}},
                                {"staff", {Resource::full_time_teachers, true}}});
}

IndicatorRule read_indicator(TomlTable& table) {
  IndicatorRule rule;
  if (table.require("code")) rule.code = table.text("code").value_or("");
  rule.name = required_bilingual(table, "name");
  rule.unit = required_bilingual(table, "unit");
  if (table.require("resource")) {
    const Counted counted = read_counted(table).value_or(Counted{});
    rule.resource = counted.resource;
    rule.counts_all_staff = counted.all_staff;
  }
  rule.per_hundred = table.flag("per_hundred").value_or(false);
  rule.shown_divisor = positive(table, "shown_divisor").value_or(1);
  rule.mandatory = table.flag("mandatory").value_or(false);
  rule.school_line = lines(table, "school_line");
  return rule;
}

std::vector<IndicatorRule> read_indicators(TomlTable& root) {
  std::vector<IndicatorRule> result;
  std::set<std::string> codes;
  if (!root.require("indicator")) return result;
  for (auto& table : root.tables("indicator")) {
    result.push_back(read_indicator(table));
    const std::string& code = result.back().code;
    if (!code.empty() && !codes.insert(code).second) {
      table.problem("code", {"standard.duplicate_indicator", {{"code", code}}});
    }
  }
  return result;
}

std::optional<TeachingPointPolicy> read_policy(TomlTable& root, std::string_view key) {
  return root.choice<TeachingPointPolicy>(
      key, {{"exclude", TeachingPointPolicy::exclude},
            {"merge_into_parent", TeachingPointPolicy::merge_into_parent},
            {"own_unit", TeachingPointPolicy::own_unit},
            {"own_unit_if_at_least", TeachingPointPolicy::own_unit_if_at_least}});
}

/// Which units are counted and how a combined campus is split.
void read_units(TomlTable& root, StandardRules& rules) {
  if (root.require("teaching_points")) {
    rules.teaching_points =
        read_policy(root, "teaching_points").value_or(TeachingPointPolicy::exclude);
  }
  rules.shown_beside = read_policy(root, "shown_beside");
  if (rules.teaching_points == TeachingPointPolicy::own_unit_if_at_least ||
      rules.shown_beside == TeachingPointPolicy::own_unit_if_at_least) {
    root.require("teaching_point_least");
  }
  rules.teaching_point_least = heads(root, "teaching_point_least").value_or(Heads(0));
  if (root.require("counts_private")) {
    rules.counts_private = root.flag("counts_private").value_or(false);
  }
  root.require("split");
  auto split = root.table("split");
  if (!split) return;
  for (const char* key : {"junior_weight", "senior_weight", "complete_senior_weight"}) {
    split->require(key);
  }
  rules.junior_weight = positive(*split, "junior_weight").value_or(1);
  rules.senior_weight = positive(*split, "senior_weight").value_or(1);
  rules.complete_senior_weight = positive(*split, "complete_senior_weight").value_or(1);
}

/// Greatest CVs, how a school is judged, sizes.
void read_lines(TomlTable& root, StandardRules& rules) {
  rules.composite_line = lines(root, "composite_line");
  rules.indicator_line = lines(root, "indicator_line");
  if (auto school = root.table("school")) {
    school->require("least_indicators_met");
    school->require("floor_ratio_for_rest");
    const auto least = school->whole("least_indicators_met").value_or(0);
    const auto indicators = static_cast<std::int64_t>(rules.indicators.size());
    if (least < 0 || least > indicators) {
      school->problem("least_indicators_met",
                      {"standard.more_than_indicators", {{"indicators", indicators}}});
    }
    rules.least_indicators_met = static_cast<int>(least);
    rules.floor_ratio_for_rest = amount(*school, "floor_ratio_for_rest").value_or(0);
  }
  if (auto size = root.table("size")) {
    if (auto largest = size->table("largest_class")) {
      for (const Stage stage : stages) {
        rules.largest_class[row(stage)] = heads(*largest, stage_keys[row(stage)]);
      }
    }
    rules.largest_school = heads(*size, "largest_school");
    rules.largest_combined_school = heads(*size, "largest_combined_school");
  }
}

}  // namespace

StandardRules read_standard(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  auto root = document.root();
  StandardRules rules;
  if (root.require("code")) rules.code = root.text("code").value_or("");
  rules.name = required_bilingual(root, "name");
  root.require("origin");
  if (auto origin = root.table("origin")) rules.source = read_source(*origin);
  rules.indicators = read_indicators(root);
  read_units(root, rules);
  read_lines(root, rules);
  rules.sources = read_cited_sources(root);
  document.finish();
  return rules;
}

std::vector<StandardRules> built_in_standards() {
  return {read_standard(embedded_basic_2012(), "scenarios/standards/basic_2012.toml"),
          read_standard(embedded_quality_2017(), "scenarios/standards/quality_2017.toml")};
}

}  // namespace budian
