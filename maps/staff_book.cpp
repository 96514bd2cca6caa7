// The workbook's sheet about teachers who move, and what each measure does.
#include <fmt/format.h>

#include "maps/staff_sheets.hpp"

namespace budian {
namespace staff_sheets {
namespace {

constexpr std::array<Resource, 5> kinds{
    Resource::above_degree_teachers, Resource::middle_title_teachers, Resource::backbone_teachers,
    Resource::arts_pe_teachers, Resource::qualified_teachers};

/// A bound must not be rounded down.
std::string written_up(double value) { return fmt::format("{:.1e}", value * 1.05); }

class MoveSheet : public StaffRows {
 public:
  using StaffRows::StaffRows;
  void write() const {
    Sheet& sheet = writing_.sheet("sheet.teacher_moves");
    auto heads =
        writing_.heads({"workbook.scenario", "staffbook.measure", "field.stage", "staffbook.from",
                        "staffbook.to", "staffbook.road_km", "staffbook.teachers"});
    for (const Resource kind : kinds)
      heads.push_back(
          writing_.word(Message{"staffbook.of_them", {{"resource", resource_key(kind)}}}));
    for (const auto& head : writing_.heads(
             {"staffbook.from_before", "staffbook.from_after", "staffbook.to_before",
              "staffbook.to_after", "staffbook.from_ratio_before", "staffbook.from_ratio_after",
              "staffbook.to_ratio_before", "staffbook.to_ratio_after"}))
      heads.push_back(head);
    sheet.heads(heads);
    std::size_t rows = 0;
    for (std::size_t i = 0; i < scenarios(); ++i) {
      for (const auto& move : staffing(i).moves) {
        write_move(i, move, sheet);
        ++rows;
      }
    }
    end(sheet, rows);
    sheet.blank();
    sheet.remark(writing_.word("staffbook.known_by_count"));
    write_results(writing_, true, sheet);
  }

 private:
  void write_move(std::size_t i, const staff::TeacherMove& move, Sheet& sheet) const {
    std::vector<SheetCell> cells{writing_.title(i),          measure_cell(move.measure),
                                 stage(move.stage),          name(i, move.from),
                                 name(i, move.to),           {cell_km(move.road), "", Look::km},
                                 heads_cell(move.teachers())};
    for (const Resource kind : kinds) cells.push_back(heads_cell(move.of[row(kind)]));
    for (const auto count : {move.from_before, move.from_after, move.to_before, move.to_after})
      cells.push_back(heads_cell(count));
    const auto ratio = [&](Heads pupils, std::int64_t teachers) {
      if (teachers == 0) return SheetCell{Cell(std::string("-"))};
      return real_cell(static_cast<double>(pupils.count()) / static_cast<double>(teachers));
    };
    cells.push_back(ratio(move.from_pupils, move.from_before));
    cells.push_back(ratio(move.from_pupils, move.from_after));
    cells.push_back(ratio(move.to_pupils, move.to_before));
    cells.push_back(ratio(move.to_pupils, move.to_after));
    sheet.row(cells);
  }
};

class ResultRows : public StaffRows {
 public:
  using StaffRows::StaffRows;
  /// A row a measure and stage or thing, and a CV a row.
  void write(bool teachers, Sheet& sheet) const {
    sheet.blank();
    sheet.title(writing_.word("staffbook.results"));
    label({"workbook.scenario", "staffbook.measure", "field.stage", "staffbook.what",
           "staffbook.lacking_before", "staffbook.lacking_after", "staffbook.moved",
           "staffbook.cv_before", "staffbook.cv_after", "staffbook.left_out", "staffbook.given_up",
           "staffbook.within"},
          sheet);
    for (std::size_t i = 0; i < scenarios(); ++i) {
      for (const auto& result : staffing(i).results) {
        if (result.stage.has_value() == teachers) write_result(i, result, sheet);
      }
    }
  }

 private:
  void write_result(std::size_t i, const staff::SharingResult& result, Sheet& sheet) const {
    const double unit = result.resources.front() == Resource::equipment_value ? 100 : 1;
    const bool has_norm = staff::has_norm(writing_.study.ground, result);
    const auto lacking = [&](double amount) {
      return has_norm ? real_cell(amount / unit)
                      : SheetCell{Cell(writing_.word("staffbook.line.none"))};
    };
    for (std::size_t k = 0; k < result.resources.size(); ++k) {
      sheet.row({writing_.title(i),
                 measure_cell(result.measure),
                 result.stage ? stage(*result.stage) : SheetCell{Cell(std::string())},
                 {Cell(writing_.word(resource_key(result.resources[k])))},
                 lacking(result.lacking_before),
                 lacking(result.lacking_after),
                 real_cell(static_cast<double>(result.moved) / unit),
                 ratio_cell(result.cv_before[k]),
                 ratio_cell(result.cv_after[k]),
                 heads_cell(result.left_out),
                 heads_cell(result.given_up),
                 {Cell(written_up(result.proven_within))}});
    }
  }
};

}  // namespace

void write_results(const Writing& writing, bool teachers, Sheet& sheet) {
  ResultRows(writing).write(teachers, sheet);
}
void write_moves(const Writing& writing) { MoveSheet(writing).write(); }

}  // namespace staff_sheets

void write_staff(const Writing& writing) {
  staff_sheets::write_moves(writing);
  staff_sheets::write_posts(writing);
  staff_sheets::write_itinerant(writing);
  staff_sheets::write_transfers(writing);
}

}  // namespace budian
