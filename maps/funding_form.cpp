// The form of the bus subsidy that a finance office signs: rules with their documents, townships by
// payers, fields to sign; a page a plan.
#include "maps/subsidy_sheets.hpp"

namespace budian {
namespace {

using money::Payer;

/// One plan's form: rules with their documents, townships by payers, fields to sign.
class FundingForm {
 public:
  FundingForm(const Writing& writing, std::size_t scenario, Sheet& sheet)
      : writing_(writing), outcome_(writing.study.outcomes[scenario]), sheet_(sheet) {
    for (const Payer payer : money::payers) payers_.push_back(payer);
    write_head(scenario);
    write_rules();
    write_townships();
    write_signatures();
  }

  /// Township, riders, payers, sum, a rider.
  static const std::vector<double>& grid() {
    static const std::vector<double> widths{15, 8, 14, 14, 14, 14, 12, 14, 11};
    return widths;
  }

 private:
  static constexpr std::size_t first_payer = 2, sum_column = 7, all_columns = 9;

  [[nodiscard]] std::string word(const char* key) const { return writing_.word(key); }
  [[nodiscard]] FormCell label(std::string words, std::size_t columns = 1) const {
    return {{Cell(std::move(words)), "", Look::label}, columns};
  }
  [[nodiscard]] FormCell words(std::string text, std::size_t columns = 1) const {
    return {{Cell(std::move(text)), "", Look::wrapped}, columns};
  }

  void write_head(std::size_t scenario) {
    const auto& county = writing_.study.ground.county;
    const auto& horizon = writing_.study.ground.money.horizon;
    sheet_.form_row(
        {{{Cell(writing_.word(Message{"sheet.funding_form_title", {{"county", county.name}}})), "",
           Look::heading},
          all_columns}},
        28);
    sheet_.form_row({label(word("workbook.scenario")),
                     words(title_of(writing_.study, scenario, writing_.language), 4),
                     label(word("sheet.funding_year"), 2),
                     words(fmt::format("{}/{:02}", horizon.first_school_year,
                                       (horizon.first_school_year + 1) % 100),
                           2)});
    const auto& buses = outcome_.plan.buses;
    const Message service{"sheet.funding_service",
                          {{"buses", static_cast<std::int64_t>(buses.routes.duties.size())},
                           {"lines", static_cast<std::int64_t>(buses.lines.size())},
                           {"riders", buses.riders.count()},
                           {"days", std::int64_t{writing_.study.ground.money.bus.service_days}}}};
    sheet_.form_row({label(word("sheet.funding_buses")), words(writing_.word(service), 8)});
    sheet_.form_row({label(word("sheet.funding_maker")), words("", 4),
                     label(word("sheet.funding_unit"), 2), words(word("sheet.funding_yuan"), 2)});
    const char* note = county.is_invented ? "sheet.funding_note_invented" : "sheet.funding_note";
    sheet_.form_row({{{Cell(word(note)), "", Look::note}, all_columns}}, 30);
  }

  void write_rules() {
    sheet_.form_row({label(word("workbook.rule"), 2), label(word("workbook.terms"), 2),
                     label(word("workbook.source"), 2), label(word("workbook.certainty")),
                     label(word("workbook.amount")), label(word("workbook.limit"))});
    const std::size_t first = sheet_.next_row();
    Fen all;
    for (const auto& rule : applied_rules(outcome_.ledger, writing_.study.ground.money.funding)) {
      all += rule.sum();
      const std::string name =
          rule.code.empty() ? word("money.kind.rest") : writing_.word(rule.name);
      std::string limits = limits_text(rule.limits, writing_.language);
      const auto remark = [&](const std::string& words) {
        limits += (limits.empty() ? "" : word("place.comma")) + words;
      };
      if (rule.untold) remark(word("workbook.untold"));
      if (rule.unused) {
        remark(writing_.word(Message{"workbook.unused", {{"yuan", in_yuan(*rule.unused)}}}));
      }
      std::string document = writing_.word(rule.source.document);
      if (!rule.source.date.empty()) document += fmt::format(" ({})", rule.source.date);
      sheet_.form_row({words(name, 2),
                       words(terms_text(rule), 2),
                       words(std::move(document), 2),
                       words(word(certainty_key(rule.source.certainty).c_str())),
                       {yuan_cell(rule.sum()), 1},
                       words(std::move(limits))});
    }
    constexpr std::size_t amounts = 7;
    const std::string formula = sum_formula(amounts, first, sheet_.next_row() - 1);
    sheet_.form_row(
        {label(word("workbook.all"), amounts), {yuan_cell(all, formula), 1}, words("")});
    sheet_.form_row({});
  }

  [[nodiscard]] std::string terms_text(const AppliedRule& rule) const {
    std::string kind = writing_.word(rule.kind_key);
    if (!rule.terms.key.empty()) kind += word("place.comma") + writing_.word(rule.terms);
    return kind;
  }

  void write_townships() {
    std::vector<FormCell> heads{label(word("field.township")), label(word("workbook.riders"))};
    for (const Payer payer : payers_) heads.push_back(label(word(name_key(payer).c_str())));
    heads.push_back(label(word("workbook.bus_cost")));
    heads.push_back(label(word("workbook.a_rider")));
    sheet_.form_row(heads, 32);
    const std::size_t first = sheet_.next_row();
    money::PayerSums all{};
    Heads riders;
    for (const auto& share : township_shares(outcome_)) {
      write_amounts(township_name(writing_, share.township), share, {});
      riders += share.riders;
      for (const Payer payer : payers_) all[row(payer)] += share.paid[row(payer)];
    }
    write_amounts(word("workbook.all"), {std::nullopt, all, riders},
                  std::pair(first, sheet_.next_row() - 1));
    sheet_.form_row({});
  }

  /// Formulas: the row's sum; in the last row the sum of each column.
  void write_amounts(const std::string& name, const TownshipShare& share,
                     const std::optional<std::pair<std::size_t, std::size_t>>& above) {
    const std::size_t here = sheet_.next_row();
    const auto formula = [&](std::size_t column) {
      return above ? sum_formula(column, above->first, above->second) : std::string();
    };
    std::vector<FormCell> cells{above ? label(name) : words(name),
                                {{Cell(share.riders.count()), formula(1), Look::whole}, 1}};
    for (const Payer payer : payers_) {
      const std::size_t column = first_payer + row(payer);
      cells.push_back({yuan_cell(share.paid[row(payer)], formula(column)), 1});
    }
    cells.push_back(
        {yuan_cell(share.cost(), across_formula(here, first_payer, sum_column - 1)), 1});
    const auto riders = share.riders.count();
    FormCell each{{Cell(std::string("-")), "", Look::centred}, 1};
    if (riders > 0) {
      const Fen a_rider((2 * share.cost().count() + riders) / (2 * riders));
      each.cell = yuan_cell(
          a_rider, fmt::format("=ROUND({}/{},2)", cell_name(sum_column, here), cell_name(1, here)));
    }
    cells.push_back(each);
    sheet_.form_row(cells);
  }

  void write_signatures() {
    const auto field = [&](const char* left, const char* right) {
      sheet_.form_row({label(word(left), 2), words("", 3), label(word(right), 2), words("", 2)},
                      30);
    };
    field("sheet.sign_made", "sheet.sign_checked");
    field("sheet.sign_education", "sheet.sign_finance");
    field("sheet.sign_date", "sheet.sign_date");
    sheet_.form_row({});
  }

  const Writing& writing_;
  const Outcome& outcome_;
  Sheet& sheet_;
  std::vector<Payer> payers_;
};

}  // namespace

void write_funding_forms(const Writing& writing, const std::vector<std::size_t>& scenarios) {
  Sheet& sheet = writing.sheet("sheet.funding_form");
  sheet.start_form(FundingForm::grid());
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    if (i > 0) sheet.block(true);
    FundingForm(writing, scenarios[i], sheet);
  }
}

}  // namespace budian
