// tables.xlsx for the people who count: every list with a column for the scenario, formulas where
// money is added up.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maps/columns.hpp"
#include "maps/layer_sets.hpp"
#include "maps/school_status.hpp"
#include "maps/workbook_parts.hpp"

namespace budian {
namespace {

Look look_of(const ComparisonRow& row) {
  constexpr std::array<Look, 4> by_decimals{Look::whole, Look::minutes, Look::km, Look::ratio};
  return by_decimals[static_cast<std::size_t>(std::clamp(row.decimals, 0, 3))];
}

SheetCell comparison_cell(const ComparisonRow& row, std::size_t scenario, Language language) {
  const auto& value = row.values[scenario];
  if (!value) return {Cell(std::string("-"))};
  if (row.unit != "unit.verdict") return {Cell(*value), "", look_of(row)};
  return {Cell(value_text(row, scenario, language)), "", *value > 0 ? Look::good : Look::bad};
}

void add_charts(const Writing& writing, const std::vector<ComparisonRow>& rows,
                std::size_t head_row, Sheet& sheet) {
  constexpr std::size_t first_value_column = 2;
  const auto chart = [&](const char* title, const char* unit, bool stacked,
                         const std::vector<std::string>& keys) {
    Chart result{writing.word(title),
                 writing.word(unit),
                 stacked,
                 head_row,
                 first_value_column,
                 first_value_column + writing.study.outcomes.size() - 1,
                 {}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (std::find(keys.begin(), keys.end(), rows[i].key) == keys.end()) continue;
      result.series.push_back({writing.word(rows[i].key), head_row + 1 + i});
    }
    return result;
  };
  sheet.blank();
  sheet.chart(chart("chart.mean_road", "unit.km", false,
                    {"measure.mean_road.primary", "measure.mean_road.junior"}),
              0);
  sheet.chart(
      chart("chart.bus_cost", "unit.yuan_a_year", true,
            {"measure.bus_cost_county", "measure.bus_cost_township", "measure.bus_cost_family"}),
      1);
}

void write_comparison(const Writing& writing) {
  const auto& study = writing.study;
  Sheet& sheet = writing.sheet("sheet.comparison");
  const auto& county = study.ground.county;
  sheet.title(
      writing.word(Message{county.is_invented ? "workbook.title_invented" : "workbook.title",
                           {{"county", county.name}}}));
  std::vector<std::string> heads = writing.heads({"comparison.measure", "comparison.unit"});
  for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
    heads.push_back(title_of(study, i, writing.language));
  }
  const std::size_t head_row = sheet.next_row();
  sheet.heads(heads);
  const auto rows = compare(study);
  for (const auto& row : rows) {
    const bool bare = row.unit.empty() || row.unit == "unit.verdict";
    std::vector<SheetCell> cells{{Cell(name_of(row, writing.language))},
                                 {Cell(bare ? std::string() : writing.word(row.unit))}};
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      cells.push_back(comparison_cell(row, i, writing.language));
    }
    sheet.row(cells);
  }
  sheet.end_table();
  add_charts(writing, rows, head_row, sheet);
  sheet.print_on_one_page();
}

Look look_of(const FieldDefinition& field) {
  if (field.type == FieldType::whole) return Look::whole;
  if (field.type == FieldType::real) {
    const bool minutes = field.name.find("minutes") != std::string::npos;
    return minutes || field.name == "longest_ride" ? Look::minutes : Look::km;
  }
  const bool long_text =
      field.name == "reason" || field.name == "sentence" || field.name == "receivers";
  return long_text ? Look::wrapped : Look::words;
}

/// A map layer as a list: the same columns under the same names, one block a scenario.
void write_layer(const Writing& writing, const char* name,
                 LayerContent (*draw)(const Drawing& drawing)) {
  const auto& study = writing.study;
  Sheet& sheet = writing.sheet(name);
  for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
    const auto layer =
        draw({study.ground, study.outcomes.front(), study.outcomes[i], writing.language});
    if (i == 0) {
      std::vector<std::string> heads{writing.word("workbook.scenario")};
      for (const auto& field : layer.fields) heads.push_back(field.alias);
      sheet.heads(heads);
    }
    for (const auto& feature : layer.features) {
      std::vector<SheetCell> cells{writing.title(i)};
      for (std::size_t k = 0; k < layer.fields.size(); ++k) {
        cells.push_back({feature.cells[k], "", look_of(layer.fields[k])});
      }
      sheet.row(cells);
    }
  }
}

/// The settlements of each township whose pupils go furthest, by name, each stage for itself.
void write_furthest(const Writing& writing) {
  const auto& study = writing.study;
  const auto& county = study.ground.county;
  Sheet& sheet = writing.sheet("sheet.furthest");
  sheet.heads(
      writing.heads({"workbook.scenario", "field.township", "field.stage", "field.settlement",
                     "workbook.to_school", "field.pupils", "workbook.road_km"}));
  for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
    const Outcome& outcome = study.outcomes[i];
    for (const auto& township : outcome.townships) {
      for (const auto stage : stages) {
        const auto stage_name = writing.word(stage_key(stage));
        for (const auto& far : township.worst[row(stage)]) {
          const Cell km = far.road ? cell_km(far.road) : Cell(writing.word("workbook.no_way"));
          sheet.row({writing.title(i),
                     {Cell(county.townships[township.township].name)},
                     {Cell(stage_name)},
                     {Cell(county.settlements[far.settlement].name)},
                     {Cell(outcome.plan.schools[far.school].school.name)},
                     {Cell(far.pupils.count()), "", Look::whole},
                     {km, "", far.road ? Look::km : Look::words}});
        }
      }
    }
  }
}

std::string lines_of(const Writing& writing, const std::vector<Message>& messages) {
  std::string lines;
  for (const auto& message : messages) lines += (lines.empty() ? "" : "\n") + writing.word(message);
  return lines;
}

void write_refusals(const Writing& writing) {
  const auto& study = writing.study;
  Sheet& sheet = writing.sheet("sheet.refusals");
  sheet.heads(
      writing.heads({"workbook.scenario", "field.school", "field.township", "field.pupils_before",
                     "field.reason", "workbook.tried", "workbook.would_help"}));
  for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
    const auto& plan = study.outcomes[i].plan;
    for (const auto& refusal : plan.refusals) {
      const auto& school = school_before(study.outcomes.front(), plan, refusal.school);
      const auto& township = study.ground.county.townships[school.township].name;
      sheet.row({writing.title(i),
                 {Cell(school.name)},
                 {Cell(township)},
                 {Cell(total(school.pupils).count()), "", Look::whole},
                 {Cell(writing.word(refusal.reason)), "", Look::wrapped},
                 {Cell(lines_of(writing, refusal.tried)), "", Look::wrapped},
                 {Cell(lines_of(writing, refusal.would_help)), "", Look::wrapped}});
    }
  }
}

/// Columns of the ledger sheet that formulas speak of.
constexpr std::size_t scenario_column = 0, topic_column = 1, payer_column = 2, quantity_column = 4,
                      rate_column = 6, amount_column = 7;

SheetCell amount_cell(const money::Line& line, std::size_t row) {
  SheetCell cell{Cell(in_yuan(line.amount)), "", Look::yuan};
  const double product = line.quantity * in_yuan(line.rate);
  constexpr double half_fen = 0.005;
  // A part of a sum that was shared out to the last fen may differ from the product by one fen.
  if (std::abs(product - in_yuan(line.amount)) <= half_fen) {
    cell.formula = fmt::format("=ROUND({}*{},2)", cell_name(quantity_column, row),
                               cell_name(rate_column, row));
  }
  return cell;
}

void write_ledger_line(const Writing& writing, std::size_t scenario, const money::Line& line,
                       Sheet& sheet) {
  const std::string payer = line.payer ? writing.word(money::name_key(*line.payer)) : "";
  const bool whole = line.quantity == std::floor(line.quantity);
  sheet.row({writing.title(scenario),
             {Cell(writing.word(money::name_key(line.topic)))},
             {Cell(payer)},
             {Cell(writing.word(line.text)), "", Look::wrapped},
             {Cell(line.quantity), "", whole ? Look::whole : Look::ratio},
             {Cell(writing.word(line.unit))},
             {Cell(in_yuan(line.rate)), "", Look::yuan},
             amount_cell(line, sheet.next_row()),
             {Cell(writing.word(line.source.document))},
             {Cell(writing.word(certainty_key(line.source.certainty)))}});
}

/// Sum of a topic and payer of one scenario over the lines above.
SheetCell sum_cell(const std::string& scenario, const std::string& topic, const std::string& payer,
                   std::size_t first, std::size_t last, Fen amount) {
  const auto range = [&](std::size_t column) {
    return fmt::format("{}:{}", cell_name(column, first), cell_name(column, last));
  };
  return {Cell(in_yuan(amount)),
          fmt::format("=SUMIFS({},{},{},{},{},{},{})", range(amount_column), range(scenario_column),
                      criterion(scenario), range(topic_column), criterion(topic),
                      range(payer_column), criterion(payer)),
          Look::yuan};
}

void write_ledger_sums(const Writing& writing, std::size_t first, std::size_t last, Sheet& sheet) {
  sheet.blank();
  sheet.title(writing.word("workbook.sums"));
  std::vector<std::optional<money::Payer>> payers{std::nullopt};
  payers.insert(payers.end(), money::payers.begin(), money::payers.end());
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    const auto& ledger = writing.study.outcomes[i].ledger;
    for (const auto topic : money::topics) {
      for (const auto& payer : payers) {
        const Fen sum = money::sum_of(ledger, topic, payer);
        if (sum == Fen(0)) continue;
        const std::string topic_name = writing.word(money::name_key(topic));
        const std::string payer_name = payer ? writing.word(money::name_key(*payer)) : "";
        const auto title = writing.title(i);
        std::vector<SheetCell> cells{title, {Cell(topic_name)}, {Cell(payer_name)}};
        cells.resize(amount_column, {Cell(), "", Look::none});
        cells.push_back(
            sum_cell(std::get<std::string>(title.value), topic_name, payer_name, first, last, sum));
        sheet.row(cells);
      }
    }
  }
}

void write_ledger(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.ledger");
  sheet.heads(
      writing.heads({"workbook.scenario", "workbook.topic", "workbook.payer", "workbook.purpose",
                     "workbook.quantity", "comparison.unit", "workbook.rate", "workbook.amount",
                     "workbook.source", "workbook.certainty"}));
  const std::size_t first = sheet.next_row();
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    for (const auto& line : writing.study.outcomes[i].ledger) {
      write_ledger_line(writing, i, line, sheet);
    }
  }
  sheet.end_table();
  if (sheet.next_row() > first) write_ledger_sums(writing, first, sheet.next_row() - 1, sheet);
}

}  // namespace

void write_workbook(const std::filesystem::path& file, const Study& study, Language language) {
  const auto& county = study.ground.county;
  const std::string title =
      text(Message{county.is_invented ? "workbook.title_invented" : "workbook.title",
                   {{"county", county.name}}},
           language);
  Workbook book(file, title, title);
  const Writing writing{study, language, book};
  write_comparison(writing);
  write_layer(writing, "sheet.schools", draw_schools);
  write_layer(writing, "sheet.townships", draw_townships);
  write_furthest(writing);
  write_layer(writing, "sheet.closures", draw_closures);
  write_refusals(writing);
  write_layer(writing, "sheet.bus_routes", draw_bus_routes);
  write_layer(writing, "sheet.bus_stops", draw_bus_stops);
  write_route_sheets(writing);
  write_bus_days(writing);
  write_ledger(writing);
  write_bill(writing);
  write_subsidy(writing);
  write_balance(writing);
  write_staff(writing);
  write_children(writing);
  write_procedure(writing);
  write_layer(writing, "sheet.findings", draw_findings);
  book.save();
}

}  // namespace budian
