// The workbook's sheets about teachers and things that move.
#include <fmt/format.h>

#include "maps/columns.hpp"
#include "maps/layer_sets.hpp"
#include "maps/workbook_parts.hpp"
#include "scenarios/staff/posts.hpp"

namespace budian {
namespace {

using staff::SchoolPosts;
using staff::Staffed;

constexpr std::array<Resource, 5> kinds{
    Resource::above_degree_teachers, Resource::middle_title_teachers, Resource::backbone_teachers,
    Resource::arts_pe_teachers, Resource::qualified_teachers};

std::string resource_key(Resource resource) {
  if (resource == Resource::qualified_teachers) return "resource.qualified_teachers";
  return "resource." + std::string(staff::word_of(resource));
}

/// Money is kept in fen and shown in yuan.
double shown(Resource resource, std::int64_t amount) {
  return static_cast<double>(amount) / (resource == Resource::equipment_value ? 100 : 1);
}

SheetCell heads_cell(std::int64_t count) { return {Cell(count), "", Look::whole}; }
SheetCell heads_cell(Heads heads) { return heads_cell(heads.count()); }
SheetCell real_cell(double value, std::string formula = {}) {
  return {Cell(value), std::move(formula), Look::km};
}
SheetCell measure_cell(std::size_t measure) {
  return heads_cell(static_cast<std::int64_t>(measure + 1));
}
SheetCell ratio_cell(const std::optional<double>& value) {
  if (!value) return {Cell(std::string("-"))};
  return {Cell(*value), "", Look::ratio};
}

/// What the sheets of one subject write, for each scenario but today.
class StaffSheets {
 public:
  explicit StaffSheets(const Writing& writing) : writing_(writing) {}

  void write() const {
    write_moves();
    write_posts();
    write_itinerant();
    write_transfers();
  }

 private:
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
  /// A sheet without rows says why.
  void end(Sheet& sheet, std::size_t rows) const {
    if (rows == 0) sheet.row({{Cell(writing_.word("staffbook.nothing")), "", Look::narrow}});
    sheet.end_table();
  }

  void write_moves() const {
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
    write_results(true, sheet);
  }

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

  /// A row a measure and stage or thing, and a CV a row.
  void write_results(bool teachers, Sheet& sheet) const {
    sheet.blank();
    sheet.title(writing_.word("staffbook.results"));
    std::vector<SheetCell> heads;
    for (const auto& head :
         writing_.heads({"workbook.scenario", "staffbook.measure", "field.stage", "staffbook.what",
                         "staffbook.lacking_before", "staffbook.lacking_after", "staffbook.moved",
                         "staffbook.cv_before", "staffbook.cv_after", "staffbook.given_up"}))
      heads.push_back({Cell(head), "", Look::label});
    sheet.row(heads);
    for (std::size_t i = 0; i < scenarios(); ++i) {
      for (const auto& result : staffing(i).results) {
        if (result.stage.has_value() == teachers) write_result(i, result, sheet);
      }
    }
  }

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
                 heads_cell(result.given_up)});
    }
  }

  void write_posts() const {
    Sheet& sheet = writing_.sheet("sheet.posts");
    sheet.heads(writing_.heads(
        {"workbook.scenario", "field.township", "field.school", "staffbook.pupils_before",
         "staffbook.pupils_after", "staffbook.posts_before", "staffbook.posts_after",
         "staffbook.freed", "staffbook.staff", "staffbook.needed", "staffbook.teachers_before",
         "staffbook.teachers_after", "staffbook.surplus_before", "staffbook.surplus_after"}));
    std::vector<std::vector<SchoolPosts>> posts;
    for (std::size_t i = 0; i < scenarios(); ++i) {
      const auto& rules = writing_.study.scenarios[i].staff;
      posts.push_back(school_posts(writing_.study.ground, plan(i), rules));
      for (const SchoolPosts& school : posts.back()) {
        sheet.row(posts_row({writing_.title(i), township(school.township), name(i, school.school)},
                            school.before, school.after, sheet.next_row()));
      }
    }
    sheet.end_table();
    sheet.blank();
    const double share = writing_.study.scenarios.front().staff.full_time_share_of_posts;
    sheet.remark(writing_.word(Message{"staffbook.posts_note", {{"share", 100 * share}}}));
    write_township_posts(posts, sheet);
  }

  [[nodiscard]] static std::vector<SheetCell> posts_row(std::vector<SheetCell> cells,
                                                        const Staffed& before, const Staffed& after,
                                                        std::size_t row) {
    const auto difference = [row](double value, std::size_t a, std::size_t b) {
      return real_cell(value, fmt::format("={}-{}", cell_name(a, row), cell_name(b, row)));
    };
    cells.push_back(heads_cell(before.pupils));
    cells.push_back(heads_cell(after.pupils));
    cells.push_back(real_cell(before.posts));
    cells.push_back(real_cell(after.posts));
    cells.push_back(difference(before.posts - after.posts, 5, 6));
    // No school without staff: 0 is "not reported".
    cells.push_back(after.staff > 0 ? heads_cell(after.staff) : SheetCell{Cell(std::string("-"))});
    cells.push_back(real_cell(after.teachers_needed));
    cells.push_back(heads_cell(before.teachers));
    cells.push_back(heads_cell(after.teachers));
    cells.push_back(real_cell(before.surplus()));
    cells.push_back(difference(after.surplus(), 11, 9));
    return cells;
  }

  void write_township_posts(const std::vector<std::vector<SchoolPosts>>& posts,
                            Sheet& sheet) const {
    sheet.blank();
    sheet.title(writing_.word("staffbook.by_township"));
    std::vector<SheetCell> heads;
    for (const auto& head : writing_.heads(
             {"workbook.scenario", "field.township", "staffbook.schools", "staffbook.pupils_before",
              "staffbook.pupils_after", "staffbook.posts_before", "staffbook.posts_after",
              "staffbook.freed", "staffbook.staff", "staffbook.needed", "staffbook.teachers_before",
              "staffbook.teachers_after", "staffbook.surplus_before", "staffbook.surplus_after",
              "staffbook.lacking", "staffbook.spare"}))
      heads.push_back({Cell(head), "", Look::label});
    sheet.row(heads);
    const auto add = [&](std::size_t i, SheetCell where, const staff::PostsSum& sum) {
      auto cells = posts_row({writing_.title(i), std::move(where), heads_cell(sum.schools)},
                             sum.before, sum.after, sheet.next_row());
      cells.push_back(real_cell(sum.lacking_after));
      cells.push_back(real_cell(sum.spare_after));
      sheet.row(cells);
    };
    for (std::size_t i = 0; i < scenarios(); ++i) {
      for (const TownshipId id : writing_.study.ground.county.townships.ids())
        add(i, township(id), sum_of(posts[i], id));
      add(i, {Cell(writing_.word("staffbook.county"))}, sum_of(posts[i]));
    }
  }

  void write_itinerant() const {
    Sheet& sheet = writing_.sheet("sheet.itinerant");
    sheet.heads(writing_.heads({"workbook.scenario", "staffbook.measure", "field.stage",
                                "staffbook.visitor", "staffbook.visited", "staffbook.road_km",
                                "staffbook.days_a_week", "staffbook.people",
                                "staffbook.days_a_year", "staffbook.allowance"}));
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
                   {Cell(in_yuan(visit.allowance_a_year)), "", Look::yuan}});
        ++rows;
      }
    }
    end(sheet, rows);
    write_visited(sheet);
  }

  void write_visited(Sheet& sheet) const {
    sheet.blank();
    sheet.title(writing_.word("staffbook.coverage"));
    std::vector<SheetCell> heads;
    for (const auto& head :
         writing_.heads({"workbook.scenario", "staffbook.measure", "field.stage", "field.township",
                         "staffbook.visited", "staffbook.periods_needed", "staffbook.periods_own",
                         "staffbook.days_lacking", "staffbook.days_visited"}))
      heads.push_back({Cell(head), "", Look::label});
    sheet.row(heads);
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

  void write_transfers() const {
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
    write_results(false, sheet);
  }

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

  const Writing& writing_;
};

}  // namespace

void write_staff(const Writing& writing) { StaffSheets(writing).write(); }

}  // namespace budian
