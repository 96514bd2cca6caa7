// Readers of the risks and of the procedure.
#include <set>

#include "scenarios/appraisal/rule_reading.hpp"

namespace budian::appraisal {
namespace {

std::optional<RiskFigure> read_figure(TomlTable& table) {
  table.require("figure");
  return table.choice<RiskFigure>(
      "figure", {{"farther_without_boarding", RiskFigure::farther_without_boarding},
                 {"girls", RiskFigure::girls},
                 {"lower_grades_displaced", RiskFigure::lower_grades_displaced},
                 {"long_travel", RiskFigure::long_travel},
                 {"large_classes_at_receivers", RiskFigure::large_classes_at_receivers},
                 {"lower_grades_boarding", RiskFigure::lower_grades_boarding},
                 {"mean_distance_growth", RiskFigure::mean_distance_growth},
                 {"left_behind_displaced", RiskFigure::left_behind_displaced},
                 {"one_year_roll", RiskFigure::one_year_roll}});
}

RiskRule read_risk(TomlTable& table) {
  RiskRule risk;
  if (table.require("code")) risk.code = table.text("code").value_or("");
  risk.figure = read_figure(table).value_or(RiskFigure::girls);
  if (table.require("most")) risk.most = amount(table, "most").value_or(0);
  const bool needs_line = risk.figure == RiskFigure::long_travel ||
                          risk.figure == RiskFigure::large_classes_at_receivers ||
                          risk.figure == RiskFigure::one_year_roll;
  if (needs_line) table.require("line");
  risk.line = amount(table, "line");
  risk.finding = required_words(table, "finding");
  risk.source = required_source(table);
  return risk;
}

std::optional<ProcedureCheck> read_check(TomlTable& table) {
  table.require("check");
  return table.choice<ProcedureCheck>(
      "check", {{"lower_grades_time", ProcedureCheck::lower_grades_time},
                {"no_lower_boarding", ProcedureCheck::no_lower_boarding},
                {"seats_first", ProcedureCheck::seats_first},
                {"lower_grades_ride", ProcedureCheck::lower_grades_ride},
                {"buses_served", ProcedureCheck::buses_served},
                {"bus_seats", ProcedureCheck::bus_seats},
                {"bus_speeds", ProcedureCheck::bus_speeds},
                {"buses_within_limits", ProcedureCheck::buses_within_limits},
                {"small_roll", ProcedureCheck::small_roll},
                {"small_for_years", ProcedureCheck::small_for_years},
                {"township_keeps_junior", ProcedureCheck::township_keeps_junior},
                {"class_sizes", ProcedureCheck::class_sizes},
                {"keep_flag", ProcedureCheck::keep_flag},
                {"resources_named", ProcedureCheck::resources_named},
                {"plan_drafted", ProcedureCheck::plan_drafted},
                {"argued", ProcedureCheck::argued},
                {"published", ProcedureCheck::published},
                {"hearing", ProcedureCheck::hearing},
                {"parents", ProcedureCheck::parents},
                {"township_opinion", ProcedureCheck::township_opinion},
                {"approved", ProcedureCheck::approved},
                {"filed", ProcedureCheck::filed},
                {"transition", ProcedureCheck::transition},
                {"idle_building", ProcedureCheck::idle_building}});
}

bool needs_number(ProcedureCheck check) {
  return check == ProcedureCheck::lower_grades_time || check == ProcedureCheck::lower_grades_ride ||
         check == ProcedureCheck::bus_speeds || check == ProcedureCheck::small_roll ||
         check == ProcedureCheck::small_for_years || check == ProcedureCheck::published;
}

ProcedureItem read_item(TomlTable& table) {
  ProcedureItem item;
  item.check = read_check(table).value_or(ProcedureCheck::plan_drafted);
  item.name = required_words(table, "name");
  item.must_keep = table.flag("must_keep").value_or(false);
  item.forbids = table.flag("forbids").value_or(false);
  item.mandatory = table.flag("mandatory").value_or(true);
  if (!item.mandatory && (item.must_keep || item.forbids)) {
    table.problem("mandatory", {"appraisal.forbids_without_binding", {}});
  }
  if (needs_number(item.check)) table.require("most");
  item.most = amount(table, "most");
  if (item.check == ProcedureCheck::bus_speeds) {
    table.require("most_hazard");
    item.most_hazard = amount(table, "most_hazard");
  }
  item.source = required_source(table);
  return item;
}

EnrolmentChange read_enrolment(TomlTable& table) {
  EnrolmentChange change;
  change.percent = table.require("percent") ? table.whole("percent").value_or(1) : 1;
  if (change.percent < 1 || change.percent > 99) {
    table.problem("percent", {"appraisal.enrolment_percent", {}});
  }
  change.source = required_source(table);
  return change;
}

}  // namespace

RiskFile read_risks(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  auto root = document.root();
  RiskFile result;
  std::set<std::string> codes;
  for (auto& table : root.tables("risk")) {
    result.risks.push_back(read_risk(table));
    once(table, "code", result.risks.back().code, codes);
  }
  if (auto table = root.table("enrolment")) result.enrolment = read_enrolment(*table);
  document.finish();
  return result;
}

std::vector<ProcedureItem> read_procedure_items(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  auto root = document.root();
  std::vector<ProcedureItem> items;
  std::set<std::string> checks;
  root.require("item");
  for (auto& table : root.tables("item")) {
    items.push_back(read_item(table));
    once(table, "check", table.text("check").value_or(""), checks);
  }
  document.finish();
  return items;
}

}  // namespace budian::appraisal
