#include "maps/balance_json.hpp"

#include <nlohmann/json.hpp>

#include "maps/balance_words.hpp"
#include "maps/json_values.hpp"
#include "scenarios/balance/things.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

Json yuan_of(const std::optional<Fen>& money) { return money ? Json(in_yuan(*money)) : Json(); }
const char* stage_word(Stage stage) { return stage == Stage::primary ? "primary" : "junior"; }
/// "computers": the key's last part.
std::string thing_word(const std::string& key) { return key.substr(key.rfind('.') + 1); }
double things_of(Resource resource, std::int64_t stored) {
  return static_cast<double>(stored) / static_cast<double>(stored_a_thing(resource));
}

struct Writer {
  const Study& study;
  const Outcome& outcome;
  const StandardRules& rules;

  [[nodiscard]] const std::string& code(SchoolId id) const {
    return outcome.plan.schools[id].school.code;
  }

  [[nodiscard]] Json change(const std::optional<CvChange>& change) const {
    if (!change) return nullptr;
    return {{"before", change->before},       {"after", change->after},
            {"pooling", change->pooling},     {"uncounted_pupils", change->uncounted},
            {"resources", change->resources}, {"partly_arithmetic", is_partly_arithmetic(*change)}};
  }

  [[nodiscard]] Json moves(const std::vector<SchoolThings>& things) const {
    Json list = Json::array();
    for (const auto& one : things) {
      list.push_back({{"school_code", code(one.school)},
                      {"things", one.things},
                      {"things_on_campus", one.on_campus}});
    }
    return list;
  }

  [[nodiscard]] Json addition(const std::optional<SmallestChange>& change) const {
    if (!change) return nullptr;
    if (!change->possible) return {{"target_cv", change->target}, {"possible", false}};
    return {{"target_cv", change->target},       {"possible", change->total > 0},
            {"least_divisible", change->amount}, {"lowest_then", change->low},
            {"things", change->total},           {"things_on_campus", change->on_campus},
            {"yuan", yuan_of(change->money)},    {"cv", maybe(change->cv)},
            {"schools", moves(change->things)}};
  }
  [[nodiscard]] Json transfer(const std::optional<SmallestTransfer>& change) const {
    if (!change) return nullptr;
    return {{"least_divisible", change->amount}, {"lowest_then", change->low},
            {"highest_then", change->high},      {"things", change->total},
            {"cv", maybe(change->cv)},           {"schools", moves(change->things)}};
  }

  [[nodiscard]] Json indicator(std::size_t k, const IndicatorAnalysis& analysis) const {
    Json shares = Json::array();
    for (const auto& one : analysis.variance_shares) {
      shares.push_back({{"school_code", code(one.school)},
                        {"base", one.base},
                        {"value", one.value},
                        {"share_of_variance", one.share},
                        {"above_mean", one.above},
                        {"cv_without", maybe(one.cv_without)}});
    }
    return {{"code", rules.indicators[k].code},
            {"thing", thing_word(thing_key(rules.indicators[k]))},
            {"margin", maybe(analysis.margin)},
            {"change_from_today", change(analysis.change)},
            {"smallest_addition", addition(analysis.addition)},
            {"smallest_transfer", transfer(analysis.transfer)},
            {"variance_shares", std::move(shares)}};
  }

  [[nodiscard]] Json stage(const StageAnalysis& analysis) const {
    Json indicators = Json::array();
    for (std::size_t k = 0; k < analysis.indicators.size(); ++k) {
      indicators.push_back(indicator(k, analysis.indicators[k]));
    }
    return {{"stage", stage_word(analysis.stage)},
            {"composite_change_from_today", change(analysis.composite_change)},
            {"indicators", std::move(indicators)}};
  }

  [[nodiscard]] static Json treatment(const TreatmentResult& treatment) {
    Json list = Json::array();
    for (const auto& result : treatment.result.stages) {
      Json cvs = Json::array();
      for (const auto& indicator : result.indicators) cvs.push_back(maybe(indicator.cv));
      list.push_back({{"stage", stage_word(result.stage)},
                      {"units", result.units},
                      {"pupils", result.pupils.count()},
                      {"cvs", std::move(cvs)},
                      {"composite_cv", maybe(result.composite)},
                      {"margin", maybe(result.margin)},
                      {"passes", maybe(result.passes)}});
    }
    return {{"teaching_points", word_of(treatment.treatment.teaching_points)},
            {"counts_private", treatment.treatment.counts_private},
            {"passes", maybe(treatment.result.passes)},
            {"stages", std::move(list)}};
  }

  [[nodiscard]] Json need(std::size_t k, const std::optional<Need>& need) const {
    if (!need) return nullptr;
    return {{"things", things_of(rules.indicators[k].resource, need->amount)},
            {"yuan", yuan_of(need->money)}};
  }

  [[nodiscard]] Json school(const SchoolShortfall& school) const {
    Json indicators = Json::array();
    for (std::size_t k = 0; k < school.indicators.size(); ++k) {
      const auto& one = school.indicators[k];
      if (!one.line) continue;
      indicators.push_back({{"code", rules.indicators[k].code},
                            {"value", maybe(one.value)},
                            {"line", *one.line},
                            {"met", one.value || one.met ? Json(one.met) : Json()},
                            {"to_line", need(k, one.to_line)},
                            {"to_floor", need(k, one.to_floor)},
                            {"to_pass", need(k, one.to_pass)}});
    }
    const PricedSum money = school.money_to_pass();
    return {{"school_code", code(school.school)},
            {"stage", stage_word(school.stage)},
            {"pupils", school.pupils.count()},
            {"stage_share_of_campus", school.campus_share},
            {"indicators_met", school.met},
            {"indicators_not_known", school.not_known},
            {"passes", maybe(school.passes)},
            {"yuan_to_pass", yuan_of(money.told())},
            {"yuan_to_pass_is_whole", money.is_whole()},
            {"indicators", std::move(indicators)}};
  }

  [[nodiscard]] Json need_sum(std::size_t k, const NeedSum& sum) const {
    const bool told = sum.is_told();
    return {{"things", told ? Json(things_of(rules.indicators[k].resource, sum.amount)) : Json()},
            {"yuan", told ? yuan_of(sum.money) : Json()},
            {"schools_not_known", sum.not_known}};
  }

  [[nodiscard]] Json sum(const ShortfallSum& sum) const {
    Json line = Json::array(), pass = Json::array();
    for (std::size_t k = 0; k < sum.to_line.size(); ++k) {
      line.push_back(need_sum(k, sum.to_line[k]));
      pass.push_back(need_sum(k, sum.to_pass[k]));
    }
    return {{"township",
             sum.township ? Json(study.ground.county.townships[*sum.township].name) : Json()},
            {"schools_failing", sum.schools_failing},
            {"schools_not_known", sum.schools_not_known},
            {"to_line", std::move(line)},
            {"to_pass", std::move(pass)},
            {"yuan_to_line", yuan_of(sum.money_to_line.told())},
            {"yuan_to_line_is_whole", sum.money_to_line.is_whole()},
            {"yuan_to_pass", yuan_of(sum.money_to_pass.told())},
            {"yuan_to_pass_is_whole", sum.money_to_pass.is_whole()}};
  }

  [[nodiscard]] Json guarantee(const GuaranteeRule& rule, const GuaranteeResult& result) const {
    Json cases = Json::array();
    for (const auto& one : result.cases) {
      cases.push_back({{"school_code", code(one.school)},
                       {"stage", one.stage ? Json(stage_word(*one.stage)) : Json()},
                       {"thing", thing_word(one.thing)},
                       {"have", one.have},
                       {"needed", one.needed},
                       {"missing", one.missing},
                       {"yuan", yuan_of(one.money)}});
    }
    return {{"item", rule.item},
            {"code", rule.code},
            {"judged", rule.judged},
            {"passes", maybe(result.passes)},
            {"schools", result.schools},
            {"schools_at_fault", rule.judged ? Json(result.schools_at_fault) : Json()},
            {"schools_not_known", result.schools_not_known},
            {"share_primary", maybe(result.shares[0])},
            {"share_junior", maybe(result.shares[1])},
            {"yuan", yuan_of(result.money.told())},
            {"cases", std::move(cases)}};
  }
};

}  // namespace

nlohmann::ordered_json balance_json(const Study& study, const Outcome& outcome) {
  Json list = Json::array();
  for (std::size_t s = 0; s < std::min(outcome.balance.size(), study.ground.standards.size());
       ++s) {
    const auto& analysis = outcome.balance[s];
    const Writer write{study, outcome, study.ground.standards[s]};
    Json entry{{"standard", analysis.standard}};
    for (const char* part : {"treatments", "stages", "schools", "sums", "guarantees"}) {
      entry[part] = Json::array();
    }
    for (const auto& one : analysis.treatments)
      entry["treatments"].push_back(Writer::treatment(one));
    for (const auto& one : analysis.stages) entry["stages"].push_back(write.stage(one));
    for (const auto& one : analysis.shortfalls) entry["schools"].push_back(write.school(one));
    for (const auto& one : analysis.shortfall_sums) entry["sums"].push_back(write.sum(one));
    for (std::size_t g = 0; g < analysis.guarantees.size(); ++g) {
      entry["guarantees"].push_back(
          write.guarantee(write.rules.guarantees[g], analysis.guarantees[g]));
    }
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace budian
