#include "maps/sweep/sweep_page.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "gis/embedded.hpp"
#include "maps/page_text.hpp"
#include "maps/sweep/sweep_words.hpp"

#ifdef BUDIAN_WEB
BUDIAN_EMBEDDED(sweep_page)
#endif

namespace budian {
namespace {

using Json = nlohmann::ordered_json;
using namespace sweep;

/// What `words` gives in each language.
template <class Words>
Json both(const Words& words) {
  return {{"zh", words(Language::zh)}, {"en", words(Language::en)}};
}

/// The part of the page that a figure stands in.
std::string_view group_of(const Figure& figure) {
  const auto is_one_of = [&](const auto& keys) {
    return std::find(keys.begin(), keys.end(), figure.key) != keys.end();
  };
  constexpr std::array<std::string_view, 5> schools{
      "measure.schools", "measure.closed", "measure.refused", "measure.closures_not_permissible",
      "measure.closures_failing"};
  constexpr std::array<std::string_view, 7> indicators{"measure.posts",
                                                       "measure.teachers_lacking",
                                                       "measure.large_classes",
                                                       "measure.gini_road.primary",
                                                       "measure.gini_road.junior",
                                                       "measure.very_large_classes",
                                                       "measure.red_townships"};
  if (is_one_of(schools)) return "schools";
  if (!figure.standard.empty() || is_one_of(indicators)) return "indicators";
  const bool is_money = figure.unit == "unit.yuan" || figure.unit == "unit.yuan_a_year";
  return is_money ? "money" : "pupils";
}

/// Beside the headlines, the one payer that they leave out.
bool stands_first(const Figure& figure) {
  return is_headline(figure) || figure.key == "swept.bill_change.province_and_centre";
}

Json figure_words(const Figure& figure, const SweepFrame& frame) {
  const bool bare = figure.unit.empty() || figure.unit == "unit.verdict";
  Json json{{"name", both([&](Language in) { return bare_name_of(figure, frame, in); })},
            {"unit", Json()},
            {"group", group_of(figure)},
            {"first", stands_first(figure)}};
  if (!bare) json["unit"] = both([&](Language in) { return text(figure.unit, in); });
  return json;
}

Json figures_of(const SweepStudy& study) {
  Json figures = Json::object();
  for (const auto& result : study.results) {
    for (const auto& range : result.ranges)
      figures[range.base.code()] = figure_words(range.base, study.frame);
  }
  return figures;
}

Json parameter_words(const Parameter& parameter) {
  Json json{{"code", parameter.code()},
            {"name", both([&](Language in) { return name_of(parameter, in); })},
            {"varied", both([&](Language in) { return varied_text(parameter, in); })},
            {"words", Json::object()}};
  const auto words = value_words(parameter.name);
  for (std::size_t value = 0; value < words.size(); ++value) {
    json["words"][std::string(words[value])] =
        both([&](Language in) { return value_of(parameter, static_cast<double>(value), in); });
  }
  return json;
}

/// What the parameters are in the base run of a scenario, as people read it.
Json base_of(const SweepStudy& study, const std::string& scenario) {
  const auto& sweep = study.frame.sweep;
  Json base = Json::object();
  for (const auto& record : study.records) {
    if (record.scenario != scenario || !setting_of(sweep, record.run).is_base()) continue;
    for (std::size_t p = 0; p < sweep.parameters.size(); ++p) {
      const auto& parameter = sweep.parameters[p];
      base[parameter.code()] =
          both([&](Language in) { return value_of(parameter, record.values[p], in); });
    }
  }
  return base;
}

}  // namespace

std::string sweep_page_json(const SweepStudy& study) {
  const auto& frame = study.frame;
  Json json{{"county", {{"name", frame.county}, {"invented", frame.is_invented}}},
            {"file", std::filesystem::path(frame.sweep.file).filename().string()},
            {"seed", frame.sweep.design == Design::random ? Json(frame.sweep.seed) : Json()},
            {"figures", figures_of(study)}};
  json["parameters"] = Json::array();
  for (const auto& parameter : frame.sweep.parameters)
    json["parameters"].push_back(parameter_words(parameter));
  json["scenarios"] = Json::array();
  for (const auto& result : study.results) {
    json["scenarios"].push_back(
        {{"title", both([&](Language in) { return scenario_title(frame, result.scenario, in); })},
         {"base", base_of(study, result.scenario)}});
  }
  json["map"] = frame.map.empty() ? Json() : Json::parse(frame.map);
  json["sweep"] = Json::parse(sweep_json(study));
  return json.dump();
}

#ifdef BUDIAN_WEB
std::string sweep_html(const SweepStudy& study, Language language) {
  return filled_page(embedded_sweep_page(), language, "<!--sweep-->", sweep_page_json(study));
}
#else
std::string sweep_html(const SweepStudy& /*study*/, Language /*language*/) { return {}; }
#endif

}  // namespace budian
