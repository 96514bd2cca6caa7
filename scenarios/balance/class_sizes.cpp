#include "scenarios/balance/class_sizes.hpp"

#include <algorithm>

#include "gis/embedded.hpp"
#include "gis/toml_reader.hpp"
#include "scenarios/balance/standard_parts.hpp"
#include "scenarios/sources.hpp"

BUDIAN_EMBEDDED(class_sizes)

namespace budian {
namespace {

void count_classes(std::int64_t size, std::int64_t classes, Heads standard,
                   const ClassSizeRules& rules, ClassSizes& result) {
  result.classes[rules.band(size)] += classes;
  result.total += classes;
  if (Heads(size) > standard) result.over_standard += classes;
  if (size >= rules.large.at_least) result.large += classes;
  if (size >= rules.very_large.at_least) result.very_large += classes;
}

LargeClassRule read_large(TomlTable& root, std::string_view key) {
  LargeClassRule rule;
  auto table = root.require(key) ? root.table(key) : std::nullopt;
  if (!table) return rule;
  table->require("at_least");
  rule.at_least = heads(*table, "at_least").value_or(Heads(1)).count();
  table->require("greatest_share");
  rule.greatest_share = share(*table, "greatest_share").value_or(0);
  return rule;
}

}  // namespace

std::size_t ClassSizeRules::band(std::int64_t pupils) const {
  const auto end = std::lower_bound(band_ends.begin(), band_ends.end(), pupils);
  return static_cast<std::size_t>(end - band_ends.begin());
}

ClassSizeRules read_class_sizes(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  auto root = document.root();
  ClassSizeRules rules;
  root.require("band_ends");
  rules.band_ends = root.wholes("band_ends");
  const bool rising = std::adjacent_find(rules.band_ends.begin(), rules.band_ends.end(),
                                         std::greater_equal<>()) == rules.band_ends.end();
  if (!rising) root.problem("band_ends", {"class_sizes.not_rising", {}});
  rules.standard = required_heads_by_stage(root, "standard");
  rules.large = read_large(root, "large");
  rules.very_large = read_large(root, "very_large");
  if (rules.very_large.at_least < rules.large.at_least) {
    root.problem("very_large", {"class_sizes.very_large_below_large", {}});
  }
  rules.sources = read_cited_sources(root);
  document.finish();
  return rules;
}

ClassSizeRules built_in_class_sizes() {
  return read_class_sizes(embedded_class_sizes(), "scenarios/standards/class_sizes.toml");
}

ClassSizes class_sizes(const Plan& plan, Stage stage, const ClassSizeRules& rules) {
  ClassSizes result;
  result.classes.assign(rules.bands(), 0);
  for (const auto& planned : plan.schools) {
    if (!planned.open) continue;
    Heads not_told;
    for (int grade = 0; grade < grade_count; ++grade) {
      const auto g = static_cast<std::size_t>(grade);
      const std::int64_t pupils = planned.school.pupils[g].count();
      if (stage_of_grade(grade) != stage || pupils <= 0) continue;
      const std::int64_t classes = std::min<std::int64_t>(planned.school.classes[g], pupils);
      if (classes <= 0) {
        not_told += Heads(pupils);
        continue;
      }
      // n = q·classes + r: r classes of q + 1 and the others of q.
      const std::int64_t larger = pupils % classes;
      const Heads standard = rules.standard[row(stage)];
      if (larger > 0) count_classes(pupils / classes + 1, larger, standard, rules, result);
      count_classes(pupils / classes, classes - larger, standard, rules, result);
    }
    result.pupils_not_told += not_told;
    result.schools_not_told += not_told > Heads(0);
  }
  return result;
}

}  // namespace budian
