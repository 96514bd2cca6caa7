// The workbook's sheets of children: who bears a plan, winners and losers, lines, fairness, risks.
#include <algorithm>

#include "maps/appraisal_words.hpp"
#include "maps/columns.hpp"
#include "maps/workbook_parts.hpp"

namespace budian {
namespace {

using appraisal::Burden;

SheetCell heads_cell(Heads heads) { return {Cell(heads.count()), "", Look::whole}; }
SheetCell told(const Cell& value, Look look) {
  if (std::holds_alternative<std::monostate>(value)) return {Cell(std::string("-"))};
  return {value, "", look};
}
SheetCell km_cell(const std::optional<Millimetres>& length) {
  return told(cell_km(length), Look::km);
}
SheetCell minutes_cell(const std::optional<Milliseconds>& time) {
  return told(cell_minutes(time), Look::minutes);
}
SheetCell heads_cell(const std::optional<Heads>& heads) {
  return heads ? heads_cell(*heads) : SheetCell{Cell(std::string("-"))};
}
SheetCell ratio_cell(const std::optional<double>& value) { return told(cell(value), Look::ratio); }

void write_bearers(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.bearers");
  sheet.heads(writing.heads(
      {"workbook.scenario", "children.head.group", "children.head.bearers", "children.head.count",
       "children.head.displaced", "children.head.riders", "children.head.road_before",
       "children.head.road_after", "children.head.time_before", "children.head.time_after",
       "children.head.over_before", "children.head.over_after", "children.head.remark"}));
  const auto& county = writing.study.ground.county;
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    for (const Burden& burden : writing.study.outcomes[i].appraisal.burdens) {
      if (burden.bearers == appraisal::Bearers::far_unknown && burden.pupils == Heads(0)) continue;
      const bool hidden = !burden.reported;
      const auto number = [&](Heads heads) {
        return hidden ? SheetCell{Cell(std::string("-"))} : heads_cell(heads);
      };
      sheet.row({writing.title(i),
                 {Cell(writing.word(appraisal::group_key(burden.bearers)))},
                 {Cell(name_of(burden, county, writing.language))},
                 number(burden.pupils),
                 number(burden.displaced),
                 heads_cell(hidden ? std::nullopt : burden.riders),
                 km_cell(burden.road_before),
                 km_cell(burden.road_after),
                 minutes_cell(burden.time_before),
                 minutes_cell(burden.time_after),
                 heads_cell(hidden ? std::nullopt : burden.lines_before.known_over()),
                 heads_cell(hidden ? std::nullopt : burden.lines_after.known_over()),
                 {Cell(remark_of(burden, writing.language)), "", Look::wrapped}});
    }
  }
}

void write_winners(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.winners");
  sheet.heads(
      writing.heads({"workbook.scenario", "field.township", "field.settlement", "field.pupils",
                     "children.head.displaced", "children.head.nearer", "children.head.farther",
                     "children.head.same", "children.head.quicker", "children.head.slower",
                     "children.head.as_long", "children.head.unknown", "children.head.unknown_time",
                     "children.head.mean_road_before", "children.head.mean_road_after",
                     "children.head.mean_time_before", "children.head.mean_time_after"}));
  const auto& county = writing.study.ground.county;
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    for (const auto& change : writing.study.outcomes[i].appraisal.changes) {
      const auto& settlement = county.settlements[change.settlement];
      sheet.row({writing.title(i),
                 {Cell(county.townships[settlement.township].name)},
                 {Cell(settlement.name)},
                 heads_cell(change.pupils),
                 heads_cell(change.displaced),
                 heads_cell(change.nearer),
                 heads_cell(change.farther),
                 heads_cell(change.same),
                 heads_cell(change.quicker),
                 heads_cell(change.slower),
                 heads_cell(change.as_long),
                 heads_cell(change.unknown),
                 heads_cell(change.unknown_time),
                 km_cell(change.road_before),
                 km_cell(change.road_after),
                 minutes_cell(change.time_before),
                 minutes_cell(change.time_after)});
    }
  }
}

void write_line_row(const Writing& writing, std::size_t scenario, std::size_t line, Sheet& sheet) {
  const auto& rule = writing.study.ground.appraisal.lines[line];
  const auto& result = writing.study.outcomes[scenario].appraisal.lines[line];
  for (const auto band : grade_bands) {
    if (!rule.bands[row(band)]) continue;
    const auto& count = result.county[row(band)];
    const std::string name = "bearers.band." + std::to_string(row(band));
    sheet.row({writing.title(scenario),
               {Cell(writing.word(rule.name))},
               {Cell(writing.word(name))},
               heads_cell(count.judged),
               heads_cell(count.over),
               heads_cell(count.unknown),
               {Cell(writing.word("severity." + word_of(rule.severity)))},
               {Cell(writing.word(rule.source.document)), "", Look::wrapped},
               {Cell(rule.source.date)},
               {Cell(writing.word(certainty_key(rule.source.certainty)))}});
  }
}

void write_lines(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.access_lines");
  sheet.heads(writing.heads({"workbook.scenario", "children.head.line", "children.head.band",
                             "children.head.judged", "children.head.over", "children.head.unknown",
                             "children.head.severity", "workbook.source", "children.date",
                             "workbook.certainty"}));
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    const std::size_t count = writing.study.outcomes[i].appraisal.lines.size();
    for (std::size_t line = 0; line < count; ++line) write_line_row(writing, i, line, sheet);
  }
}

void write_inequality(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.inequality");
  sheet.heads(writing.heads({"workbook.scenario", "field.stage", "children.head.what",
                             "children.head.count", "children.head.unknown", "children.head.gini",
                             "children.head.palma", "children.head.theil",
                             "children.head.theil_within", "children.head.theil_between"}));
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    const auto& appraised = writing.study.outcomes[i].appraisal;
    for (const auto stage : stages) {
      const auto add = [&](const char* what, const appraisal::Inequality& unequal) {
        sheet.row({writing.title(i),
                   {Cell(writing.word(stage == Stage::primary ? "money.stage.primary"
                                                              : "money.stage.junior"))},
                   {Cell(writing.word(what))},
                   heads_cell(unequal.pupils),
                   heads_cell(unequal.unknown),
                   ratio_cell(unequal.gini),
                   ratio_cell(unequal.palma),
                   ratio_cell(unequal.theil),
                   ratio_cell(unequal.theil_within),
                   ratio_cell(unequal.theil_between)});
      };
      add("children.distance", appraised.distance[row(stage)]);
      add("children.time", appraised.time[row(stage)]);
    }
  }
  sheet.end_table();
  sheet.blank();
  sheet.row({{Cell(writing.word("children.formulas")), "", Look::note}});
}

void write_risks(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.risks");
  sheet.heads(writing.heads({"workbook.scenario", "children.head.risk", "children.head.value",
                             "children.head.most", "children.head.verdict", "children.head.pupils",
                             "children.head.unknown", "children.head.finding", "workbook.source",
                             "children.date", "workbook.certainty"}));
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    for (const auto& risk : writing.study.outcomes[i].appraisal.risks) {
      const auto& rule = writing.study.ground.appraisal.risks[risk.rule];
      const std::string verdict = !risk.holds   ? "risk.not_known"
                                  : *risk.holds ? "risk.holds"
                                                : "risk.holds_not";
      sheet.row({writing.title(i),
                 {Cell(writing.word(name_of(rule)))},
                 told(cell(risk.value), Look::km),
                 {Cell(rule.most), "", Look::km},
                 {Cell(writing.word(verdict)), "", risk.holds == true ? Look::bad : Look::words},
                 risk.value ? heads_cell(risk.pupils) : SheetCell{Cell(std::string("-"))},
                 heads_cell(risk.unknown),
                 {Cell(writing.word(rule.finding)), "", Look::wrapped},
                 {Cell(writing.word(rule.source.document)), "", Look::wrapped},
                 {Cell(rule.source.date)},
                 {Cell(writing.word(certainty_key(rule.source.certainty)))}});
    }
  }
}

}  // namespace

void write_children_lists(const Writing& writing) {
  write_bearers(writing);
  write_winners(writing);
  write_lines(writing);
  write_inequality(writing);
  write_risks(writing);
  write_effects(writing);
}

}  // namespace budian
