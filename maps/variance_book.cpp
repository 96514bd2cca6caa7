// The workbook's schools that drive the coefficients, and the smallest changes that bring them
// under their lines.
#include <algorithm>

#include "maps/balance_words.hpp"
#include "maps/layer_sets.hpp"
#include "maps/workbook_parts.hpp"
#include "scenarios/balance/things.hpp"

namespace budian {
namespace {

/// Rows of a sheet that begins with scenario, standard, stage and indicator: calls
/// write(start, outcome, standard, stage, indicator).
template <class Write>
void each_indicator(const Writing& writing, Write write) {
  const auto& standards = writing.study.ground.standards;
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    const auto& outcome = writing.study.outcomes[i];
    for (std::size_t s = 0; s < std::min(outcome.balance.size(), standards.size()); ++s) {
      for (const auto& stage : outcome.balance[s].stages) {
        for (std::size_t k = 0; k < stage.indicators.size(); ++k) {
          write(std::vector<SheetCell>{writing.title(i),
                                       {Cell(writing.word(standards[s].name))},
                                       {Cell(writing.word(stage_key(stage.stage)))},
                                       {Cell(writing.word(standards[s].indicators[k].name))}},
                outcome, standards[s].indicators[k], stage.indicators[k]);
        }
      }
    }
  }
}

/// As many schools an indicator as one looks at.
constexpr std::size_t shares_shown = 10;

void write_largest_shares(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.variance_shares");
  sheet.heads(
      writing.heads({"workbook.scenario", "workbook.standard", "field.stage", "workbook.indicator",
                     "balance.rank", "field.school", "balance.base", "balance.value",
                     "comparison.unit", "balance.side", "balance.share", "balance.cv_without"}));
  each_indicator(writing, [&](std::vector<SheetCell> start, const Outcome& outcome,
                              const IndicatorRule& rule, const IndicatorAnalysis& analysis) {
    for (std::size_t i = 0; i < std::min(shares_shown, analysis.variance_shares.size()); ++i) {
      const auto& one = analysis.variance_shares[i];
      auto cells = start;
      cells.push_back({Cell(static_cast<std::int64_t>(i + 1)), "", Look::whole});
      cells.push_back({Cell(outcome.plan.schools[one.school].school.name)});
      cells.push_back({Cell(one.base), "", Look::whole});
      cells.push_back({Cell(one.value), "", Look::km});
      cells.push_back({Cell(writing.word(rule.unit))});
      cells.push_back({Cell(writing.word(one.above ? "balance.above" : "balance.below"))});
      cells.push_back(ratio_cell(one.share));
      cells.push_back(ratio_cell(one.cv_without));
      sheet.row(cells);
    }
  });
  sheet.end_table();
}

void add_addition(const Writing& writing, const SmallestChange& change,
                  std::vector<SheetCell>& cells) {
  cells.push_back(ratio_cell(change.target));
  if (!change.possible || change.total == 0) {
    cells.push_back({Cell(writing.word("balance.not_possible"))});
    cells.insert(cells.end(), 5, SheetCell{Cell(std::string("-"))});
    return;
  }
  cells.push_back({Cell(change.total), "", Look::whole});
  cells.push_back({Cell(change.low), "", Look::km});
  cells.push_back({Cell(static_cast<std::int64_t>(change.things.size())), "", Look::whole});
  cells.push_back({Cell(change.on_campus), "", Look::whole});
  cells.push_back(yuan_cell(change.money));
  cells.push_back(ratio_cell(change.cv));
}

void add_transfer(const Writing& writing, const IndicatorRule& rule,
                  const std::optional<SmallestTransfer>& transfer, std::vector<SheetCell>& cells) {
  if (!transfer || transfer->total == 0) {
    const bool fixed = !is_movable(rule.resource);
    cells.push_back({Cell(writing.word(fixed ? "balance.not_movable" : "balance.not_possible"))});
    cells.push_back({Cell(std::string("-"))});
    return;
  }
  cells.push_back({Cell(transfer->total), "", Look::whole});
  cells.push_back(ratio_cell(transfer->cv));
}

void write_smallest_changes(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.smallest_change");
  sheet.heads(
      writing.heads({"workbook.scenario", "workbook.standard", "field.stage", "workbook.indicator",
                     "balance.thing", "balance.target", "balance.added", "balance.low",
                     "balance.schools", "balance.on_campus", "balance.money", "balance.cv_then",
                     "balance.carried", "balance.cv_then"}));
  each_indicator(writing, [&](std::vector<SheetCell> cells, const Outcome&,
                              const IndicatorRule& rule, const IndicatorAnalysis& analysis) {
    if (!analysis.addition) return;
    cells.push_back({Cell(writing.word(thing_name_key(thing_key(rule))))});
    add_addition(writing, *analysis.addition, cells);
    add_transfer(writing, rule, analysis.transfer, cells);
    sheet.row(cells);
  });
  sheet.end_table();
}

/// School by school: what the smallest addition gives, and what the smallest transfer moves.
void write_moves(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.smallest_change_schools");
  sheet.heads(writing.heads({"workbook.scenario", "workbook.standard", "field.stage",
                             "workbook.indicator", "balance.way", "field.school", "balance.thing",
                             "balance.things", "balance.on_campus"}));
  each_indicator(writing, [&](std::vector<SheetCell> start, const Outcome& outcome,
                              const IndicatorRule& rule, const IndicatorAnalysis& analysis) {
    const auto write = [&](const char* way, const std::vector<SchoolThings>& things) {
      for (const auto& one : things) {
        auto cells = start;
        cells.push_back({Cell(writing.word(way))});
        cells.push_back({Cell(outcome.plan.schools[one.school].school.name)});
        cells.push_back({Cell(writing.word(thing_name_key(thing_key(rule))))});
        cells.push_back({Cell(one.things), "", Look::whole});
        cells.push_back({Cell(one.on_campus), "", Look::whole});
        sheet.row(cells);
      }
    };
    if (analysis.addition) write("balance.way_added", analysis.addition->things);
    if (analysis.transfer) write("balance.way_carried", analysis.transfer->things);
  });
  sheet.end_table();
}

}  // namespace

void write_variance_shares(const Writing& writing) {
  write_largest_shares(writing);
  write_smallest_changes(writing);
  write_moves(writing);
}

}  // namespace budian
