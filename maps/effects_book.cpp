// The workbook's sheets of whom a plan concerns: villages by grade, their travel, the schools that
// take them, small schools.
#include "maps/columns.hpp"
#include "maps/workbook_parts.hpp"

namespace budian {
namespace {

SheetCell count_cell(std::int64_t count) { return {Cell(count), "", Look::whole}; }
SheetCell count_cell(Heads heads) { return count_cell(heads.count()); }
SheetCell told(const std::optional<std::int64_t>& count) {
  return count ? count_cell(*count) : SheetCell{Cell(std::string("-"))};
}
SheetCell told(const std::optional<Heads>& heads) {
  return heads ? count_cell(*heads) : SheetCell{Cell(std::string("-"))};
}
SheetCell told(const Cell& value, Look look) {
  if (std::holds_alternative<std::monostate>(value)) return {Cell(std::string("-"))};
  return {value, "", look};
}

void write_villages(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.affected");
  auto heads = writing.heads({"workbook.scenario", "effects.head.leaves", "field.township",
                              "field.settlement", "field.pupils"});
  for (int grade = 1; grade <= grade_count; ++grade) {
    heads.push_back(writing.word(Message{"effects.head.grade", {{"grade", std::int64_t{grade}}}}));
  }
  sheet.heads(heads);
  const auto& county = writing.study.ground.county;
  for (std::size_t i = 0; i < writing.study.outcomes.size(); ++i) {
    const auto& outcome = writing.study.outcomes[i];
    for (const auto& village : outcome.appraisal.effects.villages) {
      const auto& settlement = county.settlements[village.settlement];
      std::vector<SheetCell> cells{writing.title(i),
                                   {Cell(outcome.plan.schools[village.school].school.name)},
                                   {Cell(county.townships[settlement.township].name)},
                                   {Cell(settlement.name)},
                                   count_cell(total(village.pupils))};
      for (const Heads pupils : village.pupils) cells.push_back(count_cell(pupils));
      sheet.row(cells);
    }
  }
}

void write_travel_row(const Writing& writing, std::size_t scenario,
                      const appraisal::AffectedTravel& travel, Sheet& sheet) {
  const std::string who =
      travel.band ? "bearers.band." + std::to_string(row(*travel.band)) : "effects.all";
  const auto add = [&](const char* when, const TravelSummary& summary) {
    Heads timed;
    for (const Heads heads : summary.by_time) timed += heads;
    sheet.row({writing.title(scenario),
               {Cell(writing.word(who))},
               {Cell(writing.word(when))},
               count_cell(summary.pupils),
               told(cell_km(summary.mean_road), Look::km),
               told(cell_km(summary.median_road), Look::km),
               told(cell_km(summary.p90_road), Look::km),
               told(cell_km(summary.max_road), Look::km),
               count_cell(summary.unreachable),
               told(cell_minutes(summary.mean_time), Look::minutes),
               told(cell_minutes(summary.median_time), Look::minutes),
               told(cell_minutes(summary.p90_time), Look::minutes),
               told(cell_minutes(summary.max_time), Look::minutes),
               count_cell(summary.pupils - timed)});
  };
  add("effects.before", travel.before);
  add("effects.after", travel.after);
}

void write_travel(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.affected_travel");
  sheet.heads(writing.heads({"workbook.scenario", "children.head.bearers", "effects.head.when",
                             "field.pupils", "effects.head.mean_km", "effects.head.median_km",
                             "effects.head.p90_km", "effects.head.max_km",
                             "effects.head.km_unknown", "effects.head.mean_minutes",
                             "effects.head.median_minutes", "effects.head.p90_minutes",
                             "effects.head.max_minutes", "effects.head.minutes_unknown"}));
  for (std::size_t i = 1; i < writing.study.outcomes.size(); ++i) {
    for (const auto& travel : writing.study.outcomes[i].appraisal.effects.travel) {
      write_travel_row(writing, i, travel, sheet);
    }
  }
}

struct LoadRow {
  std::size_t scenario = 0;
  std::string when;
};

void write_load(const Writing& writing, const LoadRow& at, const appraisal::Receiver& receiver,
                const appraisal::SchoolLoad& load, Sheet& sheet) {
  const auto& plan = writing.study.outcomes[at.scenario].plan;
  const auto& school = plan.schools[receiver.school].school;
  sheet.row({writing.title(at.scenario),
             {Cell(school.name)},
             {Cell(writing.study.ground.county.townships[school.township].name)},
             {Cell(at.when)},
             count_cell(receiver.received),
             count_cell(load.pupils),
             told(&load == &receiver.today ? receiver.rooms_today : receiver.rooms),
             &load == &receiver.today ? SheetCell{Cell(std::string("-"))} : told(receiver.seats),
             count_cell(load.classes_needed),
             told(load.rooms_missing),
             told(load.largest),
             told(load.over_standard),
             told(load.large),
             told(load.very_large)});
}

std::string enrolment_words(const Writing& writing, std::int64_t percent) {
  return writing.word(Message{"effects.enrolment", {{"percent", percent}}});
}

void write_receivers(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.receivers");
  sheet.heads(writing.heads({"workbook.scenario", "field.school", "field.township",
                             "effects.head.when", "effects.head.received", "field.pupils",
                             "effects.head.rooms", "effects.head.seats", "effects.head.needed",
                             "effects.head.missing", "effects.head.largest", "effects.head.over",
                             "effects.head.large", "effects.head.very_large"}));
  for (std::size_t i = 1; i < writing.study.outcomes.size(); ++i) {
    const auto& effects = writing.study.outcomes[i].appraisal.effects;
    for (const auto& receiver : effects.receivers) {
      write_load(writing, {i, writing.word("effects.before")}, receiver, receiver.today, sheet);
      for (std::size_t step = 0; step < appraisal::enrolment_steps; ++step) {
        write_load(writing, {i, enrolment_words(writing, effects.enrolment[step])}, receiver,
                   receiver.after[step], sheet);
      }
    }
  }
  sheet.end_table();
  sheet.blank();
  sheet.remark(writing.word("effects.receivers_note"));
  sheet.remark(writing.word("effects.births"));
}

void write_bus_loads(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.bus_loads");
  sheet.heads(writing.heads({"workbook.scenario", "effects.head.when", "effects.head.riders",
                             "effects.head.standing", "effects.head.lines_over"}));
  for (std::size_t i = 1; i < writing.study.outcomes.size(); ++i) {
    const auto& effects = writing.study.outcomes[i].appraisal.effects;
    for (std::size_t step = 0; step < appraisal::enrolment_steps; ++step) {
      const auto& load = effects.buses[step];
      sheet.row({writing.title(i),
                 {Cell(enrolment_words(writing, effects.enrolment[step]))},
                 count_cell(load.riders),
                 count_cell(load.without_seat),
                 count_cell(load.lines_over)});
    }
  }
}

void write_small_schools(const Writing& writing) {
  Sheet& sheet = writing.sheet("sheet.small_schools");
  sheet.heads(writing.heads({"workbook.scenario", "field.school", "field.township",
                             "effects.head.today", "effects.head.after", "effects.head.why"}));
  const auto& county = writing.study.ground.county;
  for (std::size_t i = 1; i < writing.study.outcomes.size(); ++i) {
    for (const auto& small : writing.study.outcomes[i].appraisal.effects.small_schools) {
      const auto& school = county.schools[small.school];
      sheet.row({writing.title(i),
                 {Cell(school.name)},
                 {Cell(county.townships[school.township].name)},
                 count_cell(small.today),
                 count_cell(small.after),
                 {Cell(writing.word(small.closes ? "effects.closes" : "effects.grows"))}});
    }
  }
}

}  // namespace

void write_effects(const Writing& writing) {
  write_villages(writing);
  write_travel(writing);
  write_receivers(writing);
  write_bus_loads(writing);
  write_small_schools(writing);
}

}  // namespace budian
