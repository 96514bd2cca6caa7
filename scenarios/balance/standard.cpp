#include "scenarios/balance/standard.hpp"

#include <algorithm>
#include <set>

#include "gis/embedded.hpp"
#include "gis/toml_reader.hpp"
#include "scenarios/balance/standard_parts.hpp"
#include "scenarios/sources.hpp"

BUDIAN_EMBEDDED(basic_2012)
BUDIAN_EMBEDDED(quality_2017)
BUDIAN_EMBEDDED(province_template)

namespace budian {
namespace {

struct CountedThing {
  Resource resource = Resource::books;
  bool all_staff = false;
};

std::optional<CountedThing> read_counted(TomlTable& table) {
  return table.choice<CountedThing>("resource",
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
    const CountedThing counted = read_counted(table).value_or(CountedThing{});
    rule.resource = counted.resource;
    rule.counts_all_staff = counted.all_staff;
  }
  rule.per = table
                 .choice<Per>("per", {{"pupil", Per::pupil},
                                      {"hundred_pupils", Per::hundred_pupils},
                                      {"teacher", Per::teacher},
                                      {"class", Per::school_class}})
                 .value_or(Per::pupil);
  rule.shown_divisor = positive(table, "shown_divisor").value_or(1);
  rule.mandatory = table.flag("mandatory").value_or(false);
  rule.school_line = lines(table, "school_line");
  rule.rural_school_line = lines(table, "rural_school_line");
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

/// Which units are counted and how a combined campus is split.
void read_units(TomlTable& root, StandardRules& rules) {
  if (root.require("teaching_points")) {
    rules.teaching_points =
        read_policy(root, "teaching_points").value_or(TeachingPointPolicy::exclude);
  }
  rules.teaching_point_least = heads(root, "teaching_point_least").value_or(Heads(0));
  if (root.require("counts_private")) {
    rules.counts_private = root.flag("counts_private").value_or(false);
  }
  rules.treatments = read_treatments(root, rules);
  require_least_size(root, rules);
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

/// Greatest CVs, and how a school is judged.
void read_lines(TomlTable& root, StandardRules& rules) {
  rules.composite_line = lines(root, "composite_line");
  rules.indicator_line = lines(root, "indicator_line");
  rules.near_line = amount(root, "near_line").value_or(0);
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
  rules.guarantees = read_guarantees(root);
  rules.sources = read_cited_sources(root);
  document.finish();
  return rules;
}

const GuaranteeRule* StandardRules::guarantee(GuaranteeCheck check) const {
  const auto found =
      std::find_if(guarantees.begin(), guarantees.end(),
                   [check](const GuaranteeRule& rule) { return rule.check == check; });
  return found == guarantees.end() ? nullptr : &*found;
}

bool StandardRules::has_school_lines() const {
  return std::any_of(indicators.begin(), indicators.end(), [](const IndicatorRule& rule) {
    return rule.school_line[0] || rule.school_line[1] || rule.rural_school_line[0] ||
           rule.rural_school_line[1];
  });
}

StandardRules StandardRules::counted_as(const UnitTreatment& treatment) const {
  StandardRules rules = *this;
  rules.teaching_points = treatment.teaching_points;
  rules.counts_private = treatment.counts_private;
  return rules;
}

std::string_view province_template() { return embedded_province_template(); }

std::vector<StandardRules> built_in_standards() {
  return {read_standard(embedded_basic_2012(), "scenarios/standards/basic_2012.toml"),
          read_standard(embedded_quality_2017(), "scenarios/standards/quality_2017.toml")};
}

}  // namespace budian
