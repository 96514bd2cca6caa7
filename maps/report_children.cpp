// The report's townships, children and procedure.
#include "maps/appraisal_words.hpp"
#include "maps/report_parts.hpp"

namespace budian::report {
namespace {

using namespace appraisal;  // names of the parts that are written here

Json heads_of(const std::optional<Heads>& heads) {
  return heads ? Json(heads->count()) : Json(nullptr);
}

const char* word_of(Better better) {
  constexpr std::array words{"neither", "more", "less"};
  return words[static_cast<std::size_t>(better)];
}

std::vector<TownshipColumn> columns_of(const Desk& desk) {
  return township_columns(desk.study.ground.appraisal.lines, desk.study.ground.standards);
}

Json columns_part(Desk& desk) {
  Json result = Json::array();
  for (const auto& column : columns_of(desk)) {
    result.push_back(
        {{"key", column.key},
         {"name", desk.texts.row(name_of(column, Language::zh), name_of(column, Language::en))},
         {"unit", column.unit.empty() ? desk.texts.row("", "") : desk.texts.key(column.unit)},
         {"decimals", column.decimals},
         {"better", word_of(column.better)},
         {"adds_up", column.adds_up}});
  }
  return result;
}

Json score_words(Desk& desk) {
  const auto& rules = desk.study.ground.appraisal.score;
  Json parts = Json::array(), marks = Json::array();
  for (const auto& part : rules.parts) {
    parts.push_back({{"key", part.key},
                     {"weight", part.weight},
                     {"full_at", part.full_at},
                     {"zero_at", part.zero_at}});
  }
  for (const auto& mark : rules.marks) {
    marks.push_back({{"key", mark.key}, {"amber_at", mark.amber_at}, {"red_at", mark.red_at}});
  }
  return {{"name", desk.texts.row(rules.name)},
          {"source", desk.texts.source(rules.source)},
          {"parts", std::move(parts)},
          {"marks", std::move(marks)}};
}

Json ledger_part_of(const Appraisal& appraised, const std::vector<TownshipColumn>& columns) {
  const auto written = [&](const TownshipFigures& figures) {
    Json list = Json::array();
    for (std::size_t k = 0; k < figures.size(); ++k) {
      list.push_back(number_of(figures[k], columns[k].decimals));
    }
    return list;
  };
  Json townships = Json::array();
  for (const auto& figures : appraised.ledger.townships) townships.push_back(written(figures));
  return {{"townships", std::move(townships)}, {"county", written(appraised.ledger.county)}};
}

Json scores_part(const Appraisal& appraised) {
  Json result = Json::array();
  for (const auto& score : appraised.scores) {
    Json parts = Json::array(), causes = Json::array();
    for (const auto& part : score.parts) parts.push_back(number_of(part, 1));
    for (const auto& cause : score.causes) {
      causes.push_back({{"mark", cause.mark},
                        {"level", last_word(mark_key(cause.level))},
                        {"value", number_of(cause.value, 2)}});
    }
    result.push_back({{"score", number_of(score.score, 1)},
                      {"rank", score.rank ? Json(*score.rank) : Json(nullptr)},
                      {"known_weight", number_of(score.known_weight, 1)},
                      {"mark", last_word(mark_key(score.mark))},
                      {"parts", std::move(parts)},
                      {"causes", std::move(causes)}});
  }
  return result;
}

Json lines_part(const Appraisal& appraised, const Rules& rules) {
  Json result = Json::array();
  for (std::size_t i = 0; i < appraised.lines.size(); ++i) {
    Json bands = Json::array();
    for (const auto band : grade_bands) {
      const auto& count = appraised.lines[i].county[row(band)];
      bands.push_back(rules.lines[i].bands[row(band)]
                          ? Json{count.judged.count(), count.over.count(), count.unknown.count()}
                          : Json(nullptr));
    }
    result.push_back(std::move(bands));
  }
  return result;
}

Json burdens_part(Desk& desk, const Appraisal& appraised) {
  Json result = Json::array();
  for (const auto& burden : appraised.burdens) {
    if (burden.bearers == Bearers::far_unknown && burden.pupils == Heads(0)) continue;
    const auto& county = desk.study.ground.county;
    result.push_back({{"group", last_word(group_key(burden.bearers))},
                      {"name", desk.texts.row(name_of(burden, county, Language::zh),
                                              name_of(burden, county, Language::en))},
                      {"remark", desk.texts.row(remark_of(burden, Language::zh),
                                                remark_of(burden, Language::en))},
                      {"reported", burden.reported},
                      {"pupils", burden.pupils.count()},
                      {"displaced", burden.displaced.count()},
                      {"riders", heads_of(burden.riders)},
                      {"before_metres", metres_of(burden.road_before)},
                      {"after_metres", metres_of(burden.road_after)},
                      {"before_minutes", minutes_of(burden.time_before)},
                      {"after_minutes", minutes_of(burden.time_after)},
                      {"over_before", heads_of(burden.lines_before.known_over())},
                      {"over_after", heads_of(burden.lines_after.known_over())}});
  }
  return result;
}

/// settlement, pupils, displaced, nearer, farther, quicker, slower, metres ×2, minutes ×2, distance
/// unknown, time unknown
Json changes_part(const Appraisal& appraised) {
  Json result = Json::array();
  for (const auto& change : appraised.changes) {
    result.push_back({change.settlement.row(), change.pupils.count(), change.displaced.count(),
                      change.nearer.count(), change.farther.count(), change.quicker.count(),
                      change.slower.count(), metres_of(change.road_before),
                      metres_of(change.road_after), minutes_of(change.time_before),
                      minutes_of(change.time_after), change.unknown.count(),
                      change.unknown_time.count()});
  }
  return result;
}

Json inequality_part(const Inequality& unequal) {
  return {{"pupils", unequal.pupils.count()},
          {"unknown", unequal.unknown.count()},
          {"gini", number_of(unequal.gini, 4)},
          {"palma", number_of(unequal.palma, 3)},
          {"theil", number_of(unequal.theil, 4)},
          {"within", number_of(unequal.theil_within, 4)},
          {"between", number_of(unequal.theil_between, 4)}};
}

Json risks_part(const Appraisal& appraised) {
  Json result = Json::array();
  for (const auto& risk : appraised.risks) {
    result.push_back({{"rule", risk.rule},
                      {"value", number_of(risk.value, 2)},
                      {"holds", risk.holds ? Json(*risk.holds) : Json(nullptr)},
                      {"pupils", risk.pupils.count()},
                      {"unknown", risk.unknown.count()}});
  }
  return result;
}

Json procedure_part(Desk& desk, std::size_t scenario) {
  const Appraisal& appraised = desk.study.outcomes[scenario].appraisal;
  const auto bills = against_keeping(desk.study, scenario);
  Json result = Json::array();
  for (const auto& list : appraised.procedure) {
    Json steps = Json::array();
    for (const auto& step : list.steps) {
      steps.push_back({{"item", step.item},
                       {"state", last_word(state_key(step.state))},
                       {"figures", desk.texts.row(step.figures)}});
    }
    result.push_back({{"closure", list.closure},
                      {"verdict", last_word(verdict_key(list.verdict))},
                      {"must_keep", last_word(state_key(list.must_keep))},
                      {"keeping", desk.texts.row(bills[list.closure].keeping)},
                      {"closing", desk.texts.row(bills[list.closure].closing)},
                      {"steps", std::move(steps)}});
  }
  return result;
}

}  // namespace

Json appraisal_words_part(Desk& desk) {
  const Rules& rules = desk.study.ground.appraisal;
  Json lines = Json::array(), risks = Json::array(), steps = Json::array();
  for (const auto& line : rules.lines) {
    lines.push_back({{"code", line.code},
                     {"name", desk.texts.row(line.name)},
                     {"severity", budian::word_of(line.severity)},
                     {"source", desk.texts.source(line.source)}});
  }
  for (const auto& risk : rules.risks) {
    risks.push_back({{"name", desk.texts.row(name_of(risk))},
                     {"most", risk.most},
                     {"finding", desk.texts.row(risk.finding)},
                     {"source", desk.texts.source(risk.source)}});
  }
  for (const auto& item : rules.procedure) {
    steps.push_back({{"name", desk.texts.row(item.name)},
                     {"must_keep", item.must_keep},
                     {"forbids", item.forbids},
                     {"mandatory", item.mandatory},
                     {"stated", is_stated(item.check)},
                     {"source", desk.texts.source(item.source)}});
  }
  return {{"columns", columns_part(desk)},
          {"score", score_words(desk)},
          {"lines", std::move(lines)},
          {"risks", std::move(risks)},
          {"steps", std::move(steps)}};
}

Json appraisal_part(Desk& desk, std::size_t scenario) {
  const Outcome& outcome = desk.study.outcomes[scenario];
  const Appraisal& appraised = outcome.appraisal;
  Json distance = Json::array(), time = Json::array();
  for (const auto stage : stages) {
    distance.push_back(inequality_part(appraised.distance[row(stage)]));
    time.push_back(inequality_part(appraised.time[row(stage)]));
  }
  return {{"ledger", ledger_part_of(appraised, columns_of(desk))},
          {"scores", scores_part(appraised)},
          {"lines", lines_part(appraised, desk.study.ground.appraisal)},
          {"bearers", burdens_part(desk, appraised)},
          {"changes", changes_part(appraised)},
          {"distance", std::move(distance)},
          {"time", std::move(time)},
          {"risks", risks_part(appraised)},
          {"procedure", procedure_part(desk, scenario)},
          {"effects", effects_part(outcome)}};
}

}  // namespace budian::report
