// plan.xlsx: the plans side by side, the list from "close first" to "never", and what was asked.
#include "maps/bound_words.hpp"
#include "maps/goal_words.hpp"
#include "maps/keep_list.hpp"
#include "maps/plan_outputs.hpp"
#include "maps/sheet.hpp"

namespace budian {
namespace {

using planner::DecisionChange;
using planner::Figures;

struct PlanWriting {
  const PlanStudy& study;
  Language language;
  Workbook& book;
  [[nodiscard]] std::string word(const std::string& key) const { return text(key, language); }
  void heads(Sheet& sheet, const std::vector<const char*>& keys) const {
    std::vector<std::string> words;
    words.reserve(keys.size());
    for (const char* key : keys) words.push_back(word(key));
    sheet.heads(words);
  }
};

SheetCell words_cell(std::string words, Look look = Look::words) {
  return {Cell(std::move(words)), "", look};
}
SheetCell whole_cell(std::int64_t value) { return {Cell(value), "", Look::whole}; }
SheetCell yuan_cell(Fen money) { return {Cell(in_yuan(money)), "", Look::yuan}; }
SheetCell minutes_cell(const std::optional<Milliseconds>& time) {
  if (!time) return words_cell("-");
  return {Cell(in_minutes(*time)), "", Look::minutes};
}

void write_plans(const PlanWriting& writing) {
  const auto& answer = writing.study.answer;
  Sheet& sheet = writing.book.sheet(writing.word("plan.sheet.plans"));
  writing.heads(
      sheet, {"plan.column.plan", "plan.column.schools", "plan.column.closures",
              "plan.column.turned", "plan.column.county", "plan.column.all", "plan.column.bus",
              "plan.column.moved", "plan.column.moved_lower", "plan.column.riders",
              "plan.column.boarders", "plan.column.long", "plan.column.mean", "plan.column.p90"});
  const auto names = plan_names(answer);
  const auto county = [](const Figures& figures) { return figures.of(money::Payer::county); };
  for (std::size_t i = 0; i < answer.frontier.size(); ++i) {
    const auto& plan = answer.frontier[i];
    const Figures& figures = plan.figures;
    const std::string name = plan.decisions.empty() ? writing.word("plan.today") : names[i];
    sheet.row(
        {words_cell(plan.is_best ? text(Message{"plan.best", {{"name", name}}}, writing.language)
                                 : name),
         whole_cell(figures.schools_open), whole_cell(figures.closures), whole_cell(figures.turned),
         yuan_cell(county(figures) - county(answer.today)),
         yuan_cell(figures.of(planner::Purse::all) - answer.today.of(planner::Purse::all)),
         yuan_cell(figures.bus_cost), whole_cell(figures.moved.count()),
         whole_cell(figures.moved_lower.count()), whole_cell(figures.riders.count()),
         whole_cell(figures.boarders.count()), whole_cell(figures.long_journeys.count()),
         minutes_cell(figures.mean_time), minutes_cell(figures.p90_time)});
  }
  sheet.end_table();
  sheet.blank();
  for (const auto& sentence : goal_words(writing.study.goal))
    sheet.remark(text(sentence, writing.language));
  for (const auto& sentence : bound_words(writing.study.goal, answer))
    sheet.remark(text(sentence, writing.language));
  sheet.remark(writing.word("plan.remark.settled"));
}

/// Counts, money and minutes as numbers, so that a sheet can add and sort them.
SheetCell keep_list_cell(const KeepListColumn& column, const KeepListRow& words,
                         const planner::SchoolAdvice& advice) {
  using Row = KeepListRow;
  const auto& change = advice.given_plan ? advice.given_plan : advice.alone;
  const auto is = [&](std::string Row::*part) { return column.part == part; };
  if (is(&Row::roll)) return whole_cell(advice.roll.count());
  if (is(&Row::alone) && advice.alone) return yuan_cell(advice.alone->purse);
  if (is(&Row::given) && advice.given_plan) return yuan_cell(advice.given_plan->purse);
  if (is(&Row::bus) && change) return yuan_cell(change->bus_cost);
  if (is(&Row::extra) && change) return minutes_cell(change->extra[row(GradeBand::lower_primary)]);
  const bool is_long = is(&Row::reasons) || is(&Row::flips);
  const bool is_name = is(&Row::school) || is(&Row::how);
  return words_cell(words.*column.part, is_long   ? Look::wrapped
                                        : is_name ? Look::narrow
                                                  : Look::words);
}

void write_keep_list(const PlanWriting& writing) {
  const auto& study = writing.study;
  Sheet& sheet = writing.book.sheet(writing.word("plan.sheet.keep_list"));
  std::vector<std::string> heads;
  for (const auto& column : keep_list_columns) heads.push_back(writing.word(column.key));
  sheet.heads(heads);
  const auto rows = keep_list(study, writing.language);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<SheetCell> cells;
    for (const auto& column : keep_list_columns)
      cells.push_back(keep_list_cell(column, rows[i], study.answer.advice[i]));
    sheet.row(cells);
  }
  sheet.end_table();
  if (const auto basis = keep_list_basis(study.answer))
    sheet.remark(text(*basis, writing.language));
  sheet.print_one_page_wide();
}

/// What each payer pays in a year, plan by plan.
void write_payers(const PlanWriting& writing) {
  const auto& answer = writing.study.answer;
  Sheet& sheet = writing.book.sheet(writing.word("plan.sheet.payers"));
  std::vector<std::string> heads{writing.word("plan.column.plan")};
  for (const auto payer : money::payers) heads.push_back(writing.word(money::name_key(payer)));
  sheet.heads(heads);
  const auto names = plan_names(answer);
  for (std::size_t i = 0; i < answer.frontier.size(); ++i) {
    const auto& plan = answer.frontier[i];
    std::vector<SheetCell> cells{
        words_cell(plan.decisions.empty() ? writing.word("plan.today") : names[i])};
    for (const auto payer : money::payers) cells.push_back(yuan_cell(plan.figures.of(payer)));
    sheet.row(cells);
  }
  sheet.end_table();
}

}  // namespace

void write_plan_workbook(const std::filesystem::path& file, const PlanStudy& study,
                         Language language) {
  const auto& title = study.goal.title;
  const std::string name = language == Language::zh ? title.zh : title.en;
  Workbook book(file, name, study.ground.county.name + " · " + name);
  const PlanWriting writing{study, language, book};
  write_plans(writing);
  write_keep_list(writing);
  write_payers(writing);
  book.save();
}

}  // namespace budian
