#include "scenarios/balance/standard_parts.hpp"

#include <algorithm>

#include "scenarios/sources.hpp"

namespace budian {

std::optional<double> amount(TomlTable& table, std::string_view key) {
  const auto value = table.number(key);
  if (!value || *value >= 0) return value;
  table.problem(key, {"toml.not_negative", {}});
  return std::nullopt;
}

std::optional<double> positive(TomlTable& table, std::string_view key) {
  const auto value = table.number(key);
  if (!value || *value > 0) return value;
  table.problem(key, {"toml.positive", {}});
  return std::nullopt;
}

std::optional<double> share(TomlTable& table, std::string_view key) {
  const auto value = table.number(key);
  if (!value || (*value >= 0 && *value <= 1)) return value;
  table.problem(key, {"standard.not_a_share", {}});
  return std::nullopt;
}

std::optional<Heads> heads(TomlTable& table, std::string_view key) {
  const auto value = table.whole(key);
  if (!value) return std::nullopt;
  if (*value < 1) {
    table.problem(key, {"toml.positive", {}});
    return std::nullopt;
  }
  return Heads(*value);
}

ByStage<std::optional<double>> lines(TomlTable& table, std::string_view key) {
  ByStage<std::optional<double>> result;
  auto both = table.table(key);
  if (!both) return result;
  for (const Stage stage : stages) result[row(stage)] = amount(*both, stage_keys[row(stage)]);
  return result;
}

Bilingual required_bilingual(TomlTable& table, std::string_view key) {
  return table.require(key) ? read_bilingual(table, key) : Bilingual{};
}

std::optional<TeachingPointPolicy> read_policy(TomlTable& table, std::string_view key) {
  return table.choice<TeachingPointPolicy>(
      key, {{"exclude", TeachingPointPolicy::exclude},
            {"merge_into_parent", TeachingPointPolicy::merge_into_parent},
            {"own_unit", TeachingPointPolicy::own_unit},
            {"own_unit_if_at_least", TeachingPointPolicy::own_unit_if_at_least}});
}

std::vector<UnitTreatment> read_treatments(TomlTable& root, const StandardRules& rules) {
  const UnitTreatment own{rules.teaching_points, rules.counts_private};
  std::vector<UnitTreatment> result;
  for (auto& table : root.tables("treatment")) {
    const UnitTreatment treatment{
        read_policy(table, "teaching_points").value_or(own.teaching_points),
        table.flag("counts_private").value_or(own.counts_private)};
    const bool known = std::find(result.begin(), result.end(), treatment) != result.end();
    if (known || treatment == own) table.problem({}, {"standard.same_treatment", {}});
    result.push_back(treatment);
  }
  return result;
}

void require_least_size(TomlTable& root, const StandardRules& rules) {
  const auto by_size = [](TeachingPointPolicy policy) {
    return policy == TeachingPointPolicy::own_unit_if_at_least;
  };
  const bool needed =
      by_size(rules.teaching_points) ||
      std::any_of(rules.treatments.begin(), rules.treatments.end(),
                  [&](const UnitTreatment& one) { return by_size(one.teaching_points); });
  if (needed) root.require("teaching_point_least");
}

namespace {

Heads required_heads(TomlTable& table, std::string_view key) {
  return table.require(key) ? heads(table, key).value_or(Heads(1)) : Heads(1);
}

}  // namespace

ByStage<Heads> required_heads_by_stage(TomlTable& table, std::string_view key) {
  ByStage<Heads> result{};
  auto both = table.require(key) ? table.table(key) : std::nullopt;
  if (!both) return result;
  for (const Stage stage : stages) {
    result[row(stage)] = required_heads(*both, stage_keys[row(stage)]);
  }
  return result;
}

namespace {

ByStage<double> required_shares(TomlTable& table, std::string_view key) {
  ByStage<double> result{};
  auto both = table.require(key) ? table.table(key) : std::nullopt;
  if (!both) return result;
  for (const Stage stage : stages) {
    const char* name = stage_keys[row(stage)];
    if (both->require(name)) result[row(stage)] = share(*both, name).value_or(0);
  }
  return result;
}

/// Each check has lines of its own.
void read_check_lines(TomlTable& table, GuaranteeRule& rule) {
  switch (rule.check) {
    case GuaranteeCheck::special_rooms:
      rule.classes_a_room = required_heads(table, "classes_a_room").count();
      break;
    case GuaranteeCheck::school_size:
      rule.largest_school = required_heads(table, "largest_school");
      rule.largest_combined_school = required_heads(table, "largest_combined_school");
      break;
    case GuaranteeCheck::class_size:
      rule.largest_class = required_heads_by_stage(table, "largest_class");
      break;
    case GuaranteeCheck::small_school_funds:
      rule.funded_as_least = required_heads(table, "funded_as_least");
      break;
    case GuaranteeCheck::nearby_enrolment:
      rule.least_share = required_shares(table, "least_share");
      break;
  }
}

}  // namespace

std::vector<GuaranteeRule> read_guarantees(TomlTable& root) {
  std::vector<GuaranteeRule> result;
  for (auto& table : root.tables("guarantee")) {
    table.require("code");
    const auto check = table.choice<GuaranteeCheck>(
        "code", {{"special_rooms", GuaranteeCheck::special_rooms},
                 {"school_size", GuaranteeCheck::school_size},
                 {"class_size", GuaranteeCheck::class_size},
                 {"small_school_funds", GuaranteeCheck::small_school_funds},
                 {"nearby_enrolment", GuaranteeCheck::nearby_enrolment}});
    GuaranteeRule rule;
    rule.code = table.text("code").value_or("");
    table.require("item");
    rule.item = static_cast<int>(table.whole("item").value_or(0));
    rule.name = required_bilingual(table, "name");
    if (table.has("note")) rule.note = read_bilingual(table, "note");
    rule.source = read_source(table);
    rule.judged = table.flag("judged").value_or(true);
    if (!check) continue;
    rule.check = *check;
    read_check_lines(table, rule);
    const bool twice = std::any_of(result.begin(), result.end(), [&](const GuaranteeRule& other) {
      return other.check == rule.check;
    });
    if (twice) table.problem("code", {"standard.duplicate_indicator", {{"code", rule.code}}});
    result.push_back(std::move(rule));
  }
  return result;
}

}  // namespace budian
