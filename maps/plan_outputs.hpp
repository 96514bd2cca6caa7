// What `budian plan` writes: plans as scenario files, the frontier and the keep list as tables, and
// all of it as JSON.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "maps/messages.hpp"
#include "scenarios/planner/answer.hpp"

namespace budian {

/// A goal, its county and what was found.
struct PlanStudy {
  const Groundwork& ground;
  const planner::Goal& goal;
  const planner::Answer& answer;
};

/// Of a public line its name, of a new school too.
const std::string& addition_name(const planner::Addition& addition);
/// Additions beside the best plan, one a row: in it or not, and what it changes.
std::vector<std::vector<std::string>> addition_rows(const PlanStudy& study, Language language);

/// File stem of a plan of the frontier: "plan_235" for 235 open schools, with a number where
/// several have as many.
std::vector<std::string> plan_names(const planner::Answer& answer);

/// A scenario file that by itself makes the plan: the goal's limits and buses (or those of the
/// scenario that it starts from), its measures, then the plan's. `base_text` is the file that says
/// them: the goal's own, or that scenario's. Files that it names keep their place.
std::string scenario_text(const PlanStudy& study, const planner::SettledPlan& plan,
                          const std::string& base_text);

/// As tables of plans show them: whole yuan, minutes with a tenth.
std::string yuan_text(Fen money);
std::string minutes_text(Milliseconds time);

/// Rows of cells, the header first.
std::vector<std::vector<std::string>> frontier_rows(const PlanStudy& study, Language language);
std::string table_csv(const std::vector<std::vector<std::string>>& rows);

std::string plan_json(const PlanStudy& study);
/// Sheets of plans, the keep list and payers. Throws InputError when it cannot be written.
void write_plan_workbook(const std::filesystem::path& file, const PlanStudy& study,
                         Language language);

}  // namespace budian
