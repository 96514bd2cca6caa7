#include "tests/support/small_county.hpp"

#include <algorithm>
#include <tuple>

namespace budian::small {
namespace {

School school(const char* code, const char* name, SchoolKind kind, Point place,
              std::size_t township) {
  School school;
  school.code = code;
  school.name = name;
  school.kind = kind;
  school.place = place;
  school.township = TownshipId(township);
  return school;
}

void give_pupils(School& school, int from_grade, int to_grade, int a_grade) {
  for (int grade = from_grade; grade <= to_grade; ++grade) {
    const auto row = static_cast<std::size_t>(grade - 1);
    school.pupils[row] = Heads(a_grade);
    school.classes[row] = 1;
    ++school.classrooms;
  }
  const Heads all = total(school.pupils);
  auto& resources = school.resources;
  resources.campus[row(Resource::books)] = all.count() * 20;
  resources.campus[row(Resource::computers)] = all.count() / 10 + 1;
  for (const auto stage : stages) {
    const auto teachers = pupils_of_stage(school.pupils, stage).count() / 6;
    resources.by_stage[row(Resource::full_time_teachers)][row(stage)] = teachers;
    school.staff[row(stage)] = Heads(teachers);
  }
}

/// Who goes where: settlement, school, grades, pupils a grade.
struct Attendance {
  std::size_t settlement, school;
  int from_grade, to_grade, a_grade;
};
constexpr Attendance attendances[] = {{0, centre_school, 1, 6, 6}, {1, centre_school, 1, 6, 4},
                                      {2, gully_point, 1, 3, 4},   {3, nine_year, 1, 6, 3},
                                      {4, nine_year, 1, 6, 3},     {3, nine_year, 7, 8, 5},
                                      {4, nine_year, 7, 8, 3},     {5, slope_point, 1, 4, 5}};

}  // namespace

Polygon square(double x, double y, double edge) {
  return {{{x, y}, {x + edge, y}, {x + edge, y + edge}, {x, y + edge}, {x, y}}};
}

County county() {
  County county;
  county.name = "演示县（虚构）";
  county.is_invented = true;
  county.plane = {4548, "CGCS2000 / 3-degree Gauss-Kruger CM 117E", "plane.given"};
  county.townships.push_back({"990001", "东山乡", {square(west, south, side)}});
  county.townships.push_back({"990002", "西河镇", {square(west + side, south, side)}});
  const Point places[] = {{west + 5000, south + 5000},
                          {west + 1000, south + 8000},
                          {west + 15000, south + 5000},
                          {west + 19000, south + 9000}};
  School schools[] = {school("X01", "东山中心小学", SchoolKind::primary, places[0], 0),
                      school("X02", "东沟教学点", SchoolKind::teaching_point, places[1], 0),
                      school("X03", "西河九年一贯制学校", SchoolKind::nine_year, places[2], 1),
                      school("X04", "西坡教学点", SchoolKind::teaching_point, places[3], 1)};
  schools[gully_point].parent = SchoolId(centre_school);
  schools[slope_point].parent = SchoolId(nine_year);
  give_pupils(schools[centre_school], 1, 6, 10);
  give_pupils(schools[gully_point], 1, 3, 4);
  give_pupils(schools[nine_year], 1, 6, 6);
  give_pupils(schools[nine_year], 7, 8, 8);
  give_pupils(schools[slope_point], 1, 4, 5);
  for (const auto& each : schools) county.schools.push_back(each);
  const std::pair<const char*, Point> settlements[] = {
      {"东山村", {west + 4500, south + 5000}},  {"石桥村", {west + 6500, south + 4000}},
      {"东沟村", {west + 1200, south + 8200}},  {"西河街", {west + 15200, south + 5100}},
      {"柳林村", {west + 13000, south + 3000}}, {"西坡村", {west + 18800, south + 9200}}};
  for (std::size_t i = 0; i < std::size(settlements); ++i) {
    Settlement settlement;
    settlement.code = "V0" + std::to_string(i + 1);
    settlement.name = settlements[i].first;
    settlement.place = settlements[i].second;
    settlement.township = TownshipId(i / 3);
    settlement.population = 400;
    county.settlements.push_back(settlement);
  }
  Road road;
  road.name = "东西路";
  road.road_class = RoadClass::county;
  road.line = {{west, south + 5000}, {west + 20000, south + 5000}};
  county.roads.push_back(road);
  road.name = "东沟路";
  road.line = {places[1], {west + 3000, south + 7000}, places[0]};
  county.roads.push_back(road);
  road.name = "西坡路";
  road.line = {places[2], {west + 17000, south + 6000}, places[3]};
  county.roads.push_back(road);
  return county;
}

std::vector<PupilGroup> groups() {
  std::vector<PupilGroup> result;
  for (const auto& attendance : attendances) {
    for (int grade = attendance.from_grade; grade <= attendance.to_grade; ++grade) {
      PupilGroup group;
      group.settlement = SettlementId(attendance.settlement);
      group.grade = grade - 1;
      group.school = group.before = SchoolId(attendance.school);
      group.pupils = Heads(attendance.a_grade);
      result.push_back(group);
    }
  }
  std::stable_sort(result.begin(), result.end(), [](const PupilGroup& a, const PupilGroup& b) {
    return std::tie(a.settlement, a.grade, a.school) < std::tie(b.settlement, b.grade, b.school);
  });
  return result;
}

StandardRules standard(const char* code, const char* zh, const char* en) {
  StandardRules rules;
  rules.code = code;
  rules.name = {zh, en};
  rules.source.document = {"演示用标准", "A standard for tests"};
  if (rules.code == "basic_2012") {
    rules.composite_line = {0.65, 0.55};
  } else {
    rules.indicator_line = {0.50, 0.45};
  }
  for (const auto& [indicator, name_zh, name_en, resource] :
       {std::tuple{"books", "生均图书册数", "Books a pupil", Resource::books},
        std::tuple{"computers", "每百名学生拥有计算机台数", "Computers per 100 pupils",
                   Resource::computers}}) {
    IndicatorRule rule;
    rule.code = indicator;
    rule.name = {name_zh, name_en};
    rule.resource = resource;
    if (resource == Resource::computers) rule.per = Per::hundred_pupils;
    rule.unit = {"册/生", "volumes a pupil"};
    if (rule.per == Per::hundred_pupils) rule.unit = {"台/百生", "per 100 pupils"};
    rules.indicators.push_back(rule);
  }
  return rules;
}

Plan plan_of(const County& county) {
  Plan plan;
  for (const auto& school : county.schools) plan.schools.push_back({school, true, true, false});
  plan.groups = groups();
  return plan;
}

Plan merged(const County& county) {
  Plan plan = plan_of(county);
  auto& closed = plan.schools[SchoolId(gully_point)];
  auto& receiver = plan.schools[SchoolId(centre_school)];
  closed.open = false;
  closed.changed = receiver.changed = true;
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    receiver.school.pupils[grade] += closed.school.pupils[grade];
    closed.school.pupils[grade] = Heads(0);
  }
  for (auto& group : plan.groups) {
    if (group.school != SchoolId(gully_point)) continue;
    group.school = SchoolId(centre_school);
    group.way = Way::bus;
  }
  plan.closures.push_back(
      {SchoolId(gully_point), 0, true, Heads(12), {{SchoolId(centre_school), Heads(12)}}});
  Refusal refusal;
  refusal.school = SchoolId(slope_point);
  refusal.reason = {"plan.reason.ride_too_long",
                    {{"settlement", "西坡村"},
                     {"pupils", std::int64_t{20}},
                     {"receiver", "西河九年一贯制学校"},
                     {"ride", 44.0},
                     {"ride_limit", 40.0}}};
  refusal.tried = {{"plan.tried.ride_too_long",
                    {{"receiver", "西河九年一贯制学校"}, {"ride", 44.0}, {"ride_limit", 40.0}}}};
  refusal.would_help = {
      {"plan.help.ride_too_long", {{"ride", 44.0}, {"receiver", "西河九年一贯制学校"}}},
      {"plan.help.keep", {}}};
  refusal.settlement = SettlementId(5);
  refusal.pupils = Heads(20);
  plan.refusals.push_back(refusal);
  return plan;
}

}  // namespace budian::small
