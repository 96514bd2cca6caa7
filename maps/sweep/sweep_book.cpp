// sweep.xlsx: what the runs say together, for people who decide and for people who count.
#include <algorithm>
#include <array>

#include "maps/sheet.hpp"
#include "maps/sweep/sweep_outputs.hpp"
#include "maps/sweep/sweep_words.hpp"

namespace budian {
namespace {

using namespace sweep;

struct SweepWriting {
  const SweepStudy& study;
  Language language;
  Workbook& book;
  [[nodiscard]] std::string word(const std::string& key) const { return text(key, language); }
  [[nodiscard]] std::string title(const ScenarioResult& result) const {
    return scenario_title(study.frame, result.scenario, language);
  }
  [[nodiscard]] std::vector<std::string> heads(const std::vector<const char*>& keys) const {
    std::vector<std::string> words;
    words.reserve(keys.size());
    for (const char* key : keys) words.push_back(word(key));
    return words;
  }
};

SheetCell words_cell(std::string words, Look look = Look::words) {
  return {Cell(std::move(words)), "", look};
}
SheetCell count_cell(std::size_t count) {
  return {Cell(static_cast<std::int64_t>(count)), "", Look::whole};
}

Look look_of(const Figure& figure) {
  constexpr std::array<Look, 4> by_decimals{Look::whole, Look::minutes, Look::km, Look::ratio};
  return by_decimals[static_cast<std::size_t>(std::clamp(figure.decimals, 0, 3))];
}

SheetCell figure_cell(const SweepWriting& writing, const Figure& figure,
                      const std::optional<double>& value) {
  if (!value) return words_cell("-");
  if (figure.unit != "unit.verdict") return {Cell(*value), "", look_of(figure)};
  return words_cell(figure_text(figure, value, writing.language),
                    *value > 0 ? Look::good : Look::bad);
}

/// What was varied, between what.
void write_parameters(const SweepWriting& writing, Sheet& sheet) {
  const auto& sweep = writing.study.frame.sweep;
  sheet.blank();
  sheet.title(writing.word("swept.sheet.parameters"));
  for (const auto& parameter : sweep.parameters) {
    sheet.row({words_cell(name_of(parameter, writing.language)),
               words_cell(varied_text(parameter, writing.language))});
  }
}

void write_ranges(const SweepWriting& writing) {
  const auto& frame = writing.study.frame;
  Sheet& sheet = writing.book.sheet(writing.word("swept.sheet.ranges"));
  const Message title{
      frame.is_invented ? "swept.title_invented" : "swept.title",
      {{"county", frame.county},
       {"title", writing.language == Language::zh ? frame.sweep.title.zh : frame.sweep.title.en}}};
  sheet.title(text(title, writing.language));
  sheet.heads(writing.heads({"swept.head.scenario", "program.measure", "swept.head.base_value",
                             "swept.head.least", "swept.head.p10", "swept.head.median",
                             "swept.head.p90", "swept.head.most", "swept.head.meets",
                             "swept.head.known", "swept.head.not_known"}));
  for (const auto& result : writing.study.results) {
    for (const auto& range : result.ranges) {
      const bool verdict = range.base.unit == "unit.verdict";
      const auto cell = [&](const std::optional<double>& value) {
        return verdict ? words_cell("") : figure_cell(writing, range.base, value);
      };
      sheet.row({words_cell(writing.title(result), Look::narrow),
                 words_cell(name_of(range.base, frame, writing.language)),
                 figure_cell(writing, range.base, range.base.value), cell(range.least),
                 cell(range.p10), cell(range.median), cell(range.p90), cell(range.most),
                 words_cell(verdict ? of_runs(range.holds, result.runs, writing.language) : ""),
                 count_cell(range.known), count_cell(range.unknown)});
    }
  }
  sheet.end_table();
  write_parameters(writing, sheet);
  sheet.remark(writing.word("swept.remark.ranges"));
}

void write_schools(const SweepWriting& writing) {
  Sheet& sheet = writing.book.sheet(writing.word("swept.sheet.schools"));
  sheet.heads(writing.heads({"swept.head.scenario", "swept.head.code", "swept.head.school",
                             "swept.head.township", "swept.head.fate_base", "swept.head.runs",
                             "swept.head.closed", "swept.head.reduced", "swept.head.refused",
                             "swept.head.in_words", "swept.head.deciding"}));
  for (const auto& result : writing.study.results) {
    for (const auto& school : result.schools) {
      sheet.row({words_cell(writing.title(result), Look::narrow), words_cell(school.code),
                 words_cell(school.name), words_cell(school.township),
                 words_cell(fate_text(school.base, writing.language)), count_cell(school.runs),
                 count_cell(school.count(Fate::closed)), count_cell(school.count(Fate::reduced)),
                 count_cell(school.count(Fate::refused)),
                 words_cell(of_runs(school.count(Fate::closed), school.runs, writing.language)),
                 words_cell(deciding_text(school, writing.study.frame, writing.language),
                            Look::wrapped)});
    }
  }
  sheet.end_table();
  sheet.remark(writing.word("swept.remark.schools"));
}

void write_tornados(const SweepWriting& writing) {
  const auto& frame = writing.study.frame;
  Sheet& sheet = writing.book.sheet(writing.word("swept.sheet.tornado"));
  sheet.heads(
      writing.heads({"swept.head.scenario", "program.measure", "swept.head.parameter",
                     "swept.head.low_value", "swept.head.high_value", "swept.head.base_value",
                     "swept.head.at_low", "swept.head.at_high", "swept.head.width"}));
  for (const auto& result : writing.study.results) {
    for (const auto& tornado : result.tornados) {
      if (tornado.figure.unit == "unit.verdict") continue;
      for (const auto& bar : tornado.bars) {
        const auto& parameter = frame.sweep.parameters[bar.parameter];
        const auto cell = [&](const std::optional<double>& value) {
          return figure_cell(writing, tornado.figure, value);
        };
        sheet.row({words_cell(writing.title(result), Look::narrow),
                   words_cell(name_of(tornado.figure, frame, writing.language)),
                   words_cell(name_of(parameter, writing.language)),
                   words_cell(value_of(parameter, bar.low_value, writing.language)),
                   words_cell(value_of(parameter, bar.high_value, writing.language)),
                   cell(tornado.figure.value), cell(bar.low), cell(bar.high), cell(bar.width())});
      }
    }
  }
  sheet.end_table();
  sheet.remark(means_text(frame.sweep.design, writing.language));
}

/// Writes a row of changes from the base for each side, and gives the chart of them.
Chart chart_of(const SweepWriting& writing, const Tornado& tornado, Sheet& sheet) {
  const auto& frame = writing.study.frame;
  const std::size_t head_row = sheet.next_row();
  std::vector<SheetCell> heads{words_cell(name_of(tornado.figure, frame, writing.language))};
  std::vector<SheetCell> lows{words_cell(writing.word("swept.head.change_at_low"))};
  std::vector<SheetCell> highs{words_cell(writing.word("swept.head.change_at_high"))};
  const double base = tornado.figure.value.value_or(0);
  for (const auto& bar : tornado.bars) {
    const auto& parameter = frame.sweep.parameters[bar.parameter];
    heads.push_back(words_cell(name_of(parameter, writing.language) + " " +
                               value_of(parameter, bar.low_value, writing.language) + "–" +
                               value_of(parameter, bar.high_value, writing.language)));
    lows.push_back(figure_cell(writing, tornado.figure, *bar.low - base));
    highs.push_back(figure_cell(writing, tornado.figure, *bar.high - base));
  }
  for (const auto* row : {&heads, &lows, &highs}) sheet.row(*row);
  sheet.blank();
  Chart chart;
  chart.title = name_of(tornado.figure, frame, writing.language);
  chart.unit = writing.word("swept.change_from_base");
  chart.head_row = head_row;
  chart.first_column = 1;
  chart.last_column = tornado.bars.size();
  chart.series = {{writing.word("swept.head.change_at_low"), head_row + 1},
                  {writing.word("swept.head.change_at_high"), head_row + 2}};
  chart.overlapping = true;
  return chart;
}

/// Charts need a base and both ends of every bar; their axes show whole numbers.
bool can_be_drawn(const Tornado& tornado) {
  const auto widest = tornado.bars.front().width();
  if (!widest || *widest < 1) return false;
  return is_headline(tornado.figure) && tornado.figure.unit != "unit.verdict" &&
         tornado.figure.value && std::all_of(tornado.bars.begin(), tornado.bars.end(), [](auto& b) {
           return b.low.has_value() && b.high.has_value();
         });
}

/// The numbers of all charts, then the charts below them, four beside each other.
void write_charts(const SweepWriting& writing) {
  constexpr std::size_t across = 4;
  Sheet* sheet = nullptr;
  for (const auto& result : writing.study.results) {
    std::vector<Chart> charts;
    for (const auto& tornado : result.tornados) {
      if (!can_be_drawn(tornado)) continue;
      if (!sheet) sheet = &writing.book.sheet(writing.word("swept.sheet.charts"));
      if (charts.empty()) sheet->title(writing.title(result));
      charts.push_back(chart_of(writing, tornado, *sheet));
    }
    for (std::size_t i = 0; i < charts.size(); ++i) {
      sheet->chart(charts[i], i % across);
      constexpr int rows_of_a_chart = 19;
      const bool is_full = i % across == across - 1 || i + 1 == charts.size();
      for (int row = 0; is_full && row < rows_of_a_chart; ++row) sheet->blank();
    }
  }
  if (sheet) sheet->print_on_one_page();
}

void write_runs(const SweepWriting& writing) {
  const auto& frame = writing.study.frame;
  const auto& records = writing.study.records;
  if (records.empty()) return;
  Sheet& sheet = writing.book.sheet(writing.word("swept.sheet.runs"));
  auto heads = writing.heads({"swept.head.run", "swept.head.scenario", "swept.head.base"});
  for (const auto& parameter : frame.sweep.parameters) {
    heads.push_back(name_of(parameter, writing.language));
  }
  std::vector<std::string> shown;
  for (const auto& figure : records.front().figures) {
    if (!is_headline(figure)) continue;
    shown.push_back(figure.code());
    heads.push_back(name_of(figure, frame, writing.language));
  }
  sheet.heads(heads);
  for (const auto& record : records) {
    const bool base = setting_of(frame.sweep, record.run).is_base();
    std::vector<SheetCell> cells{count_cell(record.run), words_cell(record.scenario),
                                 words_cell(writing.word(base ? "swept.yes" : "swept.no"))};
    for (std::size_t p = 0; p < frame.sweep.parameters.size(); ++p) {
      const auto& parameter = frame.sweep.parameters[p];
      cells.push_back(!value_words(parameter.name).empty()
                          ? words_cell(value_of(parameter, record.values[p], writing.language))
                          : SheetCell{record.values[p], "", Look::ratio});
    }
    for (const auto& code : shown) {
      const auto figure = std::find_if(record.figures.begin(), record.figures.end(),
                                       [&](const Figure& f) { return f.code() == code; });
      cells.push_back(figure == record.figures.end()
                          ? words_cell("-")
                          : figure_cell(writing, *figure, figure->value));
    }
    sheet.row(cells);
  }
  sheet.end_table();
}

}  // namespace

void write_sweep_book(const std::filesystem::path& file, const SweepStudy& study,
                      Language language) {
  const auto& frame = study.frame;
  const std::string title = language == Language::zh ? frame.sweep.title.zh : frame.sweep.title.en;
  Workbook book(file, title, frame.county);
  const SweepWriting writing{study, language, book};
  write_ranges(writing);
  write_schools(writing);
  write_tornados(writing);
  write_charts(writing);
  write_runs(writing);
  book.save();
}

}  // namespace budian
