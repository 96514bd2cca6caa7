#include <catch2/catch.hpp>

#include "plans.hpp"

using namespace budian;

namespace {

double weight(std::int64_t a, std::int64_t b, std::int64_t c, Stage stage) {
  return stage_weight(books_standard(TeachingPointPolicy::exclude), Heads(a), Heads(b), Heads(c),
                      stage);
}

PlannedSchool school_with_books(SchoolKind kind, std::int64_t pupils, std::int64_t books) {
  PlannedSchool planned = school_with(kind, pupils, 0);
  campus(planned, Resource::books) = books;
  return planned;
}

/// Two full primaries and two points; the points belong to school 0.
Plan plan_with_points() {
  Plan plan;
  plan.schools.push_back(school_with_books(SchoolKind::primary, 200, 2000));
  plan.schools.push_back(school_with_books(SchoolKind::primary, 300, 1500));
  plan.schools.push_back(school_with_books(SchoolKind::teaching_point, 20, 50));
  plan.schools.push_back(school_with_books(SchoolKind::teaching_point, 50, 80));
  plan.schools[SchoolId(2)].school.parent = SchoolId(0);
  plan.schools[SchoolId(3)].school.parent = SchoolId(0);
  return plan;
}

std::vector<CountedUnit> primary_units(const Plan& plan, TeachingPointPolicy policy) {
  return counted_units(nowhere, plan, books_standard(policy), Stage::primary);
}

}  // namespace

TEST_CASE("A nine-year school is split 1 : 1.1") {
  // 166 + 1.1 × 210 = 397; 166/397 and 231/397
  CHECK(weight(166, 210, 0, Stage::primary) == Approx(0.418136).margin(1e-6));
  CHECK(weight(166, 210, 0, Stage::junior) == Approx(231.0 / 397.0));
}

TEST_CASE("A twelve-year school is split 1 : 1.1 : 1.32") {
  // 600 + 440 + 660 = 1700
  CHECK(weight(600, 400, 500, Stage::primary) == Approx(600.0 / 1700.0));
  CHECK(weight(600, 400, 500, Stage::primary) == Approx(0.352941).margin(1e-6));
  CHECK(weight(600, 400, 500, Stage::junior) == Approx(0.258824).margin(1e-6));
  // what remains is the senior part
  CHECK(1 - weight(600, 400, 500, Stage::primary) - weight(600, 400, 500, Stage::junior) ==
        Approx(0.388235).margin(1e-6));
}

TEST_CASE("A complete secondary school is split 1 : 1.2") {
  // 300/(300 + 1.2 × 200)
  CHECK(weight(0, 300, 200, Stage::junior) == Approx(0.555556).margin(1e-6));
}

TEST_CASE("A school of one stage keeps everything") {
  CHECK(weight(100, 0, 0, Stage::primary) == 1);
  CHECK(weight(0, 100, 0, Stage::junior) == 1);
  CHECK(weight(0, 0, 0, Stage::junior) == 0);
}

TEST_CASE("Campus resources of a nine-year school are split, its teachers are not") {
  Plan plan;
  plan.schools.push_back(school_with(SchoolKind::nine_year, 166, 210));
  campus(plan.schools[SchoolId(0)], Resource::books) = 23226;
  teachers(plan.schools[SchoolId(0)], Resource::full_time_teachers, Stage::primary) = 11;
  teachers(plan.schools[SchoolId(0)], Resource::full_time_teachers, Stage::junior) = 19;
  StandardRules rules = books_standard(TeachingPointPolicy::exclude);
  IndicatorRule teacher_ratio;
  teacher_ratio.code = "teachers";
  teacher_ratio.resource = Resource::full_time_teachers;
  rules.indicators.push_back(teacher_ratio);
  const auto primary = counted_units(nowhere, plan, rules, Stage::primary);
  const auto junior = counted_units(nowhere, plan, rules, Stage::junior);
  REQUIRE(primary.size() == 1);
  REQUIRE(junior.size() == 1);
  // 23 226 × 166/397 = 9 711.6 (58.50 a pupil) and 23 226 × 231/397 = 13 514.4 (64.35 a pupil)
  CHECK(primary[0].amounts[0] == Approx(9711.6).margin(0.05));
  CHECK(primary[0].amounts[0] / 166 == Approx(58.50).margin(0.005));
  CHECK(junior[0].amounts[0] == Approx(13514.4).margin(0.05));
  CHECK(junior[0].amounts[0] / 210 == Approx(64.35).margin(0.005));
  CHECK(primary[0].amounts[1] == 11);
  CHECK(junior[0].amounts[1] == 19);
}

TEST_CASE("Points that are merged into their parent add their pupils and books") {
  const auto units = primary_units(plan_with_points(), TeachingPointPolicy::merge_into_parent);
  REQUIRE(units.size() == 2);
  CHECK(units[0].pupils == 270);       // 200 + 20 + 50
  CHECK(units[0].amounts[0] == 2130);  // 2000 + 50 + 80
  CHECK(units[1].pupils == 300);
}

TEST_CASE("Points are left out, stand alone, or stand alone from 50 pupils on") {
  const Plan plan = plan_with_points();
  CHECK(primary_units(plan, TeachingPointPolicy::exclude).size() == 2);
  CHECK(primary_units(plan, TeachingPointPolicy::own_unit).size() == 4);
  const auto from_fifty = primary_units(plan, TeachingPointPolicy::own_unit_if_at_least);
  REQUIRE(from_fifty.size() == 3);
  CHECK(from_fifty[2].school == SchoolId(3));
}

TEST_CASE("A point without an open parent goes to the nearest school of its township") {
  Plan plan = plan_with_points();
  plan.schools[SchoolId(0)].open = false;
  plan.schools.push_back(school_with_books(SchoolKind::primary, 100, 100));
  plan.schools[SchoolId(1)].school.place = {5000, 0};
  plan.schools[SchoolId(4)].school.place = {10, 0};
  plan.schools[SchoolId(4)].school.township = TownshipId(1);
  const auto units = primary_units(plan, TeachingPointPolicy::merge_into_parent);
  REQUIRE(units.size() == 2);
  // School 4 is nearer, but lies in another township.
  CHECK(units[0].school == SchoolId(1));
  CHECK(units[0].pupils == 370);
  CHECK(units[1].pupils == 100);
}

TEST_CASE("Points without any full school stand alone, none is lost") {
  Plan plan = plan_with_points();
  plan.schools[SchoolId(0)].open = false;
  plan.schools[SchoolId(1)].open = false;
  CHECK(primary_units(plan, TeachingPointPolicy::merge_into_parent).size() == 2);
}

TEST_CASE("Private schools are counted only where the standard says so") {
  Plan plan = plan_with_points();
  plan.schools[SchoolId(1)].school.is_public = false;
  StandardRules rules = books_standard(TeachingPointPolicy::exclude);
  CHECK(counted_units(nowhere, plan, rules, Stage::primary).size() == 1);
  rules.counts_private = true;
  CHECK(counted_units(nowhere, plan, rules, Stage::primary).size() == 2);
}

TEST_CASE("A public point goes to a private school only where the files name it as its parent") {
  Plan plan = plan_with_points();
  auto& near = plan.schools[SchoolId(0)].school;
  auto& far = plan.schools[SchoolId(1)].school;
  near.is_public = false;
  far.place = {90000, 0};
  far.township = TownshipId(1);
  StandardRules rules = books_standard(TeachingPointPolicy::merge_into_parent);
  rules.counts_private = true;
  // Both points name the private school.
  const auto pupils = [&] {
    std::vector<std::int64_t> counts;
    for (const auto& unit : counted_units(nowhere, plan, rules, Stage::primary)) {
      counts.push_back(unit.pupils);
    }
    return counts;
  };
  CHECK(pupils() == std::vector<std::int64_t>{270, 300});
  // Without a parent they go to the public school, though it is far off in another township.
  plan.schools[SchoolId(2)].school.parent.reset();
  plan.schools[SchoolId(3)].school.parent.reset();
  CHECK(pupils() == std::vector<std::int64_t>{200, 370});
  // A private point the other way round.
  plan.schools[SchoolId(2)].school.is_public = false;
  CHECK(pupils() == std::vector<std::int64_t>{220, 350});
  // With no public school left, a public point is a unit of its own.
  plan.schools[SchoolId(1)].open = false;
  CHECK(pupils() == std::vector<std::int64_t>{220, 50});
}

TEST_CASE("A unit tells an indicator only where all its members do") {
  Plan plan = plan_with_points();
  plan.schools[SchoolId(2)].school.resources.untold[row(Resource::books)][0] = true;
  const auto merged = primary_units(plan, TeachingPointPolicy::merge_into_parent);
  CHECK_FALSE(merged[0].tells(0));
  CHECK(merged[1].tells(0));
  CHECK(units_untold(merged, 0) == 1);
  CHECK(units_untold(primary_units(plan, TeachingPointPolicy::exclude), 0) == 0);
}

TEST_CASE("What is told for classes or teachers is not known where their number is not") {
  Plan plan;
  plan.schools.push_back(school_with(SchoolKind::primary, 40, 0));
  plan.schools[SchoolId(0)].school.pupils[1] = Heads(30);
  plan.schools[SchoolId(0)].school.classes[0] = 1;
  StandardRules rules = books_standard(TeachingPointPolicy::exclude);
  const auto tells = [&] {
    return counted_units(nowhere, plan, rules, Stage::primary).at(0).tells(0);
  };
  CHECK(tells());
  rules.indicators[0].per = Per::school_class;
  CHECK_FALSE(tells());  // nothing is told of grade 2
  plan.schools[SchoolId(0)].school.classes[1] = 1;
  CHECK(tells());
  rules.indicators[0].per = Per::teacher;
  CHECK(tells());
  plan.schools[SchoolId(0)].school.resources.untold[row(Resource::full_time_teachers)][0] = true;
  CHECK_FALSE(tells());
}

TEST_CASE("Closing a point that was left out pushes the mean down") {
  // policy §1.5: its 20 pupils join a counted school, its building does not.
  Plan before = plan_with_points();
  Plan after = before;
  after.schools[SchoolId(2)].open = false;
  after.schools[SchoolId(0)].school.pupils[0] += Heads(20);
  const StandardRules rules = books_standard(TeachingPointPolicy::exclude);
  const auto today = evaluate_standard(nowhere, before, rules).stages[0];
  const auto then = evaluate_standard(nowhere, after, rules).stages[0];
  CHECK(today.indicators[0].mean == Approx(3500.0 / 500.0));
  CHECK(then.indicators[0].mean == Approx(3500.0 / 520.0));
}

TEST_CASE("All staff can be the numerator of the teacher ratio") {
  Plan plan;
  plan.schools.push_back(school_with(SchoolKind::primary, 100, 0));
  plan.schools[SchoolId(0)].school.staff[0] = Heads(9);
  teachers(plan.schools[SchoolId(0)], Resource::full_time_teachers, Stage::primary) = 7;
  StandardRules rules = books_standard(TeachingPointPolicy::exclude);
  rules.indicators[0].resource = Resource::full_time_teachers;
  CHECK(counted_units(nowhere, plan, rules, Stage::primary)[0].amounts[0] == 7);
  rules.indicators[0].counts_all_staff = true;
  CHECK(counted_units(nowhere, plan, rules, Stage::primary)[0].amounts[0] == 9);
}
