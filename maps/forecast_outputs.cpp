#include "maps/forecast_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "maps/certainty_words.hpp"
#include "maps/csv_text.hpp"
#include "maps/json_values.hpp"
#include "scenarios/forecast/variant_factors.hpp"

namespace budian {
namespace {

using forecast::PupilForecast;
using forecast::Variant;
using Json = nlohmann::ordered_json;
using Three = forecast::ByVariant<std::optional<Heads>>;

std::vector<int> shown_years(const PupilForecast& forecast) {
  std::vector<int> years;
  for (const int ahead : {0, 1, 3, 5}) {
    if (forecast.base_year + ahead <= forecast.last_year()) {
      years.push_back(forecast.base_year + ahead);
    }
  }
  if (years.back() != forecast.last_year()) years.push_back(forecast.last_year());
  return years;
}

Three school_roll(const PupilForecast& forecast, SchoolId school, int year) {
  Three result;
  for (const auto variant : forecast::variants) {
    result[row(variant)] = forecast.roll_of(school, year, variant);
  }
  return result;
}

/// Pupils of a year by the township in which they live.
std::vector<Three> by_residence(const Groundwork& ground, int year) {
  std::vector<Three> result(ground.county.townships.size());
  for (const auto variant : forecast::variants) {
    const auto groups = ground.forecast->groups_in(year, variant);
    if (!groups) continue;
    for (auto& township : result) township[row(variant)] = Heads(0);
    for (const PupilGroup& group : *groups) {
      const TownshipId home = ground.county.settlements[group.settlement].township;
      *result[home.row()][row(variant)] += group.pupils;
    }
  }
  return result;
}

std::string written(const Three& heads, bool today, Language language) {
  const auto& middle = heads[row(Variant::middle)];
  if (!middle) return text("forecast.unknown_mark", language);
  if (today) return std::to_string(middle->count());
  return fmt::format("{} / {} / {}", heads[row(Variant::low)]->count(), middle->count(),
                     heads[row(Variant::high)]->count());
}

std::vector<std::string> header(const PupilForecast& forecast, const char* first,
                                Language language) {
  std::vector<std::string> result{text(first, language)};
  for (const int year : shown_years(forecast)) {
    result.push_back(
        year == forecast.base_year
            ? text(Message{"forecast.column.today", {{"year", std::int64_t{year}}}}, language)
            : std::to_string(year));
  }
  return result;
}

std::string percent(const std::optional<double>& value, Language language) {
  return value ? fmt::format("{:.1f}", *value) : text("forecast.unknown_mark", language);
}

Json errors_json(const forecast::ErrorFigures& figures) {
  return {{"tested", figures.tested},
          {"empty_in_the_end", figures.empty},
          {"mape_percent", maybe(figures.error_percent)},
          {"bias_percent", maybe(figures.bias_percent)},
          {"as_today_mape_percent", maybe(figures.naive_error_percent)},
          {"as_today_bias_percent", maybe(figures.naive_bias_percent)}};
}

Json test_json(const PupilForecast& forecast) {
  const auto& test = forecast.back_test;
  Json result{{"base_years", test.base_years}, {"all", errors_json(test.all)}};
  for (const auto& figures : test.by_lead) result["by_years_ahead"].push_back(errors_json(figures));
  for (const auto band : grade_bands) {
    constexpr std::array words{"lower_primary", "upper_primary", "junior"};
    result["by_band"][words[row(band)]] = errors_json(test.by_band[row(band)]);
  }
  for (std::size_t size = 0; size < test.by_size.size(); ++size) {
    Json part = errors_json(test.by_size[size]);
    const auto& ends = forecast.rules.size_ends;
    part["most_pupils"] = size < ends.size() ? Json(ends[size]) : Json();
    result["by_size"].push_back(std::move(part));
  }
  return result;
}

Json variants_json(const PupilForecast& forecast) {
  const int tested = forecast::VariantFactors(forecast.rules, forecast.back_test).tested();
  Json result{{"from", tested > 0 ? "back_test" : "rules"},
              {"count_as_errors", forecast.rules.rules_errors},
              {"by_years_ahead", Json::array()}};
  for (int ahead = 0; ahead < tested; ++ahead) {
    const auto& townships = forecast.back_test.townships[static_cast<std::size_t>(ahead)];
    result["by_years_ahead"].push_back(
        {{"errors", townships.errors}, {"low", townships.low}, {"high", townships.high}});
  }
  return result;
}

Json three_json(const Three& heads) {
  return {{"low", maybe(heads[row(Variant::low)])},
          {"middle", maybe(heads[row(Variant::middle)])},
          {"high", maybe(heads[row(Variant::high)])}};
}

Json schools_json(const Groundwork& ground) {
  const PupilForecast& forecast = *ground.forecast;
  Json result = Json::array();
  for (const auto id : ground.county.schools.ids()) {
    const School& school = ground.county.schools[id];
    Json entry{{"code", school.code}, {"name", school.name}, {"years", Json::array()}};
    for (int year = forecast.base_year; year <= forecast.last_year(); ++year) {
      Json part = three_json(school_roll(forecast, id, year));
      part["year"] = year;
      const auto range = forecast.range_of(id, year);
      part["likely"] = range ? Json{range->first.count(), range->second.count()} : Json();
      for (int grade = 0; grade < grade_count; ++grade) {
        part["middle_by_grade"].push_back(
            maybe(forecast.pupils_of(id, grade, year, Variant::middle)));
      }
      entry["years"].push_back(std::move(part));
    }
    result.push_back(std::move(entry));
  }
  return result;
}

Json townships_json(const Groundwork& ground) {
  Json result = Json::array();
  for (const auto& township : ground.county.townships) {
    result.push_back({{"code", township.code}, {"name", township.name}, {"years", Json::array()}});
  }
  const PupilForecast& forecast = *ground.forecast;
  for (int year = forecast.base_year; year <= forecast.last_year(); ++year) {
    const auto heads = by_residence(ground, year);
    for (std::size_t township = 0; township < heads.size(); ++township) {
      Json part = three_json(heads[township]);
      part["year"] = year;
      result[township]["years"].push_back(std::move(part));
    }
  }
  return result;
}

/// Pupils of the middle variant by settlement, year and grade; a grade that is not known is null.
Json settlements_json(const Groundwork& ground) {
  const PupilForecast& forecast = *ground.forecast;
  const auto& settlements = ground.county.settlements;
  std::vector<std::vector<std::array<std::int64_t, grade_count>>> heads(
      settlements.size(), std::vector<std::array<std::int64_t, grade_count>>(
                              forecast.years.size(), std::array<std::int64_t, grade_count>{}));
  for (std::size_t ahead = 0; ahead < forecast.years.size(); ++ahead) {
    for (const auto& group : forecast.years[ahead].groups) {
      heads[group.settlement.row()][ahead][static_cast<std::size_t>(group.grade)] +=
          group.heads[row(Variant::middle)];
    }
  }
  Json result = Json::array();
  for (const auto id : settlements.ids()) {
    Json entry{{"code", settlements[id].code}, {"name", settlements[id].name}};
    for (std::size_t ahead = 0; ahead < forecast.years.size(); ++ahead) {
      Json by_grade = Json::array();
      for (std::size_t grade = 0; grade < grade_count; ++grade) {
        const bool known = forecast.years[ahead].known[grade];
        by_grade.push_back(known ? Json(heads[id.row()][ahead][grade]) : Json());
      }
      entry["middle_by_grade"][std::to_string(forecast.base_year + static_cast<int>(ahead))] =
          std::move(by_grade);
    }
    result.push_back(std::move(entry));
  }
  return result;
}

Json prior_weight_json(const char* of, const forecast::PriorWeight& prior) {
  return {{of, prior.weight}, {"count_as_years", prior.years}};
}

Json rules_json(const forecast::Rules& rules, Language language) {
  Json result{
      {"horizon_years", rules.horizon},
      {"birth_lag_years", rules.birth_lag},
      {"entry_share", prior_weight_json("latest", rules.entry.latest)},
      {"entry_share_corrected_by_past_errors", rules.entry.corrected},
      {"entry_share_count_as_errors", rules.entry.no_errors},
      {"promotion_of_all", prior_weight_json("cohort", rules.cohort_sum)},
      {"promotion_of_a_school", prior_weight_json("cohort", rules.cohort_school)},
      {"school_pupils", rules.school_pupils},
      {"township_pupils", rules.township_pupils},
      {"settlement_births", rules.settlement_births},
      {"township_births", rules.township_births},
      {"pupils_per_dwelling", rules.pupils_per_dwelling},
      {"low", {{"entrants", rules.low.entrants}, {"progression", rules.low.progression}}},
      {"high", {{"entrants", rules.high.entrants}, {"progression", rules.high.progression}}}};
  for (const auto& cited : rules.sources) {
    const auto& document = cited.source.document;
    result["sources"].push_back(
        {{"for", cited.rule},
         {"document", language == Language::zh ? document.zh : document.en},
         {"date", cited.source.date},
         {"certainty", text(certainty_key(cited.source.certainty), language)}});
  }
  return result;
}

}  // namespace

TextTable forecast_townships(const Groundwork& ground, Language language) {
  const PupilForecast& forecast = *ground.forecast;
  TextTable table{header(forecast, "forecast.column.township", language)};
  for (const auto& township : ground.county.townships) table.push_back({township.name});
  table.push_back({text("forecast.county", language)});
  for (const int year : shown_years(forecast)) {
    const bool today = year == forecast.base_year;
    const auto heads = by_residence(ground, year);
    for (std::size_t i = 0; i < heads.size(); ++i) {
      table[i + 1].push_back(written(heads[i], today, language));
    }
    Three all;
    for (const auto variant : forecast::variants) {
      all[row(variant)] = forecast.pupils_in(year, variant);
    }
    table.back().push_back(written(all, today, language));
  }
  return table;
}

TextTable forecast_schools(const Groundwork& ground, Language language) {
  const PupilForecast& forecast = *ground.forecast;
  TextTable table{header(forecast, "forecast.column.school", language)};
  std::vector<std::pair<std::int64_t, SchoolId>> small;
  for (const auto id : ground.county.schools.ids()) {
    const auto roll = forecast.roll_of(id, forecast.base_year, Variant::middle);
    if (roll && roll->count() < forecast.rules.small_school) small.emplace_back(roll->count(), id);
  }
  std::sort(small.begin(), small.end());
  for (const auto& [roll, id] : small) {
    auto& line = table.emplace_back();
    line.push_back(ground.county.schools[id].name);
    for (const int year : shown_years(forecast)) {
      line.push_back(
          written(school_roll(forecast, id, year), year == forecast.base_year, language));
      if (const auto range = forecast.range_of(id, year)) {
        line.back() += fmt::format(" ({}-{})", range->first.count(), range->second.count());
      }
    }
  }
  return table;
}

TextTable forecast_test(const Groundwork& ground, Language language) {
  const PupilForecast& forecast = *ground.forecast;
  const auto& test = forecast.back_test;
  TextTable table(1);
  for (const char* column :
       {"forecast.column.group", "forecast.column.tested", "forecast.column.error",
        "forecast.column.bias", "forecast.column.naive_error", "forecast.column.naive_bias"}) {
    table.front().push_back(text(column, language));
  }
  const auto add = [&](const Message& group, const forecast::ErrorFigures& figures) {
    if (figures.tested == 0) return;
    table.push_back({text(group, language), std::to_string(figures.tested),
                     percent(figures.error_percent, language),
                     percent(figures.bias_percent, language),
                     percent(figures.naive_error_percent, language),
                     percent(figures.naive_bias_percent, language)});
  };
  add({"forecast.group.all", {}}, test.all);
  for (std::size_t lead = 0; lead < test.by_lead.size(); ++lead) {
    add({"forecast.group.lead", {{"years", static_cast<std::int64_t>(lead + 1)}}},
        test.by_lead[lead]);
  }
  constexpr std::array bands{"forecast.group.band.lower_primary",
                             "forecast.group.band.upper_primary", "forecast.group.band.junior"};
  for (const auto band : grade_bands) add({bands[row(band)], {}}, test.by_band[row(band)]);
  const auto& ends = forecast.rules.size_ends;
  for (std::size_t size = 0; size < test.by_size.size(); ++size) {
    const Message group = size < ends.size()
                              ? Message{"forecast.group.size", {{"most", ends[size]}}}
                              : Message{"forecast.group.largest", {}};
    add(group, test.by_size[size]);
  }
  return table;
}

std::vector<std::string> variant_words(const PupilForecast& forecast, Language language) {
  const int tested = forecast::VariantFactors(forecast.rules, forecast.back_test).tested();
  if (tested == 0) return {text("forecast.variants_of_rules", language)};
  std::vector<std::string> result{
      text(Message{"forecast.variants_of_test",
                   {{"low", fmt::format("{:g}", 100 * forecast.rules.low_quantile)},
                    {"high", fmt::format("{:g}", 100 * forecast.rules.high_quantile)},
                    {"weight", fmt::format("{:g}", forecast.rules.rules_errors)}}},
           language)};
  for (int ahead = 1; ahead <= tested; ++ahead) {
    const auto& townships = forecast.back_test.townships[static_cast<std::size_t>(ahead - 1)];
    result.push_back(text(Message{"forecast.variants_ahead",
                                  {{"years", std::int64_t{ahead}},
                                   {"low", fmt::format("{:.1f}", 100 * townships.low)},
                                   {"high", fmt::format("{:.1f}", 100 * townships.high)},
                                   {"errors", townships.errors}}},
                          language));
  }
  return result;
}

std::string forecast_csv(const Groundwork& ground, Language language) {
  const PupilForecast& forecast = *ground.forecast;
  const auto cell = [](const std::optional<Heads>& heads) {
    return heads ? std::to_string(heads->count()) : std::string();
  };
  std::vector<std::string> head;
  for (const char* column :
       {"forecast.column.code", "forecast.column.school", "forecast.column.township",
        "forecast.column.year", "forecast.column.low", "forecast.column.middle",
        "forecast.column.high", "forecast.column.likely_low", "forecast.column.likely_high"}) {
    head.push_back(text(column, language));
  }
  for (std::int64_t grade = 1; grade <= grade_count; ++grade) {
    head.push_back(text(Message{"forecast.column.grade", {{"grade", grade}}}, language));
  }
  std::string result = csv_mark + csv_line(head);
  for (const auto id : ground.county.schools.ids()) {
    const School& school = ground.county.schools[id];
    for (int year = forecast.base_year; year <= forecast.last_year(); ++year) {
      const auto range = forecast.range_of(id, year);
      std::vector<std::string> line{school.code, school.name,
                                    ground.county.townships[school.township].name,
                                    std::to_string(year)};
      for (const auto& heads : school_roll(forecast, id, year)) line.push_back(cell(heads));
      line.push_back(range ? cell(range->first) : "");
      line.push_back(range ? cell(range->second) : "");
      for (int grade = 0; grade < grade_count; ++grade) {
        line.push_back(cell(forecast.pupils_of(id, grade, year, Variant::middle)));
      }
      result += csv_line(line);
    }
  }
  return result;
}

std::string forecast_json(const Groundwork& ground, Language language) {
  Json result{{"county", ground.county.name}, {"invented", ground.county.is_invented}};
  if (!ground.forecast) {
    result["forecast"] = nullptr;
    result["why"] = text("forecast.nothing", language);
    return result.dump(1) + "\n";
  }
  const PupilForecast& forecast = *ground.forecast;
  result["base_year"] = forecast.base_year;
  result["last_year"] = forecast.last_year();
  result["unknown"] = Json::array();
  for (const Message& reason : forecast.unknown)
    result["unknown"].push_back(text(reason, language));
  result["back_test"] = test_json(forecast);
  result["variants"] = variants_json(forecast);
  result["rules"] = rules_json(forecast.rules, language);
  result["townships"] = townships_json(ground);
  result["schools"] = schools_json(ground);
  result["settlements"] = settlements_json(ground);
  return result.dump(1) + "\n";
}

}  // namespace budian
