// What each bus does in a day, in order: for its driver, and for who plans shifts.
#include "maps/columns.hpp"
#include "maps/route_sheets.hpp"
#include "maps/workbook_parts.hpp"
#include "scenarios/clock.hpp"

namespace budian {
namespace {

class DayWriter {
 public:
  DayWriter(const Writing& writing, std::size_t scenario, Sheet& sheet)
      : writing_(writing),
        scenario_(scenario),
        plan_(writing.study.outcomes[scenario].plan),
        sheet_(sheet) {}

  void write(std::size_t duty) {
    order_ = 0;
    for (const bool morning : {true, false}) {
      const DrivenRun* before = nullptr;
      const auto runs =
          runs_of(plan_.buses, duty, morning ? &BusLine::morning : &BusLine::afternoon);
      for (const DrivenRun& run : runs) {
        write_way_there(before, run, morning);
        write_run(run, morning);
        before = &run;
      }
    }
  }

 private:
  /// Empty to the first call, or waiting for it.
  void write_way_there(const DrivenRun* before, const DrivenRun& run, bool morning) {
    const bool empty = run.run->empty > Millimetres(0);
    if (!before && !empty) return;
    const BusCall& to = run.run->calls.front();
    const std::string from =
        before ? place_of(before->run->calls.back(), plan_) : writing_.word("sheet.depot");
    const std::string begin = before ? clock_text(before->run->calls.back().leave) : "";
    const Message way{"sheet.from_to", {{"from", from}, {"to", place_of(to, plan_)}}};
    add(run, morning, empty ? "sheet.drives_empty" : "sheet.waits_there", begin,
        clock_text(to.arrive), empty ? writing_.word(way) : from, Cell(std::int64_t{0}),
        run.run->empty);
  }

  void write_run(const DrivenRun& run, bool morning) {
    std::string calls;
    Heads pupils;
    for (const BusCall& call : run.run->calls) {
      const bool last = &call == &run.run->calls.back();
      if (!calls.empty()) calls += writing_.word("sheet.and");
      calls += clock_text(last ? call.arrive : call.leave) + " " + place_of(call, plan_);
      pupils += sum_of(call.on);
    }
    add(run, morning, "sheet.drives_pupils", clock_text(run.run->calls.front().arrive),
        clock_text(run.run->calls.back().leave), calls, cell(pupils), run.run->loaded);
  }

  void add(const DrivenRun& run, bool morning, const char* what, const std::string& begin,
           const std::string& end, const std::string& way, const Cell& pupils, Millimetres length) {
    const char* half = morning ? "page.table.morning" : "page.table.afternoon";
    sheet_.row({writing_.title(scenario_),
                {cell(run.line->duty + 1), "", Look::whole},
                {Cell(type_of(*run.line, plan_.buses).name)},
                {cell(++order_), "", Look::whole},
                {Cell(writing_.word(half))},
                {Cell(begin), "", Look::centred},
                {Cell(end), "", Look::centred},
                {Cell(writing_.word(what))},
                {Cell(run.line->name), "", Look::centred},
                {Cell(way), "", Look::wrapped},
                {pupils, "", Look::whole},
                {cell_km(length), "", Look::km}});
  }

  const Writing& writing_;
  std::size_t scenario_;
  const Plan& plan_;
  Sheet& sheet_;
  std::size_t order_ = 0;
};

}  // namespace

void write_bus_days(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.bus_days");
  sheet.heads(writing.heads({"workbook.scenario", "field.vehicle", "field.bus_type", "sheet.order",
                             "sheet.half", "sheet.begins", "sheet.ends", "sheet.does", "field.line",
                             "sheet.way", "sheet.riders", "sheet.km"}));
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    const auto& duties = writing.study.outcomes[i].plan.buses.routes.duties;
    DayWriter writer(writing, i, sheet);
    for (std::size_t duty = 0; duty < duties.size(); ++duty) writer.write(duty);
  }
}

}  // namespace budian
