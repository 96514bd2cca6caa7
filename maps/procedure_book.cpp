// The workbook's forms of each closure: the checklist, and closing against keeping.
#include "maps/appraisal_words.hpp"
#include "maps/school_status.hpp"
#include "maps/workbook_parts.hpp"

namespace budian {
namespace {

/// Columns of a checklist: number, step, result, figures, document.
const std::vector<double> form_grid{5, 30, 10, 44, 40};

FormCell form_cell(std::string words, Look look, std::size_t columns = 1) {
  return {{Cell(std::move(words)), "", look}, columns};
}

Look look_of(appraisal::StepState state) {
  if (state == appraisal::StepState::passed) return Look::good;
  return state == appraisal::StepState::failed ? Look::bad : Look::centred;
}

void write_checklist(const Writing& writing, const Outcome& outcome,
                     const appraisal::Checklist& list, const appraisal::KeepOrClose& bill,
                     Sheet& sheet) {
  const auto& closure = outcome.plan.closures[list.closure];
  const auto& today = writing.study.outcomes.front();
  const auto& school = school_before(today, outcome.plan, closure.school);
  const Message title{"children.closure_title",
                      {{"school", school.name},
                       {"township", writing.study.ground.county.townships[school.township].name},
                       {"pupils", closure.pupils.count()},
                       {"receivers", receivers_text(closure, outcome.plan)}}};
  sheet.form_row({form_cell(writing.word(title), Look::heading, form_grid.size())}, 26);
  sheet.form_row({form_cell(writing.word("children.head.verdict"), Look::label, 2),
                  form_cell(writing.word(appraisal::verdict_key(list.verdict)), Look::wrapped, 3)});
  const auto told_row = [&](const char* label, const std::string& words) {
    sheet.form_row(
        {form_cell(writing.word(label), Look::label, 2), form_cell(words, Look::wrapped, 3)});
  };
  told_row("children.head.must_keep_test", writing.word(appraisal::state_key(list.must_keep)));
  told_row("children.head.keeping", writing.word(bill.keeping));
  told_row("children.head.closing", writing.word(bill.closing));
  sheet.form_row({form_cell("", Look::label),
                  form_cell(writing.word("children.head.step"), Look::label),
                  form_cell(writing.word("children.head.state"), Look::label),
                  form_cell(writing.word("children.head.figures"), Look::label),
                  form_cell(writing.word("children.head.document"), Look::label)});
  for (const auto& step : list.steps) {
    const auto& item = writing.study.ground.appraisal.procedure[step.item];
    std::string name = writing.word(item.name);
    if (item.must_keep) name += " (" + writing.word("children.must_keep") + ")";
    if (item.forbids) name += " (" + writing.word("children.forbids") + ")";
    if (!item.mandatory) name += " (" + writing.word("children.not_binding") + ")";
    const std::string document = writing.word(item.source.document) + " (" +
                                 writing.word(certainty_key(item.source.certainty)) + ")";
    sheet.form_row({{{Cell(static_cast<std::int64_t>(step.item) + 1), "", Look::centred}, 1},
                    form_cell(name, Look::wrapped),
                    form_cell(writing.word(appraisal::state_key(step.state)), look_of(step.state)),
                    form_cell(writing.word(step.figures), Look::wrapped),
                    form_cell(document, Look::wrapped)});
  }
  sheet.form_row({});
}

}  // namespace

void write_procedure(const Writing& writing) {
  const auto& outcomes = writing.study.outcomes;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const auto& lists = outcomes[i].appraisal.procedure;
    if (lists.empty()) continue;
    const bool only = outcomes.size() <= 2;
    Sheet& sheet = writing.book.sheet(writing.word("sheet.procedure") +
                                      (only ? std::string() : " " + std::to_string(i)));
    sheet.start_form(form_grid);
    sheet.form_row(
        {form_cell(title_of(writing.study, i, writing.language), Look::heading, form_grid.size())},
        26);
    sheet.form_row({form_cell(writing.word("sheet.procedure_note"), Look::note, form_grid.size())});
    const auto bills = appraisal::against_keeping(writing.study, i);
    for (std::size_t k = 0; k < lists.size(); ++k) {
      sheet.block(k > 0);
      write_checklist(writing, outcomes[i], lists[k], bills[lists[k].closure], sheet);
    }
  }
}

}  // namespace budian
