// The workbook's sheets of townships: ledger, resources, changes, score.
#include <cmath>

#include "maps/appraisal_words.hpp"
#include "maps/workbook_parts.hpp"

namespace budian {
namespace {

using appraisal::Appraisal;
using appraisal::TownshipColumn;

Look look_of(const TownshipColumn& column) {
  constexpr std::array<Look, 4> by_decimals{Look::whole, Look::minutes, Look::km, Look::ratio};
  if (column.unit == "unit.yuan_a_year") return Look::yuan;
  return by_decimals[static_cast<std::size_t>(column.decimals)];
}

SheetCell figure_cell(const std::optional<double>& value, Look look) {
  if (!value) return {Cell(std::string("-"))};
  return {Cell(*value), "", look};
}
SheetCell rank_cell(const std::optional<int>& rank) {
  if (!rank) return {Cell(std::string("-"))};
  return {Cell(std::int64_t{*rank}), "", Look::whole};
}

std::vector<TownshipColumn> columns_of(const Writing& writing) {
  const auto& ground = writing.study.ground;
  return township_columns(ground.appraisal.lines, ground.standards);
}

bool is_of_a_standard(const TownshipColumn& column) {
  return column.key.starts_with("mean.") || column.key.starts_with("cv.") ||
         column.key.starts_with("failing");
}

std::string with_unit(const Writing& writing, const TownshipColumn& column) {
  const std::string name = name_of(column, writing.language);
  return column.unit.empty() ? name : name + " (" + writing.word(column.unit) + ")";
}

/// Figures of one township, or of the county below the last.
const appraisal::TownshipFigures& figures_of(const Outcome& outcome, std::size_t row) {
  const auto& ledger = outcome.appraisal.ledger;
  return row < ledger.townships.size() ? ledger.townships[TownshipId(row)] : ledger.county;
}
SheetCell township_cell(const Writing& writing, std::size_t row) {
  const auto& townships = writing.study.ground.county.townships;
  if (row < townships.size()) return {Cell(townships[TownshipId(row)].name)};
  return {Cell(writing.word("children.whole_county"))};
}
/// Rows of the ledger; none where the outcome was not appraised.
std::size_t rows_of(const Outcome& outcome) {
  const auto& ledger = outcome.appraisal.ledger;
  return ledger.county.empty() ? 0 : ledger.townships.size() + 1;
}

void write_ledger(const Writing& writing, const char* name, bool of_standards) {
  Sheet& sheet = writing.sheet(name);
  const auto columns = columns_of(writing);
  auto heads = writing.heads({"workbook.scenario", "field.township"});
  for (const auto& column : columns) {
    if (is_of_a_standard(column) == of_standards) heads.push_back(with_unit(writing, column));
  }
  sheet.heads(heads);
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    const Outcome& outcome = writing.study.outcomes[i];
    for (std::size_t row = 0; row < rows_of(outcome); ++row) {
      std::vector<SheetCell> cells{writing.title(i), township_cell(writing, row)};
      for (std::size_t k = 0; k < columns.size(); ++k) {
        if (is_of_a_standard(columns[k]) != of_standards) continue;
        cells.push_back(figure_cell(figures_of(outcome, row)[k], look_of(columns[k])));
      }
      sheet.row(cells);
    }
  }
}

/// Values of one column, township by township.
std::vector<std::optional<double>> values_of(const Outcome& outcome, std::size_t column) {
  std::vector<std::optional<double>> values;
  for (const auto& figures : outcome.appraisal.ledger.townships) values.push_back(figures[column]);
  return values;
}

struct ChangeRow {
  std::size_t scenario = 0;
  std::size_t township = 0;
  std::optional<double> today, plan, county;
  std::optional<int> rank, rank_today;
};

void write_change(const Writing& writing, const TownshipColumn& column, const ChangeRow& row,
                  Sheet& sheet) {
  const Look look = look_of(column);
  constexpr std::size_t today_column = 4, plan_column = 5;
  SheetCell change{Cell(std::string("-"))};
  if (row.today && row.plan) {
    change = {Cell(*row.plan - *row.today),
              "=" + cell_name(plan_column, sheet.next_row()) + "-" +
                  cell_name(today_column, sheet.next_row()),
              look};
  }
  std::optional<double> share;
  if (column.adds_up && row.plan && row.county && *row.county > 0) {
    share = 100 * *row.plan / *row.county;
  }
  sheet.row({writing.title(row.scenario),
             township_cell(writing, row.township),
             {Cell(name_of(column, writing.language))},
             {Cell(column.unit.empty() ? std::string() : writing.word(column.unit))},
             figure_cell(row.today, look),
             figure_cell(row.plan, look),
             change,
             figure_cell(share, Look::minutes),
             rank_cell(row.rank),
             rank_cell(row.rank_today)});
}

/// Every figure of the plans beside today's, as a list to be filtered. Today alone stands beside
/// itself.
void write_changes(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.township_changes");
  sheet.heads(writing.heads({"workbook.scenario", "field.township", "children.head.indicator",
                             "comparison.unit", "children.head.today", "children.head.plan",
                             "children.head.change", "children.head.share", "children.head.rank",
                             "children.head.rank_today"}));
  const auto columns = columns_of(writing);
  const Outcome& today = writing.study.outcomes.front();
  const std::size_t first = writing.study.outcomes.size() > 1 ? 1 : 0;
  for (std::size_t i = first; i < writing.study.outcomes.size(); ++i) {
    const Outcome& outcome = writing.study.outcomes[i];
    if (rows_of(outcome) == 0 || rows_of(today) == 0) continue;
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const auto before = values_of(today, k);
      const auto after = values_of(outcome, k);
      const auto ranks_before = ranks(before, columns[k].better);
      const auto ranks_after = ranks(after, columns[k].better);
      for (std::size_t township = 0; township < after.size(); ++township) {
        write_change(
            writing, columns[k],
            {i, township, before[township], after[township], outcome.appraisal.ledger.county[k],
             ranks_after[township], ranks_before[township]},
            sheet);
      }
    }
  }
}

void write_score_row(const Writing& writing, std::size_t scenario, TownshipId id, Sheet& sheet) {
  const auto& rules = writing.study.ground.appraisal.score;
  const auto& score = writing.study.outcomes[scenario].appraisal.scores[id];
  const auto& before = writing.study.outcomes.front().appraisal.scores[id];
  std::optional<double> change;
  if (score.score && before.score) change = *score.score - *before.score;
  const Look mark = score.mark == appraisal::Mark::none ? Look::words : Look::bad;
  std::vector<SheetCell> cells{
      writing.title(scenario),
      township_cell(writing, id.row()),
      figure_cell(score.score, Look::minutes),
      rank_cell(score.rank),
      figure_cell(before.score, Look::minutes),
      figure_cell(change, Look::minutes),
      rank_cell(before.rank),
      {Cell(score.known_weight), "", Look::whole},
      {Cell(writing.word(appraisal::mark_key(score.mark))), "", mark},
      {Cell(causes_text(score, rules, columns_of(writing), writing.language)), "", Look::wrapped}};
  for (const auto& part : score.parts) cells.push_back(figure_cell(part, Look::minutes));
  sheet.row(cells);
}

void write_score(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.township_score");
  const auto& rules = writing.study.ground.appraisal.score;
  const auto columns = columns_of(writing);
  auto heads = writing.heads(
      {"workbook.scenario", "field.township", "children.head.score", "children.head.rank",
       "children.head.score_today", "children.head.change", "children.head.rank_today",
       "children.head.known_weight", "children.head.mark", "children.head.causes"});
  for (const auto& part : rules.parts) {
    for (const auto& column : columns) {
      if (column.key != part.key) continue;
      heads.push_back(name_of(column, writing.language) + " (" +
                      std::to_string(std::llround(part.weight)) + ")");
    }
  }
  sheet.heads(heads);
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    for (const auto id : writing.study.outcomes[i].appraisal.scores.ids()) {
      write_score_row(writing, i, id, sheet);
    }
  }
  sheet.end_table();
  sheet.blank();
  sheet.row({{Cell(writing.word("workbook.source"))},
             {Cell(writing.word(rules.source.document))},
             {Cell(writing.word(certainty_key(rules.source.certainty)))}});
}

}  // namespace

void write_children(const Writing& writing) {
  write_ledger(writing, "sheet.township_ledger", false);
  write_ledger(writing, "sheet.township_resources", true);
  write_changes(writing);
  write_score(writing);
  write_children_lists(writing);
}

}  // namespace budian
