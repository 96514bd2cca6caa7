#include "scenarios/forecast/rules.hpp"

#include <algorithm>

#include "gis/embedded.hpp"
#include "gis/toml_reader.hpp"
#include "scenarios/sources.hpp"

BUDIAN_EMBEDDED(forecast_rules)

namespace budian::forecast {
namespace {

void read_positive(TomlTable& table, std::string_view key, double& into) {
  const auto value = table.number(key);
  if (!value) return;
  if (*value <= 0) table.problem(key, {"toml.positive", {}});
  into = *value;
}

template <class Whole>
void read_count(TomlTable& table, std::string_view key, std::int64_t most, Whole& into) {
  const auto value = table.whole(key);
  if (!value) return;
  if (*value < 1 || *value > most) {
    table.problem(key, {"forecast_rules.range", {{"least", std::int64_t{1}}, {"most", most}}});
  } else {
    into = static_cast<Whole>(*value);
  }
}

/// Low factors lie in (0, 1], high ones at 1 and above, so that low ≤ middle ≤ high.
void read_factors(TomlTable& variants, std::string_view key, bool low, VariantRates& into) {
  auto table = variants.table(key);
  if (!table) return;
  for (const auto& [name, factor] :
       {std::pair<const char*, double*>{"entrants", &into.entrants},
        std::pair<const char*, double*>{"progression", &into.progression}}) {
    const auto value = table->number(name);
    if (!value) continue;
    const bool fits = low ? *value > 0 && *value <= 1 : *value >= 1;
    if (!fits) table->problem(name, {low ? "forecast_rules.low" : "forecast_rules.high", {}});
    *factor = *value;
  }
}

void read_shrinkage(TomlTable& root, Rules& rules) {
  auto table = root.table("shrinkage");
  if (!table) return;
  read_positive(*table, "school_pupils", rules.school_pupils);
  read_positive(*table, "township_pupils", rules.township_pupils);
  read_positive(*table, "settlement_births", rules.settlement_births);
  read_positive(*table, "township_births", rules.township_births);
}

/// `of`: the key of what is weighed, from 0 to 1.
void read_prior_weight(TomlTable& rules, std::string_view key, std::string_view of,
                       PriorWeight& into) {
  auto table = rules.table(key);
  if (!table) return;
  into.weight = table->number(of).value_or(into.weight);
  if (into.weight < 0 || into.weight > 1) table->problem(of, {"forecast_rules.share", {}});
  read_positive(*table, "count_as_years", into.years);
}

void read_births(TomlTable& root, Rules& rules) {
  auto table = root.table("births");
  if (!table) return;
  read_count(*table, "lag_years", 20, rules.birth_lag);
  read_prior_weight(*table, "share", "latest", rules.entry.latest);
  auto correction = table->table("correction");
  if (!correction) return;
  rules.entry.corrected = correction->flag("by_past_errors").value_or(rules.entry.corrected);
  read_positive(*correction, "count_as_errors", rules.entry.no_errors);
}

void read_promotion(TomlTable& root, Rules& rules) {
  auto table = root.table("promotion");
  if (!table) return;
  read_prior_weight(*table, "of_all", "cohort", rules.cohort_sum);
  read_prior_weight(*table, "of_a_school", "cohort", rules.cohort_school);
}

void read_back_test(TomlTable& root, Rules& rules) {
  auto table = root.table("back_test");
  if (!table) return;
  read_count(*table, "years", 10, rules.tested_years);
  read_count(*table, "least_errors", 1000000, rules.least_errors);
  if (table->has("size_ends")) rules.size_ends = table->wholes("size_ends");
  const auto& ends = rules.size_ends;
  if (std::adjacent_find(ends.begin(), ends.end(), std::greater_equal<>()) != ends.end()) {
    table->problem("size_ends", {"forecast_rules.not_rising", {}});
  }
  rules.low_quantile = table->number("low_quantile").value_or(rules.low_quantile);
  rules.high_quantile = table->number("high_quantile").value_or(rules.high_quantile);
  const bool fits = 0 <= rules.low_quantile && rules.low_quantile <= 0.5 &&
                    0.5 <= rules.high_quantile && rules.high_quantile <= 1;
  if (!fits) table->problem("low_quantile", {"forecast_rules.quantiles", {}});
}

}  // namespace

std::size_t Rules::size_of(std::int64_t roll) const {
  return static_cast<std::size_t>(std::lower_bound(size_ends.begin(), size_ends.end(), roll) -
                                  size_ends.begin());
}

Rules read_rules(std::string_view text, const std::string& file, Rules base) {
  TomlDocument document(text, file);
  auto root = document.root();
  read_count(root, "horizon_years", 20, base.horizon);
  read_count(root, "small_school_below", 1000000, base.small_school);
  read_births(root, base);
  read_shrinkage(root, base);
  if (auto housing = root.table("housing")) {
    read_positive(*housing, "pupils_per_dwelling", base.pupils_per_dwelling);
  }
  read_promotion(root, base);
  if (auto factors = root.table("variants")) {
    read_factors(*factors, "low", true, base.low);
    read_factors(*factors, "high", false, base.high);
    read_positive(*factors, "count_as_errors", base.rules_errors);
  }
  read_back_test(root, base);
  const auto own = read_cited_sources(root);
  base.sources.insert(base.sources.begin(), own.begin(), own.end());
  document.finish();
  return base;
}

const Rules& built_in_rules() {
  static const Rules rules =
      read_rules(embedded_forecast_rules(), "scenarios/standards/forecast.toml", {});
  return rules;
}

}  // namespace budian::forecast
