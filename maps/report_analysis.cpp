// What lies behind the standards on the page: form in maps/web/src/balance_report.ts.
#include <algorithm>

#include "maps/balance_words.hpp"
#include "maps/report_parts.hpp"
#include "scenarios/balance/things.hpp"

namespace budian::report {
namespace {

/// As many as a reader looks at; the workbook has more.
constexpr std::size_t shares_shown = 5;

Json yuan_of(const std::optional<Fen>& money) { return money ? Json(in_yuan(*money)) : Json(); }

Json change_part(const std::optional<CvChange>& change) {
  if (!change) return nullptr;
  return {{"before", number_of(change->before, 6)},
          {"after", number_of(change->after, 6)},
          {"pooling", number_of(change->pooling, 6)},
          {"uncounted", number_of(change->uncounted, 6)},
          {"resources", number_of(change->resources, 6)},
          {"arithmetic", is_partly_arithmetic(*change)}};
}

Json addition_part(const std::optional<SmallestChange>& change) {
  if (!change) return nullptr;
  return {{"target", number_of(change->target, 6)},
          {"possible", change->possible && change->total > 0},
          {"things", change->on_campus},
          {"schools", change->things.size()},
          {"low", number_of(change->low, 5)},
          {"money", yuan_of(change->money)},
          {"cv", number_of(change->cv, 6)}};
}

Json transfer_part(const std::optional<SmallestTransfer>& transfer) {
  if (!transfer || transfer->total == 0) return nullptr;
  const auto givers = std::count_if(transfer->things.begin(), transfer->things.end(),
                                    [](const SchoolThings& one) { return one.things < 0; });
  return {{"things", transfer->total},
          {"givers", givers},
          {"takers", static_cast<std::int64_t>(transfer->things.size()) - givers},
          {"cv", number_of(transfer->cv, 6)}};
}

Json indicator_part(const IndicatorAnalysis& analysis) {
  Json shares = Json::array();
  for (std::size_t i = 0; i < std::min(shares_shown, analysis.variance_shares.size()); ++i) {
    const auto& one = analysis.variance_shares[i];
    shares.push_back({one.school.row(), one.base, number_of(one.value, 5), number_of(one.share, 5),
                      one.above ? 1 : 0, number_of(one.cv_without, 6)});
  }
  return {{"variance_shares", std::move(shares)},
          {"addition", addition_part(analysis.addition)},
          {"transfer", transfer_part(analysis.transfer)},
          {"change", change_part(analysis.change)}};
}

Json treatment_part(const TreatmentResult& treatment) {
  Json by_stage = Json::array();
  for (const auto& result : treatment.result.stages) {
    std::optional<double> worst;
    for (const auto& indicator : result.indicators) {
      if (indicator.cv && (!worst || *indicator.cv > *worst)) worst = indicator.cv;
    }
    by_stage.push_back({{"units", result.units},
                        {"pupils", result.pupils.count()},
                        {"composite", number_of(result.composite, 6)},
                        {"worst", number_of(worst, 6)},
                        {"margin", number_of(result.margin, 6)},
                        {"passes", verdict_word(result.passes)}});
  }
  return {{"points", word_of(treatment.treatment.teaching_points)},
          {"counts_private", treatment.treatment.counts_private},
          {"stages", std::move(by_stage)}};
}

/// Schools that fail: what the cheapest way to pass asks for, by indicator.
Json lacking_part(const StandardRules& rules, const StandardAnalysis& analysis) {
  Json result = Json::array();
  for (const auto& school : analysis.shortfalls) {
    if (school.passes != Verdict(false)) continue;
    Json needs = Json::array();
    for (std::size_t k = 0; k < school.indicators.size(); ++k) {
      const auto& need = school.indicators[k].to_pass;
      if (!need || need->amount == 0) continue;
      const double things = static_cast<double>(need->amount) /
                            static_cast<double>(stored_a_thing(rules.indicators[k].resource));
      needs.push_back({k, number_of(things, 2)});
    }
    const PricedSum money = school.money_to_pass();
    result.push_back({{"school", school.school.row()},
                      {"stage", row(school.stage)},
                      {"needs", std::move(needs)},
                      {"not_known", school.not_known},
                      {"money", yuan_of(money.told())},
                      {"whole", money.is_whole()}});
  }
  return result;
}

Json guarantee_result(Desk& desk, const GuaranteeResult& result) {
  Json cases = Json::array();
  for (const auto& one : result.cases) {
    if (one.missing == 0) continue;
    cases.push_back({{"school", one.school.row()},
                     {"thing", desk.texts.key(thing_name_key(one.thing))},
                     {"have", one.have},
                     {"needed", one.needed},
                     {"missing", one.missing},
                     {"money", yuan_of(one.money)}});
  }
  return {{"passes", verdict_word(result.passes)},
          {"schools", result.schools},
          {"not_known", result.schools_not_known},
          {"at_fault", result.schools_at_fault},
          {"shares", {number_of(result.shares[0], 5), number_of(result.shares[1], 5)}},
          {"missing", result.missing},
          {"money", yuan_of(result.money.told())},
          {"cases", std::move(cases)}};
}

}  // namespace

Json balance_part(Desk& desk, const Outcome& outcome) {
  Json result = Json::array();
  const auto& standards = desk.study.ground.standards;
  for (std::size_t s = 0; s < std::min(outcome.balance.size(), standards.size()); ++s) {
    const auto& analysis = outcome.balance[s];
    Json treatments = Json::array(), by_stage = Json::array(), guarantees = Json::array();
    for (const auto& one : analysis.treatments) treatments.push_back(treatment_part(one));
    for (const auto& stage : analysis.stages) {
      Json indicators = Json::array();
      for (const auto& one : stage.indicators) indicators.push_back(indicator_part(one));
      by_stage.push_back({{"composite_change", change_part(stage.composite_change)},
                          {"indicators", std::move(indicators)}});
    }
    for (const auto& one : analysis.guarantees) guarantees.push_back(guarantee_result(desk, one));
    Json money, whole;
    if (!analysis.shortfall_sums.empty()) {
      const PricedSum& sum = analysis.shortfall_sums.back().money_to_pass;
      money = yuan_of(sum.told());
      whole = sum.is_whole();
    }
    result.push_back({{"treatments", std::move(treatments)},
                      {"stages", std::move(by_stage)},
                      {"lacking", lacking_part(standards[s], analysis)},
                      {"money_to_pass", std::move(money)},
                      {"money_to_pass_is_whole", std::move(whole)},
                      {"guarantees", std::move(guarantees)}});
  }
  return result;
}

Json standard_rules_part(Desk& desk, const StandardRules& rules) {
  Json guarantees = Json::array(), sources = Json::array(), things = Json::array();
  for (const auto& rule : rules.guarantees) {
    guarantees.push_back({{"item", rule.item},
                          {"code", rule.code},
                          {"name", desk.texts.row(rule.name)},
                          {"note", desk.texts.row(rule.note)},
                          {"judged", rule.judged},
                          {"source", desk.texts.source(rule.source)}});
  }
  for (const auto& cited : rules.sources) {
    sources.push_back({{"rule", cited.rule}, {"source", desk.texts.source(cited.source)}});
  }
  for (const auto& rule : rules.indicators) things.push_back(desk.texts.key(thing_key(rule)));
  return {{"guarantees", std::move(guarantees)},
          {"sources", std::move(sources)},
          {"things", std::move(things)}};
}

}  // namespace budian::report
