// The workbook's sheet about posts and who is there to fill them.
#include <fmt/format.h>

#include <algorithm>

#include "maps/staff_sheets.hpp"

namespace budian::staff_sheets {
namespace {

using staff::SchoolPosts;
using staff::Staffed;
using Told = std::optional<double>;

/// The figures of a row; empty where they are not told.
struct PostsRow {
  Heads pupils_before, pupils_after;
  Told posts_before, posts_after, freed;
  Told staff, needed, teachers_before, teachers_after, surplus_before, surplus_after;
  bool adds_up = true;  ///< differences are those of the row's own cells
};

Told real(const std::optional<std::int64_t>& count) {
  if (!count) return std::nullopt;
  return static_cast<double>(*count);
}

PostsRow row_of(const SchoolPosts& school) {
  const auto& [id, township, before, after] = school;
  const bool both = before.posts && after.posts;
  return {before.pupils,
          after.pupils,
          before.posts,
          after.posts,
          both ? Told(*before.posts - *after.posts) : std::nullopt,
          real(after.staff),
          after.teachers_needed,
          real(before.teachers),
          real(after.teachers),
          before.surplus(),
          after.surplus()};
}

/// Sums over the schools that tell; where some do not, differences are summed school by school and
/// are not those of the cells.
PostsRow row_of(const staff::PostsSum& sum) {
  const auto& [before, after] = std::pair(sum.before, sum.after);
  return {before.pupils,
          after.pupils,
          before.posts.told(),
          after.posts.told(),
          sum.freed.told(),
          after.staff.told(),
          after.teachers_needed.told(),
          before.teachers.told(),
          after.teachers.told(),
          before.surplus.told(),
          after.surplus.told(),
          sum.teachers_not_told == 0 && sum.posts_not_told == 0};
}

class PostsSheet : public StaffRows {
 public:
  using StaffRows::StaffRows;

  void write() const {
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
                            row_of(school), sheet.next_row()));
      }
    }
    sheet.end_table();
    sheet.blank();
    write_notes(sheet);
    write_townships(posts, sheet);
  }

 private:
  /// Each scenario may have its own share of posts for full-time teachers.
  void write_notes(Sheet& sheet) const {
    const auto share_of = [&](std::size_t i) {
      return writing_.study.scenarios[i].staff.full_time_share_of_posts;
    };
    bool alike = true;
    for (std::size_t i = 1; i < scenarios(); ++i) alike = alike && share_of(i) == share_of(0);
    for (std::size_t i = 0; i < (alike ? 1 : scenarios()); ++i) {
      const Message note{"staffbook.posts_note", {{"share", 100 * share_of(i)}}};
      const std::string of = alike ? "" : title_of(writing_.study, i, writing_.language) + ": ";
      sheet.remark(of + writing_.word(note));
    }
    sheet.remark(writing_.word("staffbook.not_told_note"));
  }

  [[nodiscard]] static std::vector<SheetCell> posts_row(std::vector<SheetCell> cells,
                                                        const PostsRow& row, std::size_t at) {
    const auto difference = [&](const Told& value, std::size_t a, std::size_t b) {
      if (!value || !row.adds_up) return told_cell(value);
      return real_cell(*value, fmt::format("={}-{}", cell_name(a, at), cell_name(b, at)));
    };
    cells.push_back(heads_cell(row.pupils_before));
    cells.push_back(heads_cell(row.pupils_after));
    cells.push_back(told_cell(row.posts_before));
    cells.push_back(told_cell(row.posts_after));
    cells.push_back(difference(row.freed, 5, 6));
    cells.push_back(told_cell(row.staff, Look::whole));
    cells.push_back(told_cell(row.needed));
    cells.push_back(told_cell(row.teachers_before, Look::whole));
    cells.push_back(told_cell(row.teachers_after, Look::whole));
    cells.push_back(told_cell(row.surplus_before));
    cells.push_back(difference(row.surplus_after, 11, 9));
    return cells;
  }

  void write_townships(const std::vector<std::vector<SchoolPosts>>& posts, Sheet& sheet) const {
    sheet.blank();
    sheet.title(writing_.word("staffbook.by_township"));
    label({"workbook.scenario", "field.township", "staffbook.schools", "staffbook.pupils_before",
           "staffbook.pupils_after", "staffbook.posts_before", "staffbook.posts_after",
           "staffbook.freed", "staffbook.staff", "staffbook.needed", "staffbook.teachers_before",
           "staffbook.teachers_after", "staffbook.surplus_before", "staffbook.surplus_after",
           "staffbook.lacking", "staffbook.spare", "staffbook.teachers_not_told",
           "staffbook.posts_not_told"},
          sheet);
    const auto add = [&](std::size_t i, SheetCell where, const staff::PostsSum& sum) {
      auto cells = posts_row({writing_.title(i), std::move(where), heads_cell(sum.schools)},
                             row_of(sum), sheet.next_row());
      cells.push_back(told_cell(sum.after.lacking.told()));
      cells.push_back(told_cell(sum.after.spare.told()));
      cells.push_back(heads_cell(sum.teachers_not_told));
      cells.push_back(heads_cell(sum.posts_not_told));
      sheet.row(cells);
    };
    for (std::size_t i = 0; i < scenarios(); ++i) {
      for (const TownshipId id : writing_.study.ground.county.townships.ids())
        add(i, township(id), sum_of(posts[i], id));
      add(i, {Cell(writing_.word("staffbook.county"))}, sum_of(posts[i]));
    }
  }
};

}  // namespace

void write_posts(const Writing& writing) { PostsSheet(writing).write(); }

}  // namespace budian::staff_sheets
