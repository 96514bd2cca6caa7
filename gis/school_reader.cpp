#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "gis/county_layers.hpp"
#include "gis/field_words.hpp"

namespace budian {
namespace {

/// Columns that hold resources, and how many stored units one of the file's is (m² → 0.01 m², yuan
/// → fen).
struct CampusColumn {
  const char* key;
  Resource resource;
  double factor;
};
constexpr CampusColumn campus_columns[] = {
    {"teaching_area_m2", Resource::teaching_area, 100},
    {"sports_area_m2", Resource::sports_area, 100},
    {"equipment_yuan", Resource::equipment_value, 100},
    {"equipment_10k_yuan", Resource::equipment_value, 10000.0 * 100},
    {"computers", Resource::computers, 1},
    {"books", Resource::books, 1},
    {"multimedia_rooms", Resource::multimedia_rooms, 1},
    {"site_area_m2", Resource::site_area, 100},
    {"building_area_m2", Resource::building_area, 100},
    {"music_rooms", Resource::music_rooms, 1},
    {"art_rooms", Resource::art_rooms, 1},
};
struct StaffColumn {
  const char* primary;
  const char* junior;
  Resource resource;
};
constexpr StaffColumn staff_columns[] = {
    {"full_time_primary", "full_time_junior", Resource::full_time_teachers},
    {"above_degree_primary", "above_degree_junior", Resource::above_degree_teachers},
    {"middle_title_primary", "middle_title_junior", Resource::middle_title_teachers},
    {"backbone_primary", "backbone_junior", Resource::backbone_teachers},
    {"arts_pe_primary", "arts_pe_junior", Resource::arts_pe_teachers},
    {"qualified_primary", "qualified_junior", Resource::qualified_teachers},
};

std::optional<SchoolKind> read_kind(const CountySpec& spec, LayerRows& rows, std::size_t row) {
  std::string word = rows.text(row, "kind");
  if (const auto* ours = value_of(spec.schools->values, word)) word = *ours;
  if (word == "none") {  // no school of this county's plan
    rows.problem(row, "kind", {"county.not_a_school", {{"name", rows.text(row, "name")}}},
                 Severity::warning);
    return std::nullopt;
  }
  const bool digits = !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
  const auto kind = digits && word.size() < 6 ? school_kind_of_code(std::stoi(word)) : std::nullopt;
  if (!kind) rows.problem(row, "kind", {"county.unknown_kind", {{"value", word}}});
  return kind;
}

void read_rolls(LayerRows& rows, std::size_t row, School& school) {
  for (int grade = 0; grade < grade_count; ++grade) {
    const auto column = static_cast<std::size_t>(grade);
    school.pupils[column] = Heads(rows.count(row, "pupils", column));
    school.classes[column] = static_cast<int>(rows.count(row, "classes", column));
    const bool some = school.pupils[column] > Heads(0);
    const std::int64_t grade_number = grade + 1;
    if (some && !kind_holds_grade(school.kind, grade)) {
      rows.problem(
          row, "pupils",
          {"county.grade_not_of_kind", {{"school", school.name}, {"grade", grade_number}}});
    }
    if (some && rows.maps("classes") && school.classes[column] == 0 &&
        school.kind != SchoolKind::teaching_point) {
      rows.problem(
          row, "classes",
          {"county.pupils_without_class", {{"school", school.name}, {"grade", grade_number}}},
          Severity::warning);
    }
  }
}

void read_resources(LayerRows& rows, std::size_t row, Resources& resources) {
  for (const auto& column : campus_columns) {
    const auto amount = rows.number(row, column.key);
    if (!amount) continue;
    if (*amount < 0) rows.problem(row, column.key, {"county.negative", {}});
    resources.campus[budian::row(column.resource)] = std::llround(*amount * column.factor);
  }
  for (const auto& column : staff_columns) {
    resources.by_stage[budian::row(column.resource)] = {rows.count(row, column.primary),
                                                        rows.count(row, column.junior)};
  }
}

/// What the row leaves open. A stage that the school does not have has no teachers.
void note_untold(const LayerRows& rows, std::size_t row, School& school) {
  const auto told = [&](const char* key) { return !rows.text(row, key).empty(); };
  ByStage<bool> taught{};
  for (const auto stage : stages) {
    taught[budian::row(stage)] = pupils_of_stage(school.pupils, stage) > Heads(0);
  }
  auto& untold = school.resources.untold;
  for (const auto& column : campus_columns) untold[budian::row(column.resource)][0] = true;
  for (const auto& column : campus_columns) {
    if (told(column.key)) untold[budian::row(column.resource)][0] = false;
  }
  for (const auto& column : staff_columns) {
    untold[budian::row(column.resource)] = {taught[0] && !told(column.primary),
                                            taught[1] && !told(column.junior)};
  }
  school.staff_untold = {taught[0] && !told("staff_primary"), taught[1] && !told("staff_junior")};
}

/// The total columns of statistical tables against the grades; pupils a class.
void check_sums(CountyReading reading, LayerRows& rows, std::size_t row, const School& school) {
  const auto told = [&](const char* key) { return !rows.text(row, key).empty(); };
  const std::int64_t pupils = total(school.pupils).count();
  if (told("pupils_total") && rows.count(row, "pupils_total") != pupils) {
    rows.problem(
        row, "pupils_total",
        {"county.total_differs",
         {{"school", school.name}, {"sum", pupils}, {"total", rows.count(row, "pupils_total")}}});
  }
  std::int64_t classes = 0;
  for (const int in_grade : school.classes) classes += in_grade;
  if (told("classes_total") && rows.count(row, "classes_total") != classes) {
    rows.problem(
        row, "classes_total",
        {"county.class_total_differs",
         {{"school", school.name}, {"sum", classes}, {"total", rows.count(row, "classes_total")}}},
        Severity::warning);
  }
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    if (school.classes[grade] == 0) continue;
    const double size = static_cast<double>(school.pupils[grade].count()) / school.classes[grade];
    if (size <= reading.bounds.class_size_most) continue;
    rows.problem(row, "pupils",
                 {"county.class_too_large",
                  {{"school", school.name},
                   {"grade", static_cast<std::int64_t>(grade) + 1},
                   {"classes", std::int64_t{school.classes[grade]}},
                   {"pupils", school.pupils[grade].count()},
                   {"size", size}}},
                 Severity::warning);
  }
}

void check_teaching_area(CountyReading reading, LayerRows& rows, std::size_t row,
                         const School& school) {
  const auto heads = static_cast<double>((total(school.pupils) + school.senior_pupils).count());
  const auto stored = school.resources.campus[budian::row(Resource::teaching_area)];
  if (heads <= 0 || stored == 0) return;
  const double area = static_cast<double>(stored) / 100;
  const double each = area / heads;
  // A point with a handful of pupils may well have a house to itself.
  constexpr double few = 10;
  const bool too_much = each > reading.bounds.teaching_area_most_m2 && heads >= few;
  if (each >= reading.bounds.teaching_area_least_m2 && !too_much) return;
  rows.problem(
      row, "teaching_area_m2",
      {"county.area_implausible", {{"school", school.name}, {"area", area}, {"each", each}}},
      Severity::warning);
}

/// Values in 10,000 yuan under a heading of yuan show in the middle of all schools.
void check_equipment_unit(CountyReading reading, LayerRows& rows) {
  std::vector<double> each;
  for (const auto& school : reading.county.schools) {
    const auto heads = static_cast<double>((total(school.pupils) + school.senior_pupils).count());
    const auto fen = school.resources.campus[budian::row(Resource::equipment_value)];
    if (heads > 0 && fen > 0) each.push_back(static_cast<double>(fen) / 100 / heads);
  }
  if (each.empty()) return;
  const auto middle = each.begin() + static_cast<std::ptrdiff_t>(each.size() / 2);
  std::nth_element(each.begin(), middle, each.end());
  if (*middle >= reading.bounds.equipment_least_yuan) return;
  rows.layer_problem({"county.equipment_unit", {{"each", *middle}}}, Severity::warning);
}

/// Columns that some schools leave empty: what hangs on them is not known.
void check_blanks(CountyReading reading, LayerRows& rows) {
  const auto check = [&](const char* key, auto&& is_untold) {
    if (!rows.maps(key)) return;
    const auto& schools = reading.county.schools;
    const auto blank = std::count_if(schools.begin(), schools.end(), is_untold);
    if (blank == 0) return;
    rows.layer_problem({"county.blank_cells", {{"field", key}, {"schools", std::int64_t{blank}}}},
                       Severity::warning);
  };
  for (const auto& column : campus_columns) {
    check(column.key,
          [&](const School& school) { return !school.resources.tells(column.resource, {}); });
  }
  for (const auto& column : staff_columns) {
    for (const auto stage : stages) {
      check(stage == Stage::primary ? column.primary : column.junior,
            [&](const School& school) { return !school.resources.tells(column.resource, stage); });
    }
  }
}

void check_names(CountyReading reading, LayerRows& rows, const std::vector<std::size_t>& row_of) {
  std::set<std::pair<TownshipId, std::string>> seen;
  for (const auto id : reading.county.schools.ids()) {
    const auto& school = reading.county.schools[id];
    if (seen.emplace(school.township, school.name).second) continue;
    rows.problem(
        row_of[id.row()], "name",
        {"county.same_name",
         {{"name", school.name}, {"township", reading.county.townships[school.township].name}}},
        Severity::warning);
  }
}

void check_staff(LayerRows& rows, std::size_t row, const School& school) {
  for (const auto stage : stages) {
    const auto at = budian::row(stage);
    const auto& by_stage = school.resources.by_stage;
    if (!school.resources.tells(Resource::full_time_teachers, stage)) continue;
    const auto full_time = by_stage[budian::row(Resource::full_time_teachers)][at];
    for (const auto part :
         {Resource::above_degree_teachers, Resource::middle_title_teachers,
          Resource::backbone_teachers, Resource::arts_pe_teachers, Resource::qualified_teachers}) {
      if (by_stage[budian::row(part)][at] <= full_time) continue;
      rows.problem(
          row, staff_columns[budian::row(part) - budian::row(Resource::full_time_teachers)].primary,
          {"county.part_exceeds_teachers", {{"school", school.name}}}, Severity::warning);
    }
  }
}

/// A default name may hold {township} and {row}, for files with nameless schools.
std::string with_township(std::string name, const std::string& township, std::size_t row) {
  const auto put = [&name](const std::string& mark, const std::string& by) {
    const auto at = name.find(mark);
    if (at != std::string::npos) name.replace(at, mark.size(), by);
  };
  put("{township}", township);
  put("{row}", std::to_string(row + 1));
  return name;
}

School read_school(LayerRows& rows, std::size_t row) {
  School school;
  school.code = rows.code(row, "code");
  school.name = rows.text(row, "name");
  school.is_public = rows.flag(row, "public", true);
  school.keep = rows.flag(row, "keep", false);
  school.is_rural = rows.flag(row, "rural", true);
  school.senior_pupils = Heads(rows.count(row, "senior_pupils"));
  school.boarders = Heads(rows.count(row, "boarders"));
  school.classrooms = static_cast<int>(rows.count(row, "classrooms"));
  school.staff = {Heads(rows.count(row, "staff_primary")), Heads(rows.count(row, "staff_junior"))};
  read_resources(rows, row, school.resources);
  return school;
}

/// Township of a school; one just outside all of them (a coarse border) goes to the nearest within
/// 2 km.
std::optional<TownshipId> place_in_township(CountyReading reading, LayerRows& rows, std::size_t row,
                                            const School& school, const AreaIndex& townships) {
  if (const auto found = township_of(reading, rows, row, school.place, townships)) return found;
  const auto [nearest, away] = townships.nearest(school.place);
  const bool ignore = reading.spec.schools->ignore_outside;
  if (nearest >= 0 && away <= 2000 && !ignore) {
    const TownshipId id(static_cast<std::size_t>(nearest));
    rows.problem(row, "",
                 {"county.outside_near",
                  {{"name", school.name},
                   {"township", reading.county.townships[id].name},
                   {"metres", std::llround(away)}}},
                 Severity::warning);
    return id;
  }
  rows.problem(row, "",
               {ignore ? "county.outside_ignored" : "county.outside",
                {{"name", school.name}, {"km", std::llround(away / 1000)}}},
               ignore ? Severity::warning : Severity::error);
  return std::nullopt;
}

void link_parents(CountyReading reading, LayerRows& rows, const std::vector<std::size_t>& row_of) {
  auto& schools = reading.county.schools;
  std::map<std::string, SchoolId> by_code;
  for (const auto id : schools.ids()) {
    const std::size_t row = row_of[id.row()];
    if (!by_code.emplace(schools[id].code, id).second) {
      rows.problem(row, "code", {"county.duplicate_code", {{"code", schools[id].code}}});
    }
  }
  for (const auto id : schools.ids()) {
    const std::size_t row = row_of[id.row()];
    const std::string parent = rows.code(row, "parent");
    const auto found = by_code.find(parent);
    if (found != by_code.end()) {
      schools[id].parent = found->second;
    } else if (!parent.empty()) {
      rows.problem(row, "parent",
                   {"county.unknown_parent", {{"name", schools[id].name}, {"code", parent}}});
    } else if (schools[id].kind == SchoolKind::teaching_point && rows.maps("parent")) {
      rows.problem(row, "parent", {"county.no_parent", {{"name", schools[id].name}}},
                   Severity::warning);
    }
  }
}

void check_coinciding(CountyReading reading, LayerRows& rows,
                      const std::vector<std::size_t>& row_of) {
  const auto& schools = reading.county.schools;
  std::map<std::pair<double, double>, SchoolId> at;
  for (const auto id : schools.ids()) {
    const auto [found, fresh] = at.emplace(std::pair(schools[id].place.x, schools[id].place.y), id);
    if (fresh) continue;
    rows.problem(
        row_of[id.row()], "",
        {"county.same_place", {{"name", schools[id].name}, {"other", schools[found->second].name}}},
        Severity::warning);
  }
}

}  // namespace

void read_schools(CountyReading reading, LayerRows& rows, const AreaIndex& townships) {
  const auto projection = projection_of(reading, rows);
  if (!projection) return;
  std::vector<std::size_t> row_of;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto place = place_of(rows, row, *projection);
    const auto kind = read_kind(reading.spec, rows, row);
    if (!place || !kind) continue;
    School school = read_school(rows, row);
    school.place = *place;
    school.kind = *kind;
    if (school.code.empty()) school.code = "S" + std::to_string(row + 1);
    read_rolls(rows, row, school);
    note_untold(rows, row, school);
    check_sums(reading, rows, row, school);
    check_teaching_area(reading, rows, row, school);
    check_staff(rows, row, school);
    const auto township = place_in_township(reading, rows, row, school, townships);
    if (!township) continue;
    school.township = *township;
    school.name = with_township(school.name, reading.county.townships[*township].name, row);
    if (school.name.empty()) rows.problem(row, "name", {"county.no_name", {}});
    reading.county.schools.push_back(std::move(school));
    row_of.push_back(row);
  }
  if (reading.county.schools.empty() && !reading.problems.fatal()) {
    rows.layer_problem({"county.empty_layer", {}});
  }
  link_parents(reading, rows, row_of);
  check_coinciding(reading, rows, row_of);
  check_names(reading, rows, row_of);
  check_equipment_unit(reading, rows);
  check_blanks(reading, rows);
}

}  // namespace budian
