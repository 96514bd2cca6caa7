// The workbook's sheets about itinerant teachers and things that move.
#include "maps/staff_sheets.hpp"

namespace budian::staff_sheets {
namespace {

/// Money is kept in fen and shown in yuan.
double shown(Resource resource, std::int64_t amount) {
  return static_cast<double>(amount) / (resource == Resource::equipment_value ? 100 : 1);
}

class VisitSheet : public StaffRows {
 public:
  using StaffRows::StaffRows;
  void write() const {
    Sheet& sheet = writing_.sheet("sheet.itinerant");
    sheet.heads(writing_.heads(
        {"workbook.scenario", "staffbook.measure", "field.stage", "staffbook.visitor",
         "staffbook.visited", "staffbook.road_km", "staffbook.days_a_week", "staffbook.people",
         "staffbook.days_a_year", "staffbook.allowance", "staffbook.travel"}));
    std::size_t rows = 0;
    for (std::size_t i = 0; i < scenarios(); ++i) {
      for (const auto& visit : staffing(i).visits) {
        sheet.row({writing_.title(i),
                   measure_cell(visit.measure),
                   stage(visit.stage),
                   name(i, visit.from),
                   name(i, visit.to),
                   {cell_km(visit.road), "", Look::km},
                   heads_cell(visit.days_a_week),
                   heads_cell(visit.teachers),
                   heads_cell(visit.days_a_year),
                   {Cell(in_yuan(visit.allowance_a_year)), "", Look::yuan},
                   {Cell(in_yuan(visit.travel_a_year)), "", Look::yuan}});
        ++rows;
      }
    }
    end(sheet, rows);
    write_visited(sheet);
  }

 private:
  void write_visited(Sheet& sheet) const {
    sheet.blank();
    sheet.title(writing_.word("staffbook.coverage"));
    label({"workbook.scenario", "staffbook.measure", "field.stage", "field.township",
           "staffbook.visited", "staffbook.periods_needed", "staffbook.periods_own",
           "staffbook.days_lacking", "staffbook.days_visited"},
          sheet);
    for (std::size_t i = 0; i < scenarios(); ++i) {
      for (const auto& visited : staffing(i).visited) {
        sheet.row({writing_.title(i), measure_cell(visited.measure), stage(visited.stage),
                   township(plan(i).schools[visited.school].school.township),
                   name(i, visited.school), real_cell(visited.periods_needed),
                   real_cell(visited.periods_own), heads_cell(visited.days_lacking),
                   heads_cell(visited.days_visited)});
      }
    }
  }
};

class TransferSheet : public StaffRows {
 public:
  using StaffRows::StaffRows;
  void write() const {
    Sheet& sheet = writing_.sheet("sheet.transfers");
    sheet.heads(writing_.heads(
        {"workbook.scenario", "staffbook.measure", "staffbook.resource", "staffbook.from",
         "staffbook.to", "staffbook.road_km", "staffbook.amount", "staffbook.from_before",
         "staffbook.from_after", "staffbook.to_before", "staffbook.to_after",
         "staffbook.from_each_before", "staffbook.from_each_after", "staffbook.to_each_before",
         "staffbook.to_each_after", "staffbook.from_line", "staffbook.to_line"}));
    std::size_t rows = 0;
    for (std::size_t i = 0; i < scenarios(); ++i) {
      for (const auto& transfer : staffing(i).transfers) {
        write_transfer(i, transfer, sheet);
        ++rows;
      }
    }
    end(sheet, rows);
    write_results(writing_, false, sheet);
  }

 private:
  void write_transfer(std::size_t i, const staff::Transfer& transfer, Sheet& sheet) const {
    const auto amount = [&](std::int64_t count) { return shown(transfer.resource, count); };
    std::vector<SheetCell> cells{writing_.title(i),
                                 measure_cell(transfer.measure),
                                 {Cell(writing_.word(resource_key(transfer.resource)))},
                                 name(i, transfer.from),
                                 name(i, transfer.to),
                                 {cell_km(transfer.road), "", Look::km}};
    cells.push_back(real_cell(amount(transfer.amount)));
    for (const auto count :
         {transfer.from_before, transfer.from_after, transfer.to_before, transfer.to_after})
      cells.push_back(real_cell(amount(count)));
    const auto each = [&](std::int64_t count, Heads pupils) {
      return real_cell(amount(count) / static_cast<double>(pupils.count()));
    };
    cells.push_back(each(transfer.from_before, transfer.from_pupils));
    cells.push_back(each(transfer.from_after, transfer.from_pupils));
    cells.push_back(each(transfer.to_before, transfer.to_pupils));
    cells.push_back(each(transfer.to_after, transfer.to_pupils));
    cells.push_back(line_cell(transfer.from_line, transfer.from_before, transfer.from_after));
    cells.push_back(line_cell(transfer.to_line, transfer.to_before, transfer.to_after));
    sheet.row(cells);
  }

  [[nodiscard]] SheetCell line_cell(const std::optional<double>& line, std::int64_t before,
                                    std::int64_t after) const {
    return {Cell(writing_.word(staff::line_key(line, before, after)))};
  }
};

}  // namespace

void write_itinerant(const Writing& writing) { VisitSheet(writing).write(); }
void write_transfers(const Writing& writing) { TransferSheet(writing).write(); }

}  // namespace budian::staff_sheets
