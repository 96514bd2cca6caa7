// The report's money and balance: ledger lines, standards, results, class sizes.
#include <array>

#include "maps/balance_words.hpp"
#include "maps/report_parts.hpp"

namespace budian::report {
namespace {

Json payer_word(const std::optional<money::Payer>& payer) {
  constexpr std::array words{"county", "township", "family", "province_and_centre", "school"};
  if (!payer) return nullptr;
  return words[static_cast<std::size_t>(*payer)];
}

Json stage_result(const StageResult& result) {
  Json indicators = Json::array(), failing = Json::array();
  for (const auto& indicator : result.indicators) {
    indicators.push_back({{"mean", number_of(indicator.mean, 5)},
                          {"cv", number_of(indicator.cv, 6)},
                          {"line", number_of(indicator.line, 4)},
                          {"not_told", indicator.units_untold},
                          {"passes", verdict_word(indicator.passes)}});
  }
  for (const auto& school : result.schools) {
    if (school.passes != Verdict(false)) continue;
    failing.push_back({{"school", school.school.row()},
                       {"pupils", school.pupils.count()},
                       {"met", school.indicators_met}});
  }
  return {{"stage", row(result.stage)},
          {"units", result.units},
          {"pupils", result.pupils.count()},
          {"indicators", std::move(indicators)},
          {"composite", number_of(result.composite, 6)},
          {"composite_line", number_of(result.composite_line, 4)},
          {"margin", number_of(result.margin, 6)},
          {"near_line", result.near_line},
          {"passes", verdict_word(result.passes)},
          {"schools_passing", result.schools_passing},
          {"schools_failing", result.schools_failing},
          {"schools_not_known", result.schools_not_known},
          {"failing", std::move(failing)}};
}

}  // namespace

/// "bus_fixed" of the key "money.topic.bus_fixed".
std::string topic_word(money::Topic topic) {
  return money::name_key(topic).substr(std::string("money.topic.").size());
}

Json ledger_part(Desk& desk, const Outcome& outcome) {
  Json result = Json::array();
  for (const auto& line : outcome.ledger) {
    result.push_back({{"topic", topic_word(line.topic)},
                      {"text", desk.texts.row(line.text)},
                      {"quantity", number_of(line.quantity, 4)},
                      {"unit", desk.texts.key(line.unit)},
                      {"rate", in_yuan(line.rate)},
                      {"amount", in_yuan(line.amount)},
                      {"payer", payer_word(line.payer)},
                      {"source", desk.texts.source(line.source)},
                      {"school", row_of(line.school)},
                      {"township", row_of(line.township)}});
  }
  return result;
}

Json standards_part(Desk& desk) {
  Json result = Json::array();
  for (const auto& rules : desk.study.ground.standards) {
    Json indicators = Json::array();
    for (const auto& rule : rules.indicators) {
      indicators.push_back(
          {{"code", rule.code},
           {"name", desk.texts.row(rule.name)},
           {"unit", desk.texts.row(rule.unit)},
           {"school_line",
            {number_of(rule.school_line[0], 4), number_of(rule.school_line[1], 4)}}});
    }
    result.push_back({{"code", rules.code},
                      {"name", desk.texts.row(rules.name)},
                      {"source", desk.texts.source(rules.source)},
                      {"points", word_of(rules.teaching_points)},
                      {"counts_private", rules.counts_private},
                      {"rules", standard_rules_part(desk, rules)},
                      {"least_indicators_met", rules.least_indicators_met},
                      {"indicators", std::move(indicators)}});
  }
  return result;
}

Json standard_results_part(const Outcome& outcome) {
  Json result = Json::array();
  for (const auto& standard : outcome.standards) {
    Json by_stage = Json::array();
    for (const auto& stage : standard.stages) by_stage.push_back(stage_result(stage));
    result.push_back({{"passes", verdict_word(standard.passes)}, {"stages", std::move(by_stage)}});
  }
  return result;
}

Json class_size_rules_part(Desk& desk) {
  const auto& rules = desk.study.ground.class_sizes;
  Json sources = Json::array();
  for (const auto& cited : rules.sources) {
    sources.push_back({{"rule", cited.rule}, {"source", desk.texts.source(cited.source)}});
  }
  const auto line = [](const LargeClassRule& rule) {
    return Json{{"at_least", rule.at_least}, {"greatest_share", number_of(rule.greatest_share, 4)}};
  };
  return {{"band_ends", rules.band_ends},
          {"standard", {rules.standard[0].count(), rules.standard[1].count()}},
          {"large", line(rules.large)},
          {"very_large", line(rules.very_large)},
          {"sources", std::move(sources)}};
}

Json classes_part(const Outcome& outcome) {
  Json result = Json::array();
  for (const auto& sizes : outcome.classes) {
    result.push_back({{"classes", sizes.classes},
                      {"over_standard", sizes.over_standard},
                      {"large", sizes.large},
                      {"very_large", sizes.very_large},
                      {"total", sizes.total},
                      {"schools_not_told", sizes.schools_not_told},
                      {"pupils_not_told", sizes.pupils_not_told.count()}});
  }
  return result;
}

}  // namespace budian::report
