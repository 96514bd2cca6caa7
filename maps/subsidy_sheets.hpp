// What the sheets about the bus subsidy share; used by the sources of this folder only.
#pragma once

#include <fmt/format.h>

#include "maps/subsidy_tables.hpp"
#include "maps/workbook_parts.hpp"

namespace budian {

inline std::string township_name(const Writing& writing,
                                 const std::optional<TownshipId>& township) {
  return township ? writing.study.ground.county.townships[*township].name
                  : writing.word("money.all_townships");
}

inline SheetCell heads_cell(Heads heads) { return {Cell(heads.count()), "", Look::whole}; }

/// Of a column, of a row.
inline std::string sum_formula(std::size_t column, std::size_t first, std::size_t last) {
  return fmt::format("=SUM({}:{})", cell_name(column, first), cell_name(column, last));
}
inline std::string across_formula(std::size_t row, std::size_t first, std::size_t last) {
  return fmt::format("=SUM({}:{})", cell_name(first, row), cell_name(last, row));
}

/// The form that a finance office signs, of each of these scenarios.
void write_funding_forms(const Writing& writing, const std::vector<std::size_t>& scenarios);

}  // namespace budian
