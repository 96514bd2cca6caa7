#include "maps/children_json.hpp"

#include "maps/appraisal_words.hpp"
#include "maps/certainty_words.hpp"
#include "maps/effects_json.hpp"
#include "maps/json_values.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;
using appraisal::Appraisal;

constexpr std::array<const char*, 2> stage_words{"primary", "junior"};

Json both(const Message& message) {
  return {{"zh", text(message, Language::zh)}, {"en", text(message, Language::en)}};
}
Json both(const Bilingual& words) { return {{"zh", words.zh}, {"en", words.en}}; }
Json source_of(const Source& source) {
  return {{"document", both(source.document)},
          {"date", source.date},
          {"certainty", certainty_word(source.certainty)}};
}

/// What the rows of all outcomes share.
struct Names {
  const Study& study;
  const Outcome& outcome;
  std::vector<appraisal::TownshipColumn> columns;
  [[nodiscard]] const County& county() const { return study.ground.county; }
  [[nodiscard]] const appraisal::Rules& rules() const { return study.ground.appraisal; }
  [[nodiscard]] Json of(SchoolId id) const {
    const auto& school = outcome.plan.schools[id].school;
    return {{"code", school.code}, {"name", school.name}};
  }
};

Json figures_of(const Names& names, const appraisal::TownshipFigures& figures) {
  Json result = Json::object();
  for (std::size_t k = 0; k < figures.size(); ++k) {
    result[names.columns[k].key] = maybe(figures[k]);
  }
  return result;
}

Json score_of(const Names& names, const appraisal::TownshipScore& score) {
  Json parts = Json::object(), causes = Json::array();
  const auto& rules = names.rules().score;
  for (std::size_t i = 0; i < score.parts.size(); ++i) {
    parts[rules.parts[i].key] = maybe(score.parts[i]);
  }
  for (const auto& cause : score.causes) {
    causes.push_back({{"key", rules.marks[cause.mark].key},
                      {"mark", appraisal::last_word(appraisal::mark_key(cause.level))},
                      {"value", cause.value}});
  }
  return {{"score", maybe(score.score)},
          {"rank", maybe(score.rank)},
          {"known_weight", score.known_weight},
          {"mark", appraisal::last_word(appraisal::mark_key(score.mark))},
          {"causes", std::move(causes)},
          {"parts", std::move(parts)}};
}

Json columns_of(const Names& names) {
  Json list = Json::array();
  for (const auto& column : names.columns) {
    list.push_back(
        {{"key", column.key},
         {"name", {{"zh", name_of(column, Language::zh)}, {"en", name_of(column, Language::en)}}},
         {"unit", column.unit.empty() ? Json() : both(Message{column.unit, {}})},
         {"adds_up", column.adds_up}});
  }
  return list;
}

Json townships_of(const Names& names) {
  const Appraisal& appraised = names.outcome.appraisal;
  Json list = Json::array();
  for (const auto id : appraised.ledger.townships.ids()) {
    list.push_back({{"township", names.county().townships[id].name},
                    {"score", score_of(names, appraised.scores[id])},
                    {"figures", figures_of(names, appraised.ledger.townships[id])}});
  }
  return list;
}

Json lines_of(const Names& names) {
  Json list = Json::array();
  const auto& results = names.outcome.appraisal.lines;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto& rule = names.rules().lines[i];
    Json bands = Json::object();
    for (const auto band : grade_bands) {
      if (!rule.bands[row(band)]) continue;
      const auto& count = results[i].county[row(band)];
      bands[band_words[row(band)]] = {{"judged", count.judged.count()},
                                      {"over", count.over.count()},
                                      {"unknown", count.unknown.count()}};
    }
    list.push_back({{"code", rule.code},
                    {"name", both(rule.name)},
                    {"severity", word_of(rule.severity)},
                    {"source", source_of(rule.source)},
                    {"pupils", std::move(bands)}});
  }
  return list;
}

/// Within, beyond, not known, no line: told apart.
Json coverage_of(bool reported, const appraisal::Coverage& coverage) {
  if (!reported) return nullptr;
  const auto over = coverage.known_over();
  return {{"within", over ? Json(coverage.within.count()) : Json()},
          {"over", maybe(over)},
          {"not_known", coverage.unknown.count()},
          {"no_line", coverage.not_judged.count()}};
}

Json bearers_of(const Names& names) {
  Json list = Json::array();
  for (const auto& burden : names.outcome.appraisal.burdens) {
    const auto shown = [&](Heads heads) { return burden.reported ? Json(heads.count()) : Json(); };
    list.push_back({{"group", appraisal::last_word(appraisal::group_key(burden.bearers))},
                    {"name",
                     {{"zh", name_of(burden, names.county(), Language::zh)},
                      {"en", name_of(burden, names.county(), Language::en)}}},
                    {"reported", burden.reported},
                    {"settlements_not_told", burden.silent},
                    {"heads_left_out", burden.not_placed.count()},
                    {"pupils", shown(burden.pupils)},
                    {"displaced", shown(burden.displaced)},
                    {"riders", burden.reported ? maybe(burden.riders) : Json()},
                    {"pupils_of_settlements_not_told", burden.silent_pupils.count()},
                    {"displaced_of_settlements_not_told", burden.silent_displaced.count()},
                    {"displaced_road_before_m", metres_of(burden.road_before)},
                    {"displaced_road_after_m", metres_of(burden.road_after)},
                    {"displaced_time_before_s", seconds_of(burden.time_before)},
                    {"displaced_time_after_s", seconds_of(burden.time_after)},
                    {"displaced_road_not_known", burden.road_unknown.count()},
                    {"displaced_time_not_known", burden.time_unknown.count()},
                    {"lines_before", coverage_of(burden.reported, burden.lines_before)},
                    {"lines_after", coverage_of(burden.reported, burden.lines_after)}});
  }
  return list;
}

Json changes_of(const Names& names) {
  Json list = Json::array();
  for (const auto& change : names.outcome.appraisal.changes) {
    const auto& settlement = names.county().settlements[change.settlement];
    list.push_back({{"settlement", settlement.name},
                    {"township", names.county().townships[settlement.township].name},
                    {"pupils", change.pupils.count()},
                    {"displaced", change.displaced.count()},
                    {"nearer", change.nearer.count()},
                    {"farther", change.farther.count()},
                    {"same", change.same.count()},
                    {"unknown", change.unknown.count()},
                    {"quicker", change.quicker.count()},
                    {"slower", change.slower.count()},
                    {"as_long", change.as_long.count()},
                    {"unknown_time", change.unknown_time.count()},
                    {"mean_road_before_m", metres_of(change.road_before)},
                    {"mean_road_after_m", metres_of(change.road_after)},
                    {"mean_time_before_s", seconds_of(change.time_before)},
                    {"mean_time_after_s", seconds_of(change.time_after)}});
  }
  return list;
}

Json inequality_of(const appraisal::Inequality& unequal) {
  return {{"pupils", unequal.pupils.count()},
          {"unknown", unequal.unknown.count()},
          {"gini", maybe(unequal.gini)},
          {"palma", maybe(unequal.palma)},
          {"theil", maybe(unequal.theil)},
          {"theil_within_townships", maybe(unequal.theil_within)},
          {"theil_between_townships", maybe(unequal.theil_between)}};
}

Json fairness_of(const Names& names) {
  const Appraisal& appraised = names.outcome.appraisal;
  Json result = Json::object();
  for (const auto stage : stages) {
    result[stage_words[row(stage)]] = {{"distance", inequality_of(appraised.distance[row(stage)])},
                                       {"time", inequality_of(appraised.time[row(stage)])}};
  }
  return result;
}

Json risks_of(const Names& names) {
  Json list = Json::array();
  for (const auto& risk : names.outcome.appraisal.risks) {
    const auto& rule = names.rules().risks[risk.rule];
    Json schools = Json::array();
    for (const auto id : risk.schools) schools.push_back(names.of(id));
    list.push_back({{"code", rule.code},
                    {"name", both(name_of(rule))},
                    {"value", maybe(risk.value)},
                    {"most", rule.most},
                    {"holds", maybe(risk.holds)},
                    {"pupils", risk.value ? Json(risk.pupils.count()) : Json()},
                    {"pupils_not_known", risk.unknown.count()},
                    {"schools", std::move(schools)},
                    {"finding", both(rule.finding)},
                    {"source", source_of(rule.source)}});
  }
  return list;
}

Json procedure_of(const Names& names, std::size_t scenario) {
  const auto bills = appraisal::against_keeping(names.study, scenario);
  Json list = Json::array();
  for (const auto& checklist : names.outcome.appraisal.procedure) {
    Json steps = Json::array();
    for (const auto& step : checklist.steps) {
      const auto& item = names.rules().procedure[step.item];
      steps.push_back({{"step", both(item.name)},
                       {"must_keep", item.must_keep},
                       {"forbids", item.forbids},
                       {"mandatory", item.mandatory},
                       {"state", appraisal::last_word(appraisal::state_key(step.state))},
                       {"figures", both(step.figures)},
                       {"source", source_of(item.source)}});
    }
    const auto& closure = names.outcome.plan.closures[checklist.closure];
    list.push_back(
        {{"school", names.of(closure.school)},
         {"must_keep_test", appraisal::last_word(appraisal::state_key(checklist.must_keep))},
         {"verdict", appraisal::last_word(appraisal::verdict_key(checklist.verdict))},
         {"keeping", both(bills[checklist.closure].keeping)},
         {"closing", both(bills[checklist.closure].closing)},
         {"steps", std::move(steps)}});
  }
  return list;
}

}  // namespace

Json children_json(const Study& study, std::size_t scenario) {
  const Names names{
      study, study.outcomes[scenario],
      appraisal::township_columns(study.ground.appraisal.lines, study.ground.standards)};
  return {{"columns", columns_of(names)},
          {"county_figures", figures_of(names, names.outcome.appraisal.ledger.county)},
          {"townships", townships_of(names)},
          {"access_lines", lines_of(names)},
          {"bearers", bearers_of(names)},
          {"settlements_that_change", changes_of(names)},
          {"fairness", fairness_of(names)},
          {"risks", risks_of(names)},
          {"affected", effects_json(study, scenario)},
          {"procedure", procedure_of(names, scenario)}};
}

}  // namespace budian
