// The workbook's balance: indicators with what changed them, and ways of counting.
#include <fmt/format.h>

#include <algorithm>

#include "maps/balance_words.hpp"
#include "maps/layer_sets.hpp"
#include "maps/workbook_parts.hpp"
#include "scenarios/balance/things.hpp"

namespace budian {

SheetCell ratio_cell(const std::optional<double>& value, std::string formula) {
  if (!value) return {Cell(std::string("-"))};
  return {Cell(*value), std::move(formula), Look::ratio};
}

SheetCell not_known_cell(const Writing& writing) {
  return {Cell(writing.word("balance.not_known"))};
}

SheetCell verdict_cell(const Writing& writing, std::optional<bool> passes) {
  if (!passes) return not_known_cell(writing);
  return {Cell(writing.word(*passes ? "verdict.passes" : "verdict.fails")), "",
          *passes ? Look::good : Look::bad};
}

SheetCell yuan_cell(const std::optional<Fen>& money, std::string formula) {
  if (!money) return {Cell(std::string("-"))};
  return {Cell(in_yuan(*money)), std::move(formula), Look::yuan};
}

SheetCell things_cell(Resource resource, std::int64_t stored) {
  const std::int64_t unit = stored_a_thing(resource);
  if (unit == 1) return {Cell(stored), "", Look::whole};
  return {Cell(static_cast<double>(stored) / static_cast<double>(unit)), "", Look::km};
}

namespace {

/// Nothing where single indicators have no line.
SheetCell judged_cell(const Writing& writing, const IndicatorResult& indicator) {
  if (!indicator.line) return {Cell(std::string("-"))};
  return verdict_cell(writing, indicator.passes);
}

/// Columns of the indicator sheet that formulas speak of.
constexpr std::size_t cv_column = 6, line_column = 7;
constexpr std::size_t before_column = 10, parts_column = 11;

/// Line less value, as a formula over the row.
SheetCell margin_cell(const std::optional<double>& cv, const std::optional<double>& line,
                      std::size_t row) {
  if (!cv || !line) return {Cell(std::string("-"))};
  return ratio_cell(*line - *cv,
                    fmt::format("={}-{}", cell_name(line_column, row), cell_name(cv_column, row)));
}

/// From today: before, pooling, uncounted pupils, things, and what arithmetic has to do with it.
void add_change(const Writing& writing, const std::optional<CvChange>& change, std::size_t row,
                std::vector<SheetCell>& cells) {
  if (!change) {
    cells.insert(cells.end(), 5, SheetCell{Cell(std::string("-"))});
    return;
  }
  cells.push_back(ratio_cell(change->before));
  cells.push_back(ratio_cell(change->pooling));
  cells.push_back(ratio_cell(change->uncounted));
  // The rest of the change, so that the parts sum to it in the sheet too.
  cells.push_back(ratio_cell(
      change->resources,
      fmt::format("={}-{}-{}-{}", cell_name(cv_column, row), cell_name(before_column, row),
                  cell_name(parts_column, row), cell_name(parts_column + 1, row))));
  const bool arithmetic = is_partly_arithmetic(*change);
  cells.push_back({Cell(arithmetic ? writing.word("balance.partly_arithmetic") : std::string()), "",
                   Look::wrapped});
}

void write_stage(const Writing& writing, const std::vector<SheetCell>& start,
                 const StandardRules& rules, const StageResult& stage,
                 const StageAnalysis& analysis, Sheet& sheet) {
  const std::size_t first = sheet.next_row();
  bool all_told = true;
  for (std::size_t k = 0; k < stage.indicators.size(); ++k) {
    const auto& indicator = stage.indicators[k];
    const auto& rule = rules.indicators[k];
    all_told = all_told && indicator.cv.has_value();
    auto cells = start;
    cells.push_back({Cell(writing.word(rule.name))});
    cells.push_back({Cell(writing.word(rule.unit))});
    cells.push_back(indicator.mean ? SheetCell{Cell(*indicator.mean), "", Look::km}
                                   : SheetCell{Cell(std::string("-"))});
    cells.push_back(ratio_cell(indicator.cv));
    cells.push_back(ratio_cell(indicator.line));
    cells.push_back(margin_cell(indicator.cv, indicator.line, sheet.next_row()));
    cells.push_back(judged_cell(writing, indicator));
    add_change(writing,
               k < analysis.indicators.size() ? analysis.indicators[k].change : std::nullopt,
               sheet.next_row(), cells);
    if (indicator.units_untold > 0) {
      cells.back() = {Cell(writing.word(
                          Message{"balance.units_not_told", {{"count", indicator.units_untold}}})),
                      "", Look::wrapped};
    }
    sheet.row(cells);
  }
  if (stage.units == 0) return;
  auto cells = start;
  cells.push_back({Cell(writing.word("workbook.composite"))});
  cells.push_back({Cell(std::string())});
  cells.push_back({Cell()});
  const std::string mean = fmt::format("=AVERAGE({}:{})", cell_name(cv_column, first),
                                       cell_name(cv_column, sheet.next_row() - 1));
  cells.push_back(ratio_cell(stage.composite, all_told ? mean : std::string()));
  cells.push_back(ratio_cell(stage.composite_line));
  cells.push_back(margin_cell(stage.composite, stage.composite_line, sheet.next_row()));
  cells.push_back(verdict_cell(writing, stage.passes));
  add_change(writing, analysis.composite_change, sheet.next_row(), cells);
  sheet.row(cells);
}

void write_indicators(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.indicators");
  sheet.heads(
      writing.heads({"workbook.scenario", "workbook.standard", "field.stage", "workbook.indicator",
                     "comparison.unit", "workbook.mean", "workbook.cv", "workbook.cv_line",
                     "workbook.margin", "measure.verdict", "balance.cv_today", "balance.pooling",
                     "balance.uncounted", "balance.resources", "balance.remark"}));
  const auto& standards = writing.study.ground.standards;
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    const auto& results = writing.study.outcomes[i].standards;
    for (std::size_t s = 0; s < std::min(results.size(), standards.size()); ++s) {
      for (const auto& stage : results[s].stages) {
        const StageAnalysis* analysis = analysis_of(writing.study.outcomes[i], s, stage.stage);
        write_stage(writing,
                    {writing.title(i),
                     {Cell(writing.word(standards[s].name))},
                     {Cell(writing.word(stage_key(stage.stage)))}},
                    standards[s], stage, analysis ? *analysis : StageAnalysis{}, sheet);
      }
    }
  }
}

void write_treatments(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.treatments");
  sheet.heads(
      writing.heads({"workbook.scenario", "workbook.standard", "balance.points", "balance.private",
                     "field.stage", "balance.units", "field.pupils", "workbook.indicator",
                     "workbook.cv", "workbook.cv_line", "measure.verdict"}));
  const auto& standards = writing.study.ground.standards;
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    const auto& outcome = writing.study.outcomes[i];
    for (std::size_t s = 0; s < std::min(outcome.balance.size(), standards.size()); ++s) {
      for (const auto& [treatment, result] : outcome.balance[s].treatments) {
        for (const auto& stage : result.stages) {
          const std::vector<SheetCell> start{
              writing.title(i),
              {Cell(writing.word(standards[s].name))},
              {Cell(writing.word(points_key(treatment.teaching_points)))},
              {Cell(writing.word(private_key(treatment.counts_private)))},
              {Cell(writing.word(stage_key(stage.stage)))},
              {Cell(stage.units), "", Look::whole},
              {Cell(stage.pupils.count()), "", Look::whole}};
          for (std::size_t k = 0; k < stage.indicators.size(); ++k) {
            auto cells = start;
            cells.push_back({Cell(writing.word(standards[s].indicators[k].name))});
            cells.push_back(ratio_cell(stage.indicators[k].cv));
            cells.push_back(ratio_cell(stage.indicators[k].line));
            cells.push_back(judged_cell(writing, stage.indicators[k]));
            sheet.row(cells);
          }
          if (stage.units == 0) continue;
          auto cells = start;
          cells.push_back({Cell(writing.word("workbook.composite"))});
          cells.push_back(ratio_cell(stage.composite));
          cells.push_back(ratio_cell(stage.composite_line));
          cells.push_back(verdict_cell(writing, stage.passes));
          sheet.row(cells);
        }
      }
    }
  }
  sheet.end_table();
}

}  // namespace

void write_balance(const Writing& writing) {
  write_indicators(writing);
  write_treatments(writing);
  write_variance_shares(writing);
  write_school_lists(writing);
  write_guarantees(writing);
}

}  // namespace budian
