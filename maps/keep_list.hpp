// The list from "close first" to "keep", as words.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "maps/plan_outputs.hpp"

namespace budian {

/// A school of the keep list, each column as words; "-" where there is nothing.
struct KeepListRow {
  std::string rank, school, code, township, roll, how;
  std::string alone, given;  ///< yuan a year of the purse
  std::string bus;           ///< yuan a year
  std::string extra;         ///< minutes that grades 1-3 travel longer
  std::string pays_up_to, reasons, flips;
};
struct KeepListColumn {
  const char* key;  ///< message of its head
  std::string KeepListRow::*part;
};
/// In the order that tables show them.
inline constexpr std::array<KeepListColumn, 13> keep_list_columns{{
    {"plan.column.rank", &KeepListRow::rank},
    {"plan.column.school", &KeepListRow::school},
    {"plan.column.code", &KeepListRow::code},
    {"plan.column.township", &KeepListRow::township},
    {"plan.column.roll", &KeepListRow::roll},
    {"plan.column.how", &KeepListRow::how},
    {"plan.column.alone", &KeepListRow::alone},
    {"plan.column.given", &KeepListRow::given},
    {"plan.column.bus", &KeepListRow::bus},
    {"plan.column.extra", &KeepListRow::extra},
    {"plan.column.pays_up_to", &KeepListRow::pays_up_to},
    {"plan.column.reasons", &KeepListRow::reasons},
    {"plan.column.flips", &KeepListRow::flips},
}};
/// What the list's amounts are, and how far drafts were from the truth where that was looked at;
/// empty: it has none.
std::optional<Message> keep_list_basis(const planner::Answer& answer);
/// One a school, in the order of the answer's advice.
std::vector<KeepListRow> keep_list(const PlanStudy& study, Language language);
/// The same with its heads, as cells.
std::vector<std::vector<std::string>> keep_list_rows(const PlanStudy& study, Language language);

}  // namespace budian
