#include <fmt/format.h>

#include <algorithm>

#include "maps/csv_text.hpp"
#include "maps/sweep/sweep_outputs.hpp"
#include "maps/sweep/sweep_words.hpp"

namespace budian {
namespace {

using namespace sweep;

std::vector<std::string> heads(std::initializer_list<const char*> keys, Language language) {
  std::vector<std::string> words;
  for (const char* key : keys) words.push_back(text(key, language));
  return words;
}

std::string number_text(const Figure& figure, Language language) {
  return figure.value ? figure_text(figure, figure.value, language) : std::string();
}

/// Figures of all runs: those of the first record; the others have the same.
std::vector<Figure> columns_of(const SweepStudy& study) {
  return study.records.empty() ? std::vector<Figure>() : study.records.front().figures;
}

std::string value_of_column(const Record& record, const Figure& column, Language language) {
  const auto found =
      std::find_if(record.figures.begin(), record.figures.end(),
                   [&](const Figure& figure) { return figure.code() == column.code(); });
  return found == record.figures.end() ? std::string() : number_text(*found, language);
}

}  // namespace

std::string runs_csv(const SweepStudy& study, Language language) {
  const auto& sweep = study.frame.sweep;
  auto cells = heads({"swept.head.run", "swept.head.scenario", "swept.head.base"}, language);
  for (const auto& parameter : sweep.parameters) cells.push_back(name_of(parameter, language));
  const auto columns = columns_of(study);
  for (const auto& column : columns) cells.push_back(name_of(column, study.frame, language));
  std::string csv = csv_mark + csv_line(cells);
  for (const auto& record : study.records) {
    const bool base = setting_of(sweep, record.run).is_base();
    cells = {std::to_string(record.run), record.scenario,
             text(base ? "swept.yes" : "swept.no", language)};
    for (std::size_t p = 0; p < sweep.parameters.size(); ++p) {
      cells.push_back(value_of(sweep.parameters[p], record.values[p], language));
    }
    for (const auto& column : columns) cells.push_back(value_of_column(record, column, language));
    csv += csv_line(cells);
  }
  return csv;
}

std::string closures_csv(const SweepStudy& study, Language language) {
  auto cells =
      heads({"swept.head.scenario", "swept.head.code", "swept.head.school", "swept.head.township",
             "swept.head.fate_base", "swept.head.runs", "swept.head.closed", "swept.head.reduced",
             "swept.head.refused", "swept.head.in_words", "swept.head.deciding"},
            language);
  std::string csv = csv_mark + csv_line(cells);
  for (const auto& result : study.results) {
    for (const auto& school : result.schools) {
      csv += csv_line({result.scenario, school.code, school.name, school.township,
                       fate_text(school.base, language), std::to_string(school.runs),
                       std::to_string(school.count(Fate::closed)),
                       std::to_string(school.count(Fate::reduced)),
                       std::to_string(school.count(Fate::refused)),
                       of_runs(school.count(Fate::closed), school.runs, language),
                       deciding_text(school, study.frame, language)});
    }
  }
  return csv;
}

TextRows range_rows(const SweepStudy& study, const ScenarioResult& result, Language language) {
  TextRows rows{heads({"program.measure", "swept.head.base_value", "swept.head.least",
                       "swept.head.p10", "swept.head.median", "swept.head.p90", "swept.head.most"},
                      language)};
  for (const auto& range : result.ranges) {
    if (!is_headline(range.base)) continue;
    const auto word = [&](const std::optional<double>& value) {
      return figure_text(range.base, value, language);
    };
    std::vector<std::string> cells{name_of(range.base, study.frame, language),
                                   word(range.base.value)};
    if (range.base.unit == "unit.verdict") {
      const std::string meets =
          text(Message{"swept.meets", {{"runs", of_runs(range.holds, result.runs, language)}}},
               language);
      for (const auto& cell : {meets, std::string(), std::string(), std::string(), std::string()}) {
        cells.push_back(cell);
      }
    } else {
      for (const auto* value : {&range.least, &range.p10, &range.median, &range.p90, &range.most}) {
        cells.push_back(word(*value));
      }
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

TextRows closure_rows(const SweepStudy& study, const ScenarioResult& result, Language language) {
  TextRows rows{heads({"swept.head.school", "swept.head.township", "swept.head.fate_base",
                       "swept.head.closed", "swept.head.refused", "swept.head.deciding"},
                      language)};
  for (const auto& school : result.schools) {
    rows.push_back({school.name, school.township, fate_text(school.base, language),
                    of_runs(school.count(Fate::closed), school.runs, language),
                    of_runs(school.count(Fate::refused), school.runs, language),
                    deciding_text(school, study.frame, language)});
  }
  return rows;
}

TextRows tornado_rows(const SweepStudy& study, const ScenarioResult& result, Language language) {
  TextRows rows{heads(
      {"program.measure", "swept.head.parameter", "swept.head.low_value", "swept.head.high_value",
       "swept.head.base_value", "swept.head.at_low", "swept.head.at_high"},
      language)};
  for (const auto& tornado : result.tornados) {
    if (!is_headline(tornado.figure) || tornado.figure.unit == "unit.verdict") continue;
    for (const auto& bar : tornado.bars) {
      const auto& parameter = study.frame.sweep.parameters[bar.parameter];
      const std::string base = figure_text(tornado.figure, tornado.figure.value, language);
      const std::string low = figure_text(tornado.figure, bar.low, language);
      const std::string high = figure_text(tornado.figure, bar.high, language);
      if (low == base && high == base) continue;  // nothing that could be seen
      rows.push_back({name_of(tornado.figure, study.frame, language), name_of(parameter, language),
                      value_of(parameter, bar.low_value, language),
                      value_of(parameter, bar.high_value, language), base, low, high});
    }
  }
  return rows;
}

}  // namespace budian
