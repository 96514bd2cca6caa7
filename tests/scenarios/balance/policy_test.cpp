// The tables of policy §1.2, §1.5, §2.2 and §3 as the built-in files state them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "plans.hpp"
#include "scenarios/balance/things.hpp"

using namespace budian;

namespace {

struct PolicyRow {
  Resource resource;
  Per per;
  double shown_divisor;
  bool of_the_stage;  ///< "split?" no
  double primary, junior;
};

void check_rows(const StandardRules& rules, const std::vector<PolicyRow>& rows) {
  REQUIRE(rules.indicators.size() == rows.size());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto& rule = rules.indicators[k];
    INFO(rule.code);
    CHECK(rule.resource == rows[k].resource);
    CHECK(rule.per == rows[k].per);
    CHECK(rule.shown_divisor == rows[k].shown_divisor);
    CHECK(belongs_to_stage(rule) == rows[k].of_the_stage);
    CHECK(rule.school_line[0].value_or(0) == rows[k].primary);
    CHECK(rule.school_line[1].value_or(0) == rows[k].junior);
    CHECK_FALSE(rule.rural_school_line[0]);
    CHECK_FALSE(rule.mandatory);
  }
}

double tenths(double value) { return std::round(value * 10) / 10; }

}  // namespace

TEST_CASE("The eight indicators of 2012, in their order, without lines for schools") {
  // §1.2; areas are stored in 0.01 m², money in fen.
  check_rows(built_in_standards()[0],
             {{Resource::teaching_area, Per::pupil, 100, false, 0, 0},
              {Resource::sports_area, Per::pupil, 100, false, 0, 0},
              {Resource::equipment_value, Per::pupil, 100, false, 0, 0},
              {Resource::computers, Per::hundred_pupils, 1, false, 0, 0},
              {Resource::books, Per::pupil, 1, false, 0, 0},
              {Resource::full_time_teachers, Per::pupil, 1, true, 0, 0},
              {Resource::above_degree_teachers, Per::pupil, 1, true, 0, 0},
              {Resource::middle_title_teachers, Per::pupil, 1, true, 0, 0}});
}

TEST_CASE("The seven indicators of 2017 with their lines for schools") {
  // §2.2
  const auto rules = built_in_standards()[1];
  check_rows(rules, {{Resource::above_degree_teachers, Per::hundred_pupils, 1, true, 4.2, 5.3},
                     {Resource::backbone_teachers, Per::hundred_pupils, 1, true, 1, 1},
                     {Resource::arts_pe_teachers, Per::hundred_pupils, 1, true, 0.9, 0.9},
                     {Resource::teaching_area, Per::pupil, 100, false, 4.5, 5.8},
                     {Resource::sports_area, Per::pupil, 100, false, 7.5, 10.2},
                     {Resource::equipment_value, Per::pupil, 100, false, 2000, 2500},
                     {Resource::multimedia_rooms, Per::hundred_pupils, 1, false, 2.3, 2.4}});
  // §2.1
  CHECK(rules.least_indicators_met == 6);
  CHECK(rules.floor_ratio_for_rest == 0.85);
  CHECK_FALSE(rules.composite_line[0]);
  CHECK_FALSE(built_in_standards()[0].indicator_line[0]);
  CHECK_FALSE(built_in_standards()[0].judges_schools());
}

TEST_CASE("Both regimes split combined schools 1 : 1.1 : 1.32, and complete ones 1 : 1.2") {
  for (const auto& rules : built_in_standards()) {
    CHECK(rules.junior_weight == 1.1);
    CHECK(rules.senior_weight == 1.32);
    CHECK(rules.complete_senior_weight == 1.2);
  }
}

TEST_CASE("In 2012 all ways of counting teaching points stand beside the one that is used") {
  // §1.5: merge_into_parent, with exclude beside it.
  const auto rules = built_in_standards()[0];
  const auto told = [&](TeachingPointPolicy points, bool counts_private) {
    return std::count(rules.treatments.begin(), rules.treatments.end(),
                      UnitTreatment{points, counts_private}) == 1;
  };
  CHECK(rules.teaching_points == TeachingPointPolicy::merge_into_parent);
  CHECK(told(TeachingPointPolicy::exclude, false));
  CHECK(told(TeachingPointPolicy::own_unit, false));
  CHECK(told(TeachingPointPolicy::merge_into_parent, true));
}

TEST_CASE("Pupils a teacher of the founding case are 18.3 and 10.2") {
  // §3: 70 728 pupils and 3 874 full-time teachers of primary, 23 036 and 2 249 of junior schools,
  // here in two schools a stage; the mean is total over total.
  Plan plan;
  for (const auto& [primary, junior] : {std::pair{700, 23000}, std::pair{70028, 36}}) {
    plan.schools.push_back(school_with(SchoolKind::nine_year, primary, junior));
  }
  teachers(plan.schools[SchoolId(0)], Resource::full_time_teachers, Stage::primary) = 3000;
  teachers(plan.schools[SchoolId(1)], Resource::full_time_teachers, Stage::primary) = 874;
  teachers(plan.schools[SchoolId(0)], Resource::full_time_teachers, Stage::junior) = 2000;
  teachers(plan.schools[SchoolId(1)], Resource::full_time_teachers, Stage::junior) = 249;
  const auto result = evaluate_standard(nowhere, plan, built_in_standards()[0]);
  CHECK(tenths(1 / result.stages[0].indicators[5].mean.value()) == 18.3);
  CHECK(tenths(1 / result.stages[1].indicators[5].mean.value()) == 10.2);
  CHECK(result.stages[0].pupils + result.stages[1].pupils == Heads(93764));
}
