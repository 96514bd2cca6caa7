#include "maps/sweep/sweep_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "maps/outputs.hpp"

namespace budian {
namespace {

const std::string& in(const Bilingual& words, Language language) {
  return language == Language::zh ? words.zh : words.en;
}

const std::string& title_of(const std::vector<NamedTitle>& list, const std::string& code,
                            Language language) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const NamedTitle& entry) { return entry.code == code; });
  return found == list.end() ? code : in(found->title, language);
}

}  // namespace

std::string name_of(const sweep::Parameter& parameter, Language language) {
  const std::string name =
      text("swept.parameter." + std::string(sweep::word_of(parameter.name)), language);
  if (parameter.of.empty()) return name;
  const auto key = sweep::narrowing_key(parameter.name);
  const bool is_word = key == "band" || key == "stage" || key == "class" || key == "by";
  const std::string of =
      is_word ? text("swept.of." + std::string(key) + "." + parameter.of, language) : parameter.of;
  return text(Message{"swept.parameter_of", {{"name", name}, {"of", of}}}, language);
}

std::string value_of(const sweep::Parameter& parameter, double value, Language language) {
  // A mean of words is no word.
  const bool is_word = !sweep::value_words(parameter.name).empty() && value == std::round(value);
  if (is_word) {
    return text("swept.value." + std::string(sweep::word_of(parameter.name)) + "." +
                    sweep::value_word(parameter.name, value),
                language);
  }
  return fmt::format("{}", std::round(value * 1000) / 1000);
}

std::string varied_text(const sweep::Parameter& parameter, Language language) {
  if (parameter.spread) {
    return text(Message{"swept.between",
                        {{"shape", "swept.shape." + std::string(word_of(*parameter.spread))},
                         {"low", value_of(parameter, parameter.spread->low, language)},
                         {"high", value_of(parameter, parameter.spread->high, language)}}},
                language);
  }
  std::string values;
  for (const double value : parameter.values)
    values += (values.empty() ? "" : text("place.comma", language)) +
              value_of(parameter, value, language);
  return values;
}

std::string bare_name_of(const sweep::Figure& figure, const SweepFrame& frame, Language language) {
  const std::string name = text(figure.key, language);
  if (figure.standard.empty()) return name;
  return title_of(frame.standards, figure.standard, language) + text("place.colon", language) +
         name;
}

std::string name_of(const sweep::Figure& figure, const SweepFrame& frame, Language language) {
  const std::string name = bare_name_of(figure, frame, language);
  const bool bare = figure.unit.empty() || figure.unit == "unit.verdict";
  return bare ? name : name + " (" + text(figure.unit, language) + ")";
}

std::string figure_text(const sweep::Figure& figure, const std::optional<double>& value,
                        Language language) {
  const ComparisonRow row{figure.key, figure.unit, figure.decimals, {value}, {}};
  return value_text(row, 0, language);
}

std::string of_runs(std::size_t part, std::size_t all, Language language) {
  return text(
      Message{"swept.of_runs",
              {{"part", static_cast<std::int64_t>(part)}, {"all", static_cast<std::int64_t>(all)}}},
      language);
}

std::string deciding_text(const sweep::SchoolTally& school, const SweepFrame& frame,
                          Language language) {
  std::string words;
  bool doubted = false;
  // Most decisive first, so that those that may be chance come last.
  for (const auto& deciding : school.deciding) {
    const auto& parameter = frame.sweep.parameters[deciding.parameter];
    words += words.empty() ? "" : text("swept.semicolon", language);
    if (deciding.perhaps_by_chance && !doubted) words += text("page.sweep.faint", language);
    doubted = doubted || deciding.perhaps_by_chance;
    words += text(
        Message{"swept.decides",
                {{"parameter", name_of(parameter, language)},
                 {"low", value_of(parameter, deciding.low_value, language)},
                 {"closed_low", of_runs(deciding.closed_low, deciding.runs_low, language)},
                 {"high", value_of(parameter, deciding.high_value, language)},
                 {"closed_high", of_runs(deciding.closed_high, deciding.runs_high, language)}}},
        language);
  }
  return words.empty() ? "-" : words;
}

std::string means_text(sweep::Design design, Language language) {
  return text("page.sweep.means." + std::string(sweep::word_of(design)), language);
}

std::string fate_text(const std::optional<sweep::Fate>& fate, Language language) {
  return text("swept.fate." + (fate ? sweep::word_of(*fate) : std::string("stays")), language);
}

std::string scenario_title(const SweepFrame& frame, const std::string& code, Language language) {
  return title_of(frame.scenarios, code, language);
}

bool is_headline(const sweep::Figure& figure) {
  constexpr std::array<std::string_view, 14> keys{"measure.closed",
                                                  "measure.refused",
                                                  "measure.displaced",
                                                  "swept.mean_minutes.primary",
                                                  "swept.p90_minutes.primary",
                                                  "swept.max_minutes.primary",
                                                  "measure.over_limit",
                                                  "measure.riders",
                                                  "measure.buses",
                                                  "measure.bus_cost",
                                                  "measure.county_cash_change",
                                                  "swept.bill_change.township",
                                                  "swept.bill_change.family",
                                                  "measure.verdict"};
  return std::find(keys.begin(), keys.end(), figure.key) != keys.end();
}

}  // namespace budian
