// The route sheets of the workbook: a form a line, with what a permit for a school bus asks for
// (route, running times, stops: School Bus Safety Regulations, articles 14 and 16) and what the
// line costs.
#include <fmt/format.h>

#include <numeric>

#include "maps/columns.hpp"
#include "maps/route_sheets.hpp"
#include "maps/workbook_parts.hpp"
#include "scenarios/clock.hpp"

namespace budian {
namespace {

/// Columns: five of the call, five of the morning, five of the afternoon.
const std::vector<double> grid{5, 16, 9, 5, 29, 6.5, 6.5, 6, 6.5, 7, 5, 6.5, 6.5, 6, 6.5};

FormCell label(std::string words, std::size_t columns = 1) {
  return {{Cell(std::move(words)), "", Look::label}, columns};
}
FormCell words(std::string text, std::size_t columns = 1) {
  return {{Cell(std::move(text)), "", Look::wrapped}, columns};
}
FormCell centred(std::string text, std::size_t columns = 1) {
  return {{Cell(std::move(text)), "", Look::centred}, columns};
}
FormCell number(Heads heads, std::size_t columns = 1) {
  return {{Cell(heads.count()), "", Look::centred}, columns};
}
FormCell number(const Cell& value, Look look, std::size_t columns = 1) {
  return {{value, "", look}, columns};
}

class LineForm {
 public:
  LineForm(const Writing& writing, const Outcome& outcome, std::size_t line, Sheet& sheet)
      : writing_(writing),
        plan_(outcome.plan),
        line_(outcome.plan.buses.lines[line]),
        costs_(outcome.line_costs[line]),
        paid_(outcome.bus_money.lines[line]),
        sheet_(sheet),
        calls_(paired_calls(line_)) {}

  void write() {
    write_facts();
    write_calls();
    write_kilometres();
    write_costs();
    write_payers();
    sheet_.form_row({});
  }

 private:
  [[nodiscard]] std::string word(const char* key) const { return writing_.word(key); }
  [[nodiscard]] std::string name(const BusCall& call) const { return place_of(call, plan_); }

  void write_facts() {
    const bus::BusType& type = type_of(line_, plan_.buses);
    const auto vehicle = static_cast<std::int64_t>(line_.duty) + 1;
    const auto both = [](Milliseconds morning, Milliseconds afternoon) {
      return fmt::format("{:.0f} / {:.0f}", std::floor(in_minutes(morning) + 0.5),
                         std::floor(in_minutes(afternoon) + 0.5));
    };
    const Message title{"sheet.line_title",
                        {{"line", line_.name},
                         {"vehicle", vehicle},
                         {"from", name(calls_.front().either())},
                         {"to", school_names(line_, plan_, writing_.language)}}};
    sheet_.form_row({{{Cell(writing_.word(title)), "", Look::heading}, grid.size()}}, 26);
    sheet_.form_row({label(word("field.school"), 2),
                     words(school_names(line_, plan_, writing_.language), 3),
                     label(word("sheet.riders"), 3), number(costs_.pupils, 2),
                     label(word("sheet.longest_ride"), 3),
                     centred(both(line_.morning.longest_ride, line_.afternoon.longest_ride), 2)});
    sheet_.form_row({label(word("field.bus_type"), 2), words(type.name, 3),
                     label(word("sheet.approved_seats"), 3), number(type.nominal_seats, 2),
                     label(word("sheet.waits"), 3), centred(both(line_.early, line_.late), 2)});
    sheet_.form_row({label(word("sheet.plate"), 2), words("", 3), label(word("field.seats"), 3),
                     number(type.pupil_seats, 2), label(word("sheet.attendants"), 3),
                     number(Heads(type.attendants), 2)},
                    22);
    sheet_.form_row({label(word("sheet.driver"), 2), words("", 3),
                     label(word("sheet.attendant_names"), 3), words("", 7)},
                    22);
  }

  void write_calls() {
    const bool home = line_.afternoon.runs();
    sheet_.form_row({label(word("sheet.calls"), 5), label(word("page.table.morning"), 5),
                     label(word(home ? "page.table.afternoon" : "sheet.no_afternoon"), 5)});
    std::vector<FormCell> heads;
    for (const char* key :
         {"field.order", "sheet.place", "field.township", "sheet.heads", "sheet.pupils",
          "sheet.arrive", "sheet.leave", "sheet.load", "sheet.ride", "sheet.driven", "sheet.order",
          "sheet.arrive", "sheet.leave", "sheet.load", "sheet.ride"}) {
      heads.push_back(label(word(key)));
    }
    sheet_.form_row(heads, 32);
    for (std::size_t i = 0; i < calls_.size(); ++i) write_call(i);
  }

  void write_call(std::size_t row) {
    const PairedCall& pair = calls_[row];
    const BusCall& call = pair.either();
    const auto& township = writing_.study.ground.county.townships[township_of(call, plan_)].name;
    const std::string grades = grades_text(pair.pupils(), line_, plan_, writing_.language);
    const Message off{"sheet.gets_off", {{"grades", grades}}};
    const Message across{"sheet.across",
                         {{"grades", grades},
                          {"morning", pair.across_morning().count()},
                          {"afternoon", pair.across_afternoon().count()}}};
    const std::string boards = pair.is_across() ? writing_.word(across) : grades;
    std::vector<FormCell> cells{number(Heads(static_cast<std::int64_t>(row) + 1)),
                                words(name(call)), words(township), number(sum_of(pair.pupils())),
                                words(call.stop ? boards : writing_.word(off))};
    add_times(pair.morning, cells);
    cells.push_back(pair.morning ? number(cell_km(pair.morning->driven), Look::km) : words(""));
    cells.push_back(pair.afternoon
                        ? number(Heads(static_cast<std::int64_t>(pair.afternoon_order) + 1))
                        : words(""));
    add_times(pair.afternoon, cells);
    sheet_.form_row(cells);
  }

  static void add_times(const BusCall* call, std::vector<FormCell>& cells) {
    if (!call) {
      for (int i = 0; i < 4; ++i) cells.push_back(words(""));
      return;
    }
    cells.push_back(centred(clock_text(call->arrive)));
    cells.push_back(centred(clock_text(call->leave)));
    cells.push_back(number(call->load));
    cells.push_back(call->stop ? number(cell_minutes(call->ride), Look::minutes) : words(""));
  }

  void write_kilometres() {
    const auto km = [](Millimetres length, std::size_t columns) {
      return number(cell_km(length), Look::km, columns);
    };
    sheet_.form_row({label(word("sheet.kilometres"), 2), label(word("sheet.morning_loaded"), 2),
                     label(word("sheet.morning_empty")), label(word("sheet.afternoon_loaded"), 2),
                     label(word("sheet.afternoon_empty"), 2), label(word("sheet.year_loaded"), 3),
                     label(word("sheet.year_empty"), 3)},
                    32);
    sheet_.form_row({words("", 2), km(line_.morning.loaded, 2), km(line_.morning.empty, 1),
                     km(line_.afternoon.loaded, 2), km(line_.afternoon.empty, 2),
                     number(Cell(costs_.loaded_kilometres), Look::km, 3),
                     number(Cell(costs_.empty_kilometres), Look::km, 3)});
  }

  void write_costs() {
    // Spans of the eight amounts over the grid.
    static constexpr std::array<std::size_t, 8> spans{2, 2, 1, 2, 2, 2, 2, 2};
    std::vector<FormCell> heads, amounts;
    const std::size_t row = sheet_.next_row() + 1;
    for (const auto item : money::line_items) {
      const std::size_t span = spans[heads.size()];
      heads.push_back(label(writing_.word(money::name_key(item)), span));
      amounts.push_back(number(Cell(in_yuan(costs_.of(item))), Look::yuan, span));
    }
    heads.push_back(label(word("sheet.cost_sum"), spans[6]));
    heads.push_back(label(word("sheet.cost_a_pupil"), spans[7]));
    constexpr std::size_t sum_column = 11;
    FormCell sum = number(Cell(in_yuan(costs_.sum())), Look::yuan, spans[6]);
    sum.cell.formula = fmt::format("=SUM({}:{})", cell_name(0, row), cell_name(10, row));
    FormCell each = number(Cell(in_yuan(costs_.a_pupil())), Look::yuan, spans[7]);
    if (costs_.pupils > Heads(0)) {
      each.cell.formula =
          fmt::format("=ROUND({}/{},2)", cell_name(sum_column, row), costs_.pupils.count());
    }
    amounts.push_back(sum);
    amounts.push_back(each);
    sheet_.form_row(heads, 32);
    sheet_.form_row(amounts);
  }

  void write_payers() {
    // Spans of the five payers and their sum over the grid.
    static constexpr std::array<std::size_t, 6> spans{2, 2, 1, 3, 3, 4};
    std::vector<FormCell> heads, amounts;
    const std::size_t row = sheet_.next_row() + 1;
    for (const auto payer : money::payers) {
      const std::size_t span = spans[heads.size()];
      const Message paid{"sheet.paid_by", {{"payer", money::name_key(payer)}}};
      heads.push_back(label(writing_.word(paid), span));
      amounts.push_back(number(Cell(in_yuan(paid_[money::row(payer)])), Look::yuan, span));
    }
    heads.push_back(label(word("sheet.paid_sum"), spans.back()));
    FormCell sum = number(Cell(in_yuan(costs_.sum())), Look::yuan, spans.back());
    sum.cell.formula = fmt::format("=SUM({}:{})", cell_name(0, row), cell_name(10, row));
    amounts.push_back(sum);
    sheet_.form_row(heads, 32);
    sheet_.form_row(amounts);
  }

  const Writing& writing_;
  const Plan& plan_;
  const BusLine& line_;
  const money::LineCosts& costs_;
  const money::PayerSums& paid_;
  Sheet& sheet_;
  std::vector<PairedCall> calls_;
};

void write_sheet(const Writing& writing, std::size_t scenario, const std::string& name) {
  const Outcome& outcome = writing.study.outcomes[scenario];
  const auto& lines = outcome.plan.buses.lines;
  Sheet& sheet = writing.book.sheet(name);
  sheet.start_form(grid);
  const Message title{"sheet.route_sheets_title",
                      {{"county", writing.study.ground.county.name},
                       {"scenario", title_of(writing.study, scenario, writing.language)}}};
  sheet.form_row({{{Cell(writing.word(title)), "", Look::heading}, grid.size()}}, 28);
  sheet.form_row({{{Cell(writing.word("sheet.route_sheets_note")), "", Look::note}, grid.size()}});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) sheet.block(lines[i].duty != lines[i - 1].duty);
    LineForm(writing, outcome, i, sheet).write();
  }
}

}  // namespace

void write_route_sheets(const Writing& writing) {
  std::vector<std::size_t> with_buses;
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    if (!writing.study.outcomes[i].plan.buses.lines.empty()) with_buses.push_back(i);
  }
  const std::string name = writing.word("sheet.route_sheets");
  for (std::size_t i = 0; i < with_buses.size(); ++i) {
    const bool only = with_buses.size() == 1;
    write_sheet(writing, with_buses[i], only ? name : fmt::format("{} {}", name, i + 1));
  }
}

}  // namespace budian
