// Layers of the plan: schools, closures with their receivers, findings.
#include "maps/columns.hpp"
#include "maps/layer_sets.hpp"
#include "maps/school_status.hpp"

namespace budian {
namespace {

struct SchoolRow {
  const PlannedSchool* after = nullptr;
  const School* before = nullptr;
  SchoolStatus status = SchoolStatus::unchanged;
  const Refusal* refusal = nullptr;
  const Closure* closure = nullptr;
};

std::vector<SchoolRow> school_rows(const Drawing& drawing) {
  const auto& plan = drawing.outcome.plan;
  const auto statuses = school_statuses(drawing.today, plan);
  std::vector<SchoolRow> rows;
  for (const auto id : plan.schools.ids()) {
    rows.push_back({&plan.schools[id], &school_before(drawing.today, plan, id), statuses[id],
                    nullptr, nullptr});
  }
  for (const auto& refusal : plan.refusals) rows[refusal.school.row()].refusal = &refusal;
  for (const auto& closure : plan.closures) rows[closure.school.row()].closure = &closure;
  return rows;
}

Heads pupils_before(const SchoolRow& row) {
  return row.after->existed ? total(row.before->pupils) : Heads(0);
}

std::int64_t class_count(const School& school) {
  std::int64_t count = 0;
  for (const int classes : school.classes) count += classes;
  return count;
}

std::vector<Column<SchoolRow>> school_columns(const Drawing& drawing) {
  using Row = SchoolRow;
  const auto now = [](const Row& r) -> const School& { return r.after->school; };
  return {{"code", words_field, [=](const Row& r) { return cell(now(r).code); }},
          {"name", words_field, [=](const Row& r) { return cell(now(r).name); }},
          {"township", words_field,
           [=, &drawing](const Row& r) { return cell(drawing.township_name(now(r).township)); }},
          {"status", words_field,
           [&drawing](const Row& r) { return cell(drawing.word(status_key(r.status))); }},
          {"kind_before", words_field,
           [&drawing](const Row& r) {
             return r.after->existed ? cell(drawing.word(kind_key(r.before->kind))) : Cell();
           }},
          {"kind", words_field,
           [=, &drawing](const Row& r) {
             return r.after->open ? cell(drawing.word(kind_key(now(r).kind))) : Cell();
           }},
          {"pupils_before", whole_field, [](const Row& r) { return cell(pupils_before(r)); }},
          {"pupils", whole_field, [=](const Row& r) { return cell(total(now(r).pupils)); }},
          {"primary_pupils", whole_field,
           [=](const Row& r) { return cell(pupils_of_stage(now(r).pupils, Stage::primary)); }},
          {"junior_pupils", whole_field,
           [=](const Row& r) { return cell(pupils_of_stage(now(r).pupils, Stage::junior)); }},
          {"classes", whole_field, [=](const Row& r) { return Cell(class_count(now(r))); }},
          {"classrooms", whole_field,
           [=](const Row& r) { return Cell(std::int64_t{now(r).classrooms}); }},
          {"receivers", words_field,
           [&drawing](const Row& r) {
             return r.closure ? cell(receivers_text(*r.closure, drawing.outcome.plan)) : Cell();
           }},
          {"reason", words_field, [&drawing](const Row& r) {
             return r.refusal ? cell(text(r.refusal->reason, drawing.language)) : Cell();
           }}};
}

struct ClosureRow {
  const Closure* closure = nullptr;
  DisplacedTravel travel;
};

struct LineRow {
  const Closure* closure = nullptr;
  SchoolId receiver;
  Heads pupils;
};

std::optional<Point> place_of(const Drawing& drawing, const Finding& finding) {
  if (finding.place) return finding.place;
  if (finding.settlement) return drawing.ground.county.settlements[*finding.settlement].place;
  if (finding.school) return drawing.school(*finding.school).place;
  if (finding.township)
    return point_inside(drawing.ground.county.townships[*finding.township].area);
  return std::nullopt;
}

}  // namespace

LayerContent draw_schools(const Drawing& drawing) {
  return layer_of<SchoolRow>("schools", GeometryType::point, drawing.language,
                             school_columns(drawing), school_rows(drawing),
                             [](const SchoolRow& r) -> Geometry { return r.after->school.place; });
}

LayerContent draw_closures(const Drawing& drawing) {
  const auto& plan = drawing.outcome.plan;
  const auto travel = displaced_travel(drawing.today, drawing.outcome);
  std::vector<ClosureRow> rows;
  for (std::size_t i = 0; i < plan.closures.size(); ++i) {
    rows.push_back({&plan.closures[i], travel[i]});
  }
  using Row = ClosureRow;
  const auto school = [&](const Row& r) -> const School& {
    return drawing.school(r.closure->school);
  };
  const std::vector<Column<Row>> columns{
      {"code", words_field, [&](const Row& r) { return cell(school(r).code); }},
      {"name", words_field, [&](const Row& r) { return cell(school(r).name); }},
      {"township", words_field,
       [&](const Row& r) { return cell(drawing.township_name(school(r).township)); }},
      {"what", words_field,
       [&](const Row& r) {
         return cell(drawing.word(r.closure->closes ? "closure.closes" : "closure.loses_grades"));
       }},
      {"measure", whole_field, [](const Row& r) { return cell(r.closure->measure + 1); }},
      {"displaced", whole_field, [](const Row& r) { return cell(r.closure->pupils); }},
      {"riders", whole_field, [](const Row& r) { return cell(r.travel.riders); }},
      {"receivers", words_field,
       [&](const Row& r) { return cell(receivers_text(*r.closure, plan)); }},
      {"km_before", real_field, [](const Row& r) { return cell_km(r.travel.mean_before); }},
      {"km", real_field, [](const Row& r) { return cell_km(r.travel.mean_after); }},
      {"max_km", real_field, [](const Row& r) { return cell_km(r.travel.max_after); }},
      {"minutes_before", real_field,
       [](const Row& r) { return cell_minutes(r.travel.mean_time_before); }},
      {"minutes", real_field, [](const Row& r) { return cell_minutes(r.travel.mean_time_after); }}};
  return layer_of<Row>("closures", GeometryType::point, drawing.language, columns, rows,
                       [&](const Row& r) -> Geometry { return school(r).place; });
}

LayerContent draw_closure_lines(const Drawing& drawing) {
  std::vector<LineRow> rows;
  for (const auto& closure : drawing.outcome.plan.closures) {
    for (const auto& [receiver, heads] : closure.receivers) {
      rows.push_back({&closure, receiver, heads});
    }
  }
  using Row = LineRow;
  const std::vector<Column<Row>> columns{
      {"school", words_field,
       [&](const Row& r) { return cell(drawing.school(r.closure->school).name); }},
      {"receiver", words_field,
       [&](const Row& r) { return cell(drawing.school(r.receiver).name); }},
      {"displaced", whole_field, [](const Row& r) { return cell(r.pupils); }}};
  return layer_of<Row>("closure_lines", GeometryType::line, drawing.language, columns, rows,
                       [&](const Row& r) -> Geometry {
                         return MultiLine{{drawing.school(r.closure->school).place,
                                           drawing.school(r.receiver).place}};
                       });
}

LayerContent draw_findings(const Drawing& drawing) {
  const auto& county = drawing.ground.county;
  using Row = Finding;
  const std::vector<Column<Row>> columns{
      {"severity", words_field,
       [&](const Row& r) { return cell(drawing.word("severity." + word_of(r.severity))); }},
      {"sentence", words_field,
       [&](const Row& r) { return cell(text(r.message, drawing.language)); }},
      {"township", words_field,
       [&](const Row& r) {
         return r.township ? cell(drawing.township_name(*r.township)) : Cell();
       }},
      {"school", words_field,
       [&](const Row& r) { return r.school ? cell(drawing.school(*r.school).name) : Cell(); }},
      {"settlement", words_field,
       [&](const Row& r) {
         return r.settlement ? cell(county.settlements[*r.settlement].name) : Cell();
       }},
      {"pupils", whole_field, [](const Row& r) { return cell(r.pupils); }}};
  return layer_of<Row>("findings", GeometryType::point, drawing.language, columns,
                       drawing.outcome.findings, [&](const Row& r) -> Geometry {
                         const auto place = place_of(drawing, r);
                         return place ? Geometry(*place) : Geometry(std::monostate{});
                       });
}

}  // namespace budian
