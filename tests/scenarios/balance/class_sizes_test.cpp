#include <catch2/catch.hpp>

#include "plans.hpp"

using namespace budian;

namespace {

Plan one_grade(std::int64_t pupils, int classes) {
  Plan plan;
  plan.schools.push_back(school_with(SchoolKind::primary, pupils, 0));
  plan.schools[SchoolId(0)].school.classes[0] = classes;
  return plan;
}

ClassSizes sizes(const Plan& plan) { return class_sizes(plan, Stage::primary, Heads(45)); }

}  // namespace

TEST_CASE("Class sizes fall into the bands of the statistics") {
  const std::vector<std::pair<std::int64_t, std::size_t>> edges{
      {1, 0},  {25, 0}, {26, 1}, {30, 1}, {31, 2}, {35, 2}, {36, 3}, {40, 3}, {41, 4}, {45, 4},
      {46, 5}, {50, 5}, {51, 6}, {55, 6}, {56, 7}, {60, 7}, {61, 8}, {65, 8}, {66, 9}, {90, 9}};
  for (const auto& [pupils, band] : edges) {
    INFO(pupils);
    CHECK(class_size_band(pupils) == band);
  }
}

TEST_CASE("Pupils of a grade are spread evenly over its classes") {
  const auto found = sizes(one_grade(91, 2));  // 46 and 45
  CHECK(found.total == 2);
  CHECK(found.classes[4] == 1);
  CHECK(found.classes[5] == 1);
  CHECK(found.over_standard == 1);
}

TEST_CASE("Large and very large classes are counted from 56 and 66 on") {
  const auto found = sizes(one_grade(131, 2));  // 66 and 65
  CHECK(found.large == 2);
  CHECK(found.very_large == 1);
  CHECK(sizes(one_grade(55, 1)).large == 0);
}

TEST_CASE("A grade of unknown classes has as few as the standard allows") {
  const auto found = sizes(one_grade(91, 0));  // 3 classes: 31, 30, 30
  CHECK(found.total == 3);
  CHECK(found.classes[2] == 1);
  CHECK(found.classes[1] == 2);
  CHECK(found.over_standard == 0);
}

TEST_CASE("Closed schools, other stages and empty grades have no classes") {
  Plan plan = one_grade(40, 1);
  plan.schools[SchoolId(0)].school.classes[1] = 1;
  plan.schools.push_back(school_with(SchoolKind::junior, 0, 70));
  plan.schools.push_back(school_with(SchoolKind::primary, 30, 0));
  plan.schools[SchoolId(2)].open = false;
  CHECK(sizes(plan).total == 1);
}

TEST_CASE("Combined schools may have 2500 pupils, others 2000") {
  Plan plan;
  plan.schools.push_back(school_with(SchoolKind::primary, 2000, 0));
  plan.schools.push_back(school_with(SchoolKind::primary, 2001, 0));
  plan.schools.push_back(school_with(SchoolKind::nine_year, 1400, 1100));
  plan.schools.push_back(school_with(SchoolKind::nine_year, 1400, 1101));
  CHECK(schools_over_size(plan, built_in_standards()[1]) ==
        std::vector<SchoolId>{SchoolId(1), SchoolId(3)});
  CHECK(schools_over_size(plan, built_in_standards()[0]).empty());
}
