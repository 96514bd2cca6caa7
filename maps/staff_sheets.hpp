// What the sheets about teachers and things that move share.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "maps/columns.hpp"
#include "maps/layer_sets.hpp"
#include "maps/workbook_parts.hpp"
#include "scenarios/staff/posts.hpp"

namespace budian::staff_sheets {

inline SheetCell heads_cell(std::int64_t count) { return {Cell(count), "", Look::whole}; }
inline SheetCell heads_cell(Heads heads) { return heads_cell(heads.count()); }
inline SheetCell real_cell(double value, std::string formula = {}) {
  return {Cell(value), std::move(formula), Look::km};
}
/// "-" where it is not told.
inline SheetCell told_cell(const std::optional<double>& value, Look look = Look::km) {
  if (!value) return {Cell(std::string("-"))};
  return {Cell(*value), "", look};
}
inline SheetCell measure_cell(std::size_t measure) {
  return heads_cell(static_cast<std::int64_t>(measure + 1));
}
inline std::string resource_key(Resource resource) {
  return "resource." + std::string(staff::word_of(resource));
}

/// What the sheets of one subject write from: every scenario, today first.
class StaffRows {
 public:
  explicit StaffRows(const Writing& writing) : writing_(writing) {}

 protected:
  [[nodiscard]] const Plan& plan(std::size_t scenario) const {
    return writing_.study.outcomes[scenario].plan;
  }
  [[nodiscard]] const staff::Staffing& staffing(std::size_t scenario) const {
    return plan(scenario).staffing;
  }
  [[nodiscard]] std::size_t scenarios() const { return writing_.study.outcomes.size(); }
  [[nodiscard]] SheetCell name(std::size_t scenario, SchoolId school) const {
    return {Cell(plan(scenario).schools[school].school.name)};
  }
  [[nodiscard]] SheetCell stage(Stage stage) const {
    return {Cell(writing_.word(stage_key(stage)))};
  }
  [[nodiscard]] SheetCell township(TownshipId id) const {
    return {Cell(writing_.study.ground.county.townships[id].name)};
  }
  /// Heads of a table below a sheet's own.
  void label(const std::vector<const char*>& keys, Sheet& sheet) const {
    std::vector<SheetCell> heads;
    for (const auto& head : writing_.heads(keys)) heads.push_back({Cell(head), "", Look::label});
    sheet.row(heads);
  }
  /// A sheet without rows says why.
  void end(Sheet& sheet, std::size_t rows) const {
    if (rows == 0) sheet.row({{Cell(writing_.word("staffbook.nothing")), "", Look::narrow}});
    sheet.end_table();
  }

  const Writing& writing_;
};

/// Results of the measures that share teachers, or things.
void write_results(const Writing& writing, bool teachers, Sheet& sheet);
void write_moves(const Writing& writing);
void write_posts(const Writing& writing);
void write_itinerant(const Writing& writing);
void write_transfers(const Writing& writing);

}  // namespace budian::staff_sheets
