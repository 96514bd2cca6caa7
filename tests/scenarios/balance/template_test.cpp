#include <catch2/catch.hpp>

#include "plans.hpp"
#include "scenarios/balance/shortfalls.hpp"

using namespace budian;

namespace {

StandardRules province() { return read_standard(province_template(), "template.toml"); }

enum Row { site, building, equipment, computers, books, all_staff, qualified, above };

/// 210 pupils on the lines of a school in the county seat.
PlannedSchool in_the_seat() {
  PlannedSchool school = school_with(SchoolKind::primary, 210, 0);
  school.school.is_rural = false;
  campus(school, Resource::site_area) = 315000;  // 15 m²
  campus(school, Resource::equipment_value) = 365 * 210 * 100;
  campus(school, Resource::computers) = 21;  // one for 10
  campus(school, Resource::books) = 5250;    // 25 a pupil
  school.school.staff[0] = Heads(10);        // one for 21
  teachers(school, Resource::full_time_teachers, Stage::primary) = 20;
  teachers(school, Resource::qualified_teachers, Stage::primary) = 20;
  teachers(school, Resource::above_degree_teachers, Stage::primary) = 17;  // 85 %
  return school;
}

SchoolResult judged(const PlannedSchool& school) {
  Plan plan;
  plan.schools.push_back(school);
  return evaluate_standard(nowhere, plan, province()).stages[0].schools.at(0);
}

}  // namespace

TEST_CASE("The template is read, is no built-in standard and belongs to no province") {
  const auto rules = province();
  CHECK(rules.indicators.size() == 9);
  CHECK_FALSE(rules.composite_line[0]);
  CHECK_FALSE(rules.indicator_line[0]);
  for (const auto& standard : built_in_standards()) CHECK(standard.code != rules.code);
}

TEST_CASE("A school in the seat on the template's lines meets all that has a line") {
  const auto school = judged(in_the_seat());
  CHECK(school.indicators_met == 7);
  CHECK(school.passes == Verdict(true));
  CHECK(school.values[qualified].value() == Approx(100));
  CHECK(school.values[above].value() == Approx(85));
}

TEST_CASE("Rural schools have lines of their own") {
  auto school = in_the_seat();
  school.school.is_rural = true;
  CHECK_FALSE(judged(school).met[site]);  // 20 m²
  CHECK(judged(school).met[all_staff]);   // one for 23
  school.school.staff[0] = Heads(9);      // one for 23.3
  CHECK_FALSE(judged(school).met[all_staff]);
}

TEST_CASE("What is under 60 % of its line fails whatever else is met") {
  auto school = in_the_seat();
  campus(school, Resource::books) = 3150;  // 15 of 25
  CHECK(judged(school).passes == Verdict(true));
  campus(school, Resource::books) = 3149;
  CHECK(judged(school).passes == Verdict(false));
}

TEST_CASE("A share of no teachers is not told, and not 0") {
  auto school = in_the_seat();
  for (auto& amount : school.school.resources.by_stage) amount[0] = 0;
  CHECK_FALSE(judged(school).values[qualified]);
  CHECK_FALSE(judged(school).met[qualified]);
}
