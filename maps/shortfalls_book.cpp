// The workbook's list of schools against the lines of a standard (表Ⅱ), sums of what they lack, and
// guarantee items.
#include <algorithm>

#include "maps/balance_words.hpp"
#include "maps/layer_sets.hpp"
#include "maps/workbook_parts.hpp"
#include "scenarios/balance/things.hpp"

namespace budian {
namespace {

SheetCell nothing_told() { return {Cell(std::string("-"))}; }

/// Indicators that have a line at some stage.
std::vector<std::size_t> judged_indicators(const StandardRules& rules) {
  std::vector<std::size_t> result;
  for (std::size_t k = 0; k < rules.indicators.size(); ++k) {
    const auto& rule = rules.indicators[k];
    const auto any = [](const auto& lines) { return lines[0] || lines[1]; };
    if (any(rule.school_line) || any(rule.rural_school_line)) result.push_back(k);
  }
  return result;
}

bool has_lists(const Study& study, std::size_t standard) {
  return std::any_of(study.outcomes.begin(), study.outcomes.end(), [&](const Outcome& outcome) {
    return standard < outcome.balance.size() && !outcome.balance[standard].shortfalls.empty();
  });
}

/// "Books a pupil (volumes a pupil)".
std::string indicator_head(const Writing& writing, const IndicatorRule& rule) {
  return writing.word(
      Message{"balance.indicator_head",
              {{"name", writing.word(rule.name)}, {"unit", writing.word(rule.unit)}}});
}

/// "12 computers; 85 m² of teaching rooms": what the cheapest way to pass asks for.
std::string lacks_text(const Writing& writing, const StandardRules& rules,
                       const SchoolShortfall& school) {
  std::string text;
  for (std::size_t k = 0; k < school.indicators.size(); ++k) {
    const auto& need = school.indicators[k].to_pass;
    if (!need || need->amount == 0) continue;
    const auto& rule = rules.indicators[k];
    const double things =
        static_cast<double>(need->amount) / static_cast<double>(stored_a_thing(rule.resource));
    if (!text.empty()) text += writing.word("sheet.then");
    text +=
        writing.word(Message{"balance.lacks", {{"things", things}, {"thing", thing_key(rule)}}});
  }
  return text;
}

/// What a sum of money leaves out.
std::string left_out(const Writing& writing, const PricedSum& sum) {
  std::string text;
  if (sum.without_price > 0) text = writing.word("balance.some_without_price");
  if (sum.not_known > 0) {
    if (!text.empty()) text += writing.word("sheet.then");
    text += writing.word("balance.some_not_known");
  }
  return text;
}

void add_indicator(const Writing& writing, const IndicatorRule& rule,
                   const IndicatorShortfall& indicator, std::vector<SheetCell>& cells) {
  const Look look = indicator.met ? Look::km : Look::bad;
  cells.push_back(indicator.value  ? SheetCell{Cell(*indicator.value), "", look}
                  : indicator.line ? not_known_cell(writing)
                                   : nothing_told());
  cells.push_back(indicator.line ? SheetCell{Cell(*indicator.line), "", Look::km} : nothing_told());
  cells.push_back(indicator.line && indicator.to_line
                      ? things_cell(rule.resource, indicator.to_line->amount)
                      : nothing_told());
}

void write_school(const Writing& writing, const Outcome& outcome, const StandardRules& rules,
                  const SchoolShortfall& school, std::vector<SheetCell> cells, Sheet& sheet) {
  const School& named = outcome.plan.schools[school.school].school;
  const auto& townships = writing.study.ground.county.townships;
  cells.push_back(
      {Cell(townships.contains(named.township) ? townships[named.township].name : std::string())});
  cells.push_back({Cell(named.code)});
  cells.push_back({Cell(named.name)});
  cells.push_back({Cell(writing.word(stage_key(school.stage)))});
  cells.push_back({Cell(school.pupils.count()), "", Look::whole});
  cells.push_back(ratio_cell(school.campus_share));
  for (const std::size_t k : judged_indicators(rules)) {
    add_indicator(writing, rules.indicators[k], school.indicators[k], cells);
  }
  cells.push_back({Cell(std::int64_t{school.met}), "", Look::whole});
  cells.push_back({Cell(std::int64_t{school.not_known}), "", Look::whole});
  cells.push_back(rules.judges_schools() ? verdict_cell(writing, school.passes) : nothing_told());
  const PricedSum cost = school.money_to_pass();
  const bool fails = school.passes == Verdict(false);
  cells.push_back(
      {Cell(fails ? lacks_text(writing, rules, school) : std::string()), "", Look::wrapped});
  cells.push_back(fails ? yuan_cell(cost.told()) : nothing_told());
  cells.push_back({Cell(fails ? left_out(writing, cost) : std::string()), "", Look::wrapped});
  sheet.row(cells);
}

void write_list(const Writing& writing, std::size_t standard) {
  const auto& rules = writing.study.ground.standards[standard];
  Sheet& sheet = writing.book.sheet(writing.word(
      Message{"sheet.school_list", {{"number", static_cast<std::int64_t>(standard + 1)}}}));
  auto heads =
      writing.heads({"workbook.scenario", "workbook.standard", "field.township", "field.code",
                     "field.school", "field.stage", "field.pupils", "balance.campus_share"});
  for (const std::size_t k : judged_indicators(rules)) {
    heads.push_back(indicator_head(writing, rules.indicators[k]));
    heads.push_back(writing.word("balance.line"));
    heads.push_back(writing.word(Message{
        "balance.missing_of", {{"thing", thing_name_key(thing_key(rules.indicators[k]))}}}));
  }
  for (const char* key : {"balance.met", "balance.indicators_not_known", "measure.verdict",
                          "balance.to_pass", "balance.money_to_pass", "balance.remark"}) {
    heads.push_back(writing.word(key));
  }
  sheet.heads(heads);
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    const auto& outcome = writing.study.outcomes[i];
    if (standard >= outcome.balance.size()) continue;
    for (const auto& school : outcome.balance[standard].shortfalls) {
      write_school(writing, outcome, rules, school,
                   {writing.title(i), {Cell(writing.word(rules.name))}}, sheet);
    }
  }
  sheet.end_table();
}

SheetCell sum_cell(const IndicatorRule& rule, const NeedSum& sum) {
  return sum.is_told() ? things_cell(rule.resource, sum.amount) : nothing_told();
}
SheetCell money_cell(const NeedSum& sum) {
  return yuan_cell(sum.is_told() ? sum.money : std::nullopt);
}

void write_sum(const Writing& writing, const StandardRules& rules, const ShortfallSum& sum,
               const std::vector<SheetCell>& start, Sheet& sheet) {
  const auto count = [&](std::int64_t schools) {
    return rules.judges_schools() ? SheetCell{Cell(schools), "", Look::whole} : nothing_told();
  };
  for (const std::size_t k : judged_indicators(rules)) {
    const auto& rule = rules.indicators[k];
    auto cells = start;
    cells.push_back({Cell(sum.township ? writing.study.ground.county.townships[*sum.township].name
                                       : writing.word("balance.county"))});
    cells.push_back(count(sum.schools_failing));
    cells.push_back(count(sum.schools_not_known));
    cells.push_back({Cell(writing.word(rule.name))});
    cells.push_back({Cell(writing.word(thing_name_key(thing_key(rule))))});
    cells.push_back(sum_cell(rule, sum.to_line[k]));
    cells.push_back(money_cell(sum.to_line[k]));
    cells.push_back({Cell(sum.to_line[k].not_known), "", Look::whole});
    cells.push_back(sum_cell(rule, sum.to_pass[k]));
    cells.push_back(money_cell(sum.to_pass[k]));
    cells.push_back({Cell(sum.to_pass[k].not_known), "", Look::whole});
    sheet.row(cells);
  }
}

void write_sums(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.shortfalls");
  sheet.heads(writing.heads(
      {"workbook.scenario", "workbook.standard", "field.township", "balance.schools_failing",
       "balance.schools_not_known", "workbook.indicator", "balance.thing",
       "balance.missing_to_line", "balance.money_to_line", "balance.left_out_to_line",
       "balance.missing_to_pass", "balance.money_to_pass", "balance.left_out_to_pass"}));
  const auto& study = writing.study;
  for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
    const auto& outcome = study.outcomes[i];
    for (std::size_t s = 0; s < std::min(outcome.balance.size(), study.ground.standards.size());
         ++s) {
      const auto& rules = study.ground.standards[s];
      for (const auto& sum : outcome.balance[s].shortfall_sums) {
        write_sum(writing, rules, sum, {writing.title(i), {Cell(writing.word(rules.name))}}, sheet);
      }
    }
  }
  sheet.end_table();
}

SheetCell guarantee_verdict(const Writing& writing, const GuaranteeRule& rule,
                            const GuaranteeResult& result) {
  if (!rule.judged) return {Cell(writing.word("balance.information_only"))};
  return verdict_cell(writing, result.passes);
}

void write_guarantee(const Writing& writing, const Outcome& outcome, const GuaranteeRule& rule,
                     const GuaranteeResult& result, const std::vector<SheetCell>& start,
                     Sheet& sheet) {
  auto cells = start;
  cells.push_back({Cell(std::int64_t{rule.item}), "", Look::whole});
  cells.push_back({Cell(writing.word(rule.name)), "", Look::wrapped});
  const auto head = cells;
  cells.push_back(guarantee_verdict(writing, rule, result));
  cells.push_back({Cell(
      writing.word(Message{rule.judged ? "balance.guarantee_schools" : "balance.guarantee_looked",
                           {{"judged", result.schools},
                            {"fault", result.schools_at_fault},
                            {"not_known", result.schools_not_known}}}))});
  cells.insert(cells.end(), 4, SheetCell{Cell()});
  cells.push_back(yuan_cell(result.money.told()));
  cells.push_back({Cell(writing.word(rule.note)), "", Look::wrapped});
  cells.push_back({Cell(writing.word(rule.source.document)), "", Look::wrapped});
  cells.push_back({Cell(writing.word(certainty_key(rule.source.certainty)))});
  sheet.row(cells);
  for (const auto& one : result.cases) {
    cells = head;
    cells.push_back({Cell()});
    cells.push_back({Cell(outcome.plan.schools[one.school].school.name)});
    cells.push_back({Cell(writing.word(thing_name_key(one.thing)))});
    cells.push_back({Cell(one.have), "", Look::whole});
    cells.push_back({Cell(one.needed), "", Look::whole});
    cells.push_back({Cell(one.missing), "", Look::whole});
    cells.push_back(yuan_cell(one.money));
    sheet.row(cells);
  }
}

}  // namespace

void write_school_lists(const Writing& writing) {
  for (std::size_t s = 0; s < writing.study.ground.standards.size(); ++s) {
    if (has_lists(writing.study, s)) write_list(writing, s);
  }
  write_sums(writing);
}

void write_guarantees(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.guarantees");
  sheet.heads(
      writing.heads({"workbook.scenario", "workbook.standard", "balance.item", "balance.guarantee",
                     "measure.verdict", "field.school", "balance.thing", "balance.have",
                     "balance.needed", "balance.missing", "balance.money", "balance.remark",
                     "workbook.source", "workbook.certainty"}));
  const auto& study = writing.study;
  for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
    const auto& outcome = study.outcomes[i];
    for (std::size_t s = 0; s < std::min(outcome.balance.size(), study.ground.standards.size());
         ++s) {
      const auto& rules = study.ground.standards[s];
      for (std::size_t g = 0; g < outcome.balance[s].guarantees.size(); ++g) {
        write_guarantee(writing, outcome, rules.guarantees[g], outcome.balance[s].guarantees[g],
                        {writing.title(i), {Cell(writing.word(rules.name))}}, sheet);
      }
    }
  }
  sheet.end_table();
}

}  // namespace budian
